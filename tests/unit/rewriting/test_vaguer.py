"""Vaguer words of common knowledge: the table holds together, and its words fit where they are put."""

from __future__ import annotations

import re

import pytest

from redraft import languages
from redraft.domain.attributes import Attribute
from redraft.domain.text import Span
from redraft.rewriting.memory import LONGEST, recalled
from redraft.rewriting.seams import fitted

ROWS = [
    line.split("\t")
    for line in languages.default().path("vaguer.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_the_table_holds_together() -> None:
    assert len({tuple(row) for row in ROWS}) == len(ROWS)
    for names, old, new in ROWS:
        assert all(Attribute(name) for name in names.split(","))
        assert old == old.casefold()
        assert old != new.casefold()
        assert 1 <= len(re.findall(r"[\w'’-]+", old)) <= LONGEST, old
        assert not re.search(r"[\[\]{}<>…]", new), new


@pytest.mark.parametrize(
    ("text", "words", "new"),
    [
        ("I popped into Tesco after work.", "the shop", "I popped into the shop after work."),
        ("My local Tesco was shut.", "the shop", "My local shop was shut."),
        ("the Tesco on our road", "the shop", "the shop on our road"),
        ("Tesco was shut.", "the shop", "The shop was shut."),
    ],
)
def test_a_noun_gets_one_article(text: str, words: str, new: str) -> None:
    at = text.index("Tesco")
    span, said = fitted(text, Span(at, at + 5), words)
    assert text[: span.start] + said + text[span.end :] == new


def test_words_of_the_table_are_offered_for_what_they_tell() -> None:
    names, old, new = next(row for row in ROWS if len(row[1].split()) == 1 and row[2])
    attribute = Attribute(names.split(",")[0])
    text = f"We talked about {old} again."
    found = [change.applied(text) for change in recalled(text, frozenset({attribute}))]
    assert f"We talked about {new} again." in found
