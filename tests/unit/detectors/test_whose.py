"""Whose a number or an address is, by the words around it."""

from __future__ import annotations

import pytest

from redraft.detectors.tier import Tier
from redraft.domain.attributes import CODES, Attribute
from redraft.domain.finding import Finding, Subject

TIER = Tier()


def leading(text: str) -> list[Finding]:
    found = TIER.detect(text).findings
    return [f for f in found if f.attribute in CODES or (f.attribute is Attribute.PLACE and f.kind == "street")]


@pytest.mark.parametrize(
    "text",
    [
        "My new mobile is 0161 496 0774 from today.",
        "Text me: 415-555-0142.",
        "Don't ring the office, I'm on 01632 960541.",
        "Write to me (anders@fjord.example) and not to Liv.",
        "01632 960 983 is my number again.",
        "We live at 118 Alderbrook Road.",
    ],
)
def test_the_author_says_that_it_is_theirs(text: str) -> None:
    (one,) = leading(text)
    assert (one.subject, one.person, one.owned) == (Subject.AUTHOR, "", True)


@pytest.mark.parametrize(
    ("text", "subject", "person"),
    [
        ("My brother's number is 0699 1234567.", Subject.RELATIVE, "your brother"),
        ("Not me, ask my landlady: 020 7946 0018.", Subject.BYSTANDER, "your landlady"),
        ("Mum is still at 19 Rosedale Gardens.", Subject.RELATIVE, "your mum"),
        ("My uncle has moved, he's on 0161 496 0774 now.", Subject.RELATIVE, "your uncle"),
        ("The plumber is on 0161 496 0774.", Subject.BYSTANDER, ""),
        ("0161 496 0774 is my sister's.", Subject.RELATIVE, "your sister"),
        ("My cousin's insta is @paperboatpete.", Subject.RELATIVE, "your cousin"),
    ],
)
def test_it_is_somebody_elses(text: str, subject: Subject, person: str) -> None:
    (one,) = leading(text)
    assert (one.subject, one.person, one.owned) == (subject, person, True)
    assert not one.kind.startswith("own_")


@pytest.mark.parametrize(
    "text",
    [
        "The helpline is 0800 496 0112.",
        "I rang 0161 496 0774 twice and nobody came.",
        "Follow me and @northernrailnews.",
    ],
)
def test_nobody_says_whose_it_is(text: str) -> None:
    (one,) = leading(text)
    assert not one.owned


@pytest.mark.parametrize(
    "text", ['He wrote: "reach me on 0161 496 0774".', "Put down an example, such as 0161 496 0774."]
)
def test_a_quotation_and_an_invention_are_nobodys(text: str) -> None:
    (one,) = leading(text)
    assert (one.subject, one.owned) == (Subject.UNKNOWN, True)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("My aunt has a shop in Lerwick.", Subject.RELATIVE),
        ("A friend of mine makes clogs in Whitby.", Subject.BYSTANDER),
        ("We visited my aunt in Lerwick.", Subject.AUTHOR),
        ("My wife works in Bristol.", Subject.AUTHOR),
    ],
)
def test_a_place_that_only_others_have_to_do_with_is_theirs(text: str, subject: Subject) -> None:
    (place,) = [f for f in TIER.detect(text).findings if f.attribute is Attribute.PLACE]
    assert place.subject is subject
