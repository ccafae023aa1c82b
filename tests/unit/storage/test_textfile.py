"""Drafts from files that may be anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fakes.refusals import refused
from redraft.domain.errors import InputError
from redraft.storage.textfile import LARGEST, decode, read_draft


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_in_any_form(encoding):
    assert decode("Grüße 👩‍👩‍👧".encode(encoding)) == ("Grüße 👩‍👩‍👧", ())


def test_a_legacy_encoding_is_read_and_said():
    text, notes = decode("Grüße aus Köln".encode("cp1252"))
    assert text == "Grüße aus Köln"
    assert [n.code for n in notes] == ["encoding"]


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01" + bytes(64), b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9])
def test_a_binary_file_is_refused(data):
    with refused(InputError, "not a text"):
        decode(data)


def test_a_stray_nul_is_no_reason_to_refuse():
    assert decode(b"abc\x00" + b"word " * 40)[0].startswith("abc\x00word")


def test_a_damaged_utf16_file_is_refused():
    with refused(InputError, "damaged"):
        decode(b"\xff\xfeabc")


def test_too_large_missing_and_folder(tmp_path):
    with refused(InputError, "16 MB"):
        decode(b"a" * (LARGEST + 1))
    with refused(InputError, "no file"):
        read_draft(tmp_path / "none.txt")
    with refused(InputError, "folder"):
        read_draft(tmp_path)


@pytest.mark.timeout(20)
def test_a_named_pipe_and_a_device_are_refused_rather_than_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/tty")):
        with refused(InputError, "a device or a pipe"):
            read_draft(path)


def test_a_document_is_left_to_whoever_may_look_into_it(tmp_path):
    for data in (b"PK\x03\x04zip", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", rb"{\rtf1 hello}"):
        path = tmp_path / "draft"
        path.write_bytes(data)
        assert read_draft(path, lambda given: (given.name, ())) == ("draft", ())
        with refused(InputError, "document"):
            read_draft(path)
