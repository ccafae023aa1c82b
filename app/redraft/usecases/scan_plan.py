"""What a scan is asked to do."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from redraft.domain.archive import Match, Opened, ReadChoices
from redraft.domain.attributes import Attribute
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.usecases.archive_ports import Reader

DEFAULT_BUDGET = 600.0


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """What is scanned. ``since``: older posts are read and counted, not scanned. ``budget``: seconds of the model.

    ``hide``: the attributes that a cut is worked out for; empty means all that are revealed. ``keep``: ids or addresses
    of posts that no cut may name.
    """

    match: Match
    fingerprint: str
    choices: ReadChoices = field(default_factory=ReadChoices)
    since: date | None = None
    budget: float = DEFAULT_BUDGET
    hide: frozenset[Attribute] = frozenset()
    keep: frozenset[str] = frozenset()

    @property
    def archive_id(self) -> str:
        """The same for the same files and choices, whatever the budget; begins with :func:`files_id`."""
        c = self.choices
        parts = (c.platform, c.me, c.messages, sorted(c.columns.items()), c.day_first, self.since)
        return files_id(self.fingerprint) + hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def files_id(fingerprint: str) -> str:
    """What the ids of all scans of the same files begin with."""
    return f"{fingerprint}."


def open_archive(reader: Reader, paths: Sequence[Path], platform: str = "") -> tuple[Opened, Match]:
    """Open files that belong together, and say what they are an export of; raises as :func:`choose_match` does, and
    WorkerError.
    """
    opened = reader.open(paths)
    return opened, choose_match(opened, platform)


def choose_match(opened: Opened, platform: str = "") -> Match:
    """The platform that the user named, or the surest for texts; raises InputError with what to do."""
    if platform:
        named = [m for m in opened.matches if m.platform == platform.lower()]
        return named[0] if named else Match(platform.lower(), platform, music=False, confidence=0.0)
    texts = [m for m in opened.matches if not m.music]
    if opened.matches and opened.matches[0].music and (not texts or texts[0].confidence < opened.matches[0].confidence):
        label = opened.matches[0].label
        raise InputError(Message("archive.is_music", {"label": label}), Message("do.playlist_help"))
    return texts[0] if texts else Match("", "Unknown", music=False, confidence=0.0)
