"""One bad record costs one record: whatever a record holds, those before and behind it are read."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contracts.importers.fixtures import CASES, Case
from redraft.domain.archive import Post, Reason, Skipped, Tally
from redraft.domain.music import Track
from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import EVERY

WRONG: list[Any] = [None, 7, "x", [], {}, [[7]], [None], {"a": [7]}, 10**400, float("inf"), "9" * 400, [{"a": 1}]]
BROKEN = [
    b'{"a": ',  # has no end
    b'{"a": "b}',  # a string without one
    b'{"a": [1}, "b": 2}',
    b'{"a" "b"}',
    b'{"a": "\\q"}',
    b'{"a": ' + b"[" * 3_000 + b"]" * 3_000 + b"}",
    b'{"a": ' + b"1" * 10_000 + b"}",
    b'{"a": "\xff\xfe"}',
]  # fmt: skip
Way = tuple[str | int, ...]


def tally(case: Case, files: dict[str, bytes], folder: Path) -> Tally:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    importer = next(one for one in EVERY if one.name == case.platform)
    found = Tally()
    with open_archive(folder) as source:
        for item in importer.posts(source, Options(me=case.me, messages=True)):
            if isinstance(item, Skipped):
                found.skip(item)
            elif isinstance(item, Post | Track):
                found.keep(item.own if isinstance(item, Post) else True)
    return found


def encoded(case: Case) -> dict[str, bytes]:
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in case.files.items()}


def documents() -> Iterator[Any]:
    """Every file of every fixture that is JSON, with what stands before it."""
    for case in CASES:
        for name, data in encoded(case).items():
            if not name.endswith((".json", ".js", ".jspf")):
                continue
            start = data.find(b"[") if name.endswith(".js") else 0
            try:
                value = json.loads(re.sub(rb"\\x[0-9a-f]{2}", b"", data[start:]))
            except ValueError:
                continue
            yield pytest.param(case, name, data[:start], value, id=f"{case.name}-{Path(name).name}")


def lists(value: Any, way: Way = ()) -> Iterator[Way]:
    """Where lists of objects lie."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield way
    inside = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, inner in inside:
        yield from lists(inner, (*way, key))


def places(value: Any, way: Way = ()) -> Iterator[Way]:
    """Every place in a value, itself the first."""
    yield way
    inside = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, inner in inside:
        yield from places(inner, (*way, key))


def at(value: Any, way: Way) -> Any:
    for key in way:
        value = value[key]
    return value


def replaced(value: Any, way: Way, new: Any) -> Any:
    if not way:
        return new
    value = copy.deepcopy(value)
    at(value, way[:-1])[way[-1]] = new
    return value


@pytest.mark.parametrize(("case", "name", "before", "value"), list(documents()))
def test_a_record_of_any_shape(case: Case, name: str, before: bytes, value: Any, tmp_path: Path) -> None:
    def kept(changed: Any) -> tuple[int, int]:
        files = encoded(case) | {name: before + json.dumps(changed).encode()}
        counts = tally(case, files, tmp_path).counts
        return counts.read, counts.kept

    read, good = kept(value)
    for way in lists(value):
        records = at(value, way)
        twice = replaced(value, way, [records[0], *records])
        if kept(twice)[0] == read:
            continue  # not a list of records
        ways = list(places(records[0]))
        for number, place in enumerate(ways):
            for wrong in WRONG if not place else [WRONG[(number + turn) % len(WRONG)] for turn in (0, 5)]:
                bad = replaced(records[0], place, wrong)
                assert kept(replaced(value, way, [bad, *records]))[1] >= good, (way, place, type(wrong))


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize(("case", "name", "before", "value"), list(documents()))
def test_a_record_that_is_no_json(
    case: Case, name: str, before: bytes, value: Any, broken: bytes, tmp_path: Path
) -> None:
    files = encoded(case)
    good = tally(case, files, tmp_path).counts
    # A talk is one record: what is broken in it costs the talk, and no other.
    talk = case.platform in {"chatgpt", "claude"}
    streamed = [way for way in lists(value) if case.platform not in {"tiktok"} and not (talk and way)]
    for way in streamed:
        records = at(value, way)
        marked = json.dumps(replaced(value, way, [records[0], "\0", *records])).encode()
        first, _, last = marked.partition(json.dumps("\0").encode())
        found = tally(case, files | {name: before + first + broken + last}, tmp_path).counts
        plain = tally(case, files | {name: before + first + b"null" + last}, tmp_path).counts
        if plain.read <= good.read or not plain.skipped.get(Reason.MALFORMED):
            continue  # not a list of records that stream by
        assert found.kept >= plain.kept, way


ROWS = [
    b'"never closed', b'a"b', b"\0\0", b"a" * 5_000_000, b'"' + b"a\n" * 3 + b'"', b"," * 200, b"\xff\xfe", b";;;",
    b'"a"b"c', b'\\"',
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
@pytest.mark.parametrize("case", [c for c in CASES if any(n.endswith(".csv") for n in c.files)], ids=lambda c: c.name)
def test_a_row_that_is_none(case: Case, row: bytes, tmp_path: Path) -> None:
    files = encoded(case)
    for name, data in files.items():
        if name.endswith(".csv") and data.strip():
            *lines, last = data.rstrip(b"\n").split(b"\n")
            many = b"\n".join([*lines, *[last] * 9, row, last, last, last])
            good = b"\n".join([*lines, *[last] * 12])
            kept = [tally(case, files | {name: one + b"\n"}, tmp_path).counts.kept for one in (many, good)]
            assert kept[0] >= kept[1], name


LETTER = "From a@b Thu Jan  1 00:00:00 2020\nFrom: Mira <m@example.org>\nSubject: s\n\nhello\n\n"
LETTERS = [
    "From: " + "a" * 95_000, "From: " + "(" * 95_000, "From: " + "a <b@c>, " * 10_000, "Date: " + "1" * 95_000,
    "Subject: " + "=?utf-8?q?" * 10_000, "Content-Type: text/plain" + "; a=b" * 20_000, "\0: \0",
    "Content-Type: text/plain; charset=undefined", "Content-Transfer-Encoding: base64\n\n=a=a=",
    'Content-Type: multipart/mixed; boundary="\x01"', "Content-Type: multipart/mixed; boundary=" + "b" * 95_000,
]  # fmt: skip


@pytest.mark.parametrize("letter", LETTERS, ids=range(len(LETTERS)))
def test_a_letter_that_is_none(letter: str, tmp_path: Path) -> None:
    case = next(one for one in CASES if one.name == "mbox")
    bad = f"From a@b Thu Jan  1 00:00:00 2020\n{letter}\n\nhello\n\n"
    counts = tally(case, {"All.mbox": (LETTER * 3 + bad + LETTER * 3).encode()}, tmp_path).counts
    assert counts.read == 7
    assert counts.kept >= 6
