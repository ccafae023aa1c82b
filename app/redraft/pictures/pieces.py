"""A picture's file in pieces: what is the picture, and what is said beside it. A clean copy is the first alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """What a piece is."""

    PICTURE = auto()
    EXIF = auto()
    XMP = auto()
    IPTC = auto()
    TEXT = auto()
    TIME = auto()
    COLOURS = auto()
    THUMBNAIL = auto()
    ORIGIN = auto()
    OTHER = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """``data`` is what it says, without what holds it; ``kept`` are the bytes that a clean copy has of it."""

    kind: Kind
    data: bytes = b""
    name: str = ""
    kept: bytes = b""


@dataclass(slots=True)
class Pieces:
    """All pieces in order; ``whole`` is False when the file ends or breaks before its picture does."""

    pieces: list[Piece] = field(default_factory=list)
    whole: bool = True

    def add(self, kind: Kind, data: bytes = b"", name: str = "", kept: bytes = b"") -> None:
        """One more."""
        self.pieces.append(Piece(kind, data, name, kept))

    def keep(self, data: bytes) -> None:
        """One more that belongs to the picture."""
        self.pieces.append(Piece(Kind.PICTURE, kept=data))

    def of(self, kind: Kind) -> Iterable[Piece]:
        """Those of a kind."""
        return (piece for piece in self.pieces if piece.kind is kind)

    @property
    def kept(self) -> bytes:
        """What a clean copy has, in order."""
        return b"".join(piece.kept for piece in self.pieces)


Cut = Callable[[bytes], Pieces]
"""Cuts a file; never raises for what is in it."""
