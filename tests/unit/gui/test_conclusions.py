from dataclasses import replace

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.relations import Fate
from redraft.domain.text import Evidence, Span
from redraft.gui.cards.conclusions import compare, conclusions
from redraft.gui.draft.rewording import Suggestions
from redraft.usecases.known import follow
from redraft.usecases.stages import Proposal

TEXT = "I live in Leeds, near York."


def place(word, confidence=0.9, attribute=Attribute.PLACE):
    at = TEXT.index(word)
    quote = (Evidence.of(TEXT, at, at + len(word)),)
    return Finding.make(
        attribute,
        (Guess(word, confidence),),
        quote,
        source=Source.ENTITIES,
        basis=Basis.STATED,
        why=verbatim("A place."),
    )


def test_findings_of_one_attribute_share_a_card():
    (card,) = conclusions([place("Leeds"), place("York")])
    assert [guess.value for guess in card.guesses] == ["Leeds", "York"]
    assert card.several
    assert card.spans == (Span(10, 15), Span(22, 26))


@pytest.mark.parametrize(
    ("start", "removed", "added", "spans"),
    [
        (0, 0, 3, [(13, 18)]),
        (20, 2, 0, [(10, 15)]),
        (12, 0, 1, []),
        (10, 5, 5, []),
        (15, 1, 0, [(10, 15)]),
        (0, 10, 0, [(0, 5)]),
    ],
)
def test_findings_follow_the_text(start, removed, added, spans):
    moved = follow([place("Leeds")], start, removed, added)
    assert [(e.start, e.end) for f in moved for e in f.evidence] == spans


def test_a_mention_lends_its_words_to_what_was_concluded_and_not_its_value():
    age = Finding.make(
        Attribute.AGE,
        (Guess("31", 0.8), Guess("42", 0.1)),
        (),
        source=Source.MODEL,
        basis=Basis.IMPLIED,
        why=verbatim("x"),
    )
    (card,) = conclusions([age, place("York", attribute=Attribute.AGE)], provisional={Attribute.AGE})
    assert [guess.value for guess in card.guesses] == ["31", "42"]
    assert (card.several, card.provisional) == (False, True)
    assert card.spans == (Span(22, 26),)


def test_second_look_tells_what_is_gone():
    before = conclusions([place("Leeds", attribute=Attribute.LOCATION), place("York", attribute=Attribute.EVENT)])
    after = conclusions([place("York", attribute=Attribute.EVENT)])
    assert [change.fate for change in compare(before, after)] == [Fate.GONE, Fate.STILL]


def test_a_wider_answer_is_vaguer_and_another_one_is_no_success():
    def home(value):
        return conclusions([replace(place("Leeds", attribute=Attribute.LOCATION), guesses=(Guess(value, 0.9),))])

    fates = [compare(home("Leeds, United Kingdom"), home(now))[0].fate for now in ("United Kingdom", "Paris, France")]
    assert fates == [Fate.VAGUER, Fate.STILL]


def edit(word):
    at = TEXT.index(word)
    wordings = (Wording(Degree.VAGUER, "a city"), Wording(Degree.OUT, ""))
    return Edit(Span(at, at + len(word)), word, Attribute.PLACE, wordings)


def proposal(*edits):
    """The mildest wording of each."""
    return Proposal(edits, tuple(one.wordings[0] for one in edits))


def test_every_wording_that_is_proposed_is_shown_and_another_can_be():
    suggestions = Suggestions()
    suggestions.offer(proposal(edit("Leeds"), edit("York")), [])
    assert suggestions.proposals == {Span(10, 15): "a city", Span(22, 26): "a city"}
    suggestions.propose(1)
    assert suggestions.proposals == {Span(10, 15): "", Span(22, 26): "a city"}
    suggestions.offer(proposal(edit("York"), edit("Leeds")), [])
    assert suggestions.proposals[Span(10, 15)] == "", "what the user chose stays"


def test_suggestions_follow_and_can_be_left():
    suggestions = Suggestions()
    suggestions.offer(proposal(edit("Leeds"), edit("York")), [])
    suggestions.follow(10, 5, 6)
    assert [e.span for e in suggestions.edits] == [Span(23, 27)]
    suggestions.keep()
    assert suggestions.current is None


def test_what_the_user_is_fine_with_is_not_suggested():
    suggestions = Suggestions()
    suggestions.offer(proposal(edit("Leeds")), [Attribute.PLACE])
    assert len(suggestions) == 0
    suggestions.offer(proposal(edit("Leeds"), replace(edit("York"), attribute=Attribute.AGE)), [])
    suggestions.step(1)
    suggestions.excuse([Attribute.PLACE])
    assert [one.original for one in suggestions.edits] == ["York"]
    assert suggestions.place == 1
    suggestions.excuse([Attribute.AGE])
    assert suggestions.current is None
