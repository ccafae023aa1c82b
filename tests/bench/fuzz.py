"""Broken bytes for everything that reads bytes from elsewhere: messages, model files, archives, the store.

    make fuzz                                          # three minutes of each importer, half an hour of the gate,
                                                       # of processor time
    python tests/bench/fuzz.py [SECONDS] [TARGET …]    # so long of each; goes on where an earlier run was stopped

Each input is a sound one, cut, flipped, repeated and mixed with foreign tokens. Passes when nothing is raised but
RedraftError, no input takes five seconds, and none makes Python allocate more than the bound. An input that fails is
kept in ``build/fuzz/TARGET/LABEL/NAME``; put it under ``tests/fuzz/cases``, likewise, once the fault is found, where
the suite tries it. How far a run came stands in ``build/fuzz/progress.json``, of what is not done.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from bench import fuzz_gate  # noqa: E402
from bench.fuzz_importers import BOUND, mutate, read_archive, seeds  # noqa: E402
from contracts.importers.fixtures import CASES  # noqa: E402
from contracts.importers.hostile import HOSTILE  # noqa: E402
from fakes.keyring import MemoryKeyring  # noqa: E402
from redraft.domain.archive import Locator  # noqa: E402
from redraft.domain.errors import RedraftError  # noqa: E402
from redraft.importers.contract import Importer, Options  # noqa: E402
from redraft.importers.opening import open_archive  # noqa: E402
from redraft.importers.recognise import EVERY  # noqa: E402
from redraft.models.gguf import read_header  # noqa: E402
from redraft.storage.folder import Protection  # noqa: E402
from redraft.storage.vault import Vault  # noqa: E402
from redraft.usecases.ports import PostResult  # noqa: E402
from redraft.workers import protocol  # noqa: E402
from unit.models.conftest import tiny_gguf  # noqa: E402

SLOWEST = 5.0
"""Seconds of processor time that one input may take."""

SECONDS, OF_THE_GATE = 180.0, 1800.0
"""How long a target is tried, and the gate: of processor time, so that a busy machine takes nothing away."""
SLICE = 60.0
"""Seconds after which a run can go on when it was stopped."""
HOSTILE_BYTES = 2_000
"""Size of the hostile inputs that mutations begin with."""

Read = Callable[[bytes, str, random.Random], None]


@dataclass(frozen=True)
class Target:
    """Sound inputs (name, bytes), what reads one, and how one is changed; a name matters to archives and the gate."""

    inputs: list[tuple[str, bytes]]
    read: Read
    change: Callable[[bytes, random.Random], bytes] = field(default=mutate)


@dataclass
class Seen:
    """What a run came to."""

    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    largest: int = 0


def targets(folder: Path) -> dict[str, Target]:
    """All of them; ``folder`` is for the files that are read."""
    return {
        "protocol": Target(_messages(), _read_messages),
        "gguf": Target([("a.gguf", tiny_gguf(rows=2)), ("b.gguf", tiny_gguf("x" * 300, rows=1))], _gguf(folder)),
        "importers": Target(seeds(), _archives(folder)),
        "store": _store(folder),
        "pointer": _pointer(folder),
        "gate": Target(fuzz_gate.sound(), fuzz_gate.read, fuzz_gate.change),
        **{f"importer-{one.name}": Target(_files_of(one), _read_by(one, folder)) for one in EVERY},
    }


def run(target: Target, rng: random.Random, *, seconds: float = 0, inputs: int = 0, kept: Path | None = None) -> Seen:
    """Read mutations for so long, or so many; raises AssertionError that says what went wrong, and keeps the input."""
    seen, end = Seen(), time.process_time() + seconds
    with _counted():
        while seen.inputs < inputs or time.process_time() < end:
            name, sound = rng.choice(target.inputs)
            data = target.change(sound, rng)
            seen.inputs += 1
            try:
                once(target, name, data, rng, seen)
            except AssertionError:
                if kept is not None:
                    keep(kept, name, data)
                raise
    return seen


@contextlib.contextmanager
def _counted() -> Iterator[None]:
    """What Python allocates is counted. Not anew for each input: starting and stopping takes memory for good."""
    if tracemalloc.is_tracing():
        yield
        return
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def keep(folder: Path, name: str, data: bytes) -> Path:
    """Write an input that failed, under a folder of its own, since a name may have folders before it."""
    path = folder / hashlib.sha256(data).hexdigest()[:12] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def once(target: Target, name: str, data: bytes, rng: random.Random, seen: Seen) -> None:
    """Read one input; raises AssertionError when anything but a refusal comes of it, or slowly, or dearly."""
    with _counted():
        tracemalloc.clear_traces()
        began = time.process_time()
        try:
            target.read(data, name, rng)
        except RedraftError:
            seen.refused += 1
        except Exception as error:
            raise AssertionError(f"input {seen.inputs} ({name}): {type(error).__name__}: {error}") from error
        finally:
            took, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    seen.slowest, seen.largest = max(seen.slowest, took), max(seen.largest, peak)
    assert took < SLOWEST, f"input {seen.inputs} ({name}) took {took:.1f} s"
    assert peak < BOUND, f"input {seen.inputs} ({name}) took {peak} bytes"


def _messages() -> list[tuple[str, bytes]]:
    bodies = [
        {"id": 1, "method": "detect", "params": {"text": "Anna lives in Leeds 😀", "n": [1, 2.5, None, True]}},
        {"cancel": 7},
        {"id": 3, "event": "progress", "body": {"findings": [{"quote": "\ud83d"}]}},
        {"id": 3, "event": "error", "body": {"code": "input", "problem": "p", "remedy": "r"}},
    ]
    return [("messages", b"".join(protocol.encode(body) for body in bodies[start:])) for start in range(len(bodies))]


def _read_messages(data: bytes, _name: str, _rng: random.Random) -> None:
    """As both ends of a pipe would: each message is taken for a request, a reply and an error."""
    rest = data

    def read(count: int) -> bytes:
        nonlocal rest
        piece, rest = rest[:count], rest[count:]
        return piece

    refusal: RedraftError | None = None
    while (message := protocol.read_message(read)) is not None:
        for take in (protocol.request_from_json, protocol.reply_from_json, protocol.error_from_json):
            try:
                take(message)
            except protocol.ProtocolError as error:
                refusal = error
    if refusal is not None:
        raise refusal


def _gguf(folder: Path) -> Read:
    def read(data: bytes, _name: str, _rng: random.Random) -> None:
        path = folder / "fuzzed.gguf"
        path.write_bytes(data)
        read_header(path)

    return read


def _files_of(importer: Importer) -> list[tuple[str, bytes]]:
    """The fixtures and samples of a platform, and what is hostile to it."""
    samples = (ROOT / "tests" / "samples").glob(f"{importer.name}*/**/*")
    files = [
        (name, data if isinstance(data, bytes) else data.encode())
        for case in CASES
        if case.platform == importer.name
        for name, data in case.files.items()
    ]
    hostile = [(one.file, one.make(HOSTILE_BYTES)) for one in HOSTILE if one.platform == importer.name]
    files += [(path.name, path.read_bytes()) for path in sorted(samples) if path.is_file()]
    return files + [(name, data) for name, data in hostile if len(data) < 1 << 17]


def _read_by(importer: Importer, folder: Path) -> Read:
    def read(data: bytes, name: str, rng: random.Random) -> None:
        path = folder / importer.name / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        try:
            with open_archive(folder / importer.name if rng.randrange(2) else path) as source:
                importer.recognise(source)
                for _ in importer.posts(source, Options(me="Mira", messages=True)):
                    pass
        finally:
            path.unlink()

    return read


def _archives(folder: Path) -> Read:
    def read(data: bytes, name: str, rng: random.Random) -> None:
        path = folder / name
        path.write_bytes(data)
        try:
            read_archive(path, rng)
        finally:
            path.unlink()

    return read


def _store(folder: Path) -> Target:
    vault, path, key = _filled(folder / "store")
    return Target([("store.db", path.read_bytes())], _opening(vault, path, key))


def _pointer(folder: Path) -> Target:
    vault, path, key = _filled(folder / "pointed")
    pointer = vault.folder / "store.json"
    sound = pointer.read_bytes()
    retired = json.dumps({**json.loads(sound), "retired": ["0" * 32]}).encode()
    return Target([("store.json", sound), ("store.json", retired)], _opening(vault, pointer, key, whole=path))


def _filled(folder: Path) -> tuple[Vault, Path, MemoryKeyring]:
    ring = MemoryKeyring()
    vault = Vault(folder, ring)
    with vault.create(Protection.KEYRING, str) as records:
        many = [PostResult(Locator(0, n), "fast", {"n": n, "text": "x" * 99}) for n in range(300)]
        records.record("archive", {"read": 300}, many)
    (path,) = folder.glob("store-*.db")
    return vault, path, ring


def _opening(vault: Vault, broken: Path, ring: MemoryKeyring, whole: Path | None = None) -> Read:
    """Put the bytes in the place of a file of the store and read everything: never something else than was stored."""
    held, kept = dict(ring.held), None if whole is None else (whole, whole.read_bytes())

    def read(data: bytes, _name: str, _rng: random.Random) -> None:
        broken.write_bytes(data)
        ring.held = dict(held)
        if kept is not None:
            kept[0].write_bytes(kept[1])
        with vault.open(lambda: "a passphrase that is wrong") as records:
            assert records.load("archive") is not None
            assert [result.body["n"] for result in records.results("archive")] == list(range(300))

    return read


def main(arguments: list[str], folder: Path = ROOT / "build" / "fuzz") -> int:
    """Run each target for the time that was given, in slices, going on from an earlier run."""
    progress = folder / "progress.json"
    folder.mkdir(parents=True, exist_ok=True)
    done: dict[str, float] = json.loads(progress.read_text()) if progress.exists() else {}
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        there = targets(Path(place))
        tried = arguments[1:] or list(there)
        for name in tried:
            whole = float(arguments[0]) if arguments else OF_THE_GATE if name == "gate" else SECONDS
            if not _finish(there[name], name, whole, done, folder):
                failed.append(name)
    rest = {name: seconds for name, seconds in done.items() if name not in tried}
    _remember(progress, rest)
    print(f"failed: {', '.join(failed)}" if failed else "nothing failed", flush=True)
    return 1 if failed else 0


def _remember(progress: Path, done: dict[str, float]) -> None:
    """In one step, so that a run which is stopped in the middle of it leaves what was there."""
    if not done:
        progress.unlink(missing_ok=True)
        return
    beside = progress.with_suffix(".new")
    beside.write_text(json.dumps(done))
    beside.replace(progress)


def _finish(target: Target, name: str, whole: float, done: dict[str, float], folder: Path) -> bool:
    """Try a target until it had its time; False when an input failed, after which it is left."""
    while (left := whole - done.get(name, 0.0)) > 0:
        part, seed = min(SLICE, left), random.SystemRandom().randrange(1 << 32)
        try:
            seen = run(target, random.Random(seed), seconds=part, kept=folder / name)
        except AssertionError as error:
            print(f"{name}: {error}", flush=True)
            return False
        done[name] = done.get(name, 0.0) + part
        _remember(folder / "progress.json", done)
        print(
            f"{name}: {seen.inputs} inputs, {seen.refused} refused, slowest {seen.slowest:.2f} s, "
            f"largest {seen.largest / 1e6:.1f} MB, {done[name]:.0f} of {whole:.0f} s",
            flush=True,
        )
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
