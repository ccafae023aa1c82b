"""The reader inside its worker: importers over open descriptors, their records in batches as the parent asks."""

from __future__ import annotations

import hashlib
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from redraft.domain.archive import Counts, Locator, Match, Opened, Post, ReadChoices, Refused, Skipped, Tally
from redraft.domain.errors import Cancelled, WorkerError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.music import Track
from redraft.domain.text import Note, Written
from redraft.importers.contract import Importer, Options
from redraft.importers.documents import read_document
from redraft.importers.generic import columns_of
from redraft.importers.opening import Source, open_archive
from redraft.importers.pasted import open_text
from redraft.importers.recognise import candidates, choose
from redraft.importers.reread import reread
from redraft.usecases.methods import Emit, Method, Methods, Nothing
from redraft.usecases.ports import CancelToken
from redraft.workers.items import item_to_json
from redraft.workers.picture_service import PictureService

BATCH, BATCH_LETTERS = 512, 1 << 20
"""Items, and code points of text, after which a batch is full."""
LONGEST = 1_000_000
"""Code points of a post; what is longer is cut there, and a note says so. The longest text that is checked."""
FINGERPRINTED = 64
_TELL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder: an open descriptor or a path, and what it is called."""

    open: int | str
    name: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What belongs together; or a ``text`` that was pasted, and no file."""

    sources: list[Place]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read, and what: all but the first ``skip`` items, or the posts at ``places``."""

    choices: ReadChoices
    skip: int = 0
    places: list[Locator] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counted:
    """How much there is, so far or in all."""

    counts: Counts
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Started:
    """Which importer reads."""

    platform: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Items, each as :mod:`.items` writes it; ``done`` when none follow."""

    items: list[list[Any]]
    done: bool = True
    notes: tuple[Note, ...] = ()


class ReaderService:
    """Methods ``open``, ``count``, ``start``, ``next`` and ``reread``, ``document`` for a draft in a single file, and
    those of :class:`.picture_service.PictureService`.

    The parent pulls: nothing is read ahead of what it asked for, so memory stays flat however slow it is.
    """

    def __init__(self) -> None:
        self._source: Source | None = None
        self._importer: Importer | None = None
        self._options = Options()
        self._items: Iterator[Item] | None = None

    def methods(self) -> Methods:
        """By name."""
        return {"open": Method(Sources, self._open), "count": Method(Reading, self._count),
                "start": Method(Reading, self._start), "next": Method(Nothing, self._next),
                "reread": Method(Reading, self._reread), "document": Method(Sources, self._document),
                **PictureService().methods()}  # fmt: skip

    def _open(self, given: Sources, _emit: Emit, _cancel: CancelToken) -> Opened:
        if self._source is not None:
            self._source.close()
        places = given.sources
        if given.text:
            source = open_text(given.text)
        else:
            source = open_archive(*(p.open for p in places), names=[p.name for p in places])
        self._source = source
        found = candidates(source)
        tables = source.find(r"\.(csv|tsv)$")
        matches = tuple(
            Match(m.importer.name, m.importer.label, m.importer.music, m.confidence, m.importer.talks) for m in found
        )
        refused = tuple(Refused(r.name, r.why) for r in source.refused)
        columns = tuple(columns_of(source, tables[0]) if tables else ())
        return Opened(matches, len(source.members), source.media, refused, columns, _fingerprint(source))

    def _count(self, given: Reading, emit: Emit, cancel: CancelToken) -> Counted:
        tally, told, content = Tally(), time.monotonic(), hashlib.blake2b(digest_size=16)
        options = _options(given.choices)
        for item in self._chosen(given.choices).posts(self._opened, options):
            if isinstance(item, Skipped):
                tally.skip(item)
            elif isinstance(item, Post | Track):
                tally.keep(item.own if isinstance(item, Post) else True)
            content.update(_told_apart(item))
            _stop(cancel)
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                emit(Counted(tally.counts))
        return Counted(replace(tally.counts, content=content.hexdigest()), tuple(options.notes))

    def _start(self, given: Reading, _emit: Emit, cancel: CancelToken) -> Started:
        self._importer = self._chosen(given.choices)
        self._options = _options(given.choices)
        self._items = self._importer.posts(self._opened, self._options)
        for _ in itertools.islice(self._items, given.skip):
            _stop(cancel)
        return Started(self._importer.name)

    def _next(self, _given: Nothing, _emit: Emit, cancel: CancelToken) -> Batch:
        if self._items is None:
            raise _fresh()
        batch: list[list[Any]] = []
        letters, done = 0, False
        while len(batch) < BATCH and letters < BATCH_LETTERS:
            _stop(cancel)
            item = next(self._items, None)
            if item is None:
                done = True
                break
            item = self._bounded(item)
            letters += len(item.text) if isinstance(item, Post) else 0
            batch.append(item_to_json(item))
        return Batch(batch, done, tuple(self._options.notes))

    def _reread(self, given: Reading, _emit: Emit, _cancel: CancelToken) -> Batch:
        found = reread(self._opened, self._chosen(given.choices), _options(given.choices), given.places)
        return Batch([item_to_json(self._bounded(post)) for post in found.values()])

    @staticmethod
    def _document(given: Sources, _emit: Emit, _cancel: CancelToken) -> Written:
        place = given.sources[0].open
        with open(place, "rb", closefd=not isinstance(place, int)) as stream:
            return read_document(stream)

    @property
    def _opened(self) -> Source:
        if self._source is None:
            raise _fresh()
        return self._source

    def _chosen(self, choices: ReadChoices) -> Importer:
        return choose(self._opened, choices.platform).importer

    def _bounded(self, item: Item) -> Item:
        if not isinstance(item, Post) or len(item.text) <= LONGEST:
            return item
        self._options.note("cut", Message("read.text_cut", {"count": LONGEST}))
        return replace(item, text=item.text[:LONGEST])


def _fingerprint(source: Source) -> str:
    """Names and sizes of all members and the beginnings of the first."""
    found = hashlib.sha256()
    for member in source.members:
        name = member.name if len(source.members) > 1 else ""
        found.update(f"{name}\0{member.size}\0".encode("utf-8", "surrogatepass"))
    for member in source.members[:FINGERPRINTED]:
        found.update(source.head(member))
    return found.hexdigest()


def _told_apart(item: Item) -> bytes:
    """What tells a record from any other that could stand in its place."""
    said = item.text if isinstance(item, Post) else repr(item)
    return f"{getattr(item, 'locator', None)}\0{said}\0".encode("utf-8", "surrogatepass")


def _fresh() -> WorkerError:
    """A process that took a lost one's place knows nothing yet; an empty answer would lose posts silently."""
    return WorkerError(Message("worker.reader_lost"), Message("do.try_new_one"))


def _options(choices: ReadChoices) -> Options:
    return Options(choices.me, choices.messages, dict(choices.columns), choices.day_first)


def _stop(cancel: CancelToken) -> None:
    if cancel.is_set():
        raise Cancelled
