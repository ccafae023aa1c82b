"""What can be left out so that the rest still stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redraft.domain.edit import apply
from redraft.rewriting.pieces import droppable, sentences

CHATTY = st.text(alphabet="abI ,.!?\n()😄-'", max_size=120)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("I moved. It rains. Bye.", ["I moved. ", "It rains. ", " Bye."]),
        ("It rains here again, but I like it here now.", [", but I like it here now"]),
        ("As a nurse, I see a lot of things.", ["As a nurse, "]),
        ("I like tea (the strong kind) and rain.", [" (the strong kind)"]),
        ("apples, pears, plums", []),
        ("I see how colours, shapes, and letters can move people.", []),
        ("I love this world, exploring how colours, shapes, and letters move people.", []),
        ("so true 😄 my day was fine", ["so true 😄 ", " my day was fine"]),
    ],
)
def test_pieces(text, pieces):
    assert [text[s.start : s.end] for s in droppable(text)] == pieces


@settings(deadline=None)
@given(CHATTY)
def test_no_piece_takes_a_line_break_or_everything(text):
    for piece in droppable(text):
        rest = apply(text, {piece: ""})
        assert rest.count("\n") == text.count("\n")
        assert any(c.isalnum() for c in rest)


@settings(deadline=None)
@given(CHATTY)
def test_sentences_hold_every_word_once(text):
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    outside = apply(text, dict.fromkeys(spans, ""))
    assert not any(c.isalnum() for c in outside)
