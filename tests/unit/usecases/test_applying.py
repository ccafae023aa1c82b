from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording, apply
from redraft.domain.text import Span
from redraft.usecases.applying import apply_all
from redraft.usecases.comparing import replacements

TEXT = "I moved to Leeds, then to York."


def proposed(start: int, end: int, new: str, original: str | None = None) -> tuple[Edit, Wording]:
    wording = Wording(Degree.VAGUER, new)
    return Edit(
        Span(start, end), TEXT[start:end] if original is None else original, Attribute.LOCATION, (wording,)
    ), wording


def test_all_that_fit_are_applied():
    done = apply_all(TEXT, [proposed(26, 30, "a town"), proposed(11, 16, "")])
    assert done.chosen == {Span(11, 16): "", Span(26, 30): "a town"}
    assert done.left == ()


def test_what_does_not_fit_is_named_with_why():
    asked = [
        proposed(11, 16, "a city", original="Bath"),
        proposed(17, 30, "elsewhere"),
        proposed(26, 30, "a town"),
        proposed(2, 7, "moved"),
    ]
    done = apply_all(TEXT, asked)
    assert done.chosen == {Span(17, 30): "elsewhere"}
    assert [(edit.original, why.code) for edit, why in done.left] == [
        ("moved", "apply.same"), ("Bath", "apply.changed"), ("York", "apply.overlaps"),
    ]  # fmt: skip


def test_changes_are_of_whole_words_and_close_ones_are_one():
    new = "I moved to a city, then to a town."
    assert replacements(TEXT, new) == {Span(11, 16): "a city", Span(26, 30): "a town"}
    assert replacements("I met her two years ago.", "I met her long since.") == {Span(10, 23): "long since"}
    assert replacements("a\n\nb", "a\n\nb") == {}


@given(st.text(alphabet="ab é😀.\n", max_size=40), st.text(alphabet="ab é😀.\n", max_size=40))
def test_applied_they_give_the_new_text(old, new):
    assert apply(old, replacements(old, new)) == new
