"""What would be put on where there is no Linux: the rules, and that only what was seen to refuse counts."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from redraft.speech.now import english
from redraft.workers import cage, elsewhere


def refused():
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def works():
    """Nothing stops it."""


def fails_otherwise():
    raise OSError(errno.ENETUNREACH, "unreachable")


def put_on_fails():
    raise OSError(errno.EPERM, "not here")


def no_such_call():
    raise AttributeError("sandbox_init")


def test_the_rules_deny_first_and_then_allow_what_is_needed(tmp_path):
    odd = tmp_path / 'a "quoted" folder'
    rules = elsewhere.profile([odd], tmp_path).splitlines()
    assert rules[:2] == ["(version 1)", "(allow default)"]
    for denied in ("network*", "file-write*", "process-exec*", "process-fork", "signal"):
        assert f"(deny {denied})" in rules
    assert rules[-2] == f'(deny file-read* (subpath "{tmp_path.resolve()}"))'
    assert rules[-1].endswith('a \\"quoted\\" folder"))')


@pytest.mark.parametrize(
    ("put_on", "checks", "on", "why"),
    [
        (works, [refused, refused], ("lock",), ""),
        (works, [refused, works], (), "still worked"),
        (works, [fails_otherwise], (), "another reason"),
        (put_on_fails, [works], (), "not here"),
        (no_such_call, [works], (), "no such call"),
    ],
)
def test_a_part_counts_only_when_all_its_attempts_were_refused(monkeypatch, put_on, checks, on, why):
    monkeypatch.setattr(cage.sys, "platform", "darwin")
    monkeypatch.setattr(elsewhere, "steps", lambda _read: {"lock": (put_on, checks)})
    status = cage.enter()
    assert status.on == on
    assert status.promised == ()
    assert why in english(status.off[-1].why)
    assert english(status.off[0].why) == "not proven on this system"
    status.require()


@pytest.mark.parametrize(
    ("system", "parts"), [("darwin", {"sandbox_init"}), ("win32", {"low integrity", "no child processes"})]
)
def test_each_system_has_its_own_parts(monkeypatch, system, parts):
    monkeypatch.setattr(elsewhere.sys, "platform", system)
    assert set(elsewhere.steps([Path("/usr")])) == parts
