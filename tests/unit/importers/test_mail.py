"""Mail as mail programs write it: the words of a message, whatever wraps them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from redraft.domain.archive import Post
from redraft.importers.contract import Options
from redraft.importers.mail import MAIL
from redraft.importers.opening import open_archive


def read(data: bytes, folder: Path) -> Post:
    (folder / "a.eml").write_bytes(data)
    with open_archive(folder / "a.eml") as source:
        (post,) = MAIL.posts(source, Options(me="mira@example.org"))
    assert isinstance(post, Post)
    return post


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Mira Ümlaut <mira@example.org>"
    message["Date"] = "Wed, 01 Jan 2020 10:00:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    for name, value in headers.items():
        message[name] = value
    return message


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_a_plain_message(encoding: str, ends: bytes, tmp_path: Path) -> None:
    words = "I moved to Leeds" if encoding == "7bit" else "Ich zog nach Köln – für immer, sagte ich mir damals. " * 4
    message = letter(Subject="Grüße aus der Fremde, und noch viel mehr als in eine Zeile passt, sagen wir drei")
    message.set_content(words, cte=encoding)
    post = read(bytes(message).replace(b"\n", ends), tmp_path)
    assert post.text == f"{message['Subject']}\n\n{words.strip()}"
    assert post.author == "mira@example.org"
    assert post.date == datetime(2020, 1, 1, 9, tzinfo=UTC)
    assert post.id == "1@example.org"
    assert post.own


def test_plain_text_goes_before_html_and_attachments_are_left(tmp_path: Path) -> None:
    message = letter(Subject="s")
    message.set_content("the words")
    message.add_alternative("<p>the page</p>", subtype="html")
    message.add_attachment("of somebody else", filename="a.txt")
    assert read(bytes(message), tmp_path).text == "s\n\nthe words"


def test_html_alone_is_read_as_it_looks(tmp_path: Path) -> None:
    message = letter()
    message.set_content("<p>one</p><p>two &amp; three</p>", subtype="html", charset="iso-8859-1")
    message.add_related(b"a picture", "image", "png")
    assert read(bytes(message), tmp_path).text == "one\n\ntwo & three"


@pytest.mark.parametrize(
    ("content_type", "body", "words"),
    [
        ("text/plain; charset=iso-8859-15", "K\xf6ln \xa4".encode("latin-1"), "Köln €"),
        ("text/plain; charset=nonsense", "Köln".encode(), "Köln"),
        ("text/plain; charset=punycode", b"Koeln", "Koeln"),
        ("text/plain; charset*=utf-8''utf-8", "Köln".encode(), "Köln"),
        ("", b"words", "words"),
        ("nonsense", b"words", "words"),
        ('multipart/mixed; boundary="a b"', b"pre\n--a b\n\nfirst\n--a b\n\nsecond\n--a b--\npost", "first"),
        ("multipart/mixed; boundary=a", b"--a\nContent-Type: image/png\n\nx\n--a\n\nwords", "words"),
        ("multipart/mixed; boundary*0=a; boundary*1=b", b"--ab\n\nwords\n--ab--", "words"),
    ],
)
def test_bodies_of_all_sorts(content_type: str, body: bytes, words: str, tmp_path: Path) -> None:
    head = f"From: mira@example.org\nDate: x\nContent-Type: {content_type}\n\n".encode()
    assert read(head + body, tmp_path).text == words


def test_an_address_in_every_form(tmp_path: Path) -> None:
    for form in ("mira@example.org", "mira@example.org (Mira)", '"Mira, yes" <mira@example.org>',
                 "=?utf-8?q?Mira_=C3=9C?= <mira@example.org>", "Mira\n <mira@example.org>"):  # fmt: skip
        assert read(f"From: {form}\nDate: x\n\nwords".encode(), tmp_path).own, form
