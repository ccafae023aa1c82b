"""What a scan is asked to do, and how it is followed and steered."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from redraft.domain.archive import Match, Opened, Post, ReadChoices
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled, InputError
from redraft.domain.message import Message
from redraft.domain.profile import ArchiveReport, Progress
from redraft.usecases.ports import CancelToken

DEFAULT_BUDGET = 600.0
_PAUSE_SECONDS = 0.05


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


@dataclass(frozen=True, slots=True)
class Watch:
    """How a scan is followed and steered. Callbacks run on the thread that scans; tokens may be set from any.

    ``on_post`` hears every kept post in reading order, which is the order of positions. ``elsewhere`` is set while
    somebody waits for the model with something more urgent: its question is then taken back and asked again after.
    """

    on_progress: Callable[[Progress], None] | None = None
    on_report: Callable[[ArchiveReport], None] | None = None
    on_post: Callable[[Post], None] | None = None
    cancel: CancelToken | None = None
    pause: CancelToken | None = None
    elsewhere: CancelToken | None = None

    def wait(self, *, for_model: bool = False) -> None:
        """Wait while paused, or while the model is wanted elsewhere; raises Cancelled."""
        halts = [token for token in (self.pause, self.elsewhere if for_model else None) if token is not None]
        while any(token.is_set() for token in halts) and not (self.cancel is not None and self.cancel.is_set()):
            time.sleep(_PAUSE_SECONDS)
        if self.cancel is not None and self.cancel.is_set():
            raise Cancelled

    def tell(self, progress: Progress) -> None:
        """Pass progress on."""
        if self.on_progress is not None:
            self.on_progress(progress)


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
