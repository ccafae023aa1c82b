"""The things that files come in: a zip, a tar, a folder. Members are read in place, never extracted."""

from __future__ import annotations

import io
import itertools
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from redraft.domain.errors import InputError
from redraft.domain.message import NOTHING, Message
from redraft.importers.names import unsafe


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a container. ``refused`` says why it will not be opened, nothing when it may. Sizes in bytes.

    ``plain``: it is as long as it says, unless it becomes shorter while it is read.
    """

    name: str
    size: int
    packed: int
    open: Callable[[], BinaryIO]
    refused: Message = NOTHING
    plain: bool = False


def _never() -> BinaryIO:
    raise InputError(Message("read.member_refused"))


_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}


def _zip_problem(info: zipfile.ZipInfo, seen: set[str], overlapping: set[int]) -> Message:
    problem = unsafe(info.orig_filename) or unsafe(info.filename)
    if problem:
        return problem
    if stat.S_ISLNK(info.external_attr >> 16):
        return Message("refused.symbolic_link")
    if info.flag_bits & 1:
        return Message("refused.encrypted")
    if info.compress_type == 9:
        return Message("refused.deflate64")
    if info.compress_type not in _METHODS:
        return Message("refused.method")
    if info.header_offset in overlapping:
        return Message("refused.overlaps")
    return Message("refused.twice") if info.filename in seen else NOTHING


def _overlaps(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Header offsets of members whose data reach into the next one."""
    ordered = sorted(infos, key=lambda i: i.header_offset)
    found: set[int] = set()
    for this, following in itertools.pairwise(ordered):
        if this.header_offset + 30 + this.compress_size > following.header_offset:
            found.add(this.header_offset)
    return found


def zip_entries(stream: BinaryIO) -> Iterator[Entry]:
    """The files of a zip; raises InputError when its directory cannot be read."""
    try:
        archive = zipfile.ZipFile(stream)
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError, OverflowError) as error:
        raise InputError(Message("read.zip_damaged"), Message("do.download_all_parts")) from error
    files = [i for i in infos if not i.filename.endswith("/")]  # is_dir() fails where a name is empty
    overlapping = _overlaps(files)
    seen: set[str] = set()
    for info in files:
        problem = _zip_problem(info, seen, overlapping)
        seen.add(info.filename)
        name = info.filename.replace("\\", "/")
        if problem:
            yield Entry(name, info.file_size, info.compress_size, _never, problem)
        else:
            yield Entry(name, info.file_size, info.compress_size, _zip_opener(archive, info))


def _zip_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opener() -> BinaryIO:
        return archive.open(info)  # type: ignore[return-value]

    return opener


def tar_entries(stream: BinaryIO) -> Iterator[Entry]:
    """The files of a tar, gzipped or not; raises InputError when it ends early."""
    try:
        _require_short_headers(stream)
        archive = tarfile.open(fileobj=stream, mode="r:")  # noqa: SIM115
        infos = archive.getmembers()
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise InputError(Message("read.tar_damaged"), Message("do.download_again")) from error
    seen: set[str] = set()
    for info in infos:
        if info.isdir():
            continue
        problem = unsafe(info.name) or (NOTHING if info.isreg() else Message("refused.device"))
        problem = problem or (Message("refused.twice") if info.name in seen else NOTHING)
        seen.add(info.name)
        # A tar is packed as a whole, so a ratio per member means nothing: the whole was bounded when it was listed.
        yield Entry(info.name, info.size, info.size, _tar_opener(archive, info) if not problem else _never, problem)


_LONG_HEADER, _LONGEST_HEADER, _ALL_HEADERS = 1 << 10, 16 << 10, 1_000_000_000
"""Bytes from which on a header that names a file is long, the most it may have, and the sum of their squares, which is
what Python's patterns for them cost."""
_LONG = {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}


def _require_short_headers(stream: BinaryIO) -> None:
    """Raise ValueError when headers that name files are longer than names are; leaves the stream at its start."""
    at = cost = 0
    while len(block := _block(stream, at)) == tarfile.BLOCKSIZE:
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.HeaderError:
            break
        if info.type in _LONG and info.size > _LONG_HEADER:
            cost += info.size * info.size
            if info.size > _LONGEST_HEADER or cost > _ALL_HEADERS:
                raise ValueError("a header is too long")
        at += tarfile.BLOCKSIZE + max(0, -(-info.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE)
    stream.seek(0)


def _block(stream: BinaryIO, at: int) -> bytes:
    stream.seek(at)
    return stream.read(tarfile.BLOCKSIZE)


def _tar_opener(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], BinaryIO]:
    def opener() -> BinaryIO:
        found = archive.extractfile(info)
        return found if found is not None else io.BytesIO()  # type: ignore[return-value]

    return opener


def folder_entries(folder: Path) -> Iterator[Entry]:
    """The files under a folder, in order of their names; symbolic links are refused, not followed."""
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            children = sorted(here.iterdir())
        except OSError:
            yield Entry(here.name + "/", 0, 0, _never, Message("refused.unreadable"))
            continue
        for child in children:
            name = child.relative_to(folder).as_posix()
            if child.is_symlink():
                yield Entry(name, 0, 0, _never, Message("refused.symbolic_link"))
            elif child.is_dir():
                pending.append(child)
            elif child.is_file():
                size = child.stat().st_size
                yield Entry(name, size, max(size, 1), _file_opener(child), plain=True)


def _file_opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")
