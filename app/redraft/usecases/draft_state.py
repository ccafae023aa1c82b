"""A draft while it is reworded: which wording is taken where, which stretches have gone, and what that costs."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording, apply
from redraft.domain.message import Message
from redraft.domain.text import Span

MOST_LOST = 0.4
"""Share of the words that may go by whole stretches unless somebody says less; past that it is another text."""
SHORT_MOST = 12
"""Words that may go even of a short text, as long as they are no more than half of it."""
LEAST_GAIN = 0.4
"""Nats by which a stretch alone has to raise an answer over no text to count as telling."""
LENGTH_COUNTS = 0.4
"""Power of a stretch's length in words by which its weight is divided: one decisive sentence before three idle ones."""
MOST_AT_ONCE = 2
"""Stretches that go for each attribute before the attacker looks again."""
VAIN = 0.12
"""Share of the words that stays out by whole stretches although the answer is still given: it is less sure at least."""
ENOUGH = 0.5
"""Share of what all telling stretches add up to that is taken away in one round."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done to a stretch of the old text and can be undone: by half, ``back_to`` a milder degree,
    or altogether.
    """

    span: Span
    attribute: Attribute
    back_to: Degree | None = None


class DraftState:
    """Starts with the mildest wordings of at least ``degree``; faint clues are left alone until they are needed.

    With ``faint`` they are taken at once, for want of somebody who could say which of them count. No wording that has
    one of the words ``unsaid`` is taken while a stronger one is left.
    """

    def __init__(
        self,
        text: str,
        edits: Sequence[Edit],
        degree: Degree,
        *,
        faint: bool = False,
        unsaid: Collection[str] = (),
        most_lost: float = MOST_LOST,
    ) -> None:
        self.original = text
        self._most_lost = most_lost
        self._unsaid = [word.casefold() for word in unsaid]
        self.edits = tuple(edits)
        self._degrees = {edit.span: degree for edit in edits if faint or not edit.faint}
        self._start = degree
        self._added: set[Span] = set()
        self._strengthened = False
        self._gone: dict[Span, Attribute] = {}

    @property
    def text(self) -> str:
        """The draft as it stands now."""
        return apply(self.original, self._replacements())

    def _replacements(self) -> dict[Span, str]:
        return {edit.span: wording.text for edit, wording in self._all() if wording is not None}

    def _all(self) -> list[tuple[Edit, Wording | None]]:
        """Every edit with the wording that is taken: stretches that have gone, and what is left to say otherwise."""
        said = [(e, self._taken(e)) for e in self.edits if not any(e.span.overlaps(gone) for gone in self._gone)]
        gone: list[tuple[Edit, Wording | None]] = []
        for span, attribute in self._gone.items():
            cut, words = self._cut(span)
            if any(cut.overlaps(edit.span) for edit, wording in said if wording is not None):
                cut, words = span, ""
            out = Wording(Degree.OUT, words)
            original = self.original[cut.start : cut.end]
            gone.append((Edit(cut, original, attribute, (out,), why=Message("rewrite.more_than_it_says")), out))
        return [*gone, *said]

    def _cut(self, span: Span) -> tuple[Span, str]:
        """What is replaced by what when a stretch goes: a sentence that loses its beginning gets its capital back."""
        text = self.original
        lost, following = text[span.start : span.end].lstrip(), text[span.end : span.end + 1]
        begins = not text[: span.start].strip() or text[: span.start].rstrip()[-1] in ".!?…"
        if begins and lost[:1].isupper() and lost.rstrip()[-1:] in ",:;" and following.islower():
            return Span(span.start, span.end + 1), following.upper()
        return span, ""

    def _taken(self, edit: Edit) -> Wording | None:
        """The mildest wording of at least the degree that was reached, else the strongest there is."""
        if edit.span not in self._degrees:
            return None
        degree = self._degrees[edit.span]
        strong = [w for w in edit.wordings if w.degree >= degree]
        silent = (w for w in strong if not any(word in w.text.casefold() for word in self._unsaid))
        return next(silent, edit.wordings[-1])

    def add(self, edits: Sequence[Edit]) -> None:
        """Take up edits of the draft as it stands now, but for those that begin or end within new words."""
        for edit in edits:
            start, end = self._origin(edit.span.start), self._origin(edit.span.end)
            if start is None or end is None:
                continue
            span = Span(start, end)
            if any(span.overlaps(e.span) and not _holds(span, e.span) for e in self.edits):
                continue
            self.edits = (
                *(e for e in self.edits if not span.overlaps(e.span)),
                replace(edit, span=span, original=self.original[start:end]),
            )
            self._added.add(span)

    def _origin(self, place: int) -> int | None:
        """Where a place of the new text lies in the old one; None within words that are new."""
        shift = 0
        for old, words in sorted(self._replacements().items()):
            start = old.start + shift
            if place <= start:
                break
            if place < start + len(words):
                return None
            shift += len(words) - len(old)
        return place - shift

    def strengthen(self, leaking: set[Attribute], telling: Sequence[Span]) -> bool:
        """One degree more for edits about what still leaks or within words that gave it away, and those just added;
        from the second time on the most there is. False when there are none.
        """
        stronger = [
            edit
            for edit in self.edits
            if edit.span in self._degrees
            and (edit.attribute in leaking or any(edit.span.overlaps(span) for span in telling))
            and self._degrees[edit.span] < edit.wordings[-1].degree
        ]
        for edit in stronger:
            most = self._strengthened and edit.span not in self._added
            self._degrees[edit.span] = edit.wordings[-1].degree if most else Degree(self._degrees[edit.span] + 1)
        self._degrees |= dict.fromkeys(self._added, self._start)
        more = bool(stronger or self._added)
        self._strengthened = self._strengthened or bool(stronger)
        self._added.clear()
        return more

    def stretches(self, droppable: Sequence[Span]) -> list[Span]:
        """Those that could still go: not gone, not most of the text, not through the middle of an edit."""
        return [
            span
            for span in droppable
            if not any(span.overlaps(gone) for gone in self._gone)
            and self._words(span) <= self._most()
            and all(not span.overlaps(e.span) or _holds(span, e.span) for e in self.edits)
        ]

    def within(self, span: Span) -> str:
        """The words of a stretch as they stand now."""
        inner = {s: w for s, w in self._replacements().items() if _holds(span, s)}
        moved = {s.shifted(-span.start): words for s, words in inner.items()}
        return apply(self.original[span.start : span.end], moved).strip()

    def lighten(self, stretches: Sequence[Span], gains: Mapping[Attribute, Sequence[float]]) -> bool:
        """Reword the faint clues of telling stretches, and drop those that tell most for their length.

        Where faint clues are found the stretch stays for another round. False when nothing was done.
        """
        value = dict(zip(stretches, _standing_out(gains), strict=True))
        about = {s: max(gains, key=lambda a: gains[a][i]) for i, s in enumerate(stretches)} if gains else {}
        telling = [s for s in stretches if value[s] >= LEAST_GAIN]
        faint = [
            e.span
            for e in self.edits
            if e.faint and e.span not in self._degrees and any(_holds(s, e.span) for s in telling)
        ]
        self._degrees |= dict.fromkeys(faint, self._start)
        changed = bool(faint)
        room = self._room()
        left = ENOUGH * sum(v for s, v in value.items() if s in telling and not _nested(s, telling))
        most = len(self._gone) + MOST_AT_ONCE * len(gains)
        for span in sorted(telling, key=lambda s: -value[s] / self._words(s) ** LENGTH_COUNTS):
            taken = any(span.overlaps(other) for other in (*self._gone, *faint))
            if left <= 0 or self._words(span) > room or taken or len(self._gone) == most:
                continue
            self._gone[span] = about[span]
            room -= self._words(span)
            left -= value[span]
            changed = True
        return changed

    def drop_likeliest(self, stretches: Sequence[Span], gains: Mapping[Attribute, Sequence[float]]) -> bool:
        """Drop the stretch that tells most although none tells much; False when none may go."""
        room = self._room()
        value = {s: sum(g[i] for g in gains.values()) for i, s in enumerate(stretches)}
        fitting = [s for s in stretches if self._words(s) <= room]
        if not fitting:
            return False
        best = max(fitting, key=lambda s: value[s])
        self._gone[best] = max(gains, key=lambda a: gains[a][stretches.index(best)])
        return True

    def _room(self) -> float:
        """Words that may still be dropped."""
        return self._most() - sum(map(self._words, self._gone))

    def _most(self) -> float:
        words = len(self.original.split())
        return max(self._most_lost * words, min(SHORT_MOST, words / 2))

    def steps(self, firm: Sequence[Span]) -> list[list[Step]]:
        """What could be undone: of every place the ways to do so, the most thorough first.

        Words that overlap ``firm`` stay reworded, if more mildly.
        """
        found = [[Step(span, self._gone[span])] for span in sorted(self._gone)]
        for edit in self.edits:
            taken = self._taken(edit)
            if taken is None or any(edit.span.overlaps(gone) for gone in self._gone):
                continue
            said = any(edit.span.overlaps(span) for span in firm)
            ways = [] if said else [Step(edit.span, edit.attribute)]
            milder = copy.copy(self)
            milder._degrees = self._degrees | {edit.span: self._start}
            if milder._taken(edit) != taken:
                ways.append(Step(edit.span, edit.attribute, self._start))
            if ways:
                found.append(ways)
        return found

    def undone(self, steps: Sequence[Step]) -> DraftState:
        """The draft without these steps; this one stays as it is."""
        back = copy.copy(self)
        spans = {step.span for step in steps}
        back._gone = {span: a for span, a in self._gone.items() if span not in spans}
        back._degrees = {span: d for span, d in self._degrees.items() if span not in spans}
        back._degrees |= {step.span: step.back_to for step in steps if step.back_to is not None}
        back._added = set(self._added)
        return back

    def relented(self, lost: Collection[Attribute]) -> DraftState:
        """The draft with most stretches back that went for answers which stay all the same; the first, which told
        most, stay gone.
        """
        back: list[Step] = []
        room = VAIN * len(self.original.split())
        for span, attribute in self._gone.items():
            if attribute in lost:
                room -= self._words(span)
                if room < 0 and len(back) < len(self._gone) - 1:
                    back.append(Step(span, attribute))
        return self.undone(back)

    def result(self) -> tuple[tuple[Edit, ...], tuple[Wording | None, ...]]:
        """Every edit, in the order of the text, and the wording that was taken. None overlap: words that are kept give
        way to a stretch that goes.
        """
        every = sorted(self._all(), key=lambda pair: pair[0].span)
        taken = [edit.span for edit, wording in every if wording is not None]
        free = [p for p in every if p[1] is not None or not any(p[0].span.overlaps(span) for span in taken)]
        return tuple(e for e, _ in free), tuple(w for _, w in free)

    def words_kept(self) -> float:
        """Share of the old text's words that no edit touched, 0 to 1."""
        words = len(self.original.split())
        touched = sum(self._words(span) for span in self._replacements())
        return max(0.0, 1.0 - touched / words) if words else 1.0

    def _words(self, span: Span) -> int:
        return len(self.original[span.start : span.end].split())


def _standing_out(gains: Mapping[Attribute, Sequence[float]]) -> list[float]:
    """For each stretch, by how many nats it speaks for the answers more than the quarter that speaks least for them."""
    totals = [0.0] * max((len(g) for g in gains.values()), default=0)
    for each in gains.values():
        usual = max(0.0, sorted(each)[len(each) // 4]) if each else 0.0
        totals = [t + max(0.0, gain - usual) for t, gain in zip(totals, each, strict=True)]
    return totals


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _nested(span: Span, others: Sequence[Span]) -> bool:
    """True when a larger stretch among the others holds this one."""
    return any(_holds(other, span) and other != span for other in others)
