"""The filter of the app's own process, which holds texts: no socket but this computer's own, and no look into others.

The window needs local sockets (the desktop, the keyring); nothing needs another. Workers and helpers inherit it. It is
entered before a package is imported, so it does not matter what that tries.
"""

from __future__ import annotations

import sys

from redraft.domain.errors import SandboxError
from redraft.workers import cage, rules, seccomp

_on = False


def is_on() -> bool:
    """True once :func:`enter` worked."""
    return _on


def enter() -> bool:
    """Enter it, for good; False where the system does not let a process do so, which ``redraft doctor`` says."""
    global _on  # noqa: PLW0603 - a filter is as global as a thing can be
    if not sys.platform.startswith("linux"):
        return False
    try:
        cage.forgo_privileges()
        seccomp.install(rules.app())
    except (OSError, SandboxError):
        return False
    _on = True
    return True
