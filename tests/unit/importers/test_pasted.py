"""Chats as people copy them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.domain.archive import Post
from redraft.importers.contract import Options
from redraft.importers.pasted import CHAT, open_text, turns
from redraft.importers.recognise import candidates, choose

TWO = [("Anna", "Hello"), ("Ben K.", "Hi\nhow are you?")]


@pytest.mark.parametrize(
    "text",
    [
        "Anna: Hello\nBen K.: Hi\nhow are you?",
        "[14:05, 12/03/2024] Anna: Hello\n[14:06, 12/03/2024] Ben K.: Hi\nhow are you?",
        "[2:05 PM, 3/12/2024] Anna: Hello\n[2:06 PM, 3/12/2024] Ben K.: Hi\nhow are you?",
        "Anna, [12.03.2024 14:05]\nHello\n\nBen K., [12.03.2024 14:06]\nHi\nhow are you?",
        "Anna — Today at 14:05\nHello\nBen K. — 12/03/2024 14:06\nHi\nhow are you?",
        "Anna  14:05\nHello\nBen K.  14:06\nHi\nhow are you?",
        "14:05 Anna: Hello\n14:06 Ben K.: Hi\nhow are you?",
        "Copied on Monday\n\nAnna: Hello\r\nBen K.: Hi\r\nhow are you?\r\n",
    ],
)
def test_every_form_gives_the_same_turns(text: str) -> None:
    assert turns(text) == TWO


def test_a_word_before_a_colon_is_nobody() -> None:
    text = "Anna: Hi\nBen: Hello\nNote: bring bread\nAnna: Where?\nBen: here: at home\nhttps://example.org"
    assert turns(text) == [
        ("Anna", "Hi"),
        ("Ben", "Hello\nNote: bring bread"),
        ("Anna", "Where?"),
        ("Ben", "here: at home\nhttps://example.org"),
    ]


@pytest.mark.parametrize("text", ["", "just a text", "Dear all: hello", "To do: a\nTo do: b", "12:30\n12:40"])
def test_what_is_no_chat_has_no_turns(text: str) -> None:
    assert turns(text) == []


@given(st.text(max_size=600))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert all(name.strip() for name, _ in turns(text))


def test_long_lines_take_no_time() -> None:
    for text in ("a" * 500_000, "[" * 200_000, "a - " * 100_000, "Anna: " * 50_000):
        turns(text)


def test_the_importer_keeps_every_speaker_and_is_no_ones_first_choice() -> None:
    with open_text("Anna: Hello\nBen: Hi\nAnna: Bye") as source:
        posts = [item for item in CHAT.posts(source, Options()) if isinstance(item, Post)]
        assert [(post.author, post.text, post.own) for post in posts] == [
            ("Anna", "Hello", None),
            ("Ben", "Hi", None),
            ("Anna", "Bye", None),
        ]
        assert choose(source).importer.name == "text"
        assert "chat" in [match.importer.name for match in candidates(source)]


def test_a_pasted_whatsapp_export_is_whatsapps() -> None:
    with open_text("12/03/2024, 14:05 - Anna: Hello\n12/03/2024, 14:06 - Ben: Hi\n") as source:
        assert choose(source).importer.name == "whatsapp"
