"""Giving back what was taken for nothing."""

from __future__ import annotations

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.report import Report
from redraft.domain.text import Span
from redraft.usecases.draft_state import DraftState
from redraft.usecases.giving_back import give_back
from redraft.usecases.scales import Scales

TEXT = "I took the tram to the quay. Tea is fine. I am 34."
SENTENCES = (Span(0, 29), Span(29, 42), Span(42, 50))
HIDDEN = {Attribute.LOCATION: "Oslo, Norway"}


class Words:
    """Speaks for the answer where one of the words stands, and counts what is asked."""

    def __init__(self, *words):
        self.words, self.asked = words, []

    def weigh(self, texts, answers, *, cancel=None):
        self.asked += texts
        return {a: [float(any(w in t for w in self.words)) for t in texts] for a in answers}


def edit(words, *wordings, attribute=Attribute.LOCATION):
    start = TEXT.index(words)
    steps = tuple(Wording(d, w) for d, w in zip(Degree, wordings, strict=False))
    return Edit(Span(start, start + len(words)), words, attribute, steps)


def given_back(weigher, edits, tells=(), firm=(), degree=Degree.VAGUER):
    looks = []

    def look(text):
        looks.append(text)
        return Report(()), {Attribute.LOCATION} if any(word in text for word in tells) else set()

    state = DraftState(TEXT, edits, degree)
    found = give_back(state, HIDDEN, firm, SENTENCES, Scales(weigher), look)
    return (None if found is None else found[0].text), looks


def test_idle_words_return_and_telling_ones_stay():
    text, looks = given_back(Words("tram"), [edit("the tram", "transport"), edit("Tea", "A drink")])
    assert text == TEXT.replace("the tram", "transport")
    assert looks == [text]


def test_what_brings_the_answer_back_after_all_is_taken_again():
    edits = [edit("the quay", "a place"), edit("the tram", "a ride"), edit("Tea", "A drink")]

    class Little(Words):
        def weigh(self, texts, answers, *, cancel=None):
            return {a: [0.1 * ("quay" in t) + 0.05 * ("tram" in t) for t in texts] for a in answers}

    text, looks = given_back(Little(), edits, tells=("quay", "tram"))
    assert text == TEXT.replace("the quay", "a place").replace("the tram", "a ride")
    assert len(looks) == 2


def test_of_a_text_that_leaks_all_the_same_something_stays_changed():
    text, _ = given_back(Words(), [edit("the quay", "a place"), edit("Tea", "A drink")])
    assert text in (TEXT.replace("Tea", "A drink"), TEXT.replace("the quay", "a place"))


def test_nothing_returns_that_the_attacker_would_use():
    assert given_back(Words("quay"), [edit("the quay", "a place")])[0] is None
    edits = [edit("the quay", "a place"), edit("the tram", "a ride")]
    text, looks = given_back(Words(), edits, tells=("tram", "quay"))
    assert text is None
    assert len(looks) == 1


def test_what_is_stated_stays_but_in_its_mildest_form():
    age = edit("34", "in my thirties", "an adult", attribute=Attribute.AGE)
    text, _ = given_back(Words(), [age], firm=[age.span], degree=Degree.MUCH_VAGUER)
    assert text is None
    state = DraftState(TEXT, [age], Degree.VAGUER)
    assert state.strengthen({Attribute.AGE}, [])
    assert "an adult" in state.text
    found = give_back(state, HIDDEN, [age.span], SENTENCES, Scales(Words()), lambda _: (Report(()), set()))
    assert found is not None
    assert "in my thirties" in found[0].text


def test_each_stretch_is_weighed_once():
    weigher = Words()
    scales = Scales(weigher)
    assert scales.gains(["a", "b", "a", ""], HIDDEN) == {Attribute.LOCATION: [0.0] * 4}
    scales.gains(["b", "c"], HIDDEN)
    assert weigher.asked == ["a", "b", "c"]
