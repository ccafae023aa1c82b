"""What workers ask of the system, measured with strace: the list of what is allowed suffices, and holds little more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

import redraft
from fakes.sandbox import needs_cage
from privacy import sessions
from redraft.models.store import ModelStore
from redraft.workers import rules

pytestmark = [needs_cage, pytest.mark.slow, pytest.mark.timeout(600)]

APP = Path(redraft.__file__).parents[1]
CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")
KIND = re.compile(r'"worker", "(\w+)"')
TRIED_IN_VAIN = {"socket", "epoll_create1", "mbind", "clone3", "openat2", "get_mempolicy", "set_mempolicy", "openat"}
"""What libraries ask for to find out what there is, and do without: any other call that is refused would be missed.

``openat`` is that of cpuinfo and the like; those that would write are looked at by themselves.
"""


def traced(folder, *arguments):
    """By kind of worker: the calls that it made once it was under its filter, and those that were refused."""
    trace = folder / "trace"
    home = folder / "home"
    home.mkdir()
    environment = sessions.environment(home) | {"REDRAFT_MODELS": str(ModelStore().folder)}
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(trace), sys.executable, "-B", "-m", "redraft", *arguments],
        env=environment, capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made, refused, kinds, caged, parents = defaultdict(set), defaultdict(list), {}, set(), {}
    for line in trace.read_text(errors="replace").splitlines():
        if (found := CALL.match(line)) is None:
            continue
        process, name, rest = found.groups()
        if name == "execve":
            kinds[process] = kind[1] if (kind := KIND.search(rest)) else ""
        if name in {"clone", "clone3"} and (child := re.search(r"= (\d+)$", line)):
            parents[child[1]] = process
        while process not in kinds and process in parents:
            process = parents[process]
        if kinds.get(process) and process in caged:
            made[kinds[process]].add(name)
            if re.search(r"= -1 (EPERM|ENOSYS)", line):
                refused[kinds[process]].append(line)
        if name == "seccomp" and "SECCOMP_SET_MODE_FILTER" in rest and kinds.get(process):
            caged.add(process)
    return made, refused


def judged(made, refused, kind):
    missed = [line for line in refused[kind] if CALL.match(line)[2] not in TRIED_IN_VAIN]
    assert missed == []
    assert [line for line in refused[kind] if re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)", line)] == []
    allowed = set(rules.worker(os.getpid()).allowed)
    assert made[kind] - {CALL.match(line)[2] for line in refused[kind]} <= allowed
    assert len(made[kind]) > 15


def test_drafts(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(sessions.DRAFT)
    made, refused = traced(tmp_path, "rewrite", "--fast", "--json", str(draft))
    judged(made, refused, "fast")


def test_archives(tmp_path):
    made, refused = traced(tmp_path, "archive", "--budget", "0", "--json", str(sessions.archive(tmp_path)))
    judged(made, refused, "fast")
    judged(made, refused, "reader")


@pytest.mark.model
def test_the_model(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(sessions.DRAFT)
    made, refused = traced(tmp_path, "check", "--first", "--cpu", "--threads", "2", "--json", str(draft))
    judged(made, refused, "llm")
