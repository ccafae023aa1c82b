"""Sentences and parts of a text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.inference.passages import LONGEST_SENTENCE, parts, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("One. Two!", ["One.", "Two!"]),
        ("a line\nanother line", ["a line", "another line"]),
        ("Really?! Yes… fine", ["Really?!", "Yes…", "fine"]),
        ("👩‍💻 works. … ok", ["👩‍💻 works.", "ok"]),
        ('He said "no." Then left.', ['He said "no."', "Then left."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end].removeprefix("… ") for s in sentences(text)] == expected


@given(st.text(max_size=1500))
def test_sentences_are_in_order_apart_and_keep_every_letter(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(len(s) <= LONGEST_SENTENCE for s in spans)
    kept = "".join(text[s.start : s.end] for s in spans)
    assert sum(c.isalnum() for c in kept) == sum(c.isalnum() for c in text)


@given(st.text(min_size=1, max_size=400), st.integers(1, 60))
def test_parts_cover_the_text_and_fit(text: str, limit: int) -> None:
    spans = parts(text, len, limit)
    assert spans[0].start == 0
    assert spans[-1].end == len(text)
    assert all(b.start <= a.end and b.end > a.end for a, b in itertools.pairwise(spans))
    assert all(len(s) <= limit for s in spans)


def test_neighbouring_parts_overlap() -> None:
    text = "word " * 400
    spans = parts(text, len, 500)
    assert len(spans) > 2
    assert all(b.start < a.end for a, b in itertools.pairwise(spans))
