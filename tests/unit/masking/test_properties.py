"""Whatever a text holds and whatever was found in it: masked and unmasked it is what it was."""

# Tables read best one entry a line.
# ruff: noqa: E501

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.domain.stand_ins import StandIns, Style
from redraft.domain.text import Evidence
from redraft.usecases.masking.mask import mask
from redraft.usecases.masking.unmask import unmask

PIECES = (
    "Anna", "Anna Weber", "Weber", "Ms Weber", "ANNA", "anna", "Annas", "Thomas", "Hans'", "Leeds", "Leipziger", "LEEDS", "+44 7700 900123",
    "a@b.org", "Person A", "[Town 1]", "[Town 2]", "Person", "A", "B", " ", " ", " ", "\n", ", ", ". ", "'s", "s", "and", "und", "I", "Mr", "Frau",
    "Town 1", "(first name)", "[", "]", "1", "2", "Clara", "Hoffmann", "Acme Ltd", "Acme", "\u00a0", "ß", "İ", "😀", "[Text 1]", "the", "Personen A",
)  # fmt: skip
KINDS = (
    (Attribute.NAME, "name"),
    (Attribute.PLACE, "place"),
    (Attribute.PLACE, "street"),
    (Attribute.ORGANISATION, "organisation"),
    (Attribute.CONTACT, "phone"),
    (Attribute.CONTACT, "email"),
    (Attribute.ACCOUNT, "url"),
    (Attribute.DOCUMENT, "document"),
)


@st.composite
def found(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """A text of pieces, some of which somebody took for something."""
    pieces = draw(st.lists(st.tuples(st.sampled_from(PIECES) | st.text(max_size=4), st.booleans()), max_size=14))
    text, findings = "", []
    for piece, taken in pieces:
        if taken and piece.strip():
            attribute, kind = draw(st.sampled_from(KINDS))
            evidence = Evidence.of(text + piece, len(text), len(text) + len(piece))
            said = (Guess(piece, 0.9),)
            findings.append(
                Finding.make(
                    attribute, said, (evidence,), source=Source.IDENTIFIERS, basis=Basis.STATED, why=NOTHING, kind=kind
                )
            )
        text += piece
    return text, findings


@settings(max_examples=200)
@given(found(), st.sampled_from(Style), st.sampled_from(("en", "de")))
def test_a_text_comes_back_as_it_was(given_: tuple[str, list[Finding]], style: Style, language: str) -> None:
    text, findings = given_
    masked = mask(text, findings, StandIns(), style, language=language, seed=1)
    back = unmask(masked.text, masked.stand_ins)
    assert masked.astray == 0
    assert (back.text, back.left) == (text, ())
    for put in masked.put:
        assert masked.text[put.span.start : put.span.end] == put.new


def plain_text() -> st.SearchStrategy[tuple[str, list[Finding]]]:
    """One without what looks like a label: nothing keeps a later text from getting that very label."""
    return found().filter(lambda one: not any(c in one[0] for c in "[12") and "Person" not in one[0])


@settings(max_examples=100)
@given(plain_text(), found(), st.sampled_from(Style))
def test_a_second_text_goes_on_and_the_first_still_comes_back(
    one: tuple[str, list[Finding]], other: tuple[str, list[Finding]], style: Style
) -> None:
    first = mask(*one, StandIns(), style, seed=1)
    second = mask(*other, first.stand_ins, style, seed=2)
    assert second.astray == 0
    assert unmask(second.text, second.stand_ins).text == other[0]
    assert unmask(first.text, second.stand_ins).text == one[0]
