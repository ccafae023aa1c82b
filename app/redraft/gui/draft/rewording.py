"""The suggestions for a draft: which there are, which is shown, where they stand after the text has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit, Wording
from redraft.domain.text import Span
from redraft.usecases.stages import Proposal


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An edit that is open, and which of its wordings is proposed."""

    edit: Edit
    at: int = 0

    @property
    def proposed(self) -> Wording:
        """The wording that would stand there."""
        return self.edit.wordings[self.at]


Snapshot = tuple[tuple[Suggestion, ...], int]
"""Suggestions, and which of them is shown."""


class Suggestions:
    """Suggestions in the order of the text. Knows no Qt."""

    def __init__(self) -> None:
        self._open: list[Suggestion] = []
        self._at = 0
        self._left: set[Span] = set()
        self._own: dict[Span, str] = {}

    def __len__(self) -> int:
        return len(self._open)

    @property
    def open(self) -> tuple[Suggestion, ...]:
        """All that are neither taken nor left."""
        return tuple(self._open)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Their edits."""
        return tuple(one.edit for one in self._open)

    @property
    def current(self) -> Suggestion | None:
        """The one that is shown."""
        return self._open[self._at] if self._open else None

    @property
    def place(self) -> int:
        """Its number, from 1."""
        return self._at + 1

    @property
    def proposals(self) -> dict[Span, str]:
        """What is proposed, everywhere."""
        return {one.edit.span: one.proposed.text for one in self._open}

    def offer(self, proposal: Proposal, fine: Sequence[Attribute]) -> None:
        """Show these instead, without what the user is fine with; what was kept or chosen among those before stays so.

        Without any, the next begin anew.
        """
        self._open, self._at = [], 0
        if not proposal.edits:
            self._left, self._own = set(), {}
        for edit, chosen in zip(proposal.edits, proposal.chosen, strict=True):
            if not edit.wordings or edit.attribute in fine or edit.span in self._left:
                continue
            said = self._own.get(edit.span, chosen.text)
            at = next((i for i, wording in enumerate(edit.wordings) if wording.text == said), 0)
            self._open.append(Suggestion(edit, at))

    def step(self, by: int) -> None:
        """Show the next or the previous one, around the end."""
        if self._open:
            self._at = (self._at + by) % len(self._open)

    def go_to(self, place: int) -> bool:
        """Show the one whose words hold the code point ``place``; False when none does."""
        at = next((i for i, e in enumerate(self.edits) if e.span.start <= place <= e.span.end), None)
        if at is None:
            return False
        self._at = at
        return True

    def propose(self, at: int) -> None:
        """Propose another wording in the one that is shown."""
        one = self.current
        if one is not None:
            self._own[one.edit.span] = one.edit.wordings[at].text
            self._open[self._at] = replace(one, at=at)

    def keep(self) -> None:
        """Drop the one that is shown: the text stays as it is."""
        if self._open:
            self._left.add(self._open[self._at].edit.span)
            del self._open[self._at]
            self._at = min(self._at, max(0, len(self._open) - 1))

    def excuse(self, fine: Sequence[Attribute]) -> None:
        """Drop what the user is fine with."""
        current = self.current
        self._open = [one for one in self._open if one.edit.attribute not in fine]
        self._at = self._open.index(current) if current in self._open else min(self._at, max(0, len(self._open) - 1))

    def snapshot(self) -> Snapshot:
        """As they are now."""
        return tuple(self._open), self._at

    def restore(self, snapshot: Snapshot) -> None:
        """As they were."""
        self._open, self._at = list(snapshot[0]), snapshot[1]

    def follow(self, start: int, removed: int, added: int) -> None:
        """Move along with a change of the text, in code points; drop what it touches."""
        kept = []
        for one in self._open:
            span = one.edit.span
            if span.end <= start:
                kept.append(one)
            elif span.start >= start + removed:
                kept.append(replace(one, edit=replace(one.edit, span=span.shifted(added - removed))))
        self._open = kept
        self._at = min(self._at, max(0, len(kept) - 1))
