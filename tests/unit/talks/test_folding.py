"""Sentences of chats and how they are folded."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from redraft.talks.folding import LONGEST, folded, sentences


@given(st.text(max_size=400))
def test_sentences_stand_in_their_text_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_a_line_ends_a_sentence() -> None:
    text = "Hi! Where are you from?\nI'm from Leeds"
    assert [text[s.start : s.end] for s in sentences(text)] == ["Hi!", "Where are you from?", "I'm from Leeds"]


def test_words_are_spelled_out() -> None:
    assert folded("What’s ur Name??", {"what's": "what is", "ur": "your"}) == "what is your name"
    assert len(folded("a " * 1_000, {})) <= LONGEST
