"""Pictures, as the use cases see them: each in a reader of its own, of which nothing is left when it is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from redraft.codec import to_json
from redraft.domain.errors import InputError, WorkerError
from redraft.domain.message import Message
from redraft.domain.picture import Cleaned, Form, Picture, Pixels
from redraft.usecases.ports import CancelToken
from redraft.workers import gate
from redraft.workers.client import WorkerClient
from redraft.workers.picture_service import Part
from redraft.workers.protocol import ProtocolError, expected
from redraft.workers.sources import OpenSources, open_sources
from redraft.workers.trust import Trust

SECONDS = 60.0
"""How long one answer may take; for twelve million pixels it takes less than three."""
MOST_EDGE = 2_000
MOST_COPY = 1 << 30
"""Bytes of a clean copy: a PNG file of the most pixels that are unpacked is half as large."""


class PictureWorker:
    """:class:`redraft.usecases.picture_ports.Pictures`, one picture at a time."""

    def __init__(self, *, trust: Trust | None = None) -> None:
        self._trust = trust
        self._client: WorkerClient | None = None
        self._sources = OpenSources()
        self._opened_in: int | None = None

    def open(self, path: Path, *, cancel: CancelToken | None = None) -> Picture:
        """What a picture says; raises InputError with what to do, WorkerError, Cancelled."""
        self.close()
        if path.is_dir():
            raise InputError(Message("picture.is_folder"), Message("do.name_pictures"))
        self._sources = open_sources([path])
        given = self._sources
        self._client = WorkerClient("reader", options=given.options, descriptors=given.descriptors, trust=self._trust)
        try:
            return self._open(cancel)
        except BaseException:
            self.close()
            raise

    def preview(self, edge: int, small: int = 0, *, cancel: CancelToken | None = None) -> Pixels:
        """The open picture, or a small one in its file, at most ``edge`` long; raises as :meth:`open`."""
        edge = min(edge, MOST_EDGE)
        pixels = expected(Pixels, self._call("preview", {"edge": edge, "small": small}, cancel))
        if not 0 < max(pixels.width, pixels.height) <= edge or len(pixels.rgb) != 3 * pixels.width * pixels.height:
            raise ProtocolError("a picture has the wrong size")
        return pixels

    def clean(
        self, form: Form | None = None, cover: Sequence[int] = (), *, cancel: CancelToken | None = None
    ) -> tuple[Cleaned, Iterator[bytes]]:
        """A clean copy of the open picture with these codes covered, and its bytes; raises as :meth:`open`."""
        wanted = {"form": to_json(form), "cover": list(cover)}
        about = expected(Cleaned, self._call("clean", wanted, cancel))
        if not 0 < about.size <= MOST_COPY:
            raise ProtocolError("a copy has an impossible size")
        return about, self._parts(about.size, cancel)

    def close(self) -> None:
        """End the process and close the file."""
        if self._client is not None:
            self._client.close()
            self._client = None
        self._sources.close()

    def _open(self, cancel: CancelToken | None) -> Picture:
        picture = expected(Picture, self._ask("picture", {"open": self._sources.told[0]["open"]}, cancel))
        self._opened_in = None if self._client is None else self._client.pid
        return gate.picture(picture)

    def _call(self, method: str, params: dict[str, Any], cancel: CancelToken | None) -> dict[str, Any]:
        """Ask about the open picture, which a new process is given where the one before was lost."""
        if self._client is None:
            raise WorkerError(Message("worker.reader_lost"), Message("do.try_new_one"))
        if self._client.pid is None or self._client.pid != self._opened_in:
            self._open(cancel)
        return self._ask(method, params, cancel)

    def _ask(self, method: str, params: dict[str, Any], cancel: CancelToken | None) -> dict[str, Any]:
        assert self._client is not None
        try:
            return self._client.call(method, params, cancel=cancel, timeout=SECONDS)
        except ProtocolError:
            raise
        except WorkerError:  # it took too long, or more memory than it may have
            raise InputError(Message("picture.too_much"), Message("do.make_smaller")) from None

    def _parts(self, size: int, cancel: CancelToken | None) -> Iterator[bytes]:
        at = 0
        while at < size:
            data = expected(Part, self._ask("part", {"at": at}, cancel)).data
            if not data or at + len(data) > size:
                raise ProtocolError("a copy has the wrong size")
            yield data
            at += len(data)
