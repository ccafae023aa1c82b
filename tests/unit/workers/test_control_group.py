"""Control groups, on folders that look like the kernel's: no system that lets an ordinary user have one was at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from redraft.workers import control_group


@pytest.fixture
def system(tmp_path, monkeypatch):
    """(the folder of groups that is this user's, what looks like /proc): in a scope of a desktop session."""
    root, processes = tmp_path / "sys/fs/cgroup", tmp_path / "proc"
    home = root / "user.slice/app.slice"
    (home / "app.scope").mkdir(parents=True)
    (home / "cgroup.subtree_control").write_text("cpu memory pids\n")
    (home / "cgroup.procs").write_text("")
    (processes / "self").mkdir(parents=True)
    (processes / str(os.getpid())).mkdir()
    (processes / "self/cgroup").write_text("1:name=systemd:/x\n0::/user.slice/app.slice/app.scope\n")
    mounts = f"24 1 0:22 / /proc rw - proc proc rw\n30 24 0:26 / {root} rw,nosuid shared:4 - cgroup2 cgroup2 rw\n"
    (processes / "self/mountinfo").write_text(mounts)
    return home, processes


def emptied(group: Path) -> None:
    """As the kernel's folder, whose files do not count."""
    for file in group.iterdir():
        file.unlink()


def test_one_is_made_beside_the_apps_own_with_its_bounds(system):
    home, processes = system
    made = control_group.make("fast", 2 << 30, processes=processes)
    assert made is not None
    assert made.parent == home
    said = {file.name: file.read_text() for file in made.iterdir()}
    assert said == {"memory.max": str(2 << 30), "memory.swap.max": "0", "pids.max": "256"}
    control_group.enter(made)
    assert (made / "cgroup.procs").read_text() == "0"
    assert control_group.make("fast", None, processes=processes) != made
    emptied(made)
    control_group.remove(made)
    assert not made.exists()


def test_a_worker_without_a_bound_has_none_and_no_swap_either(system):
    made = control_group.make("llm", None, processes=system[1])
    assert made is not None
    assert sorted(file.name for file in made.iterdir()) == ["memory.swap.max", "pids.max"]


@pytest.mark.parametrize(
    "what", ["controllers", "no such mount", "an older kernel", "nothing to read", "not one's own"]
)
def test_where_none_can_be_had_there_is_none(system, what, monkeypatch):
    home, processes = system
    if what == "controllers":
        (home / "cgroup.subtree_control").write_text("cpu\n")
    elif what == "no such mount":
        (processes / "self/mountinfo").write_text("24 1 0:22 / /proc rw - proc proc rw\n")
    elif what == "an older kernel":
        (processes / "self/cgroup").write_text("4:memory:/x\n")
    elif what == "nothing to read":
        (processes / "self/cgroup").unlink()
    else:
        monkeypatch.setattr(control_group.os, "access", lambda *_: False)
    assert control_group.make("fast", 1, processes=processes) is None
    assert sorted(path.name for path in home.iterdir() if path.is_dir()) == ["app.scope"]


def test_what_an_app_left_that_was_killed_is_removed_and_what_is_in_use_stays(system):
    home, processes = system
    (home / "redraft-999999-fast-1").mkdir()
    (home / f"redraft-{os.getpid()}-llm-1").mkdir()
    made = control_group.make("fast", None, processes=processes)
    assert {path.name for path in home.glob("redraft-*")} == {made.name, f"redraft-{os.getpid()}-llm-1"}
