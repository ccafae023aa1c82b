"""Untrue details, for those who ask for them."""

from __future__ import annotations

import random

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.text import Span
from redraft.rewriting.decoys import with_decoys
from redraft.rewriting.places import look_up


def test_decoys_are_offered_last_alike_and_marked():
    places = [
        Edit(Span(i, i + 16), "I live in Leeds.", Attribute.LOCATION, (Wording(Degree.VAGUER, "I live here."),))
        for i in (0, 17)
    ]
    age = Edit(Span(20, 22), "34", Attribute.AGE, (Wording(Degree.VAGUER, "grown up"),))
    mail = Edit(Span(30, 36), "a@b.ch", Attribute.CONTACT, (Wording(Degree.OUT, "[contact removed]"),))
    *first, years, contact = with_decoys([*places, age, mail], seed=random.Random(1).randrange(99))
    lies = [e.wordings[-1] for e in first]
    assert all(w.untrue and w.text.startswith("I live in ") and "Leeds" not in w.text for w in lies)
    assert lies[0].text == lies[1].text
    assert 5 < abs(int(years.wordings[-1].text) - 34) < 10
    assert contact == mail


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Leeds, United States", "United States"),
        ("Leeds", "United Kingdom"),
        ("UK", "United Kingdom"),
        ("nowhere", None),
    ],
)
def test_places(name, country):
    place = look_up(name)
    assert (place.country if place else None) == country
