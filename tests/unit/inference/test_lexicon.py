"""Words and phrases found in one walk."""

from __future__ import annotations

import pytest

from redraft.inference.lexicon import Lexicon, fold


@pytest.fixture
def lexicon() -> Lexicon:
    lexicon = Lexicon()
    lexicon.add("sweden", ["fika", "kanelbulle*", "malmö"])
    lexicon.add("film", ["LA", "red-carpet*", "best-boy"])
    return lexicon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Fika, FIKA!", ["fika", "fika"]),
        ("fikas", []),
        ("two kanelbullar and a kanelbulle, kanelbullens", ["kanelbulle", "kanelbullens"]),
        ("Malmo is Malmö", ["malmo", "malmo"]),
        ("in LA but la plage", ["la"]),
        ("red-carpet and Red  Carpets", ["red carpet", "red carpets"]),
        ("red", []),
        ("best\nboy", ["best boy"]),
    ],
)
def test_hits(lexicon: Lexicon, text: str, found: list[str]) -> None:
    assert [hit.words for hit in lexicon.hits(text)] == found


def test_a_hit_says_where_it_stands(lexicon: Lexicon) -> None:
    text = "🍰 Time for fika in Malmö."
    assert [text[h.start : h.end] for h in lexicon.hits(text)] == ["fika", "Malmö"]
    assert {h.label for h in lexicon.hits(text)} == {"sweden"}


def test_letters_without_a_plain_form_stay() -> None:
    assert fold("Ærø ŁÓDŹ") == "ærø łodz"
