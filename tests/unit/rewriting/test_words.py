"""General words at their place: articles, number, capitals, and what goes along when words are dropped."""

from __future__ import annotations

import random

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.text import Span
from redraft.rewriting import clues, foreign, signs
from redraft.rewriting.decoys import with_decoys
from redraft.rewriting.fit import General, fitted, unnamed
from redraft.rewriting.gaps import dropped, introduction, longer_name
from redraft.rewriting.nouns import generals, peoples

DISH = General("dish", "dishes", "food")


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def put(text, change):
    span, words = change
    return text[: span.start] + words + text[span.end :]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("I ate an arepa today", "arepa", "I ate a dish today"),
        ("An arepa is what I want", "arepa", "A dish is what I want"),
        ("the fondue was good", "fondue", "the dish was good"),
        ("my tamales were cold", "tamales", "my dishes were cold"),
        ("we eat fondue a lot", "fondue", "we eat food a lot"),
        ("a proper fondue night", "fondue", "a proper dish night"),
        ("Fondue is life", "Fondue", "Food is life"),
        ("WE LOVE FONDUE", "FONDUE", "WE LOVE FOOD"),
    ],
)
def test_a_general_word_takes_the_article_and_number_of_its_place(text, words, expected):
    assert put(text, fitted(text, at(text, words), DISH)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a physio around wiedikon?", "wiedikon", "a physio around here?"),
        ("I live in wiedikon now", "wiedikon", "I live here now"),
        ("A cervelat was had", "cervelat", "Something was had"),
        ("we ate cervelats", "cervelats", "we ate things"),
        ("my cervelat", "cervelat", "my thing"),
    ],
)
def test_an_unknown_word_is_left_unnamed(text, words, expected):
    assert put(text, unnamed(text, at(text, words))) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Her an Italian cook? Never.", "Italian", "Her a cook? Never."),
        ("Thanks, mate! See you.", "mate", "Thanks! See you."),
        ("Mate, you should try it.", "Mate", "You should try it."),
        ("it is lekker, I tell you", "lekker", "it is, I tell you"),
        ("I am Dutch and proud", "Dutch", "I am and proud"),
    ],
)
def test_nothing_hangs_where_words_were_dropped(text, words, expected):
    assert put(text, dropped(text, at(text, words))) == expected


def test_introductions_and_longer_names():
    assert put("I'm Anna, 29.", introduction("I'm Anna, 29.", Span(4, 8))) == "I'm 29."
    assert put("my name is Anna!", introduction("my name is Anna!", Span(11, 15))) == "my name is [name removed]!"
    assert introduction("I saw Anna, yes", Span(6, 10)) is None
    text = "at Leeds General Infirmary for years"
    assert longer_name(text, at(text, "Leeds")) == at(text, "Leeds General Infirmary")
    assert longer_name("in Leeds for", Span(3, 8)) is None


@pytest.mark.parametrize(
    ("text", "attribute", "found"),
    [
        ("told my hubby twice", Attribute.SEX, ["hubby"]),
        ("nothing at Aldi, but aldi is no word", Attribute.LOCATION, ["Aldi"]),
        ("the U-Bahn was late", Attribute.LOCATION, ["U-Bahn"]),
        ("20 degrees outside, no phd needed", Attribute.EDUCATION, ["phd"]),
        ("I said so, So there", Attribute.RELATIONSHIP, []),
        ("a boys' club", Attribute.SEX, []),
        ("Super Mario Pac-Man", Attribute.AGE, ["Super Mario Pac-Man"]),
        ("see https://example.org/phd or #phd", Attribute.EDUCATION, []),
    ],
)
def test_clues(text, attribute, found):
    spans = [clue.span for clue in clues.find(text, attribute, weak=True)]
    assert [text[s.start : s.end] for s in spans] == found


def test_a_weak_clue_is_found_only_when_asked_for():
    assert not clues.find("I love the prairie", Attribute.LOCATION, weak=False)
    assert clues.find("I love the prairie", Attribute.LOCATION, weak=True)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("we had some kaiserschmarrn there", True),
        ("ein bisschen gemütlich hier", True),
        ("that is realy intresting and definately naïve", None),
        ("I googled the café's wifi lol, y'know, unfollowing folks", None),
        ("Nothing in it is foreign; rebuilding tearooms isn't either.", None),
    ],
)
def test_foreign_words(text, certain):
    found = foreign.find(text)
    assert [f.certain for f in found][:1] == ([] if certain is None else [certain]), found


def test_peoples_but_not_languages_that_are_learned():
    text = "A Norwegian told me, as I learn Norwegian, that Belgians are fun."
    assert [text[s.start : s.end] for s in peoples(text)] == ["Norwegian", "Belgians"]
    assert generals("Dutch", Attribute.ETHNICITY)[0].head == "European"


def test_signs_of_sex_and_home():
    text = "Me 👩‍💻🧗‍♀️🏳 paid £30 🇨🇭"
    sex = {text[s.start : s.end]: words for s, words in signs.find(text, Attribute.SEX)}
    assert sex == {"🧗‍♀️": "🧗", "👩": "🧑"}
    home = [text[s.start : s.end].strip() for s, _ in signs.find(text, Attribute.LOCATION)]
    assert home == ["🇨🇭", "£"]


def test_decoys_are_offered_last_alike_and_marked():
    places = [
        Edit(Span(i, i + 8), "in Leeds", Attribute.LOCATION, (Wording(Degree.VAGUER, "somewhere"),)) for i in (0, 9)
    ]
    age = Edit(Span(20, 22), "34", Attribute.AGE, (Wording(Degree.VAGUER, "grown up"),))
    mail = Edit(Span(30, 36), "a@b.ch", Attribute.CONTACT, (Wording(Degree.OUT, "[contact removed]"),))
    *first, years, contact = with_decoys([*places, age, mail], seed=random.Random(1).randrange(99))
    lies = [e.wordings[-1] for e in first]
    assert all(w.untrue and w.text.startswith("in ") and "Leeds" not in w.text for w in lies)
    assert lies[0].text == lies[1].text
    assert 5 < abs(int(years.wordings[-1].text) - 34) < 10
    assert contact == mail
