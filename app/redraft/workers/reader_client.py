"""The reader, as the use cases see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from redraft.codec import to_json
from redraft.domain.archive import Counts, Locator, Opened, Post, ReadChoices, Reason, Skipped
from redraft.domain.errors import InputError, WorkerError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.text import Note, Written
from redraft.usecases.ports import CancelToken
from redraft.workers import gate
from redraft.workers.client import WorkerClient
from redraft.workers.items import item_from_json
from redraft.workers.protocol import ProtocolError, expected
from redraft.workers.sources import OpenSources, open_sources
from redraft.workers.trust import Trust

T = TypeVar("T")

MOST_ITEMS = 4_096
"""Items of one batch; the reader sends an eighth of it."""
DOCUMENT_SECONDS = 60.0
"""How long a document may take; one of a hundred pages takes two."""


class ReaderWorker:
    """:class:`redraft.usecases.archive_ports.Reader` in a process of its own, a new one for every archive.

    It gets open files, as :mod:`.sources` opens them.
    """

    def __init__(self, *, trust: Trust | None = None) -> None:
        self._trust = trust
        self._client: WorkerClient | None = None
        self._sources = OpenSources()
        self._text = ""
        self._notes: tuple[Note, ...] = ()
        self._opened_in: int | None = None
        self._dropped = 0

    @property
    def client(self) -> WorkerClient:
        """The worker of the open archive; one without an archive before the first is opened."""
        if self._client is None:
            self._client = WorkerClient("reader", trust=self._trust)
        return self._client

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the user should know about the reading so far."""
        return (*self._notes, gate.dropped_note(self._dropped)) if self._dropped else self._notes

    def open(self, paths: Sequence[Path]) -> Opened:
        """Open files or folders that belong together; raises InputError with what to do, WorkerError."""
        self._begin(paths)
        return self._opened()

    def open_text(self, text: str) -> Opened:
        """Open a text that was pasted; raises as :meth:`open`."""
        self._begin([])
        self._text = text
        return self._opened()

    def _opened(self) -> Opened:
        """What was begun with, opened; nothing stays open when that fails."""
        try:
            body = self._again(self._open)
        except BaseException:
            self.close()
            raise
        return expected(Opened, body)

    def document(self, path: Path, *, cancel: CancelToken | None = None) -> tuple[str, tuple[Note, ...]]:
        """The words of a draft in a document, by a process of its own; raises InputError with what to do, Cancelled."""
        self._begin([path])
        try:
            body = self.client.call(
                "document", {"sources": self._sources.told}, cancel=cancel, timeout=DOCUMENT_SECONDS
            )
        except WorkerError:  # it took too long, or more memory than it may have
            raise InputError(Message("document.too_much"), Message("do.copy_text")) from None
        finally:
            self.close()
        written = expected(Written, body)
        return written.text, written.notes[: gate.NOTES]

    def _begin(self, paths: Sequence[Path]) -> None:
        """A new process with these files or folders open; raises InputError."""
        self.close()
        self._sources = open_sources(paths)
        given = self._sources
        self._client = WorkerClient("reader", options=given.options, descriptors=given.descriptors, trust=self._trust)

    def count(
        self,
        choices: ReadChoices,
        *,
        on_counts: Callable[[Counts], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Counts:
        """Read everything once and only count it. Raises InputError, WorkerError or Cancelled."""

        def progress(body: dict[str, Any]) -> None:
            if on_counts is not None:
                on_counts(expected(Counts, body.get("counts")))

        body = self._call("count", {"choices": to_json(choices)}, on_progress=progress, cancel=cancel)
        self._hear(body)
        return expected(Counts, body.get("counts"))

    def items(self, choices: ReadChoices, *, skip: int = 0, cancel: CancelToken | None = None) -> Iterator[Item]:
        """All items in order, but the first ``skip``; one batch is read while the one before it is worked on."""
        given, lost = 0, False
        with ThreadPoolExecutor(1, thread_name_prefix="reading ahead") as ahead:
            self._start(choices, skip, cancel)
            coming = ahead.submit(self._batch, cancel)
            while True:
                try:
                    items, done = coming.result()
                except ProtocolError:
                    raise
                except WorkerError:
                    if lost:
                        raise
                    lost = True
                    self._start(choices, skip + given, cancel)
                    coming = ahead.submit(self._batch, cancel)
                    continue
                if not done:
                    coming = ahead.submit(self._batch, cancel)
                given += len(items)
                yield from items
                if done:
                    return

    def reread(
        self, choices: ReadChoices, places: Sequence[Locator], *, cancel: CancelToken | None = None
    ) -> dict[Locator, Post]:
        """The posts at these places, read again; also between two items. What has gone since is left out."""
        params = {"choices": to_json(choices), "places": to_json(list(places))}
        body = self._call("reread", params, cancel=cancel)
        return {item.locator: item for item in self._items(body) if isinstance(item, Post)}

    def close(self) -> None:
        """End the process and close the files."""
        if self._client is not None:
            self._client.close()
            self._client = None
        self._sources.close()
        self._text, self._notes, self._dropped = "", (), 0

    def _open(self) -> dict[str, Any]:
        body = self.client.call("open", {"sources": self._sources.told, "text": self._text})
        self._opened_in = self.client.pid
        return body

    def _start(self, choices: ReadChoices, skip: int, cancel: CancelToken | None) -> None:
        self._call("start", {"choices": to_json(choices), "skip": skip}, cancel=cancel)

    def _batch(self, cancel: CancelToken | None) -> tuple[list[Item], bool]:
        body = self.client.call("next", cancel=cancel)
        self._hear(body)
        return self._items(body), body.get("done") is True

    def _call(self, method: str, params: dict[str, Any], **how: Any) -> dict[str, Any]:
        """A call that may be made again: a new process opens the archive when the one before was lost."""

        def opened() -> dict[str, Any]:
            if self.client.pid is None or self.client.pid != self._opened_in:
                self._open()
            return self.client.call(method, params, **how)

        return self._again(opened)

    @staticmethod
    def _again(ask: Callable[[], T]) -> T:
        """What ``ask`` gives, tried twice when the process was lost."""
        try:
            return ask()
        except ProtocolError:
            raise
        except WorkerError:
            return ask()

    def _hear(self, body: dict[str, Any]) -> None:
        self._notes = expected(tuple[Note, ...], body.get("notes"))[: gate.NOTES]

    def _items(self, body: dict[str, Any]) -> list[Item]:
        """A batch's items; one that is none costs itself and is counted, unless the worker speaks no language."""
        given = body.get("items")
        if not isinstance(given, list):
            raise ProtocolError("a result has the wrong form")
        found = [_item(data) for data in given[:MOST_ITEMS]]
        self._dropped += found.count(None) + max(0, len(given) - MOST_ITEMS)
        return [Skipped(Reason.MALFORMED) if item is None else item for item in found]


def _item(data: object) -> Item | None:
    try:
        return item_from_json(data)
    except (KeyError, TypeError, ValueError):
        return None
