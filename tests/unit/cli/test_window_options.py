"""How the command line opens the window: with a stand-in for it, and as a process where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from redraft.cli.doctor import _window_row
from redraft.cli.main import main
from redraft.gui.app import _is_far

APP = Path(__file__).parents[3] / "app"


class Window:
    """Takes what it is given; draws itself or not."""

    def __init__(self, *, drawn: bool = True, status: int = 0) -> None:
        self.drawn, self.status, self.given = drawn, status, {}

    def __call__(self, **given: object) -> int:
        self.given = given
        if self.drawn and (shown := given.get("shown")):
            shown()
        return self.status


def test_without_a_command_the_window_opens():
    window = Window()
    assert main([], open_window=window) == 0
    assert window.given == {"check_clipboard": False, "tray": False, "file": None}


def test_a_file_manager_can_open_a_text(tmp_path):
    window = Window()
    assert main(["--open", str(tmp_path / "draft.txt"), "--tray"], open_window=window) == 0
    assert window.given == {"check_clipboard": False, "tray": True, "file": tmp_path / "draft.txt"}
    assert main(["--open"], open_window=window) == 0
    assert window.given["file"] is None


def test_a_window_that_was_drawn_passes_the_selftest():
    name, good, words = _window_row(Window())
    assert (name, good) == ("window", True)
    assert words.startswith("opened and closed")


def test_a_window_that_was_not_drawn_or_ended_badly_fails_it():
    assert _window_row(Window(drawn=False))[1] is False
    assert _window_row(Window(status=1))[1] is False


def test_without_a_screen_there_is_a_sentence():
    environment = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "redraft"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment | {"PYTHONPATH": str(APP)},
    )
    assert done.returncode == 2
    assert done.stderr == "redraft: There is no screen to open a window on. Without a window: redraft check FILE\n"


@pytest.mark.parametrize(
    ("display", "far"),
    [("localhost:10.0", True), ("desk.example.org:0", True), ("tcp/desk:0", True), ("[::1]:10", True),
     (":0", False), (":1.0", False), ("unix:0", False), ("/tmp/launch-x/org.xquartz:0", False)],
)  # fmt: skip
def test_a_screen_over_a_network_is_one_that_names_a_computer(display, far):
    assert _is_far(display) is far


def test_a_screen_over_a_network_is_refused_with_a_sentence():
    environment = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "redraft"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment | {"PYTHONPATH": str(APP), "DISPLAY": "localhost:10.0"},
    )
    assert done.returncode == 2
    assert done.stderr == (
        "redraft: The screen (DISPLAY) is reached over a network, and Redraft has none. "
        "Without a window: redraft check FILE\n"
    )
