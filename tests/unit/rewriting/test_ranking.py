"""What a change may not leave behind."""

from __future__ import annotations

import pytest

from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting.ranking import broken


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("Every pub between Leeds and York has one.", "and York "),
        ("Sixty years old and still running.", "old and "),
        ("I'm a 31 year-old baker.", "old "),
    ],
)
def test_what_the_words_before_want_stays(text, old):
    at = text.index(old)
    assert broken(text, Change(Span(at, at + len(old)), "", "phrase"))


def test_an_entry_of_a_list_loses_not_its_beginning_alone():
    text = "Rules:\n1. My wife says logistics. Ok, not wrong.\n2. Sleep."
    first, both = Span(10, 34), Span(10, 48)
    assert text[first.start : first.end] == "My wife says logistics. "
    assert broken(text, Change(first, "", "sentence"))
    assert not broken("My wife says logistics. Ok, not wrong.", Change(Span(0, 24), "", "sentence"))
    assert not broken(text, Change(Span(7, both.end + 1), "", "sentence"))


@pytest.mark.parametrize(("text", "old"), [("We had tea and cake at noon.", " and cake"), ("My old bike.", "old ")])
def test_elsewhere_the_same_words_may_go(text, old):
    at = text.index(old)
    assert not broken(text, Change(Span(at, at + len(old)), "", "phrase"))
