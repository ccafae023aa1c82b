"""The helper process that talks to the system's keyring: its answers, what it inherits, and a real keyring."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

import redraft
from redraft import start
from redraft.storage import keys
from redraft.storage.keys import KeyringError, SystemKeyring

APP = Path(redraft.__file__).parents[1]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the backend of Linux")


def helper(request, **environment):
    done = subprocess.run(
        start.command("keyring"),
        input=request,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("request_", [b"", b"[]", b"{", b"3", b"\xff", b"{}", b'{"do": 3}'])
def test_a_malformed_request_is_answered(request_):
    assert set(helper(request_)) == {"error"}


@linux
def test_without_a_session_there_is_no_keyring(tmp_path):
    request = json.dumps({"do": "get", "name": "x"}).encode()
    for address in ({}, {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"}):
        assert helper(request, XDG_RUNTIME_DIR=str(tmp_path), **address) == {"error": "absent"}


@linux
def test_a_plugin_or_a_setting_cannot_choose_another_keyring(tmp_path):
    """Discovery would obey this variable and this file."""
    settings = tmp_path / "python_keyring"
    settings.mkdir()
    (settings / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    request = json.dumps({"do": "put", "name": "x", "secret": "00"}).encode()
    answer = helper(
        request,
        XDG_RUNTIME_DIR=str(tmp_path),
        XDG_CONFIG_HOME=str(tmp_path),
        PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring",
    )
    assert answer == {"error": "absent"}


@linux
def test_nobody_may_look_into_the_helper(tmp_path):
    """It says so to the kernel before it imports the keyring's library; a process that may not be dumped is root's."""
    trace = tmp_path / "trace"
    command = ["strace", "-qq", "-e", "trace=prctl,openat,prlimit64", "-o", str(trace), *start.command("keyring")]
    subprocess.run(command, input=b"{}", env={"PATH": os.environ["PATH"]}, capture_output=True, timeout=60, check=True)
    calls = trace.read_text()
    dumps, packages = calls.find("prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE"), calls.find("/site-packages/keyring")
    assert 0 <= dumps < packages
    assert "RLIMIT_CORE, {rlim_cur=0, rlim_max=0}" in calls


def test_the_helper_inherits_no_bus_over_a_network(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=192.0.2.1,port=1")
    monkeypatch.setenv("https_proxy", "http://192.0.2.1")
    assert not {"DBUS_SESSION_BUS_ADDRESS", "https_proxy"} & set(keys._environment())
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1/bus")
    assert keys._environment()["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/run/user/1/bus"


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("print('nonsense')", "failed"),
        ("print('[]')", "failed"),
        ("raise SystemExit(3)", "failed"),
        ("""print('{"error": "locked"}')""", "locked"),
        ("""print('{"error": "what is this"}')""", "failed"),
        ("""print('{"secret": "00"}')""", "failed"),
        ("""print('{"secret": "xyz"}')""", "failed"),
        ("import time; time.sleep(60)", "locked"),
    ],
)
def test_whatever_the_helper_says_is_an_answer_or_an_error(monkeypatch, says, reason):
    monkeypatch.setattr(keys.start, "command", lambda _kind: [sys.executable, "-c", says])
    monkeypatch.setattr(keys, "PROMPT_SECONDS", 2.0)
    with pytest.raises(KeyringError) as caught:
        SystemKeyring().get("x")
    assert caught.value.reason == reason


def test_who_waits_for_the_keyring_can_be_freed(monkeypatch):
    monkeypatch.setattr(keys.start, "command", lambda _kind: [sys.executable, "-c", "import time; time.sleep(60)"])
    ring = SystemKeyring()
    began = time.monotonic()
    timer = threading.Timer(0.3, ring.stop)
    timer.start()
    for _once_more in range(2):
        with pytest.raises(KeyringError):
            ring.get("x")
    timer.join()
    assert time.monotonic() - began < 30


@linux
@pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None,
    reason="dbus-run-session and gnome-keyring-daemon are not installed",
)
def test_a_real_keyring_keeps_a_key_and_lets_it_go(tmp_path):
    session = """
        printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
        exec "$0" -c "$1"
    """
    code = textwrap.dedent(
        """
        from redraft.storage.keys import KeyringError, SystemKeyring, random_key
        ring, key = SystemKeyring(), random_key()
        ring.put("a", key)
        print(ring.get("a") == key)
        ring.remove("a")
        ring.remove("a")
        try:
            ring.get("a")
        except KeyringError as error:
            print(error.reason)
        """
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", session, sys.executable, code],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(APP),
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.split() == ["True", "missing"], done.stderr
