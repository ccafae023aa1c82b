"""The suggestions for a draft: which there are, which is shown, where they stand after the text has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit, Wording
from redraft.domain.text import Span


class Suggestions:
    """Edits in the order of the text. Knows no Qt."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []
        self._at = 0

    def __len__(self) -> int:
        return len(self._edits)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that are open."""
        return tuple(self._edits)

    @property
    def current(self) -> Edit | None:
        """The one that is shown."""
        return self._edits[self._at] if self._edits else None

    @property
    def place(self) -> int:
        """Its number, from 1."""
        return self._at + 1

    def offer(self, edits: Sequence[Edit], fine: Sequence[Attribute]) -> None:
        """Start over with these, without what the user is fine with."""
        self._edits = [edit for edit in edits if edit.wordings and edit.attribute not in fine]
        self._at = 0

    def step(self, by: int) -> None:
        """Show the next or the previous one, around the end."""
        if self._edits:
            self._at = (self._at + by) % len(self._edits)

    def go_to(self, place: int) -> bool:
        """Show the one whose words hold the code point ``place``; False when none does."""
        at = next((i for i, edit in enumerate(self._edits) if edit.span.start <= place <= edit.span.end), None)
        if at is None:
            return False
        self._at = at
        return True

    def keep(self) -> None:
        """Drop the one that is shown: the text stays as it is."""
        if self._edits:
            del self._edits[self._at]
            self._at = min(self._at, max(0, len(self._edits) - 1))

    def alike(self, wording: Wording) -> dict[Span, str]:
        """The replacements that taking a wording means: everywhere the same entity is meant."""
        one = self.current
        if one is None:
            return {}
        chosen = {one.span: wording.text}
        for other in self._edits:
            if one.entity and other.entity == one.entity and other.span != one.span:
                chosen[other.span] = at_degree(other, wording).text
        return chosen

    def everything(self) -> dict[Span, str]:
        """The replacements of taking the mildest wording everywhere; faint clues are left to the user."""
        return {edit.span: edit.wordings[0].text for edit in self._edits if not edit.faint}

    def follow(self, start: int, removed: int, added: int) -> None:
        """Move along with a change of the text, in code points; drop what it touches."""
        kept = []
        for edit in self._edits:
            if edit.span.end <= start:
                kept.append(edit)
            elif edit.span.start >= start + removed:
                kept.append(replace(edit, span=edit.span.shifted(added - removed)))
        self._edits = kept
        self._at = min(self._at, max(0, len(kept) - 1))


def at_degree(edit: Edit, wording: Wording) -> Wording:
    """The wording of an edit that gives up as much as another edit's wording does, or its strongest."""
    return next((w for w in edit.wordings if w.degree >= wording.degree), edit.wordings[-1])
