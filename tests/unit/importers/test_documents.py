"""Drafts in documents: the words that a reader sees, and one sentence for whatever is broken, locked or a trap."""

from __future__ import annotations

import contextlib
import io

import pytest

from fakes.documents import docx, odt, pdf, word, zipped
from fakes.refusals import refused
from redraft.domain.errors import InputError
from redraft.importers.documents import LONGEST, read_document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def said(data: bytes) -> str:
    return read_document(io.BytesIO(data)).text


def test_word_line_for_paragraph():
    assert said(word("I live in Leeds.", "", "Grüße &amp; mehr")) == "I live in Leeds.\n\nGrüße & mehr"


def test_word_keeps_what_is_shown_and_no_more():
    shown = (
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"
        "<w:ins><w:r><w:t> new</w:t></w:r></w:ins><w:del><w:r><w:delText> old</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert said(docx(shown)) == "One\ttwo\nthree new link\ncontrol\ncell"


def test_word_notes_stand_at_the_end_and_comments_nowhere():
    body = (
        '<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> goes on.</w:t></w:r></w:p>'
    )
    note = "<w:p><w:r><w:t>The note.</w:t></w:r></w:p>"
    footnotes = f'<w:footnotes {_W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    comments = f'<w:comments {_W}><w:comment w:id="1">{note.replace("note", "comment")}</w:comment></w:comments>'
    assert said(docx(body, footnotes=footnotes, comments=comments)) == "Text goes on.\nThe note."


def test_open_document_keeps_what_is_shown_and_no_more():
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h>Head</text:h>\n  "
        '<text:p>I  live<text:s text:c="3"/>in <text:span>Le<text:span>e</text:span></text:span>ds.'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Foot.</text:p>"
        "</text:note-body></text:note> Yes<text:line-break/>no<office:annotation><text:p>comment</text:p>"
        "</office:annotation>.</text:p><text:p/><text:list><text:list-item><text:p>item</text:p></text:list-item>"
        "</text:list>"
    )
    assert said(odt(body)) == "Head\nI live   in Leeds. Yes\nno.\n\nitem\nFoot."


def test_lines_of_a_page_become_paragraphs():
    first = ["I live in Leeds and work as a nurse on the ward for children of the hospi-", "tal here, and I like it."]
    assert said(pdf([[*first, "Really."], ["Next page."]])) == (
        "I live in Leeds and work as a nurse on the ward for children of the hospital here, and I like it.\nReally."
        "\nNext page."
    )


def test_longer_than_anything_that_is_checked():
    read = read_document(io.BytesIO(word("word " * 250_000)))
    assert len(read.text) == LONGEST
    assert [note.code for note in read.notes] == ["long"]


ENTITY = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w:document {_W}><w:body>&a;</w:body></w:document>'
REFUSED = {
    "scanned": (pdf([[]]), "scanned"),
    "locked pdf": (pdf([["secret"]], password="quite"), "password"),
    "locked odt": (odt("<text:p>x</text:p>", "<m xmlns:manifest='m'><manifest:encryption-data/></m>"), "password"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind"),
    "rich text": (rb"{\rtf1\ansi hello}", "rich text"),
    "some zip": (zipped({"a.txt": "x"}), "not a text"),
    "cut zip": (word("I live in Leeds.")[:200], "damaged"),
    "no zip": (b"PK\x03\x04" + bytes(100), "damaged"),
    "no pdf": (b"%PDF-1.7 and then nothing", "damaged"),
    "bad xml": (zipped({"word/document.xml": "<w:document><w:body>"}), "damaged"),
    "entities": (zipped({"word/document.xml": ENTITY}), "damaged"),
    "entities in another part": (zipped({"word/document.xml": "<a/>", "word/styles.xml": ENTITY}), "damaged"),
    "bomb": (docx(f"<w:p><w:r><w:t>{'A' * 40_000_000}</w:t></w:r></w:p>"), "too much"),
    "deep word": (docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "too much"),
    "deep odt": (odt("<text:span>" * 100_000 + "</text:span>" * 100_000), "too much"),
    "empty": (word("", " "), "no words"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_a_sentence(name):
    data, words = REFUSED[name]
    with refused(InputError, words):
        said(data)


def test_whatever_is_cut_or_turned_is_a_sentence_or_a_text():
    for whole in (word("I live in Leeds."), odt("<text:p>I live in Leeds.</text:p>"), pdf([["I live in Leeds."]])):
        for at in range(0, len(whole), 7):
            for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]):
                with contextlib.suppress(InputError):
                    said(data)
