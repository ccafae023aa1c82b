"""A draft that waits in the store until it is written on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A text that is not finished, and what it answers."""

    text: str
    in_reply_to: str = ""


class KeptDrafts(Protocol):
    """Where one draft can be kept. All methods raise StoreError."""

    def draft(self) -> KeptDraft | None:
        """The one that is kept."""

    def keep_draft(self, draft: KeptDraft) -> None:
        """Keep this one, in place of the one before."""

    def forget_draft(self) -> None:
        """Keep none any more."""
