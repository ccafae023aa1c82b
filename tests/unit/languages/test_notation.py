"""The notation of a language's tables: its three signs, and what they leave alone."""

from __future__ import annotations

import pytest

from redraft.languages.notation import Notation, literally


@pytest.mark.parametrize(
    ("pattern", "expanded"),
    [
        ("a b", r"a\s+b"),
        ("a ?b", r"a\s*b"),
        ("a(?: b)*", r"a(?:\s+b)*"),
        ("a_b", "a b"),
        ("(?<!in_)a_?b", "(?<!in )a ?b"),
        (r"a\ b\_c", r"a\ b\_c"),
        (r"[ _\]]x{1,3}", r"[ _\]]x{1,3}"),
        ("(?P<of_it>a)_(?P=of_it)", "(?P<of_it>a) (?P=of_it)"),
    ],
)
def test_the_signs_stand_for_gaps(pattern: str, expanded: str) -> None:
    assert Notation().expand(pattern) == expanded


def test_parts_and_lists_are_named_in_braces_the_nearest_first() -> None:
    table = {"parts": {"who": ["my {kin}", "his"], "here": "near"}, "lists": {"kin": "aunt great_aunt"}}
    notation = Notation.of(table, {"here": "far", "there": "{here}by"})
    assert notation.expand("{who}") == r"(?:my\s+(?:aunt|great aunt)|his)"
    assert notation.expand("{here} {there}") == r"near\s+nearby"
    assert notation.entries("kin") == ["aunt", "great_aunt"]
    with pytest.raises(KeyError):
        notation.expand("{nobody}")


def test_a_part_that_a_table_lacks_fits_nowhere() -> None:
    assert Notation({"here": "near"}).part("here").search("so near") is not None
    assert Notation().part("here").search("here") is None


def test_a_name_stays_on_its_line_and_a_phrase_does_not() -> None:
    assert Notation().compile("Anna_Lee").search("Anna\nLee") is None
    assert Notation().compile("lives in").search("she lives\nin it") is not None


def test_plain_words_are_taken_literally_the_longest_first() -> None:
    notation = Notation({"names": literally(["c.", "c. diff", "a_{b}"])})
    assert [notation.compile("{names}").fullmatch(name) is not None for name in ("c. diff", "a_{b}", "ca")] == [
        True,
        True,
        False,
    ]
    assert notation.expand("{names}").startswith(r"(?:c\.\s+diff|")
