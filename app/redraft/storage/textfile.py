"""Reading a draft from a file that may be anything."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.text import Note

LARGEST = 16 * 1024 * 1024
"""Bytes that are read. A draft is a few thousand; past this it is surely something else."""

_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files begin that hold a text among other things: .docx and .odt, .pdf, .doc, .rtf."""

Documents = Callable[[Path], tuple[str, tuple[Note, ...]]]
"""Reads the words of a document, elsewhere than here; raises InputError."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_draft(path: Path, documents: Documents | None = None) -> tuple[str, tuple[Note, ...]]:
    """The text of a file and what had to be guessed; raises InputError with what to do about it.

    A document is not looked into here: ``documents`` reads it.
    """
    if path.is_dir():
        raise InputError(Message("read.is_folder", {"name": str(path)}), Message("do.one_file"))
    if path.exists() and not path.is_file():  # a named pipe or a device may give nothing, for ever
        raise InputError(Message("read.no_file_as_such", {"name": str(path)}), Message("do.dash"))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError(Message("read.no_file", {"name": str(path)}), Message("do.check_name")) from None
    except PermissionError:
        raise InputError(
            Message("read.not_yours_to_read", {"name": str(path)}), Message("do.permissions_or_copy")
        ) from None
    except OSError as error:
        raise InputError(Message("read.cannot", {"path": str(path), "why": error.strerror})) from None
    if documents is not None and data.startswith(_DOCUMENTS):
        return documents(path)
    return decode(data)


def decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """Bytes as text: by their byte order mark, as UTF-8, or else as the Western legacy encoding, saying so."""
    if len(data) > LARGEST:
        raise InputError(Message("read.larger_16"), Message("do.archive_file"))
    if data.startswith(_DOCUMENTS):
        raise InputError(Message("read.document"), Message("do.copy_text"))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                raise InputError(Message("read.begins_like_text"), Message("do.save_utf8")) from None
    if _is_binary(data):
        raise InputError(Message("read.not_text"), Message("do.copy_text"))
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = Note("encoding", Message("read.windows_1252"))
        return data.decode("cp1252", errors="replace"), (note,)


def _is_binary(data: bytes) -> bool:
    """True when control bytes make up more than one in fifty, and are more than three: texts have next to none."""
    sample = data[:65536]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return control > 3 and control * 50 > len(sample)
