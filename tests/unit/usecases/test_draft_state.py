"""Which wording is taken where while a draft is reworded."""

from __future__ import annotations

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording, apply
from redraft.domain.text import Span
from redraft.usecases.draft_state import DraftState

TEXT = "I live in Leeds. The Headrow is loud at night. I like tea a lot, and cake, and long walks by the river too."


def edit(words, *wordings, faint=False, text=TEXT, attribute=Attribute.LOCATION):
    start = text.index(words)
    steps = tuple(Wording(d, w) for d, w in zip(Degree, wordings, strict=False))
    return Edit(Span(start, start + len(words)), words, attribute, steps, faint=faint)


def span(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_wordings_get_stronger_one_degree_at_a_time():
    state = DraftState(TEXT, [edit("Leeds", "a city up north", "a city", "the place")], Degree.VAGUER)
    assert "in a city up north." in state.text
    assert state.strengthen({Attribute.LOCATION}, [])
    assert "in a city." in state.text
    assert not state.strengthen({Attribute.AGE}, [])
    assert state.strengthen({Attribute.AGE}, [span("I live in Leeds.")])
    assert not state.strengthen({Attribute.LOCATION}, [])


def test_faint_clues_wait_for_a_telling_stretch():
    faint = edit("The Headrow", "The road", faint=True)
    state = DraftState(TEXT, [faint], Degree.VAGUER)
    stretches = [span("I live in Leeds. "), span("The Headrow is loud at night. ")]
    assert state.text == TEXT
    assert state.lighten(stretches, {Attribute.LOCATION: [0.0, 3.0]})
    assert state.text == TEXT.replace("The Headrow", "The road")
    assert state.lighten(stretches, {Attribute.LOCATION: [0.0, 3.0]})
    assert "The road" not in state.text
    assert DraftState(TEXT, [faint], Degree.VAGUER, faint=True).text != TEXT


def test_stretches_that_tell_nothing_or_too_much_stay():
    state = DraftState(TEXT, [], Degree.VAGUER)
    most = span("The Headrow is loud at night. I like tea a lot, and cake, and long walks by the river too.")
    assert state.stretches([most, span("I live in Leeds. ")]) == [span("I live in Leeds. ")]
    assert not state.lighten([span("I live in Leeds. ")], {Attribute.LOCATION: [0.1]})


def test_where_nothing_tells_much_what_tells_most_goes():
    state = DraftState(TEXT, [], Degree.VAGUER)
    stretches = [span("I live in Leeds. "), span(", and cake")]
    assert state.drop_likeliest(stretches, {Attribute.LOCATION: [0.2, 0.1]})
    assert state.text == TEXT.replace("I live in Leeds. ", "")
    (gone,), (wording,) = state.result()
    assert (gone.original, wording.text, wording.degree) == ("I live in Leeds. ", "", Degree.OUT)
    assert not state.drop_likeliest([], {Attribute.LOCATION: []})


def test_edits_of_the_new_text_find_their_place_in_the_old_one():
    state = DraftState(TEXT, [edit("Leeds", "a city up north")], Degree.VAGUER)
    new = state.text
    state.add([edit("The Headrow", "A road", text=new), edit("north. The", "x", text=new)])
    assert state.strengthen(set(), [])
    assert state.text == new.replace("The Headrow", "A road")
    state.add([edit("I live in a city up north", "I live", text=state.text)])
    state.strengthen(set(), [])
    assert state.text.startswith("I live. A road is loud")
    assert [e.original for e in state.result()[0]] == ["I live in Leeds", "The Headrow"]
    assert 0.7 < state.words_kept() < 1.0


def test_a_sentence_that_loses_its_beginning_keeps_its_capital():
    text = "As a nurse, the nights are long for me. Bye now, and sleep well."
    state = DraftState(text, [], Degree.VAGUER)
    assert state.drop_likeliest([Span(0, 12)], {Attribute.OCCUPATION: [0.1]})
    assert state.text == "The nights are long for me. Bye now, and sleep well."
    edits, chosen = state.result()
    assert apply(text, {e.span: w.text for e, w in zip(edits, chosen, strict=True)}) == state.text
