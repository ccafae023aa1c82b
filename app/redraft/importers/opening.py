"""Opening what the user dropped: a zip, a tar, a folder, a file by itself, or several parts as one set."""

from __future__ import annotations

import bisect
import copy
import io
import os
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from redraft.domain.archive import Refused
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers import bounds
from redraft.importers.bounds import BoundedStream, Rewinding
from redraft.importers.containers import Entry, folder_entries, tar_entries, zip_entries
from redraft.importers.names import is_junk, is_media, is_private

HEAD = 16_384
"""Bytes of a member that recognition looks at."""
_SPANNED = re.compile(r"\.(z\d\d|zip\.\d{3}|7z|rar)$", re.IGNORECASE)
Openable = int | str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Member:
    """A readable file of the set. ``number`` is stable for the same input; ``size`` is in bytes."""

    number: int
    name: str
    size: int

    @property
    def base(self) -> str:
        """The file's name without folders."""
        return self.name.rpartition("/")[2]


class _MemberStream(BoundedStream):
    """What the libraries raise on damage, of which there are a dozen kinds, becomes InputError."""

    def __init__(self, inner: BinaryIO, entry: Entry) -> None:
        super().__init__(inner, entry.packed)
        self._least = entry.size if entry.plain else 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As of any stream."""
        try:
            count = super().readinto(buffer)
        except (*bounds.READ_ERRORS, zipfile.BadZipFile) as error:
            raise InputError(
                Message("read.member_damaged"),
                Message("do.download_archive"),
            ) from error
        if not count and buffer and self.out < self._least:
            raise InputError(Message("read.became_shorter"), Message("do.copy_to_disk"))
        return count


class Source:
    """An opened set of files. Reads in place; close it (or use ``with``) when done."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.refused: list[Refused] = []
        self.media = 0
        self._entries: list[Entry] = []
        self._heads: dict[int, bytes] = {}
        self._named: dict[tuple[str, int], Member] = {}
        self._held = 0
        self._nested = 0
        self._streams: list[BinaryIO] = []
        self._damaged: set[int] = set()
        self._begins: list[int] = []

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every stream that was opened here; a descriptor that was handed in stays open."""
        for stream in self._streams:
            with suppress(OSError):
                stream.close()

    def open(self, member: Member) -> BinaryIO:
        """The member's bytes, bounded; raises InputError, also while reading, when they cannot be had."""
        entry = self._entries[member.number]
        try:
            inner = entry.open()
        except (*bounds.READ_ERRORS, zipfile.BadZipFile) as error:
            raise InputError(Message("read.member_unreadable"), Message("do.download_archive")) from error
        return io.BufferedReader(_MemberStream(inner, entry), 1 << 16)

    def head(self, member: Member) -> bytes:
        """The first bytes of a member; empty when it cannot be read, which is then named in ``refused``."""
        known = self._heads.get(member.number)
        if known is None:
            known = b""
            try:
                with self.open(member) as stream:
                    known = stream.read(HEAD)
            except (*bounds.READ_ERRORS, zipfile.BadZipFile, InputError):
                if member.number not in self._damaged:
                    self._damaged.add(member.number)
                    self.refused.append(Refused(member.name, Message("refused.damaged")))
            if len(self._heads) < 512:
                self._heads[member.number] = known
        return known

    def find(self, pattern: str) -> list[Member]:
        """Members whose name matches, in order; the pattern is a regular expression that ignores case."""
        wanted = re.compile(pattern, re.IGNORECASE)
        return [m for m in self.members if wanted.search(m.name)]

    @property
    def parts(self) -> int:
        """How many files or folders were put together."""
        return len(self._begins)

    def begin_part(self) -> None:
        """What is added from here on comes from the next of them."""
        self._begins.append(len(self._entries))

    def of_parts(self, parts: Collection[int]) -> Source:
        """A view of the members that came from some of them, by number from 0; to be read, not to be closed."""
        view = copy.copy(self)
        view.members = [m for m in self.members if bisect.bisect_right(self._begins, m.number) - 1 in parts]
        return view

    def keep_open(self, stream: BinaryIO) -> None:
        """Hand a stream over to be closed with the source."""
        self._streams.append(stream)

    def add(self, entries: Iterator[Entry], depth: int, prefix: str = "") -> None:
        """Take the files of a container in, with the archives inside it."""
        for entry in entries:
            name = prefix + entry.name
            if is_junk(name):
                continue
            if entry.refused:
                self.refused.append(Refused(name, entry.refused))
            elif is_private(name):
                self.refused.append(Refused(name, Message("refused.private")))
            elif _SPANNED.search(name):
                self.refused.append(Refused(name, Message("refused.spanned")))
            elif name.lower().endswith(".zip"):
                self._nest(entry, name, depth)
            elif is_media(name):
                self.media += 1
            else:
                self._add_file(Member(len(self._entries), name, entry.size), entry)

    def _add_file(self, member: Member, entry: Entry) -> None:
        """Take a file in, unless another part of the set holds the same one: nothing is to be counted twice."""
        self._entries.append(entry)
        twin = self._named.setdefault((member.name, member.size), member)
        if twin is not member and self.head(twin) == self.head(member):
            self.refused.append(Refused(member.name, Message("refused.in_two_parts")))
        else:
            self.members.append(member)

    def _nest(self, entry: Entry, name: str, depth: int) -> None:
        self._nested += 1
        if depth >= bounds.DEPTH or self._nested > bounds.NESTED_ARCHIVES:
            self.refused.append(Refused(name, Message("refused.too_deep")))
            return
        try:
            stream = self._nested_stream(entry)
            self.add(zip_entries(stream), depth + 1, name + "/")
        except (InputError, *bounds.READ_ERRORS, zipfile.BadZipFile) as error:
            why = (
                Message("refused.bomb")
                if isinstance(error, InputError) and "bomb" in error.problem.code
                else Message("refused.archive_damaged")
            )
            self.refused.append(Refused(name, why))

    def _nested_stream(self, entry: Entry) -> BinaryIO:
        """The nested archive in memory while there is room, else a view that seeks by reading again."""
        if self._held + entry.size <= bounds.NESTED_IN_MEMORY:
            with io.BufferedReader(BoundedStream(entry.open(), entry.packed)) as inner:
                data = bounds.read_up_to(inner, bounds.NESTED_IN_MEMORY - self._held + 1)
            self._held += len(data)
            return io.BytesIO(data)
        if entry.size > max(bounds.BOMB_FREE, entry.packed * bounds.BOMB_RATIO):
            raise InputError(Message("read.nested_bomb"))
        stream = Rewinding(entry.open())
        self.keep_open(stream)  # type: ignore[arg-type]
        return stream  # type: ignore[return-value]


def open_archive(*parts: Openable, names: Sequence[str] = ()) -> Source:
    """Open one path or open descriptor, or several that belong together (Takeout parts), as one set of members.

    A descriptor must be of a regular file, readable and seekable; it is not closed. ``names`` gives the names of
    parts that are descriptors, so that an ending such as ``.m3u`` is known. Nothing is extracted or written.
    Raises InputError when a part cannot be read at all; what is wrong inside is in :attr:`Source.refused`.
    """
    source = Source()
    try:
        for number, part in enumerate(parts):
            source.begin_part()
            _take(source, part, names[number] if number < len(names) else "")
    except BaseException:
        source.close()
        raise
    return source


def _take(source: Source, part: Openable, name: str) -> None:
    path = None if isinstance(part, int) else Path(part)
    if path is not None and _SPANNED.search(path.name):
        raise InputError(
            Message("read.split_unreadable"),
            Message("do.join_or_unpack"),
        )
    try:
        if path is not None and path.is_dir():
            source.add(folder_entries(path), 0)
            return
        stream: BinaryIO = path.open("rb") if path is not None else open(part, "rb", closefd=False)  # noqa: SIM115
        source.keep_open(stream)
        stream.seek(0)
        _take_file(
            source, stream, path.name if path is not None else name.replace("\\", "/").rpartition("/")[2] or "file"
        )
    except PermissionError as error:
        raise InputError(Message("read.no_permission"), Message("do.permissions_or_copy")) from error
    except FileNotFoundError as error:
        raise InputError(Message("read.no_such"), Message("do.check_path")) from error
    except OSError as error:
        raise InputError(Message("read.unreadable"), Message("do.copy_to_disk")) from error


def _take_file(source: Source, stream: BinaryIO, name: str) -> None:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    magic = stream.read(262)
    stream.seek(0)
    if magic.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _is_workbook(stream):
        source.add(zip_entries(stream), 0)
    elif magic.startswith(b"PK\x07\x08"):
        raise InputError(Message("read.split_zip"), Message("do.join_parts"))
    elif magic.startswith(b"\x1f\x8b"):
        _take_tar(source, stream, size)
    elif magic[257:262] == b"ustar":
        source.add(tar_entries(stream), 0)
    else:
        source.add(iter([Entry(name, size, max(size, 1), lambda: _again(stream), plain=True)]), 0)


def _take_tar(source: Source, stream: BinaryIO, size: int) -> None:
    import gzip

    try:
        with io.BufferedReader(BoundedStream(gzip.GzipFile(fileobj=stream), size)) as whole:  # type: ignore[arg-type]
            data = bounds.read_up_to(whole, bounds.NESTED_IN_MEMORY + 1)
            while whole.read(1 << 20):
                pass
    except (OSError, EOFError, *bounds.READ_ERRORS) as error:
        raise InputError(Message("read.compressed_damaged"), Message("do.download_again")) from error
    if len(data) <= bounds.NESTED_IN_MEMORY:
        source.add(tar_entries(io.BytesIO(data)), 0)
        return
    del data
    stream.seek(0)
    source.add(tar_entries(Rewinding(gzip.GzipFile(fileobj=stream))), 0)  # type: ignore[arg-type]


def _is_workbook(stream: BinaryIO) -> bool:
    """True for an .xlsx, which is a zip but one file to its owner. Leaves the stream at its start."""
    found = False
    with suppress(zipfile.BadZipFile, *bounds.READ_ERRORS):
        found = "xl/workbook.xml" in zipfile.ZipFile(stream).namelist()
    stream.seek(0)
    return found


def _again(stream: BinaryIO) -> BinaryIO:
    """A second reader of an open file that does not close it and keeps its own place."""
    return _View(stream)  # type: ignore[return-value]


class _View(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self._stream.seek(self._at)
        data = self._stream.read(size)
        self._at += len(data)
        return data
