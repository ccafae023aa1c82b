"""Masking a text by what the fast tier finds in it and by what the user decided about words."""

from __future__ import annotations

from dataclasses import dataclass

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.rules import Rule
from redraft.domain.stand_ins import Masked, StandIns, Style
from redraft.domain.text import Note
from redraft.usecases.check import LONGEST
from redraft.usecases.masking.mask import mask
from redraft.usecases.ports import CancelToken, FastTier
from redraft.usecases.rules import allowed, always_hidden, left_alone


@dataclass(frozen=True, slots=True)
class Masker:
    """Needs no model. Words that the user's ``rules`` always hide have a stand-in, those that are left alone none."""

    fast: FastTier
    rules: frozenset[Rule] = frozenset()

    def mask(
        self, text: str, known: StandIns, style: Style, *, cancel: CancelToken | None = None
    ) -> tuple[Masked, tuple[Note, ...]]:
        """The text with stand-ins, and what the user should know of how it was read.

        Raises InputError for a text without words or one that is too long to be read, WorkerError, Cancelled.
        """
        if not text.strip():
            raise InputError(Message("check.no_text"), Message("do.give_draft"))
        if len(text) > LONGEST:
            raise InputError(Message("mask.too_long", {"longest": LONGEST}), Message("do.smaller_pieces"))
        read = self.fast.detect(text, cancel=cancel)
        findings = (*allowed(self.rules, read.findings), *always_hidden(self.rules, text))
        untouched = left_alone(self.rules, text)
        masked = mask(text, findings, known, style, language=read.language, untouched=untouched)
        astray = Note("astray", Message("mask.astray", {"count": masked.astray}))
        return masked, (*read.notes, *([astray] if masked.astray else []))
