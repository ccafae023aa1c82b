"""Whole sentences after their rewording: they have to read as if somebody had written them so."""

from __future__ import annotations

import re

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.edit import apply
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.text import Evidence
from redraft.rewriting.editor import Editor


def hinted(text, attribute):
    """The text with the mildest wording of every hint to an attribute."""
    edits = Editor().propose(text, [], hide=(attribute,))
    return apply(text, {e.span: e.wordings[0].text for e in edits})


def stated(text, words, attribute, source=Source.STATED, step=0):
    """The text with a wording of the words that state an attribute."""
    quotes = tuple(Evidence.of(text, m.start(), m.end()) for m in re.finditer(re.escape(words), text))
    finding = Finding.make(
        attribute, (Guess(words, 0.9),), quotes, source=source, basis=Basis.STATED, why=verbatim("It says so.")
    )
    edits = Editor().propose(text, [finding])
    return apply(text, {e.span: e.wordings[min(step, len(e.wordings) - 1)].text for e in edits})


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("It won't rain, of course.", Attribute.LOCATION, "It won't rain, of course."),
        ("It won't rain, of course.", Attribute.EDUCATION, "It won't rain, of course."),
        ("I love living in the concrete jungle.", Attribute.LOCATION, "I love living in the concrete jungle."),
        ("I fancy a nap every single day.", Attribute.INCOME, "I fancy a nap every single day."),
        ("I fancy a nap every single day.", Attribute.RELATIONSHIP, "I fancy a nap every single day."),
        ("I moved two years ago.", Attribute.AGE, "I moved two years ago."),
        ("She left a couple of years ago.", Attribute.AGE, "She left a while ago."),
        ("I slept well in my younger days.", Attribute.AGE, "I slept well back then."),
        ("Those flamenco dances are wild.", Attribute.LOCATION, "Those dances are wild."),
        ("We chatted with mates over lunch.", Attribute.LOCATION, "We chatted with friends over lunch."),
        ("Thanks, mate!", Attribute.LOCATION, "Thanks!"),
        ("He's a soft-spoken radio guy, mostly.", Attribute.SEX, "He's a soft-spoken radio person, mostly."),
        ("But man, it was cold.", Attribute.SEX, "But it was cold."),
        ("Blokes on the radio talk.", Attribute.SEX, "People on the radio talk."),
        ("My kids grew up.", Attribute.AGE, "My family grew up."),
        ("Well, y'all know me.", Attribute.LOCATION, "Well, you know me."),
        (
            "Good knives are expensive, but these last.",
            Attribute.INCOME,
            "Good knives are expensive, but these last.",
        ),
        ("I'm still broke, and the desert was hot.", Attribute.INCOME, "I'm still broke, and the desert was hot."),
        ("I grew up by the desert.", Attribute.LOCATION, "I grew up by the landscape."),
        ("I read restaurant menus.", Attribute.OCCUPATION, "I read place menus."),
        ("No fancy restaurant beats it.", Attribute.OCCUPATION, "No fancy place beats it."),
        ("I heard it on the BBC.", Attribute.LOCATION, "I heard it on the station."),
        ("An earthquake woke me.", Attribute.LOCATION, "An event woke me."),
        ("I live in Brixton.", Attribute.LOCATION, "I live in a place."),
        ("The markets teach me a lot.", Attribute.EDUCATION, "The markets teach me a lot."),
        ("I have a doctorate.", Attribute.EDUCATION, "I have a degree."),
        ("My bachelor's took five years.", Attribute.EDUCATION, "My degree took five years."),
        ("She liked her vocational school.", Attribute.EDUCATION, "She liked her school."),
        ("The chemistry teacher was kind.", Attribute.EDUCATION, "The teacher was kind."),
        ("Night shifts are long.", Attribute.OCCUPATION, "Shifts are long."),
        ("Tacos are life. Partners come and go.", Attribute.RELATIONSHIP, "Tacos are life. Loved ones come and go."),
        ("The sushi bar was full.", Attribute.LOCATION, "The food bar was full."),
        ("We strategized; it was transformative.", Attribute.LOCATION, "We strategized; it was transformative."),
        ("My SO is asleep.", Attribute.RELATIONSHIP, "My loved one is asleep."),
        ("I'm engaged; our married friends came.", Attribute.RELATIONSHIP, "I'm engaged; our friends came."),
        ("Full of Italian words.", Attribute.ETHNICITY, "Full of European words."),
        ("A gemütlich evening.", Attribute.LOCATION, "An evening."),
        ("I adore Xandrino and Belisko.", Attribute.LOCATION, "I adore Xandrino and Belisko."),
    ],
)
def test_hints(text, attribute, expected):
    assert hinted(text, attribute) == expected


@pytest.mark.parametrize(
    ("text", "words", "attribute", "expected"),
    [
        ("I live in Osaka now.", "Osaka", Attribute.PLACE, "I live in Japan now."),
        ("We sailed to Osaka.", "Osaka", Attribute.PLACE, "We sailed to a city in Japan."),
        ("Osaka's winters are mild.", "Osaka", Attribute.PLACE, "Japan's winters are mild."),
        ("Under that Glasgow sky I sang.", "Glasgow", Attribute.PLACE, "Under that sky I sang."),
        (
            "My aunt was raised in Colorado.",
            "Colorado",
            Attribute.BIRTHPLACE,
            "My aunt was raised in the United States.",
        ),
        ("I take the bus along Otley Road.", "Otley Road", Attribute.PLACE, "I take the bus along a road."),
        ("I saw the Pentland Hills.", "Pentland Hills", Attribute.PLACE, "I saw the hills."),
        ("I can hear Grelmo.", "Grelmo", Attribute.PLACE, "I can hear Grelmo."),
        ("I had soup in Grelmo.", "Grelmo", Attribute.PLACE, "I had soup somewhere."),
        ("I live in Grelmo.", "Grelmo", Attribute.PLACE, "I live here."),
        (
            "I paint since burying my spouse.",
            "since burying my spouse",
            Attribute.RELATIONSHIP,
            "I paint since burying my partner.",
        ),
        ("I'm a 63 year old drummer.", "63", Attribute.AGE, "I'm a drummer."),
        ("I started at age 6.", "6", Attribute.AGE, "I started as a child."),
        ("I swam from the age of 12.", "12", Attribute.AGE, "I swam from an early age."),
        ("As a history teacher I read.", "history teacher", Attribute.OCCUPATION, "As a person in education I read."),
        ("I paid the tour guide fees.", "tour guide", Attribute.OCCUPATION, "I paid the fees."),
        ("I spoke at dev fairs.", "dev", Attribute.OCCUPATION, "I spoke at fairs."),
        ("Oslo remained calm.", "Oslo", Attribute.PLACE, "A city in Norway remained calm."),
        ("I studied botany, mostly.", "studied botany", Attribute.EDUCATION, "I studied, mostly."),
        ("I got my botany masters.", "got my botany masters", Attribute.EDUCATION, "I got a qualification."),
        ("I'm an office worker.", "office worker", Attribute.OCCUPATION, "I'm a worker."),
        ("I'm an educator.", "educator", Attribute.OCCUPATION, "I'm a person in education."),
        ("My savings are gone.", "My savings", Attribute.FINANCE, "My savings are gone."),
        ("We fly soon (back on the 28th).", "the 28th", Attribute.DATE, "We fly soon."),
    ],
)
def test_statements(text, words, attribute, expected):
    source = Source.ENTITIES if attribute is Attribute.PLACE else Source.STATED
    assert stated(text, words, attribute, source) == expected


def test_a_name_on_no_list_is_no_place_unless_something_is_there():
    text = "From Belisko to Xandrino, what a show."
    assert stated(text, "Xandrino", Attribute.PLACE, Source.IDENTIFIERS) == text


def test_what_is_no_person_keeps_its_name():
    for text, words in (("The Bosphorus is wide.", "Bosphorus"), ("Two Allen wrenches.", "Allen"), ("A to T.", "T")):
        assert stated(text, words, Attribute.NAME, Source.ENTITIES) == text
    assert stated("I met Allen there.", "Allen", Attribute.NAME, Source.ENTITIES) == "I met someone there."


def test_a_place_in_a_country_ends_as_somewhere():
    text = "I live in Osaka now."
    said = [stated(text, "Osaka", Attribute.PLACE, Source.ENTITIES, step) for step in range(3)]
    assert said == ["I live in Japan now.", "I live in Asia now.", "I live somewhere now."]


def test_a_short_sentence_that_the_model_quotes_is_no_phrase():
    text = "I like tea. Pipetting never gets old! So it goes."
    quote = Evidence.of(text, 12, 37)
    finding = Finding.make(
        Attribute.OCCUPATION,
        (Guess("chemist", 0.9),),
        (quote,),
        source=Source.MODEL,
        basis=Basis.IMPLIED,
        why=verbatim("So."),
    )
    (edit,) = [e for e in Editor().propose(text, [finding]) if e.attribute is Attribute.OCCUPATION]
    assert [w.text for w in edit.wordings] == [""]
