"""Counting in a process of its own: an audit hook stays for good."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import redraft

BEGIN = """
    import socket
    from redraft.workers.reached import count_from_here, reached
    count_from_here()
    count_from_here()
"""


def say(code):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(BEGIN) + textwrap.dedent(code)],
        env={"PYTHONPATH": str(Path(redraft.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()


def test_nothing_is_nothing():
    assert say("print(reached().nothing, reached().asked)") == ["True", "0"]


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")


@linux
@pytest.mark.parametrize(
    ("code", "asked", "network", "local"),
    [
        ("a = socket.socket(socket.AF_INET)", 0, 1, 0),
        ("a = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", 0, 1, 0),
        ("a = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", 0, 1, 0),
        ("a, b = socket.socketpair()", 0, 0, 2),
        ("a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); a.connect(('127.0.0.1', 9))", 1, 1, 0),
        ("a = socket.socket(socket.AF_UNIX); a.connect_ex('/nowhere')", 0, 0, 1),
        ("socket.getaddrinfo('127.0.0.1', 9)", 1, 0, 0),
    ],
)
def test_what_is_asked_for_and_what_is_held(code, asked, network, local):
    said = say(f"{code}\nseen = reached(); print(seen.asked, seen.network, seen.local, seen.nothing)")
    assert said == [str(asked), str(network), str(local), str(not asked and not network)]


def test_uncounted_is_said():
    code = "from redraft.workers.reached import reached; print(reached().asked)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(Path(redraft.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "None\n"
