"""The gate for everything that a worker says. A worker reads what strangers wrote, so it may have been taken over.

What comes through is of the right type and of a size that the app can hold, shows every character that would steer a
terminal or turn a line around, and quotes nothing that does not stand in the text, there. A finding or a record that
does not get through is dropped, counted, and said in a note; an answer without room for a note is refused as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.errors import WorkerError
from redraft.domain.finding import Finding
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.picture import Picture
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence, Note, visible
from redraft.domain.told import Told
from redraft.usecases.ports import FastResult, Inference

A_CHARACTER, A_FEW = 2, 8
"""Findings that a text may have for each of its characters, and those that a short one may have besides."""
WORDS = 2_000
"""Characters of what a worker says in words of its own: an answer, a name, a kind."""
POST = 1_000_000
"""Characters of a post, and of the whole of a record's other words."""
TRACES = 500
"""Things that a picture may say, of each sort."""
NOTES = 50
"""Notes beside one answer."""
PLACE = 1 << 40
"""Members of an archive, and records of a member."""

T = TypeVar("T", bound=Told | Finding)


def shown(data: Any) -> Any:
    """JSON data with every hidden character of its strings shown; raises ValueError for a number without an end."""
    if isinstance(data, str):
        return visible(data)
    if isinstance(data, float) and not math.isfinite(data):
        raise ValueError("not a number")
    if isinstance(data, list):
        return [shown(item) for item in data]
    if isinstance(data, dict):
        return {visible(key): shown(value) for key, value in data.items()}
    return data


def fast(text: str, result: FastResult) -> FastResult:
    """What the fast tier found in the text, without what cannot be."""
    sound = [kept for finding in result.findings[: most(text)] if (kept := _quoted(text, finding)) is not None]
    notes = _noted(result.notes, len(result.findings) - len(sound))
    return replace(result, findings=tuple(sound), language=result.language[:8], notes=notes)


def inference(text: str, asked: Collection[Attribute], result: Inference) -> Inference:
    """What the model concluded from the text about what it was asked, without what cannot be."""
    findings = [f for f in result.findings if f.attribute in asked]
    sound = [kept for finding in findings[: most(text)] if (kept := _quoted(text, finding)) is not None]
    verdicts = [v for v in result.verdicts if v.attribute in asked and _is_verdict(v)][: len(asked)]
    lost = len(result.findings) - len(sound) + len(result.verdicts) - len(verdicts)
    return replace(result, findings=tuple(sound), verdicts=tuple(verdicts), notes=_noted(result.notes, lost))


def answer(
    text: str, asked: Collection[Attribute], verdict: Verdict, found: Finding | None
) -> tuple[Verdict, Finding | None] | None:
    """One answer of the model, None when it cannot be."""
    if verdict.attribute not in asked or not _is_verdict(verdict):
        return None
    if found is None:
        return verdict, None
    kept = _quoted(text, found) if found.attribute is verdict.attribute else None
    return None if kept is None else (verdict, kept)


def told(text: str, found: Sequence[Told]) -> tuple[Told, ...]:
    """What a sharp reader could tell; raises WorkerError when any of it cannot be."""
    sound = [_quoted(text, one) for one in found]
    words = [word for one in found for word in one.words]
    shares = [one.probability for one in found] + [word.share for word in words]
    if len({one.attribute for one in found}) < len(found) or not all(0 <= share <= 1 for share in shares):
        raise _impossible()
    if any(len(one.words) > len(text) for one in found) or any(word.span.end > len(text) for word in words):
        raise _impossible()
    return tuple(_all(sound))


def changes(text: str, found: Sequence[Change]) -> tuple[Change, ...]:
    """What could be left out; raises WorkerError when any of it cannot be."""
    if len(found) > most(text) or any(c.span.end > len(text) or len(c.words) > len(text) + WORDS for c in found):
        raise _impossible()
    return tuple(found)


def item(found: Item) -> Item:
    """A record of an archive; raises ValueError for one that is too large or stands nowhere."""
    words = sum(len(text) for text in _strings(found))
    most_words = 2 * POST if isinstance(found, Post) else POST
    place = getattr(found, "locator", None)
    if words > most_words or (place is not None and max(abs(place.member), abs(place.record)) >= PLACE):
        raise ValueError("not an item of an archive")
    return found


def picture(found: Picture) -> Picture:
    """What a picture says; raises WorkerError when it cannot be: more than any picture says, a place off the earth."""
    counts = (found.traces, found.thumbnails, found.attached, found.codes, found.notes)
    corners = [corner for code in found.codes for corner in code.corners]
    place = found.place
    sound = (
        0 < found.width < PLACE
        and 0 < found.height < PLACE
        and all(len(several) <= TRACES for several in counts)
        and sum(len(words) for words in _strings(found)) <= POST
        and all(-1 <= share <= 2 for corner in corners for share in (corner.x, corner.y))
        and (place is None or (abs(place.latitude) <= 90 and abs(place.longitude) <= 180))
    )
    if not sound:
        raise _impossible()
    return found


def most(text: str) -> int:
    """How many findings a text may have."""
    return A_CHARACTER * len(text) + A_FEW


def _quoted(text: str, found: T) -> T | None:
    """The same with quotes from the text itself; None when one does not stand there, or words are too long."""
    evidence = found.evidence
    if any(len(words) > WORDS for words in _strings(replace(found, evidence=()))) or len(evidence) > most(text):
        return None
    quotes = []
    for one in evidence:
        if not 0 <= one.start < one.end <= len(text) or visible(one.quote) != visible(text[one.start : one.end]):
            return None
        quotes.append(Evidence.of(text, one.start, one.end))
    return replace(found, evidence=tuple(quotes))


def _is_verdict(verdict: Verdict) -> bool:
    chances = (verdict.confidence, verdict.told if verdict.told is not None else 0.0)
    short = all(len(words) <= WORDS for words in _strings(verdict))
    return bool(verdict.guesses) and short and all(0 <= chance <= 1 for chance in chances)


def _strings(value: Any) -> Iterable[str]:
    """Every string in a value of the domain, messages included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Message):
        yield value.code
        yield from _strings(tuple(value.params.values()))
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings((key, inner))
    elif is_dataclass(value):
        for one in fields(value):
            yield from _strings(getattr(value, one.name))


def _noted(notes: Sequence[Note], dropped: int) -> tuple[Note, ...]:
    kept = tuple(note for note in notes[:NOTES] if all(len(words) <= WORDS for words in _strings(note)))
    dropped += len(notes) - len(kept)
    return (*kept, dropped_note(dropped)) if dropped else kept


def dropped_note(count: int) -> Note:
    """Says that so much of what a worker said was dropped."""
    return Note("gate", Message("worker.dropped", {"count": count}))


def _all(found: Iterable[T | None]) -> Iterable[T]:
    for one in found:
        if one is None:
            raise _impossible()
        yield one


def _impossible() -> WorkerError:
    return WorkerError(Message("worker.impossible"), Message("do.try_again"))
