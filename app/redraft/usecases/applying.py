"""Making all changes at once: every one that still fits, and for the others why it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redraft.domain.edit import Edit, Wording
from redraft.domain.message import Message
from redraft.domain.text import Span


@dataclass(frozen=True, slots=True)
class Applied:
    """What should stand where, and what was left, each with why."""

    chosen: dict[Span, str]
    left: tuple[tuple[Edit, Message], ...] = ()


def apply_all(text: str, proposed: Iterable[tuple[Edit, Wording]]) -> Applied:
    """All of the proposed wordings that fit into the text, in its order; a change that came first goes first."""
    chosen: dict[Span, str] = {}
    left: list[tuple[Edit, Message]] = []
    for edit, wording in sorted(proposed, key=lambda one: one[0].span):
        if text[edit.span.start : edit.span.end] != edit.original:
            left.append((edit, Message("apply.changed")))
        elif any(edit.span.overlaps(span) for span in chosen):
            left.append((edit, Message("apply.overlaps")))
        elif wording.text == edit.original:
            left.append((edit, Message("apply.same")))
        else:
            chosen[edit.span] = wording.text
    return Applied(chosen, tuple(left))
