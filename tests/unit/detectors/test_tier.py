"""The fast tier as a whole: offsets, overlaps, entities, languages, hostile text, what is remembered."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redraft import languages
from redraft.detectors.pieces import pieces
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.errors import Cancelled


@pytest.fixture(scope="module")
def tier() -> Tier:
    made = Tier()
    made.warm()
    return made


ANY = st.text(st.characters(), max_size=300)
SPICE = st.lists(
    st.one_of(
        ANY,
        st.sampled_from(
            [
                "Mr Ann Lee",
                "a@b.org",
                "+44 20 7946 0958",
                "\ud800",
                "\u202f",
                "born 3 May 1980",
                "I'm a nurse",
                "\n\n",
                "İ",
                "👩‍👧",
            ]
        ),
    ),
    max_size=8,
).map(" ".join)


@given(st.one_of(ANY, SPICE))
@settings(max_examples=150, deadline=None)
def test_offsets_slice_to_the_quote_whatever_the_text(tier: Tier, text: str) -> None:
    for finding in tier.detect(text).findings:
        for evidence in finding.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote != ""


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_pieces_are_in_order_and_lose_nothing_but_space(text: str) -> None:
    at = 0
    for piece in pieces(text, languages.default()):
        assert at <= piece.start < piece.end
        assert not text[at : piece.start].strip()
        at = piece.end
    assert not text[at:].strip()


def test_mentions_of_one_person_are_one_entity(tier: Tier) -> None:
    text = "Mr Tobias Kestrel wrote to us in March. Later Kestrel called, and Tobias Kestrel came by."
    names = [f for f in tier.detect(text).findings if f.attribute is Attribute.NAME and f.kind == "name"]
    assert len(names) == 1
    assert [e.quote for e in names[0].evidence] == ["Mr Tobias Kestrel", "Kestrel", "Tobias Kestrel"]
    assert names[0].entity


def test_most_exposing_first(tier: Tier) -> None:
    levels = [
        f.severity for f in tier.detect("In May 2020 my passport number X12345678 was lost; ann@example.org").findings
    ]
    assert levels == sorted(levels, reverse=True)


def test_another_language_is_said_and_its_identifiers_are_found(tier: Tier) -> None:
    result = tier.detect(
        "Ich wohne seit drei Jahren in einer kleinen Wohnung und meine Nummer ist +49 30 901820, bitte ruf an."
    )
    assert result.language == "de"
    assert [n.code for n in result.notes] == ["language"]
    assert "phone" in {f.kind for f in result.findings}


def _cost(text: str) -> float:
    """Seconds of processor time for each code point: the best of three tiers that remember nothing yet."""
    best = float("inf")
    for _ in range(3):
        fresh = Tier()
        began = time.process_time()
        fresh.detect(text)
        best = min(best, time.process_time() - began)
    return best / len(text)


@pytest.mark.parametrize("unit", ["a", "@", "(", "7", "1 ", "a@", "A. ", "Mr ", "\n", "a.", "http://", "9/", "- ", "é"])
def test_hostile_text_takes_seconds_not_minutes(tier: Tier, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    tier.detect(text)
    assert time.process_time() - began < 120


def test_varied_hostile_text_costs_as_much_per_letter_when_longer(tier: Tier) -> None:
    def varied(count: int) -> str:
        return "".join(f"{n}-({n}@" for n in range(10_000, 10_000 + count))

    # Eight times the text; a cost that grew with the square of the length would be eight times as high a letter.
    assert _cost(varied(8_000)) < 4 * max(_cost(varied(1_000)), 1e-5)


def test_what_has_not_changed_is_not_looked_at_again(tier: Tier) -> None:
    paragraphs = [f"Paragraph {n} says that Anna moved to Leeds in {1990 + n} for her work." for n in range(30)]
    tier.detect("\n\n".join(paragraphs))
    before = tier.pieces_seen
    paragraphs[7] += "!"
    tier.detect("\n\n".join(paragraphs))
    assert tier.pieces_seen - before == 1


def test_stops_when_asked(tier: Tier) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        tier.detect("A text that nobody has seen before, number 4711.", cancel=stop)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We get everything ready for Eid, then Diwali, and Mardi Gras is when Mama was ill.", []),
        ("I'm at the market on Tuesday, Thursday and Saturday, and Sunday Adeyemi is there too.", ["Sunday Adeyemi"]),
        ("Does anybody on the Allison St end know what is going on with the bins?", []),
        ("Wah you complain four years, try being us.", []),
        ("Second week of main shear, out the back of Raetihi, and the van would not go.", []),
        ("On Friday Mrs Jan van der Berg rang about the flat.", ["Mrs Jan van der Berg"]),
        ("- cat passport\n- hashimoto: ask for six months at once\n- keys", []),
    ],
)
def test_feasts_streets_small_towns_and_cries_are_nobody(tier: Tier, text: str, names: list[str]) -> None:
    found = [e.quote for f in tier.detect(text).findings if f.attribute is Attribute.NAME for e in f.evidence]
    assert found == names
