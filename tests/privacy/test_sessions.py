"""Whole sessions under strace: nothing reaches a network, nothing of a draft stays. Real workers, real model."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fakes.sandbox import needs_cage
from privacy import sessions
from privacy.sessions import DRAFT, TELLING
from redraft.storage.settings import SETTINGS

pytestmark = [needs_cage, pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]
CACHES = re.compile(r"^\.cache/(fontconfig|qtshadercache[^/]*|mesa_shader_cache[^/]*)/")
"""What Qt and the system may keep: compiled shaders and the list of fonts."""
SETTINGS_FILE = ".config/redraft/settings.json"
NOWHERE = ("/dev/null", "/dev/tty", "/proc/self/")
LOCAL = re.compile(r"/(bus|X11-unix/X\d+|wayland-\d+)$|^/tmp/\.X11-unix/")


def test_it_did_its_work(session):
    kind, seen = session
    assert seen.done.returncode == 0, seen.done.stderr[-2000:]
    said = json.loads(seen.done.stdout)
    if kind == "window":
        assert said["found"] >= 1
        assert said["phase"] == "DONE"
        assert (said["scanned"], said["tracks"]) == (3, 3)
    elif kind == "archive":
        assert "zebulon@example.org" in seen.done.stdout
    elif kind in {"check", "rewrite"}:
        assert said["findings"]
        assert said["model"] is not None
    assert len(seen.calls) > 10


def test_no_network_was_asked_for(session):
    _, seen = session
    assert seen.networked == []
    assert [call for call in seen.calls if "io_uring_setup" in call] == []


def test_only_the_window_connects_to_anything_and_only_to_this_desktop(session):
    kind, seen = session
    elsewhere = {path for path in seen.connected if kind != "window" or not LOCAL.search(path)}
    assert elsewhere == set()


def test_the_window_loads_no_network_code_and_reaches_nothing(session):
    kind, seen = session
    if kind == "window":
        said = json.loads(seen.done.stdout)
        assert said["loaded"] == []
        assert said["reached"] == []


def test_no_session_loads_network_code(session):
    _, seen = session
    assert "loaded []\n" in (seen.home.parent / "debug.log").read_text()


def test_nothing_stays_but_settings_and_named_caches(session):
    _, seen = session
    new = {name for name, data in seen.after.items() if seen.before.get(name) != data}
    assert {name for name in new if not CACHES.match(name)} <= {SETTINGS_FILE}
    if SETTINGS_FILE in new:
        assert set(json.loads(seen.after[SETTINGS_FILE])) <= set(SETTINGS)


def test_nothing_is_written_elsewhere_even_for_a_moment(session):
    _, seen = session
    home, allowed = str(seen.home), (*NOWHERE, str(seen.home.parent / "debug.log"))
    outside = {path for path in seen.written if not path.startswith(allowed) and not path.startswith(home)}
    assert {path for path in outside if path.startswith("/")} == set()
    inside = {path.removeprefix(f"{home}/") for path in seen.written if path.startswith(f"{home}/")}
    folders = {".config/redraft", ".cache", ".cache/fontconfig"}
    settings = re.compile(r"^\.config/redraft/(settings\.json|\.settings\.\w+)$")
    assert {path for path in inside - folders if not settings.match(path) and not CACHES.match(path)} == set()


def test_nothing_of_the_draft_is_in_what_stays_or_in_the_log(session):
    _, seen = session
    log = (seen.home.parent / "debug.log").read_bytes()
    assert b"the log is on" in log
    written = {**seen.after, "the log": log, "stderr": seen.done.stderr.encode()}
    found = [(name, telling) for name, data in written.items() for telling in TELLING if _in(telling, data)]
    assert found == []


def test_where_there_is_no_network_at_all_the_same_is_found(seen_of):
    """Rewriting is run in an empty network namespace, where the machine has any; it begins with what ``check`` does."""
    inside, outside = (json.loads(seen_of(kind).done.stdout) for kind in ("rewrite", "check"))
    differing = {name for name in outside if inside[name] != outside[name]}
    assert differing <= {"timings"}


@pytest.mark.parametrize("how", [signal.SIGABRT, signal.SIGSEGV])
def test_an_app_that_crashes_with_a_text_in_memory_leaves_nothing(tmp_path, how):
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-B", "-X", "faulthandler", "-m", "redraft", "check", "-", "--fast"],
        env=sessions.environment(home) | {"TMPDIR": str(home)},
        cwd=home / "Documents",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(DRAFT.encode())
        process.stdin.flush()
        try:
            _wait_until_it_reads(process.pid)
        finally:
            process.send_signal(how)
            out, err = process.communicate(timeout=200)
    assert process.returncode == -how
    assert [t for t in TELLING if _in(t, out + err)] == []
    assert sessions.tree(home) == {}


def _wait_until_it_reads(pid: int) -> None:
    """Until the app has forbidden dumps and waits for the rest of its standard input."""
    end = time.monotonic() + 200
    while not re.search(r"Max core file size\s+0\s+0\s", Path(f"/proc/{pid}/limits").read_text()):
        assert time.monotonic() < end, "this app would leave a core dump"
        time.sleep(0.02)
    read = {"x86_64": "0", "aarch64": "63"}[os.uname().machine]
    while Path(f"/proc/{pid}/syscall").read_text().split()[:2] != [read, "0x0"]:  # of descriptor 0
        assert time.monotonic() < end
        time.sleep(0.02)


def _in(text: str, data: bytes) -> bool:
    return any(text.encode(form) in data for form in ("utf-8", "utf-16-le", "utf-32-le"))


def test_known_talkers_are_not_there():
    """Libraries known to phone home, by name: none is among the locked packages of the app."""
    locked = (ROOT / "packaging" / "requirements" / "runtime.txt").read_text().lower()
    names = {line.split("==")[0].strip() for line in locked.splitlines() if "==" in line}
    talkers = {"presidio-analyzer", "tldextract", "huggingface-hub", "transformers", "sentry-sdk", "posthog", "wandb"}
    assert names & talkers == set()
    assert len(names) > 20


def test_llama_cpp_cannot_open_a_socket_even_uncaged():
    llama_cpp = pytest.importorskip("importlib.util").find_spec("llama_cpp")
    folder = Path(llama_cpp.origin).parent / "lib"
    libraries = [p for p in folder.iterdir() if ".so" in p.name]
    assert libraries
    names = (b"\0socket\0", b"\0getaddrinfo\0", b"\0connect\0", b"\0curl_easy_init\0")
    assert [(p.name, n) for p in libraries for n in names if n in p.read_bytes()] == []


def test_qt_of_the_window_does_not_link_the_network():
    import PySide6

    folder = Path(PySide6.__file__).parent / "Qt" / "lib"
    for name in ("libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6"):
        assert b"libQt6Network" not in (folder / name).read_bytes()


def test_spacy_would_load_network_code_but_only_its_caged_worker_loads_it():
    code = "import sys; import redraft.bootstrap, redraft.cli.main, redraft.gui.wiring; print('spacy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "HOME": "/", "PYTHONPATH": str(sessions.APP), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
