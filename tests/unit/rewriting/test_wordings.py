"""Wordings that are never offered because of what they leave hanging, and what goes with what is said otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redraft import languages
from redraft.detectors import nlp
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.domain.text import Evidence, Span
from redraft.rewriting.cuts import cuts
from redraft.rewriting.makers import AllMakers
from redraft.rewriting.ranking import cost
from redraft.usecases.ports import CancelToken


class Parsed:
    """Cuts without a worker."""

    def cuts(self, text: str, *, cancel: CancelToken | None = None) -> tuple[Change, ...]:
        doc = nlp.tokenise(text, languages.default())
        nlp.parse([doc], languages.default())
        return cuts(doc)


def offered(text: str, attribute: Attribute, places: Sequence[str] = ()) -> set[str]:
    spans = [Span(text.index(p), text.index(p) + len(p)) for p in places]
    named = [
        Finding.make(
            Attribute.PLACE,
            (Guess(text[s.start : s.end], 0.9),),
            (Evidence.of(text, s.start, s.end),),
            source=Source.ENTITIES,
            basis=Basis.STATED,
            why=NOTHING,
        )
        for s in spans
    ]
    found = AllMakers(Parsed()).changes(text, (attribute,), [Span(0, len(text))], named)
    return {change.applied(text) for change in found}


@pytest.mark.parametrize(
    ("text", "place", "hanging"),
    [
        ("The chip shop on Otley Road is fine.", "Otley Road", "The chip shop on is fine."),
        ("I'm in Boston so I can't turn up.", "Boston", "I'm so I can't turn up."),
        ("Pick up near Leeds, evenings.", "Leeds", "Pick up near, evenings."),
    ],
)
def test_no_preposition_and_no_verb_is_left_hanging(text: str, place: str, hanging: str) -> None:
    found = offered(text, Attribute.LOCATION, [place])
    assert found
    assert hanging not in found


def test_a_name_goes_with_the_relative_it_names_and_a_place_with_all_of_its_name() -> None:
    assert "Need advice on a relative. Help!" in offered("Need advice on my sister Mel. Help!", Attribute.FAMILY)
    found = offered("The bus from Oslo S is warm.", Attribute.LOCATION, ["Oslo"])
    assert "The bus from here is warm." in found
    assert not any("S is" in text for text in found if "Oslo" not in text)


def test_no_half_of_a_word_and_no_verb_without_its_object_is_left() -> None:
    assert not any(" -born" in text for text in offered("I'm 52, Roombeek-born, and tired.", Attribute.BIRTHPLACE))
    assert not any("want," in text for text in offered("I want my 80 back, and I want tea.", Attribute.INCOME))


def test_a_measure_keeps_its_number_and_its_words() -> None:
    assert "Seven I walked in. It rained." not in offered("Seven years ago I walked in. It rained.", Attribute.AGE)


def test_an_amount_goes_with_what_rounds_it() -> None:
    assert "I make some money here." in offered("I make about 68k here.", Attribute.INCOME)


def test_what_a_post_asks_is_dearer_than_what_it_tells() -> None:
    asks, tells = "Is it fine to lend my brother some money?", "It is fine to lend my brother some money."
    gone = [Change(Span(t.index(" to lend"), len(t) - 1), "", "phrase") for t in (asks, tells)]
    assert cost(asks, gone[0], None) > cost(tells, gone[1], None)
