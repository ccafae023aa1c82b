"""What a worker can reach, tried with real processes in the real cage. On Linux these fail rather than skip."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import redraft
from fakes.refusals import refused
from fakes.sandbox import needs_cage
from redraft.domain.errors import SandboxError, WorkerError
from redraft.workers import cage, namespaces, prove
from redraft.workers.client import WorkerClient
from redraft.workers.fast_client import FastWorker
from redraft.workers.proof import prove_worker

pytestmark = needs_cage

APP = Path(redraft.__file__).parents[1]
DRAFT = "Zebulon Quartermaine lives in Leeds; write to zebulon@example.org."


TRY_NAMESPACE = """
import ctypes, os, sys
libc, kind = ctypes.CDLL(None), int(sys.argv[1])
os._exit(0 if libc.unshare(kind) == 0 or libc.unshare(0x10000000 | kind) == 0 else 1)
"""
NEWPID, NEWNET = 0x20000000, 0x40000000
PATHS = os.pathsep.join(map(str, (APP, Path(__file__).parents[1])))
AT_HAND = "from fakes.echo_worker import at_hand\nat_hand()\n"


def run_python(code, *arguments, before=()):
    """Run code in a Python of its own, as an app that uses a worker would."""
    return subprocess.run(
        [*before, sys.executable, "-B", "-c", AT_HAND + textwrap.dedent(code), *arguments],
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PYTHONPATH": PATHS},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(params=["echo", "fast", "reader"], scope="module")
def worker(request, tmp_path_factory):
    """A loaded worker, started by an app that has a display, proxies and an open folder to pass on."""
    leaky = os.open(tmp_path_factory.mktemp("leaky"), os.O_RDONLY)
    os.set_inheritable(leaky, True)
    with WorkerClient(request.param) as client, pytest.MonkeyPatch.context() as monkeypatch:
        for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "https_proxy", "SSH_AUTH_SOCK"):
            monkeypatch.setenv(name, "redraft-inherited")
        client.load()
        yield client
    os.close(leaky)


def test_the_whole_cage_is_on(worker):
    status = worker.status()
    assert status.promised == cage.PROMISED
    assert {*status.on} - {*cage.IF_ALLOWED} == {*cage.PROMISED}
    assert {missing.part for missing in status.off} == {*cage.IF_ALLOWED} - {*status.on}


def test_it_has_a_network_of_its_own_where_one_may_be_had(worker):
    """Who may make a namespace has one; the kernel says that it is another than this process's."""
    may = can_have(NEWNET)
    assert (namespaces.NETWORK in worker.status().on) is may
    assert _own(worker.inside, "net") is may


def test_it_has_processes_of_its_own_where_they_may_be_had(worker):
    """It is the first of them and sees no other; the one that waits for it holds nothing and may do nothing."""
    may = can_have(NEWNET | NEWPID)
    assert (namespaces.PROCESSES in worker.status().on) is may
    assert _own(worker.inside, "pid") is may
    assert (worker.inside != worker.pid) is may
    if not may:
        pytest.skip("no namespace of processes may be had here")
    waiting, working = (Path(f"/proc/{pid}") for pid in (worker.pid, worker.inside))
    assert working.joinpath("status").read_text().split("NSpid:\t")[1].splitlines()[0].split()[1:] == ["1"]
    assert list(waiting.joinpath("fd").iterdir()) == []
    assert "Seccomp:\t2" in waiting.joinpath("status").read_text()
    assert "NoNewPrivs:\t1" in waiting.joinpath("status").read_text()


@pytest.mark.parametrize("which", ["pid", "inside"])
def test_neither_of_a_workers_processes_outlives_the_other(which):
    with WorkerClient("echo") as client:
        client.load()
        both = {client.pid, client.inside}
        os.kill(getattr(client, which), signal.SIGKILL)
        end = time.monotonic() + 20
        while any(map(_runs, both)) and time.monotonic() < end:
            time.sleep(0.02)
        assert not any(map(_runs, both))


def can_have(spaces):
    return subprocess.run([sys.executable, "-c", TRY_NAMESPACE, str(spaces)], check=False).returncode == 0


def _own(pid, kind):
    return Path(f"/proc/{pid}/ns/{kind}").readlink() != Path(f"/proc/self/ns/{kind}").readlink()


def test_every_attempt_to_leave_is_refused(worker, tmp_path):
    proof = prove_worker(worker, models=tmp_path)
    assert [a for a in proof.attempts if not a.refused] == []
    assert len(proof.attempts) == 36 + (namespaces.PROCESSES in proof.cage.on)
    assert proof.holds
    assert list(tmp_path.iterdir()) == []


def test_without_a_cage_the_same_attempts_succeed(tmp_path):
    """Otherwise the proof would prove nothing."""
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "file").write_bytes(b"x")
    with subprocess.Popen(["sleep", "60"]) as other:
        folders = dict.fromkeys(("home", "temp", "models"), str(tmp_path))
        parameters = {**folders, "secret": str(tmp_path / "secret"), "file": str(tmp_path / "file")}
        attempts = prove.prove(
            parameters | {"parent": other.pid, "priority": 0, "processors": [*os.sched_getaffinity(0)]}
        )
        other.kill()
    may_fail_anywhere = {  # without rights, IPv6 or io_uring; only the attempts below must work on any machine
        "open an IPv6 connection",
        "open a raw socket",
        "use io_uring",
        "attach to the app as a debugger",
        "open the app's memory",
        "copy from the app's memory",
    }
    assert [a.what for a in attempts if a.refused and a.what not in may_fail_anywhere] == []
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"secret": b"x", "file": b""}


def test_a_worker_without_its_cage_takes_no_text():
    code = """
        import os, sys
        from redraft.domain.message import verbatim
        from redraft.workers import cage, pipes, serve
        from redraft.workers.cage import CageStatus, Missing
        weak = CageStatus("linux", cage.PROMISED, (), (Missing("seccomp", verbatim("not allowed here")),))
        serve.Server("echo", pipes.take_pipes(), weak, lambda: {"echo": lambda p, e, c: p}).run()
    """
    from redraft.workers import protocol

    request = protocol.encode(protocol.request_to_json(protocol.Request(1, "echo", {"text": DRAFT})))
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(APP)},
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(request)
        process.stdin.flush()
        data = protocol.read_message(process.stdout.read)
        process.stdin.close()
    assert data is not None
    reply = protocol.reply_from_json(data)
    assert reply.event == "error"
    assert isinstance(protocol.error_from_json(reply.body), SandboxError)
    assert process.returncode == 0


def test_only_the_pipes_are_held_and_nothing_is_inherited(worker):
    held = {p.name: str(p.readlink()) for p in Path(f"/proc/{worker.inside}/fd").iterdir()}
    environment = Path(f"/proc/{worker.inside}/environ").read_bytes()
    assert {name: target for name, target in held.items() if not target.startswith("pipe:")} == {
        "0": "/dev/null",
        "1": "/dev/null",
    }
    assert len(held) == 5
    assert b"redraft-inherited" not in environment


def test_what_libraries_print_goes_nowhere(capfd, caplog):
    caplog.set_level("DEBUG")
    with WorkerClient("echo") as client:
        client.call("print", {"text": DRAFT})
        assert client.call("echo", {"a": 1}) == {"a": 1}
    out, err = capfd.readouterr()
    assert DRAFT not in out + err + caplog.text
    assert f"wrote {len(DRAFT)} bytes to stderr" in caplog.text


def test_nothing_of_a_text_is_written_when_a_worker_crashes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run_python(
        """
        import sys
        from redraft.domain.errors import WorkerError
        from redraft.workers.client import WorkerClient
        with WorkerClient("echo") as client:
            client.call("echo", {"text": sys.argv[1]})
            try:
                client.call("crash", {"text": sys.argv[1]})
            except WorkerError as error:
                print(error, dict(error.problem.params["why"].params))
        """,
        DRAFT,
    )
    assert result.returncode == 0, result.stderr
    assert "{'number': 11}" in result.stdout
    assert "Zebulon" not in result.stdout + result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("busy", ["hang", "wait", "echo"])
def test_no_worker_outlives_its_parent(how, busy):
    code = """
        import sys, threading, time
        from redraft.workers.client import WorkerClient
        client = WorkerClient("echo")
        client.call("echo")
        threading.Thread(target=client.call, args=(sys.argv[1], {"seconds": 60}), daemon=True).start()
        time.sleep(0.2)
        print(client.pid, client.inside, flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", AT_HAND + textwrap.dedent(code), busy], stdout=subprocess.PIPE, env={"PYTHONPATH": PATHS}
    )
    with parent:
        assert parent.stdout is not None
        both = [int(pid) for pid in parent.stdout.readline().split()]
        assert all(map(_runs, both))
        parent.send_signal(how)
        parent.wait()
        end = time.monotonic() + 20
        while any(map(_runs, both)) and time.monotonic() < end:
            time.sleep(0.02)
    assert not any(map(_runs, both))


def _runs(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"  # dead, and waiting for whoever adopted it


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("kind", ["echo", "fast"])
def test_no_socket_is_opened(kind, tmp_path):
    """Under strace, from the app's side too: no socket call that succeeds but for AF_UNIX, and no connect at all."""
    trace = tmp_path / "trace"
    code = """
        import sys
        from redraft.workers.client import WorkerClient
        from redraft.workers.fast_client import FastWorker
        if sys.argv[1] == "fast":
            fast = FastWorker()
            print(len(fast.detect(sys.argv[2]).findings))
            fast.close()
        else:
            with WorkerClient("echo") as client:
                print(client.call("echo", {"text": sys.argv[2]}))
    """
    result = run_python(code, kind, DRAFT, before=("strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace)))
    assert result.returncode == 0, result.stderr
    opened = [
        line
        for line in trace.read_text().splitlines()
        if re.search(r"\b(socket|connect|bind|send\w+)\(", line) and "AF_UNIX" not in line and "= -1 EPERM" not in line
    ]
    assert opened == []


def test_a_worker_cannot_take_all_memory_and_survives_trying():
    with WorkerClient("echo") as client:
        assert client.call("allocate", {"bytes": 1 << 28}) == {"bytes": 1 << 28}
        pid = client.pid
        with refused(WorkerError, "MemoryError|more memory"):
            client.call("allocate", {"bytes": 1 << 31})
        assert client.call("echo", {"a": 1}) == {"a": 1}
        assert client.pid == pid


def test_the_worker_works_in_its_cage(worker):
    if worker.kind == "echo":
        assert worker.call("echo", {"text": DRAFT}) == {"text": DRAFT}
        return
    if worker.kind == "reader":
        practice = {"open": str(APP.parent / "resources/practice"), "name": "practice"}
        assert worker.call("open", {"sources": [practice]})["matches"][0]["platform"] == "reddit"
        return
    found = FastWorker(worker).detect(DRAFT)
    assert found.language == "en"
    assert all(e.quote == DRAFT[e.start : e.end] for finding in found.findings for e in finding.evidence)
