"""Broken bytes for everything that reads bytes from elsewhere: messages, model files, archives, the store.

    python tests/bench/fuzz.py [SECONDS] [TARGET …]    # default: 1,800 seconds of each target

Each input is a sound one, cut, flipped, repeated and mixed with foreign tokens. Passes when nothing is raised but
RedraftError, no input takes five seconds, and none makes Python allocate more than the bound. An input that fails is
kept in ``build/fuzz``; put it under ``tests/fuzz/cases/TARGET`` once the fault is found, where the suite tries it.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from bench.fuzz_importers import BOUND, mutate, read_archive, seeds  # noqa: E402
from fakes.keyring import MemoryKeyring  # noqa: E402
from redraft.domain.archive import Locator  # noqa: E402
from redraft.domain.errors import RedraftError  # noqa: E402
from redraft.models.gguf import read_header  # noqa: E402
from redraft.storage.folder import Protection  # noqa: E402
from redraft.storage.vault import Vault  # noqa: E402
from redraft.usecases.ports import PostResult  # noqa: E402
from redraft.workers import protocol  # noqa: E402
from unit.models.conftest import tiny_gguf  # noqa: E402

SLOWEST = 5.0
"""Seconds of processor time that one input may take."""

Read = Callable[[bytes, str, random.Random], None]


@dataclass(frozen=True)
class Target:
    """Sound inputs (name, bytes), and what reads one; a name matters to archives only."""

    inputs: list[tuple[str, bytes]]
    read: Read


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
    }


def run(target: Target, rng: random.Random, *, seconds: float = 0, inputs: int = 0, kept: Path | None = None) -> Seen:
    """Read mutations for so long, or so many; raises AssertionError that says what went wrong, and keeps the input."""
    seen, end = Seen(), time.monotonic() + seconds
    while seen.inputs < inputs or time.monotonic() < end:
        name, sound = rng.choice(target.inputs)
        data = mutate(sound, rng)
        seen.inputs += 1
        try:
            once(target, name, data, rng, seen)
        except AssertionError:
            if kept is not None:
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{seen.inputs}-{name}").write_bytes(data)
            raise
    return seen


def once(target: Target, name: str, data: bytes, rng: random.Random, seen: Seen) -> None:
    """Read one input; raises AssertionError when anything but a refusal comes of it, or slowly, or dearly."""
    tracemalloc.start()
    began = time.process_time()
    try:
        target.read(data, name, rng)
    except RedraftError:
        seen.refused += 1
    except Exception as error:
        raise AssertionError(f"input {seen.inputs} ({name}): {type(error).__name__}: {error}") from error
    finally:
        took, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
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


def main(arguments: list[str]) -> int:
    """Run each target for the time that was given."""
    seconds = float(arguments[0]) if arguments else 1800.0
    seed = random.SystemRandom().randrange(1 << 32)
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        there = targets(Path(place))
        for name in arguments[1:] or there:
            try:
                seen = run(there[name], random.Random(seed), seconds=seconds, kept=ROOT / "build" / "fuzz" / name)
            except AssertionError as error:
                failed += 1
                print(f"{name}: {error}", flush=True)
                continue
            print(
                f"{name}: {seen.inputs} inputs, {seen.refused} refused, slowest {seen.slowest:.2f} s, "
                f"largest {seen.largest / 1e6:.1f} MB",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
