"""Everything that could be done at the telling places of a text: leave out, say as people did, ask the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.edit import Change
from redraft.domain.finding import Finding
from redraft.domain.text import Span
from redraft.rewriting import faithful
from redraft.rewriting.gaps import longer_name
from redraft.rewriting.memory import recalled, vague_words
from redraft.rewriting.pieces import sentences
from redraft.rewriting.ranking import broken, costs
from redraft.rewriting.seams import fitted, unlabelled
from redraft.usecases.ports import CancelToken, Cutter, Writer

_WORD = re.compile(r"[\w'’-]+")
LONGEST_ASKED = 8
"""Words of a phrase that the model is asked about."""
MOST_ASKED = 6
MOST_READ = 24
"""Changes that the model reads, those that help most."""


@dataclass(frozen=True, slots=True)
class AllMakers:
    """Implements ``redraft.usecases.ports.Makers``; without a ``writer`` nothing is written, and nothing read.

    The default model's own words were nearly always wrong where they were chosen ("tampons" became "shoes"), so that it
    only reads unless ``writes`` says otherwise.
    """

    cutter: Cutter
    writer: Writer | None = None
    writes: bool = False

    def changes(
        self,
        text: str,
        attributes: Iterable[Attribute],
        telling: Sequence[Span],
        findings: Sequence[Finding],
        *,
        cancel: CancelToken | None = None,
    ) -> tuple[Change, ...]:
        """What people said before, then leaving out, the shortest first."""
        places = [_whole_name(text, e.span) for f in findings if f.attribute.ladder == "place" for e in f.evidence]
        codes = [e.quote for f in findings if f.attribute in CODES for e in f.evidence]
        cuts = [c for c in self.cutter.cuts(text, cancel=cancel) if any(c.span.overlaps(t) for t in telling)]
        known = by_memory(text, attributes, telling, places, codes)
        every = dict.fromkeys([*known, *sorted(cuts, key=lambda c: len(c.span))])
        return tuple(c for c in every if not broken(text, c))

    def written(self, text: str, telling: Sequence[Span], *, cancel: CancelToken | None = None) -> tuple[Change, ...]:
        """The model's words for short telling stretches, those that say nothing new."""
        asked = to_ask(text, list(dict.fromkeys(telling)))
        if self.writer is None or not self.writes or not asked:
            return ()
        made = by_model(text, asked, self.writer.rephrase([marked for _, marked in asked], cancel=cancel))
        return tuple(c for c in made if not broken(text, c))

    def costs(
        self, text: str, changes: Sequence[Change], *, read: bool, cancel: CancelToken | None = None
    ) -> Mapping[Change, float]:
        """By the ranker; the model reads the first :data:`MOST_READ`."""
        reads: list[tuple[float, float] | None] = [None] * len(changes)
        if read and self.writer is not None:
            reads[:MOST_READ] = self.writer.fluency(text, changes[:MOST_READ], cancel=cancel)
        return costs(text, changes, reads)


def _whole_name(text: str, place: Span) -> str:
    """A place with what its name goes on with: "Oslo S", "Leeds General Infirmary"."""
    return text[place.start : (longer_name(text, place) or place).end]


def by_memory(
    text: str,
    attributes: Iterable[Attribute],
    telling: Sequence[Span],
    places: Sequence[str] = (),
    quotes: Sequence[str] = (),
) -> list[Change]:
    """What people said instead, where words tell."""
    found = recalled(text, frozenset(attributes), places, quotes)
    return [c for c in dict.fromkeys(found) if any(c.span.overlaps(t) for t in telling) and _sound(text, c)]


def to_ask(text: str, telling: Sequence[Span]) -> list[tuple[Span, tuple[str, str, str]]]:
    """Phrases that the model should say otherwise, each with the rest of its sentence before and after it."""
    asked: list[tuple[Span, tuple[str, str, str]]] = []
    whole = sentences(text)
    for span in telling:
        sentence = next((s for s in whole if s.start <= span.start < s.end), None)
        if sentence is None:
            continue
        span = unlabelled(text, Span(span.start, min(span.end, sentence.end)))  # noqa: PLW2901
        if 0 < len(text[span.start : span.end].split()) <= LONGEST_ASKED:
            asked.append((span, (text[sentence.start : span.start], text[span.start : span.end],
                                 text[span.end : sentence.end])))  # fmt: skip
    return asked[:MOST_ASKED]


def by_model(
    text: str, asked: Sequence[tuple[Span, tuple[str, str, str]]], said: Sequence[Sequence[str]]
) -> list[Change]:
    """The model's words, those that say nothing new."""
    made: list[Change] = []
    for (span, (before, phrase, after)), samples in zip(asked, said, strict=True):
        for words in samples:
            words = _trimmed(words, phrase, before, after)  # noqa: PLW2901
            if not words or set(words) & set("[]{}|"):
                continue
            whole = f"{before}{phrase}{after}"
            if {w.casefold() for w in _WORD.findall(words)} - vague_words() - _said(text):
                continue
            if faithful.problems(whole, phrase, f"{before}{words}{after}"):
                continue
            made.append(Change(*fitted(text, span, words), "model"))
    return [c for c in dict.fromkeys(made) if _sound(text, c)]


def _said(text: str) -> set[str]:
    return {w.casefold() for w in _WORD.findall(text)}


def _trimmed(words: str, phrase: str, before: str, after: str) -> str:
    """Without what already stands around, and without marks of its own."""
    words = words.strip().strip('"“”[]').rstrip(".!?") if phrase[-1:] not in ".!?" else words.strip().strip('"“”[]')
    lead = before.rstrip()[-25:].casefold()
    if words and lead and words.casefold().startswith(lead):
        words = words[len(lead) :].lstrip()
    tail = after.strip()[:20].casefold()
    if len(tail) > 5 and tail in words.casefold():
        words = words[: words.casefold().index(tail)].rstrip()
    return words


def _sound(text: str, change: Change) -> bool:
    """False for words that stand twice now, or for nothing."""
    if change.applied(text) == text:
        return False
    before = re.findall(r"[\w'’]+", text[: change.span.start])[-1:]
    after = re.findall(r"[\w'’]+", text[change.span.end :])[:1]
    words = re.findall(r"[\w'’]+", change.words)
    if not words:
        return True
    first, last = words[0].casefold(), words[-1].casefold()
    return first not in map(str.casefold, before) and last not in map(str.casefold, after)
