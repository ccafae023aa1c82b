"""What a worker that was taken over could say, through the app's side of every method, and what must then hold."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Generator, Iterable
from typing import Any

from redraft.codec import to_json
from redraft.domain.archive import Locator, Post, ReadChoices, Skipped
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message, verbatim
from redraft.domain.music import Track
from redraft.domain.report import ModelInfo, Verdict
from redraft.domain.text import Evidence, Note, Span
from redraft.domain.told import Pointer, Told
from redraft.speech.now import worded
from redraft.usecases.known import result_of
from redraft.usecases.ports import FastResult, Inference, Question
from redraft.workers import gate, protocol
from redraft.workers.fast_client import FastWorker
from redraft.workers.items import item_to_json
from redraft.workers.llm_client import LlmWorker
from redraft.workers.protocol import ProtocolError
from redraft.workers.reader_client import ReaderWorker

TEXT = "I live in Leeds \u202e and work as a nurse, 😀 mail anna@example.org."
ASKED = (Attribute("location"), Attribute("age"))
_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ODD: list[Any] = [
    None, True, -1, 0, 10**18, 1e308, "", "\x1b[31m", "\u202e", "x" * 3_000, [], {}, [[]], {"a": 1}, "Leeds", 10, 15,
    {"start": 0, "end": 5, "quote": "I liv"}, {"code": "check.cut", "params": {}}, "location",
]  # fmt: skip


def sound() -> list[tuple[str, bytes]]:
    """(method, answer) of every method that says something about a text or an archive."""
    quote = Evidence.of(TEXT, 10, 15)
    finding = Finding.make(
        ASKED[0], (Guess("Leeds", 0.9),), (quote,), source=Source.STATED, basis=Basis.STATED, why=verbatim("it says so")
    )
    verdict = Verdict(ASKED[0], (Guess("Leeds", 0.9),), 0.9, revealed=True)
    notes = (Note("cut", Message("check.cut", {"count": 9, "cut": 2})),)
    fast = to_json(FastResult((finding, finding), "en", notes))
    items = [item_to_json(Post("1", "words", locator=Locator(0, 1))), item_to_json(Track("a", "b"))]
    answers = {
        "detect": fast,
        "detect_many": {"results": [fast]},
        "tell": {"told": to_json([Told(ASKED[0], 0.5, (quote,), (Guess("Leeds", 0.5),), (Pointer(quote.span, 1.0),))])},
        "cuts": {"changes": to_json([Change(Span(0, 6), "", "word")])},
        "infer": {**to_json(Inference((verdict,), (finding,), ModelInfo("a", "b", calibrated=True), notes)),
                  "steps": [{"verdict": to_json(verdict), "finding": to_json(finding)}]},
        "next": {"items": items, "done": True, "notes": to_json(notes)},
        "error": {"code": "input", "problem": to_json(verbatim("a")), "remedy": to_json(verbatim("b"))},
    }  # fmt: skip
    return [(name, json.dumps(answer).encode()) for name, answer in answers.items()]


def change(data: bytes, rng: random.Random) -> bytes:
    """The answer with a few of its values replaced, doubled or swapped for each other."""
    value = json.loads(data)
    for _ in range(rng.randint(1, 5)):
        places = list(_places(value))
        if not places:
            break
        holder, key = rng.choice(places)
        sort = rng.randrange(4)
        if sort == 0:
            other, name = rng.choice(places)
            holder[key] = json.loads(json.dumps(other[name]))
        elif sort == 1 and isinstance(holder[key], list):
            holder[key] = holder[key] * rng.choice([0, 2, 50])
        elif sort == 2 and isinstance(holder[key], int):
            holder[key] += rng.choice([-1, 1, -100, 100])
        else:
            holder[key] = json.loads(json.dumps(rng.choice(_ODD)))
    return json.dumps(value).encode()


def _places(value: Any) -> Iterable[tuple[Any, Any]]:
    inside = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, inner in list(inside):
        yield value, key
        yield from _places(inner)


class _Says:
    """A worker's client that gives one answer to whatever it is asked."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self._answer = answer
        self._left = 9

    def call(self, _method: str, _params: object = None, **_how: object) -> dict[str, Any]:
        self._left -= 1
        if self._left < 0:  # such as a batch that always says that another follows
            raise ProtocolError("there is no end to it")
        return self._answer

    def stream(self, _method: str, _params: object, **_how: object) -> Generator[dict[str, Any], None, dict[str, Any]]:
        steps = self._answer.get("steps")
        yield from (step for step in (steps if isinstance(steps, list) else ()) if isinstance(step, dict))
        return self._answer


def read(data: bytes, method: str, _rng: random.Random) -> None:
    """Take an answer as the app does; raises RedraftError for what is refused, AssertionError for what must not be."""
    try:
        answer = gate.shown(protocol.decode(data))
    except (ValueError, RecursionError):
        raise ProtocolError("not an answer") from None
    client: Any = _Says(answer)
    if method == "error":
        error = protocol.error_from_json(answer)
        _said([worded(error.problem), worded(error.remedy)])
    elif method == "detect":
        _sound(TEXT, FastWorker(client).detect(TEXT))
    elif method == "detect_many":
        for result in FastWorker(client).detect_many([TEXT]):
            _sound(TEXT, result)
    elif method == "tell":
        for told in FastWorker(client).tell(TEXT):
            assert 0 <= told.probability <= 1
            _quoted(TEXT, told.evidence)
    elif method == "cuts":
        found = FastWorker(client).cuts(TEXT)
        assert len(found) <= gate.most(TEXT)
        assert all(one.span.end <= len(TEXT) for one in found)
    elif method == "infer":
        result = result_of(LlmWorker(_NOWHERE, client=client).infer(Question(TEXT, ASKED)))
        assert {v.attribute for v in result.verdicts} <= set(ASKED)
        _sound(TEXT, FastResult(result.findings, notes=result.notes))
    else:
        _items(client)


def _items(client: Any) -> None:
    reader = ReaderWorker()
    reader._client = client
    client.pid = reader._opened_in = 1
    for item in reader.items(ReadChoices()):
        if isinstance(item, Post):
            _said([item.text, item.author, item.url, item.place])
            assert len(item.text) <= 2 * gate.POST
        assert isinstance(item, Skipped) or not isinstance(item, Post | Track) or item.locator.record < gate.PLACE
    _said([worded(note.message) for note in reader.notes])


def _sound(text: str, result: FastResult) -> None:
    assert len(result.findings) <= gate.most(text)
    for finding in result.findings:
        _quoted(text, finding.evidence)
        _said([finding.best.value, finding.person, finding.kind, worded(finding.why)])
    assert len(result.notes) <= gate.NOTES + 1
    _said([worded(note.message) for note in result.notes])


def _quoted(text: str, evidence: Iterable[Evidence]) -> None:
    assert all(one.quote == text[one.start : one.end] and one.quote for one in evidence)


def _said(words: Iterable[str]) -> None:
    assert not any(_STEERS.search(one) for one in words)


class _Nowhere:
    def resolve(self) -> str:
        return "/nowhere"


_NOWHERE: Any = _Nowhere()
