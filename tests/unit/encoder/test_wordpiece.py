from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redraft.encoder.wordpiece import LONGEST_WORD, WordPieces

VOCABULARY = ["<s>", "<pad>", "</s>", "[UNK]", "the", "tram", "##s", "in", "graz", "!", "cafe", "’", "t", "don"]


def cut(text: str) -> list[tuple[str, str]]:
    return [(VOCABULARY[p.id], text[p.start : p.end]) for p in WordPieces(VOCABULARY).pieces(text)]


def test_words_are_cut_into_the_longest_pieces_with_their_places() -> None:
    assert cut("The trams in GRAZ!") == [
        ("the", "The"), ("tram", "tram"), ("##s", "s"), ("in", "in"), ("graz", "GRAZ"), ("!", "!"),
    ]  # fmt: skip


def test_accents_are_dropped_but_places_are_those_of_the_text() -> None:
    assert cut("Café") == [("cafe", "Café")]
    assert cut("Cafe\u0301 in") == [("cafe", "Cafe\u0301"[:4]), ("in", "in")]


def test_marks_stand_alone() -> None:
    assert cut("don’t") == [("don", "don"), ("’", "’"), ("t", "t")]


def test_a_word_that_the_vocabulary_cannot_make_is_unknown_as_a_whole() -> None:
    assert cut("tramway in") == [("[UNK]", "tramway"), ("in", "in")]
    assert cut("t" * (LONGEST_WORD + 1)) == [("[UNK]", "t" * (LONGEST_WORD + 1))]


@given(st.text())
def test_pieces_stand_in_order_within_any_text(text: str) -> None:
    end = 0
    for piece in WordPieces(VOCABULARY).pieces(text):
        assert end <= piece.end <= len(text)
        assert 0 <= piece.start < piece.end
        end = piece.end
