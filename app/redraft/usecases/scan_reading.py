"""Reading an archive: every own post once through the fast tier, into the casebook, and onto the record."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from redraft.domain.archive import Concluded, Counts, Post, Skipped
from redraft.domain.errors import Cancelled
from redraft.domain.message import Message
from redraft.domain.profile import Stage
from redraft.domain.text import Note
from redraft.profiles.casebook import Casebook
from redraft.usecases.archive_ports import Reader
from redraft.usecases.bulk import Work, detected
from redraft.usecases.known import Steps
from redraft.usecases.no_texts import no_texts
from redraft.usecases.pace import Either, Pace, meanwhile
from redraft.usecases.ports import BatchTier, CancelToken, FastResult
from redraft.usecases.recording import Recorder
from redraft.usecases.scan_plan import ScanPlan
from redraft.usecases.stages import PostsRead, ScanStage
from redraft.usecases.unread import asked

SEVERAL = 1_500
"""Posts from which on a second fast worker is worth the seconds that it takes to start."""
MOST_AUTHORS = 50
MOST_CONCLUDED = 2_000
"""Conclusions of the platform that are shown; an export can have one for every advertisement."""


class Reading:
    """How far one archive is read. ``done``: the fast tier has nothing left to do; ``languages``: of posts so far;
    ``concluded``: what the platform says it knows, in the order of the archive; ``content``: a digest of what was
    counted.

    ``note`` takes what the user should know of how it went.
    """

    def __init__(
        self,
        plan: ScanPlan,
        reader: Reader,
        fast: Sequence[BatchTier],
        book: Casebook,
        record: Recorder,
        note: Callable[[Note], None],
    ) -> None:
        self._plan, self._reader, self._fast = plan, reader, tuple(fast)
        self._book, self._record, self._note = book, record, note
        self.done = False
        self.languages: Counter[str] = Counter()
        self.concluded: dict[Concluded, None] = {}
        self._authors: Counter[str] = Counter()
        self._kept: int | None = None
        self.content = ""
        self._passed = 0

    def stages(self, cancel: CancelToken | None, between: Callable[[], Iterator[ScanStage]]) -> Iterator[ScanStage]:
        """Go on to the end, with what there is to say ``between`` two batches; raises Cancelled."""
        yield from self.count(cancel)
        kept = self._kept or 0
        began = time.monotonic()
        pace = Pace(Stage.READING, kept)
        tiers = self._fast if kept >= SEVERAL else self._fast[:1]
        for batch in detected(self._works(cancel), tiers, cancel):
            if cancel is not None and cancel.is_set():
                raise Cancelled
            if not batch:
                yield pace.at(self._book.counts.kept)
                continue
            for work, result in batch:
                self._take(work, result)
            done = self._book.counts.kept
            self._record.reached(done, kept)
            now = time.monotonic()
            self._record.spend(fast=now - began)
            began = now
            self._record.save()
            yield PostsRead(tuple(work.item for work, _ in batch if isinstance(work.item, Post)))
            yield pace.at(done)
            yield from between()
        self.done = True
        self._record.save(now=True)
        self._note_authors()

    def count(self, cancel: CancelToken | None) -> Iterator[ScanStage]:
        """Count what there is, unless that was done; raises Cancelled."""
        if self._kept is not None:
            return
        began = time.monotonic()
        pace = Pace(Stage.COUNTING, None)
        so_far = [Counts()]
        counting = Steps(
            meanwhile(
                lambda let_go: self._reader.count(
                    self._plan.choices, on_counts=so_far.append, cancel=Either(cancel, let_go)
                )
            )
        )
        for _tick in counting:
            yield pace.at(so_far[-1].read)
        counts = counting.result
        yield pace.at(counts.read)
        self._record.spend(count=time.monotonic() - began)
        self._kept, self.content = counts.kept, counts.content
        if counts.kept == 0:
            self._note(no_texts(self._plan.match.label, counts))

    def _works(self, cancel: CancelToken | None) -> Iterator[Work]:
        """What has not been taken in yet, in reading order."""
        number = self._book.scanned
        since = self._plan.since
        for item in self._reader.items(self._plan.choices, skip=self._passed, cancel=cancel):
            # Undated posts are looked at whatever the plan's date says.
            wanted = isinstance(item, Post) and (since is None or item.date is None or item.date.date() >= since)
            known = self._record.recalled(number, item) if wanted and isinstance(item, Post) else None
            yield Work(item, wanted, known)
            number += wanted

    def _take(self, work: Work, result: FastResult) -> None:
        self._passed += 1
        post = work.item
        if isinstance(post, Skipped):
            self._book.skip(post)
        if isinstance(post, Concluded) and len(self.concluded) < MOST_CONCLUDED:
            self.concluded[post] = None
        if not isinstance(post, Post):
            return
        if not work.wanted:
            self._book.add(post, None)
            return
        self._book.add(post, result.findings, readable=asked(result.language))
        self.languages[result.language] += 1
        if work.known is None:
            self._record.looked(post, result)
        else:
            self._record.passed(post)
        if post.own is None and len(self._authors) < MOST_AUTHORS:
            self._authors[post.author] += 1

    def _note_authors(self) -> None:
        if len(self._authors) > 1:
            names = ", ".join(name for name, _ in self._authors.most_common(6) if name)
            said = Message("archive.owner_unknown")
            self._note(Note("whose", Message("archive.say_which", {"said": said, "names": names})))
