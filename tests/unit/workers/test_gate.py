"""What gets through the gate, and what a worker that was taken over would like to."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.refusals import refused
from fakes.sandbox import needs_cage
from redraft.codec import to_json
from redraft.domain.archive import Locator, Post
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.errors import InputError, WorkerError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message, verbatim
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Evidence, Note, Span, visible
from redraft.domain.told import Told
from redraft.speech.now import problem, worded
from redraft.usecases.ports import FastResult, Inference
from redraft.workers import gate, protocol
from redraft.workers.client import WorkerClient
from redraft.workers.items import item_from_json, item_to_json
from redraft.workers.protocol import ProtocolError

TEXT = "I live in Leeds \u202e and work as a nurse."
LEEDS = Evidence.of(TEXT, 10, 15)
LOCATION = Attribute("location")
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def finding(*quotes: Evidence, value: str = "Leeds", why: Message | None = None, person: str = "") -> Finding:
    return Finding.make(
        LOCATION, (Guess(value, 0.9),), quotes, source=Source.STATED, basis=Basis.STATED,
        why=why or verbatim("it says so"), person=person,
    )  # fmt: skip


def dropped(result: FastResult | Inference) -> int:
    counts = [note.message.params["count"] for note in result.notes if note.code == "gate"]
    return sum(count for count in counts if isinstance(count, int))


def test_what_is_sound_gets_through_as_it_is() -> None:
    sound = FastResult((finding(LEEDS), finding()), "en", (Note("a", verbatim("b")),))
    assert gate.fast(TEXT, sound) == sound


@pytest.mark.parametrize(
    "quote",
    [Evidence(10, 15, "Derby"), Evidence(11, 16, "Leeds"), Evidence(10, 999, "Leeds"), Evidence(-5, 0, ""),
     Evidence(15, 10, ""), Evidence(10, 10, ""), Evidence(-7, -2, "nurse")],
)  # fmt: skip
def test_a_quote_that_does_not_stand_there_drops_its_finding(quote: Evidence) -> None:
    result = gate.fast(TEXT, FastResult((finding(LEEDS, quote), finding(LEEDS))))
    assert result.findings == (finding(LEEDS),)
    assert dropped(result) == 1
    assert "1" in worded(result.notes[0].message)


def test_a_quote_with_a_hidden_character_is_the_texts_own() -> None:
    as_said = Evidence(10, 17, visible(TEXT[10:17]))
    (kept,) = gate.fast(TEXT, FastResult((finding(as_said),))).findings
    assert kept.evidence == (Evidence.of(TEXT, 10, 17),)


def test_there_are_no_more_findings_than_characters_allow() -> None:
    result = gate.fast("hi", FastResult((finding(),) * 100_000))
    assert len(result.findings) == gate.most("hi") == 12
    assert dropped(result) == 100_000 - 12


@pytest.mark.parametrize(
    "bad", [finding(value="x" * 5_000), finding(person="x" * 5_000), finding(why=verbatim("x" * 5_000))]
)
def test_words_of_its_own_are_short(bad: Finding) -> None:
    assert dropped(gate.fast(TEXT, FastResult((bad,)))) == 1


def test_notes_are_few_and_short() -> None:
    result = gate.fast(TEXT, FastResult((), notes=(Note("a", verbatim("x" * 5_000)), *[Note("a", verbatim("b"))] * 99)))
    assert len(result.notes) == gate.NOTES
    assert dropped(result) == 100 - gate.NOTES + 1


def test_the_model_answers_what_it_was_asked() -> None:
    age = Attribute("age")
    verdict = Verdict(LOCATION, (Guess("Leeds", 0.9),), 0.9, revealed=True)
    wrong = [replace(verdict, attribute=age), replace(verdict, confidence=7.0), replace(verdict, guesses=()),
             replace(verdict, told=-1.0)]  # fmt: skip
    for bad in wrong:
        assert gate.answer(TEXT, [LOCATION], bad, None) is None
    assert gate.answer(TEXT, [LOCATION], verdict, finding(Evidence(0, 5, "wrong"))) is None
    assert gate.answer(TEXT, [LOCATION], verdict, finding(LEEDS)) == (verdict, finding(LEEDS))
    whole = Inference((verdict, *wrong), (finding(LEEDS), finding(Evidence(0, 5, "wrong"))), ModelInfo("a", "b", True))
    result = gate.inference(TEXT, [LOCATION], whole)
    assert (result.verdicts, result.findings, dropped(result)) == ((verdict,), (finding(LEEDS),), 5)


def test_what_has_no_room_for_a_note_is_refused_as_a_whole() -> None:
    sound = Told(LOCATION, 0.5, (LEEDS,))
    assert gate.told(TEXT, [sound]) == (sound,)
    for bad in (replace(sound, evidence=(Evidence(0, 5, "wrong"),)), replace(sound, probability=2.0)):
        with refused(WorkerError, "cannot be"):
            gate.told(TEXT, [bad])
    with refused(WorkerError, "cannot be"):
        gate.told(TEXT, [sound, sound])
    cut = Change(Span(0, 5), "", "word")
    assert gate.changes(TEXT, [cut]) == (cut,)
    for worse in ([replace(cut, span=Span(0, 999))], [replace(cut, words="x" * 5_000)], [cut] * 1_000):
        with refused(WorkerError, "cannot be"):
            gate.changes(TEXT, worse)


@pytest.mark.parametrize(
    "bad",
    [Post("1", "x" * 3_000_000), Post("1", "a", author="x" * 3_000_000), Post("1", "a", locator=Locator(1 << 50, 1))],
)
def test_a_record_that_is_too_large_is_none(bad: Post) -> None:
    with pytest.raises(ValueError, match="not an item"):
        item_from_json(item_to_json(bad))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_everything_hidden_is_shown_and_stays_in_its_place(data: Any) -> None:
    seen = gate.shown(data)
    assert not STEERS.search(json.dumps(seen, ensure_ascii=False).replace("\\r\\n", ""))
    if isinstance(data, str):
        assert len(seen) == len(data)


def test_a_message_that_makes_no_sense_is_said_all_the_same() -> None:
    for message in (Message("check.cut"), Message("sentences"), Message("nonsense", {"a": 1}),
                    Message("check.cut", {"count": (), "cut": Message("check.cut")})):  # fmt: skip
        assert worded(message)


@needs_cage
def test_nothing_that_steers_a_terminal_comes_out_of_a_worker() -> None:
    evil = "\x1b]0;title\x07 \x9b31m \u202eabc\r over"
    with WorkerClient("echo") as echo:
        said = echo.call("echo", {"a": [evil, {evil: evil}], "b": "line\r\nline\tend"})
        with pytest.raises(WorkerError) as caught:
            echo.call("fail", {"text": evil})
        with pytest.raises(InputError) as stated:
            echo.call("refuse", {"problem": evil, "remedy": evil})
    assert not STEERS.search(json.dumps(said["a"], ensure_ascii=False))
    assert said["b"] == "line\r\nline\tend"
    assert not STEERS.search(problem(caught.value))
    assert not STEERS.search(problem(stated.value))


@pytest.mark.parametrize("payload", [b"[" + b"[]," * 5_000_000 + b"[]]", b'"' + b"a" * (20 << 20) + b'"', b"[1e999]"])
def test_an_answer_too_large_to_hold_is_refused(payload: bytes) -> None:
    framed = b'{"id":1,"event":"result","body":{"a":' + payload + b"}}"
    rest = [struct.pack(">I", len(framed)), framed]

    def read(count: int) -> bytes:
        piece, rest[0] = rest[0][:count], rest[0][count:]
        if not rest[0]:
            del rest[0]
        return piece

    with pytest.raises((ProtocolError, ValueError)):
        gate.shown(protocol.read_message(read, protocol.MOST_SAID))


def test_a_message_of_64_mb_costs_the_app_little() -> None:
    """Measured in a process of its own: the peak of its memory before and after a worker's longest answers."""
    program = """
import resource, struct
from redraft.workers import gate, protocol
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def said(payload):
    rest = memoryview(struct.pack(">I", len(payload)) + payload)
    def read(count):
        nonlocal rest
        piece, rest = bytes(rest[:count]), rest[count:]
        return piece
    before = peak()
    try:
        gate.shown(protocol.read_message(read, protocol.MOST_SAID))
    except (protocol.ProtocolError, ValueError):
        pass
    print(peak() - before)
said(b'{"a":[' + b'[],' * (21 << 20) + b'[]]}')
said(b'{"a":[' + b'[],' * (5 << 20) + b'[]]}')
said(b'{"a":[' + b'[],' * 600_000 + b'[]]}')
said(b'{"a":"' + '\\U0001f600'.encode() * (3 << 20) + b'"}')
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(Path(gate.__file__).parents[2])})  # fmt: skip
    costs = [int(line) / 1024 for line in done.stdout.split()]
    assert len(costs) == 4
    assert max(costs) < 256, f"{costs} MB"


def test_the_limit_of_an_answer_holds_the_largest_batch() -> None:
    """The reader stops a batch at a million characters, and the post that goes over has a million more."""
    batch = [item_to_json(Post(str(n), "\U0001f600" * 1_000_000, in_reply_to="\U0001f600" * 2_000)) for n in range(2)]
    encoded = protocol.encode({"id": 1, "event": "result", "body": {"items": batch, "notes": to_json(())}})
    assert len(encoded) < protocol.MOST_SAID
