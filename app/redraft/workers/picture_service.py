"""Pictures inside the reader's worker: one at a time, from an open descriptor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redraft.domain.errors import WorkerError
from redraft.domain.message import Message
from redraft.domain.picture import Cleaned, Form, Picture, Pixels
from redraft.importers.bounds import read_up_to
from redraft.usecases.methods import Emit, Method, Methods
from redraft.usecases.ports import CancelToken

if TYPE_CHECKING:
    from redraft.pictures.looking import Given

PART = 4 << 20
"""Bytes of a clean copy that are handed over at once."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """An open descriptor or a path."""

    open: int | str


@dataclass(frozen=True, slots=True)
class Preview:
    """How long the longer edge may be, and which picture: 0, or the number of a small one in the file."""

    edge: int
    small: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a clean copy should be, None as the original; ``cover`` are the numbers of codes to paint over."""

    form: Form | None = None
    cover: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class From:
    """Where a part begins."""

    at: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clean copy; empty at its end."""

    data: bytes


class PictureService:
    """Methods ``picture``, ``preview``, ``clean`` and ``part``; what they need is imported with the first picture."""

    def __init__(self) -> None:
        self._given: Given | None = None
        self._picture: Picture | None = None
        self._copy = b""

    def methods(self) -> Methods:
        """By name."""
        return {"picture": Method(PictureFile, self._look), "preview": Method(Preview, self._preview),
                "clean": Method(Wanted, self._clean), "part": Method(From, self._part)}  # fmt: skip

    def _look(self, given: PictureFile, _emit: Emit, _cancel: CancelToken) -> Picture:
        from redraft.pictures.looking import LARGEST, Given

        with open(given.open, "rb", closefd=not isinstance(given.open, int)) as stream:
            stream.seek(0)
            self._given = Given.of(read_up_to(stream, LARGEST + 1))
        self._picture = self._given.look()
        return self._picture

    def _preview(self, wanted: Preview, _emit: Emit, _cancel: CancelToken) -> Pixels:
        return self._opened[0].pixels(wanted.edge, wanted.small)

    def _clean(self, wanted: Wanted, _emit: Emit, _cancel: CancelToken) -> Cleaned:
        from redraft.pictures.cleaning import clean

        given, picture = self._opened
        boxes = [picture.codes[number].corners for number in wanted.cover if 0 <= number < len(picture.codes)]
        made = clean(given, wanted.form, boxes)
        self._copy = made.data
        return made.about

    def _part(self, wanted: From, _emit: Emit, _cancel: CancelToken) -> Part:
        return Part(self._copy[wanted.at : wanted.at + PART])

    @property
    def _opened(self) -> tuple[Given, Picture]:
        if self._given is None or self._picture is None:
            raise WorkerError(Message("worker.reader_lost"), Message("do.try_new_one"))
        return self._given, self._picture
