#!/usr/bin/env python3
"""Prints what a screen reader is told about the window of Redraft that is open on this desktop.

Run with the system's Python, which has the bindings (packages at-spi2-core, gir1.2-atspi-2.0, python3-gi); the exit
code is 1 when something that takes the focus has no name, 2 when there is no window. ``xvfb_run.py`` calls it.
"""

import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - the version has to be chosen first


def walk(node, depth, unnamed):
    """Print a node that is showing and what is below it; collect what takes the focus without a name."""
    states = node.get_state_set()
    name, role = node.get_name(), node.get_role_name()
    focusable = states.contains(Atspi.StateType.FOCUSABLE)
    if states.contains(Atspi.StateType.SHOWING) and (name or focusable):
        about = f" ({node.get_description()})" if node.get_description() else ""
        print(f"{'  ' * depth}{role}: {name!r}{about}{' *' if focusable else ''}")
        if focusable and not name:
            unnamed.append(role)
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            walk(child, depth + 1, unnamed)


def main():
    """Find the window and walk through it."""
    Atspi.init()
    desktop = Atspi.get_desktop(0)
    apps = [desktop.get_child_at_index(place) for place in range(desktop.get_child_count())]
    found = [app for app in apps if app is not None and app.get_name() == "Redraft"]
    if not found:
        print("there is no window of Redraft", file=sys.stderr)
        return 2
    unnamed = []
    walk(found[0], 0, unnamed)
    print(f"without a name: {unnamed or 'nothing'}")
    return 1 if unnamed else 0


if __name__ == "__main__":
    sys.exit(main())
