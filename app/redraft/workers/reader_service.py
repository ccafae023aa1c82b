"""The reader inside its worker: importers over open descriptors, their records in batches as the parent asks."""

from __future__ import annotations

import hashlib
import itertools
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from redraft.codec import from_json, to_json
from redraft.domain.archive import Locator, Match, Opened, Post, ReadChoices, Refused, Skipped, Tally
from redraft.domain.errors import Cancelled, WorkerError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.music import Track
from redraft.importers.contract import Importer, Options
from redraft.importers.generic import columns_of
from redraft.importers.opening import Source, open_archive
from redraft.importers.recognise import candidates, choose
from redraft.importers.reread import reread
from redraft.usecases.ports import CancelToken
from redraft.workers.items import item_to_json
from redraft.workers.serve import Emit, Handler

BATCH, BATCH_LETTERS = 512, 1 << 20
"""Items, and code points of text, after which a batch is full."""
LONGEST = 1_000_000
"""Code points of a post; what is longer is cut there, and a note says so. The longest text that is checked."""
FINGERPRINTED = 64
_TELL_SECONDS = 0.2


class ReaderService:
    """Methods ``open {sources}``, ``count {choices}``, ``start {choices, skip}``, ``next`` and
    ``reread {choices, places}``.

    The parent pulls: nothing is read ahead of what it asked for, so memory stays flat however slow it is.
    """

    def __init__(self) -> None:
        self._source: Source | None = None
        self._importer: Importer | None = None
        self._options = Options()
        self._items: Iterator[Item] | None = None

    def methods(self) -> dict[str, Handler]:
        """By name."""
        return {"open": self._open, "count": self._count, "start": self._start, "next": self._next,
                "reread": self._reread}  # fmt: skip

    def _open(self, params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
        """``{"sources": [{"open": descriptor or path, "name"}]}`` to what :class:`Opened` holds."""
        if self._source is not None:
            self._source.close()
        given = params["sources"]
        source = self._source = open_archive(*(s["open"] for s in given), names=[str(s["name"]) for s in given])
        found = candidates(source)
        tables = source.find(r"\.(csv|tsv)$")
        matches = tuple(Match(m.importer.name, m.importer.label, m.importer.music, m.confidence) for m in found)
        refused = tuple(Refused(r.name, r.why) for r in source.refused)
        columns = tuple(columns_of(source, tables[0]) if tables else ())
        opened = Opened(matches, len(source.members), source.media, refused, columns, _fingerprint(source))
        result: dict[str, Any] = to_json(opened)
        return result

    def _count(self, params: dict[str, Any], emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        tally, told = Tally(), time.monotonic()
        choices = from_json(ReadChoices, params["choices"])
        options = _options(choices)
        for item in self._chosen(choices).posts(self._opened, options):
            if isinstance(item, Skipped):
                tally.skip(item)
            elif isinstance(item, Post | Track):
                tally.keep(item.own if isinstance(item, Post) else True)
            _stop(cancel)
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                emit({"counts": to_json(tally.counts)})
        return {"counts": to_json(tally.counts), "notes": to_json(list(options.notes))}

    def _start(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        choices = from_json(ReadChoices, params["choices"])
        self._importer = self._chosen(choices)
        self._options = _options(choices)
        self._items = self._importer.posts(self._opened, self._options)
        for _ in itertools.islice(self._items, int(params["skip"])):
            _stop(cancel)
        return {"platform": self._importer.name}

    def _next(self, _params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
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
        return {"items": batch, "done": done, "notes": to_json(list(self._options.notes))}

    def _reread(self, params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
        choices = from_json(ReadChoices, params["choices"])
        wanted = from_json(list[Locator], params["places"])
        found = reread(self._opened, self._chosen(choices), _options(choices), wanted)
        return {"items": [item_to_json(self._bounded(post)) for post in found.values()]}

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


def _fresh() -> WorkerError:
    """A process that took a lost one's place knows nothing yet; an empty answer would lose posts silently."""
    return WorkerError(Message("worker.reader_lost"), Message("do.try_new_one"))


def _options(choices: ReadChoices) -> Options:
    return Options(choices.me, choices.messages, dict(choices.columns), choices.day_first)


def _stop(cancel: CancelToken) -> None:
    if cancel.is_set():
        raise Cancelled
