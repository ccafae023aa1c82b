"""Verdicts: confidence, abstention, and what the author states."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from redraft.assets import model_data
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import verbatim
from redraft.domain.text import Evidence
from redraft.inference.calibration import Calibration, Curves, load
from redraft.inference.fusing import Ranking
from redraft.inference.judging import judge, own_statements, silent
from redraft.usecases.ports import Pass

RANKING = Ranking(("male", "female"), (0.8, 0.2), 0.4)


def test_without_fitted_numbers_confidence_is_cautious_and_says_so(tmp_path: Path) -> None:
    numbers = load(tmp_path / "none.json")
    assert not numbers.calibrated
    verdict = judge(Attribute.SEX, RANKING, numbers, None)
    assert verdict.confidence <= 0.7
    assert not verdict.revealed


def test_confidence_rises_with_the_share() -> None:
    curves = Curves(sure={"slope": 1.0, "offset": 0.0}, open={"slope": 1.0, "offset": 0.0})
    numbers = Calibration(calibrated=True, curves={Pass.FULL: curves})
    low = judge(Attribute.SEX, Ranking(("male", "female"), (0.6, 0.4), 0.1), numbers, None)
    high = judge(Attribute.SEX, Ranking(("male", "female"), (0.95, 0.05), 0.1), numbers, None)
    assert low.confidence < high.confidence
    assert (low.revealed, high.revealed) == (False, True)


CURVES = Curves(sure={"slope": 1.0, "offset": 0.0}, open={"slope": 1.0, "offset": 0.0}, threshold=0.5)
FITTED = Calibration(calibrated=True, curves={Pass.FULL: CURVES})


def test_a_journey_is_not_told_as_a_home() -> None:
    home = Ranking(("Leeds, United Kingdom", "York, United Kingdom"), (0.9, 0.1), cues=1.0)
    away = replace(home, passing=True)
    assert judge(Attribute.LOCATION, home, FITTED, None).revealed
    verdict = judge(Attribute.LOCATION, away, FITTED, None)
    assert not verdict.revealed
    assert verdict.confidence < judge(Attribute.LOCATION, home, FITTED, None).confidence


def test_where_somebody_lives_does_not_say_where_they_were_born() -> None:
    silent_ = Ranking(("Leeds, United Kingdom", "York, United Kingdom"), (0.9, 0.1), cues=0.0)
    assert not judge(Attribute.BIRTHPLACE, silent_, FITTED, None).revealed
    assert judge(Attribute.BIRTHPLACE, replace(silent_, cues=1.0), FITTED, None).revealed


def test_a_first_guess_that_is_hardly_sure_is_not_told() -> None:
    open_ = Calibration(calibrated=True, curves={Pass.FULL: replace(CURVES, open={"offset": 5.0})})
    assert not judge(Attribute.SEX, Ranking(("a", "b"), (0.2, 0.15)), open_, None).revealed
    assert judge(Attribute.SEX, Ranking(("a", "b"), (0.6, 0.15)), open_, None).revealed


def test_of_a_text_without_a_word_nobody_is_sure() -> None:
    verdict = judge(Attribute.SEX, Ranking(("male", "female"), (0.99, 0.01), told=3.0, blank=True), FITTED, None)
    assert not verdict.revealed
    assert verdict.confidence <= 0.5


@pytest.mark.parametrize("shares", [(0.99, 0.01), (0.6, 0.4), (0.34, 0.33), (0.2, 0.15, 0.1)])
def test_confidences_fall_from_guess_to_guess_and_add_up_to_one_at_most(shares: tuple[float, ...]) -> None:
    names = ("a", "b", "c")[: len(shares)]
    said = [g.confidence for g in judge(Attribute.SEX, Ranking(names, shares), FITTED, None).guesses]
    assert said == sorted(said, reverse=True)
    assert sum(said) <= 1 + 1e-9


def test_what_the_author_states_goes_first() -> None:
    said = Finding.make(
        Attribute.SEX,
        (Guess("female", 0.97),),
        (Evidence(0, 3, "mum"),),
        source=Source.STATED,
        basis=Basis.STATED,
        why=verbatim("said"),
    )
    verdict = judge(Attribute.SEX, RANKING, Calibration(), said)
    assert verdict.guesses[0].value == "female"
    assert verdict.revealed
    assert [g.value for g in verdict.guesses] == ["female", "male"]


def test_an_attribute_that_is_not_mentioned_is_not_revealed() -> None:
    verdict = judge(Attribute.RELIGION, Ranking(("", "Muslim"), (0.97, 0.03), 0.0), Calibration(), None)
    assert verdict.guesses[0].value == "not mentioned"
    assert not verdict.revealed


def test_an_attribute_that_was_not_asked_is_not_revealed() -> None:
    assert not silent(Attribute.ORIENTATION, None).revealed


@pytest.mark.parametrize("path", sorted(model_data("calibration").glob("*.json")), ids=lambda p: p.stem)
def test_shipped_numbers_load_and_hold_every_part(path: Path) -> None:
    numbers = load(path)
    assert numbers.calibrated
    for depth in Pass:
        assert 0 < numbers.curves[depth].threshold < 1
        assert numbers.curves[depth].sure["slope"] > 0
    assert json.loads(path.read_text(encoding="utf-8"))["made_by"]


@pytest.mark.parametrize(
    ("source", "subject", "counts"),
    [
        (Source.STATED, Subject.AUTHOR, True),
        (Source.IDENTIFIERS, Subject.AUTHOR, False),
        (Source.STATED, Subject.RELATIVE, False),
    ],
)
def test_only_what_authors_state_of_themselves_counts(source: Source, subject: Subject, counts: bool) -> None:
    guesses = (Guess("nurse", 0.9),)
    found = Finding.make(
        Attribute.OCCUPATION, guesses, (), source=source, basis=Basis.STATED, why=verbatim("x"), subject=subject
    )
    assert (Attribute.OCCUPATION in own_statements([found])) is counts
