"""What could be done at the telling places of a text, and what it costs."""

from __future__ import annotations

import pytest

from redraft import languages
from redraft.detectors import nlp
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.text import Span
from redraft.rewriting.cuts import cuts
from redraft.rewriting.fit import longer_name
from redraft.rewriting.makers import by_memory
from redraft.rewriting.ranking import FEATURES, WEIGHTS, cost
from redraft.rewriting.seams import closed, fitted, unlabelled


def without(text: str) -> set[str]:
    doc = nlp.tokenise(text, languages.default())
    nlp.parse([doc], languages.default())
    return {change.applied(text) for change in cuts(doc)}


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("As a nurse, I like tea. It helps.", "I like tea. It helps."),
        ("I moved to Leeds last year and started knitting.", "I started knitting."),
        ("My brother (he's 43) loves tea.", "My brother loves tea."),
        ("I knit with my husband, who loves tea.", "I knit with my husband."),
        ("Tea is fine. I am a nurse. Is it hot?", "Tea is fine. Is it hot?"),
        ("An old nurse spoke.", "A nurse spoke."),
        ("The vicar, who calls me old, copies them all.", "The vicar copies them all."),
        (
            "Tired. I've got a diploma and no degree, and it turns out life is fine.",
            "Tired. It turns out life is fine.",
        ),
    ],
)
def test_what_is_left_is_a_sentence(text: str, rest: str) -> None:
    assert rest in without(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("I train dogs. My barber stared at me. He charged me less.", "I train dogs. He charged me less."),
        ("My aunt taught me this, and she was right. Try it.", "She was right. Try it."),
        ("I like tea. I work for the council. That pays the bills.", "I like tea. That pays the bills."),
        ("I like tea. I run a bakery. We also sell jam there.", "I like tea. We also sell jam there."),
        ("I keep a boat. The loan ends nine years early. Nine. I danced.", "I keep a boat. Nine. I danced."),
        ("I met a vet. The dog was ill. We paid the vet.", "The dog was ill. We paid the vet."),
        ("We moved. Do huts sell tampons there? I hope so.", "We moved. I hope so."),
        ("A bit of a diva, this one.", "A bit, this one."),
        ("This pan is better than the one which I use at work.", "This pan is better than the one."),
        (
            "These shears are quieter than the pair which I, as a vet, use daily.",
            "These shears are quieter than the pair.",
        ),
        (
            "I fish a lot, and I have seen what the herons do. Some of them steal. Mind that.",
            "I fish a lot. Some of them steal. Mind that.",
        ),
        (
            "No news from me. We left for the hut on the fell. There is no signal up there.",
            "No news from me. There is no signal up there.",
        ),
        ("I'd just come off chemo and couldn't count.", "I'd just come off and couldn't count."),
        ("I drive a nine year old car now.", "I drive a year old car now."),
        ("I sold the flat where I was born to a friend.", "I sold the flat I was born to a friend."),
        ("We walk. Three years together and I'm told this is charming.", "We walk. And I'm told this is charming."),
        ('He called it an "old habit of mine" twice.', 'He called it an "old habit"'),
    ],
)
def test_nothing_that_is_left_leans_on_what_went(text: str, rest: str) -> None:
    left = without(text)
    assert left
    assert rest not in left


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("1/ Married two years.\n2/ Tired.", "Married", "1/ Two years.\n2/ Tired."),
        ("One.\n\nTwo here.\n\nThree.", "Two here.", "One.\n\nThree."),
        ("One. Two here.\nThree.", "Two here.", "One.\nThree."),
        ('Mine is "in the pot till May", as we say.', "till May", 'Mine is "in the pot", as we say.'),
    ],
)
def test_lines_labels_and_quotes_close_too(text: str, words: str, rest: str) -> None:
    gap, instead = closed(text, span(text, words))
    assert text[: gap.start] + instead + text[gap.end :] == rest


def test_an_emoji_that_ends_a_sentence_stays() -> None:
    assert "I bake 😬 no regrets" in without("I bake, being a chef by trade 😬 no regrets")


def test_a_seam_closes_without_a_mark_or_a_space_too_many() -> None:
    text = "Kettle on, half my face in foam, reading. Done"
    gap, words = closed(text, span(text, ", half my face in foam"))
    assert text[: gap.start] + words + text[gap.end :] == "Kettle on, reading. Done"
    text = "one (at work) two"
    gap, words = closed(text, span(text, "at work"))
    assert text[: gap.start] + words + text[gap.end :] == "one two"


def test_a_place_is_named_with_all_that_its_name_goes_on_with() -> None:
    text = "at Leeds General Infirmary for years"
    assert longer_name(text, span(text, "Leeds")) == span(text, "Leeds General Infirmary")
    assert longer_name("in Leeds for", Span(3, 8)) is None


def test_the_number_of_a_line_stays_unless_all_of_it_goes() -> None:
    text = "1/ Married. Happy.\n2/ Tired."
    assert unlabelled(text, span(text, "1/ Married.")) == span(text, "Married.")
    assert unlabelled(text, span(text, "2/ Tired.")) == span(text, "2/ Tired.")


@pytest.mark.parametrize(
    ("text", "words", "instead", "whole"),
    [
        ("My wife is here.", "My wife", "someone close to me", "Someone close to me is here."),
        ("I saw a man there.", "man", "adult", "I saw an adult there."),
        ("that is my wife", "wife", "a friend", "that is a friend"),
    ],
)
def test_new_words_fit_their_place(text: str, words: str, instead: str, whole: str) -> None:
    place, said = fitted(text, span(text, words), instead)
    assert text[: place.start] + said + text[place.end :] == whole


@pytest.mark.parametrize(
    ("text", "attribute", "words", "whole"),
    [
        ("My husband cooks.", Attribute.SEX, "husband", "My partner cooks."),
        ("I'm 34 and tired.", Attribute.AGE, "I'm 34", "I'm in my thirties and tired."),
        ("I live in Leeds now.", Attribute.LOCATION, "in Leeds", "I live here now."),
        ("Any good? Text me on 0113 496 0000.", Attribute.CONTACT, "0113 496 0000", "Any good? Message me here."),
    ],
)
def test_people_have_said_it_before(text: str, attribute: Attribute, words: str, whole: str) -> None:
    made = by_memory(text, [attribute], [span(text, words)], ["Leeds"], ["0113 496 0000"])
    assert whole in {change.applied(text) for change in made}


def test_what_reads_badly_costs_more() -> None:
    assert set(WEIGHTS) == set(FEATURES)
    text = "I am a nurse. She is not. Any tea?"
    word = Change(span(text, "a nurse"), "busy", "step")
    first = Change(span(text, "I am a nurse. "), "", "sentence")
    assert cost(text, first, 0.0) > cost(text, Change(span(text, " Any tea?"), "", "sentence"), 0.0)
    assert cost(text, word, -2.0) > cost(text, word, 2.0)
    assert cost(text, Change(span(text, " a nurse"), "", "phrase"), 0.0) > 0
