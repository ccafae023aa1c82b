"""A draft in a document: the words of a .docx, .odt or .pdf as its reader sees them, told apart by their content.

Word's files are read by mammoth, PDF by pypdf, OpenDocument as XML by defusedxml: its own libraries bring a parser in C
that weighs more than all else that reads. Before mammoth sees a file its XML was parsed once without declarations, at a
bounded size, so that neither entities nor what unpacks to more than it says can cost more than a sentence.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.text import Note, Written
from redraft.importers import bounds
from redraft.importers.bounds import BoundedStream
from redraft.importers.containers import Entry, zip_entries
from redraft.importers.contract import BrokenEnd
from redraft.importers.xml_tokens import require_short_tokens

LARGEST = 16 << 20
"""Bytes of a file, and of each piece of XML in it: as of a text."""
LONGEST = 1_000_000
"""Code points that are taken, the longest text that is checked; a note says so where there are more."""
MOST_PAGES = 2_000

_OLD_WORD, _RICH_TEXT = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_BROKEN = (*bounds.READ_ERRORS, zipfile.BadZipFile, KeyError, AttributeError, IndexError, TypeError, RecursionError)
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_NOT_SHOWN = {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation"}
_BLOCKS = {f"{_TEXT}{name}" for name in ("p", "h")}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def read_document(stream: BinaryIO) -> Written:
    """The words of an open file, a line a paragraph; raises InputError that says what to do instead."""
    data = bounds.read_up_to(stream, LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(Message("read.larger_16"), Message("do.copy_text"))
    try:
        text = _CONTROL.sub("", "".join(_reader_of(data[:1024])(io.BytesIO(data)))).strip()
    except (MemoryError, RecursionError):
        raise _too_much() from None
    except _BROKEN:
        raise _broken() from None
    if not text:
        raise InputError(Message("document.no_words"), Message("do.copy_text"))
    if len(text) > LONGEST:
        return Written(text[:LONGEST], (Note("long", Message("document.cut")),))
    return Written(text)


def _reader_of(head: bytes) -> Callable[[BinaryIO], Iterator[str]]:
    if head.startswith(_ZIP):
        return _zipped
    if _PDF in head:
        return _pdf
    if head.startswith(_OLD_WORD):
        raise InputError(Message("document.old_word"), Message("do.save_docx"))
    if head.startswith(_RICH_TEXT):
        raise InputError(Message("document.rich_text"), Message("do.save_docx"))
    raise InputError(Message("read.not_text"), Message("do.copy_text"))


def _broken() -> InputError:
    return InputError(Message("document.broken"), Message("do.copy_text"))


def _locked() -> InputError:
    return InputError(Message("document.locked"), Message("do.copy_text"))


def _too_much() -> InputError:
    return InputError(Message("document.too_much"), Message("do.copy_text"))


def _zipped(stream: BinaryIO) -> Iterator[str]:
    """Word's or OpenDocument's text, by what lies in the file."""
    try:
        entries = {entry.name: entry for entry in zip_entries(stream)}
    except InputError:
        raise _broken() from None
    if "word/document.xml" in entries:
        for name, entry in entries.items():
            if name.endswith((".xml", ".rels")):
                _xml(entry)
        stream.seek(0)
        return _docx(stream)
    kind = _bytes(entries["mimetype"], 100) if "mimetype" in entries else b""
    if kind.strip().startswith(b"application/vnd.oasis.opendocument.text"):
        if b"manifest:encryption-data" in _bytes(entries["META-INF/manifest.xml"], LARGEST):
            raise _locked()
        return _odt(_xml(entries["content.xml"]))
    raise InputError(Message("read.not_text"), Message("do.copy_text"))


def _bytes(entry: Entry, most: int) -> bytes:
    if entry.refused:
        raise _broken()
    try:
        with BoundedStream(entry.open(), entry.packed) as inner:
            return bounds.read_up_to(inner, most)  # type: ignore[arg-type]
    except InputError:
        raise _too_much() from None


def _xml(entry: Entry) -> Element:
    """A piece of XML, parsed; raises InputError for what is too large, and for declarations, which no writer makes."""
    data = _bytes(entry, LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_much()
    try:
        require_short_tokens(data)
        return fromstring(data, forbid_dtd=True)
    except (BrokenEnd, SyntaxError):
        raise _broken() from None


def _docx(stream: BinaryIO) -> Iterator[str]:
    """A line a paragraph, the notes at the end; without what was deleted with changes tracked, comments, pictures."""
    from mammoth import documents, docx

    document = docx.read(stream).value
    noted: list[Any] = []

    def said(node: Any) -> Iterator[str]:
        if isinstance(node, documents.Text):
            yield node.value
        elif isinstance(node, documents.Tab):
            yield "\t"
        elif isinstance(node, documents.Break):
            yield "\n"
        elif isinstance(node, documents.NoteReference):
            noted.append(node)
        for child in getattr(node, "children", ()):
            yield from said(child)
        if isinstance(node, documents.Paragraph):
            yield "\n"

    yield from said(document)
    for reference in noted:
        for node in document.notes.resolve(reference).body:
            yield from said(node)


def _odt(root: Element) -> Iterator[str]:
    """A line a paragraph or heading, wherever it stands: in lists, tables and frames; the notes at the end."""
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise _broken()
    yield from _spoken(body, inside=False)
    for note in body.iter(f"{_TEXT}note-body"):
        yield from _spoken(note, inside=False)


def _spoken(node: Element, *, inside: bool) -> Iterator[str]:
    """``inside`` a paragraph white space counts as one space, outside of it not at all."""
    for child in node:
        if child.tag in _BLOCKS:
            yield _plain(child.text)
            yield from _spoken(child, inside=True)
            yield "\n"
        elif child.tag not in _NOT_SHOWN:
            yield _mark(child)
            yield _plain(child.text) if inside else ""
            yield from _spoken(child, inside=inside)
        if inside:
            yield _plain(child.tail)


def _mark(node: Element) -> str:
    """What stands for white space, which counts nowhere else."""
    if node.tag == f"{_TEXT}s":
        count = node.get(f"{_TEXT}c", "1")
        return " " * min(int(count), 100) if count.isdecimal() else " "
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_DRAW}text-box": "\n"}.get(node.tag, "")


def _plain(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _pdf(stream: BinaryIO) -> Iterator[str]:
    """Its pages, the lines of a paragraph as one."""
    from pypdf.errors import DependencyError

    try:
        yield from _pages(stream)
    except (InputError, MemoryError):
        raise
    except DependencyError:  # what would decrypt it is not part of Redraft
        raise _locked() from None
    except Exception as error:  # a damaged PDF brings pypdf to raise almost anything
        raise _broken() from error


def _pages(stream: BinaryIO) -> Iterator[str]:
    from pypdf import PdfReader

    reader, letters = PdfReader(stream, strict=False), 0
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked()
    for page in reader.pages[:MOST_PAGES]:
        text = page.extract_text()
        letters += len(text)
        yield from _paragraphs(text)
        if letters > LONGEST:
            return


_FULL, _FULL_SENTENCE = 0.6, 0.85
"""Share of the longest line from which one goes on in the next; where a sentence ends there, it has to be fuller."""
_ENDS = re.compile(r"[.!?:…\"”»)]\s*$")


def _paragraphs(page: str) -> Iterator[str]:
    """Lines as a page breaks them, joined to paragraphs; a hyphen at the end of a line is part of the layout."""
    lines = [line.rstrip() for line in page.splitlines()]
    longest = max(map(len, lines), default=0)
    paragraph = ""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        paragraph += line
        full = _FULL_SENTENCE if _ENDS.search(line) else _FULL
        if len(line) < full * longest or not following.strip() or following.startswith(("•", "- ", "– ")):
            yield f"{paragraph}\n"
            paragraph = ""
        elif re.search(r"[a-zäöüß]-$", paragraph) and following[:1].islower():
            paragraph = paragraph[:-1]
        else:
            paragraph += " "
