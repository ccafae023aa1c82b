#!/usr/bin/env python3
"""One run of the real window on a real (virtual) screen: ``.venv/bin/python tests/gui/xvfb_run.py [FOLDER]``.

Starts Xvfb and a small window manager, opens ``redraft`` with the real workers, and drives it as a person would, with
xdotool: type a draft, look at the underlines, ask for suggestions, take one, copy. Pictures go to ``FOLDER``
(default ``build/xvfb``); what was checked is printed, and the exit code is 1 when a check failed. Needs the packages
xvfb, xdotool, openbox, imagemagick and xclip. Started as ``dbus-run-session -- .venv/bin/python …`` it also checks
what a screen reader is told (``atspi_tree.py``).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

DISPLAY = ":97"
SIZE = "1280x800x24"
DRAFT = "I moved to Leeds last year and I work nights as a nurse. Write to me at priya.bikes@example.org"
PATIENCE = 120.0
READER = Path("/usr/libexec/at-spi-bus-launcher")
NEEDED = ("Xvfb", "openbox", "xdotool", "import", "xclip")


class Screen:
    """Drives one window with real events."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
        self.failed: list[str] = []

    def run(self, *words: str) -> str:
        """The output of a command on this screen."""
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False, timeout=30)
        return done.stdout.strip()

    def window(self) -> str:
        """The id of the window, an empty string while there is none."""
        return self.run("xdotool", "search", "--onlyvisible", "--name", "^Redraft$").split("\n")[-1]

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.run("xdotool", "key", "--clearmodifiers", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        """Type as fast as a fast typist."""
        self.run("xdotool", "type", "--delay", "25", text)

    def copied(self) -> str:
        """All of the text that has the keyboard, by way of the clipboard."""
        self.press("ctrl+a", "ctrl+c")
        return self.run("xclip", "-selection", "clipboard", "-o")

    def picture(self, name: str) -> Path:
        """What is on the screen."""
        path = self.folder / f"{name}.png"
        self.run("import", "-window", "root", str(path))
        return path

    def check(self, what: str, happened: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait for something and say whether it came."""
        end = time.monotonic() + patience
        while not (came := happened()) and time.monotonic() < end:
            time.sleep(0.2)
        print(f"{'ok' if came else 'FAILED'}: {what}")
        if not came:
            self.failed.append(what)

    def ink(self, name: str, colour: str) -> int:
        """How many pixels of the screen have a colour."""
        path = self.picture(name)
        found = self.run("convert", str(path), "-fill", "white", "+opaque", colour, "-fill", "black", "-opaque", colour,
                         "-format", "%[fx:round((1-mean)*w*h)]", "info:")  # fmt: skip
        return int(float(found or 0))


def main() -> int:
    """Do the run; returns an exit code."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/xvfb")
    folder.mkdir(parents=True, exist_ok=True)
    screen = Screen(folder)
    running: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as settings:
        screen.environment["XDG_CONFIG_HOME"] = settings
        try:
            running.append(subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", SIZE], stderr=subprocess.DEVNULL))
            screen.check("the screen is there", lambda: screen.run("xdotool", "getdisplaygeometry") != "")
            running.append(subprocess.Popen(["openbox"], env=screen.environment, stderr=subprocess.DEVNULL))
            if told(screen):
                screen.environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
                launch = [str(READER), "--launch-immediately"]
                running.append(subprocess.Popen(launch, env=screen.environment, stderr=subprocess.DEVNULL))
            command = [sys.executable, "-m", "redraft"]
            running.append(subprocess.Popen(command, env=screen.environment))
            use(screen, running[-1])
        finally:
            for process in reversed(running):
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
                    process.wait(timeout=20)
    return 1 if screen.failed else 0


def told(screen: Screen) -> bool:
    """True when there is a bus of this session's own and something that listens as a screen reader does."""
    return READER.is_file() and "dbus" in screen.environment.get("DBUS_SESSION_BUS_ADDRESS", "")


def read_aloud(screen: Screen) -> bool:
    """True when everything that takes the focus has a name; what a screen reader is told lies beside the pictures."""
    script = Path(__file__).with_name("atspi_tree.py")
    done = subprocess.run(
        ["/usr/bin/python3", str(script)],
        env=screen.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    (screen.folder / "screen-reader.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    return done.returncode == 0


def use(screen: Screen, app: subprocess.Popen[bytes]) -> None:
    """What a person does."""
    began = time.monotonic()
    screen.check("the window opens", lambda: screen.window() != "")
    print(f"window found after {time.monotonic() - began:.2f} s")
    screen.run("xdotool", "windowactivate", "--sync", screen.window())
    time.sleep(1.0)
    screen.type(DRAFT)
    # The ink of "high" in the light palette underlines the address; the one of "medium" the town.
    screen.check("the address is underlined", lambda: screen.ink("typed", "#A34A12") > 60)
    if told(screen):
        screen.check("everything has a name for screen readers", lambda: read_aloud(screen), 20.0)
    screen.press("ctrl+e")
    screen.check("a suggestion is shown in the text", lambda: screen.ink("suggested", "#E2EFED") > 300)
    whole = screen.copied()
    screen.check("what is copied is the draft, without suggestions", lambda: whole == DRAFT, 0.0)
    screen.press("F8", "shift+F8", "F9")
    screen.check("one is taken by its key", lambda: screen.copied() not in {"", DRAFT})
    screen.press("ctrl+z")
    screen.check("and taken back by undo", lambda: screen.copied() == DRAFT)
    screen.press("Escape", "ctrl+e")
    screen.check("suggestions are shown again", lambda: screen.ink("again", "#E2EFED") > 300)
    before = screen.ink("before", "#A34A12")
    screen.run("xdotool", "key", "--clearmodifiers", "ctrl+shift+Return")
    screen.check("the suggestions are taken", lambda: screen.ink("taken", "#A34A12") < before)
    new = screen.copied()
    screen.check("the new text is on the clipboard", lambda: "Leeds" not in new != "", 0.0)
    print(f"copied: {len(new)} characters")
    screen.press("ctrl+z")
    screen.press("ctrl+2")
    time.sleep(0.5)
    screen.picture("archive")
    screen.press("ctrl+q")
    time.sleep(1.0)
    screen.picture("closing")
    screen.press("Return")
    screen.check("the window closes", lambda: app.poll() is not None, 20.0)


if __name__ == "__main__":
    sys.exit(main())
