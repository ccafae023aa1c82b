"""Fusing wordings, cues and averages into a ranking."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from fakes.letters import Letters
from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.inference.calibration import Calibration
from redraft.inference.cues import load as load_cues
from redraft.inference.fusing import Fuser
from redraft.inference.jobs import load as load_jobs
from redraft.inference.questions import Questions, load

PROMPTS = resource("languages", "en", "prompts")
QUESTIONS: Questions = load(Letters(), PROMPTS)  # type: ignore[arg-type]
VALUES = QUESTIONS.values
CUES = load_cues(PROMPTS, VALUES[Attribute.LOCATION], VALUES[Attribute.OCCUPATION])
JOBS = load_jobs(PROMPTS)
SEX = [w.key for w in QUESTIONS.wordings if w.attribute is Attribute.SEX]


def logs(*chances: float) -> list[float]:
    return [math.log(c) for c in chances]


def fuser(**numbers: object) -> Fuser:
    return Fuser(QUESTIONS, replace(Calibration(), **numbers), JOBS)  # type: ignore[arg-type]


def equal(attribute: Attribute) -> dict[str, list[float]]:
    """A first wording whose answers are all alike."""
    first = next(w for w in QUESTIONS.wordings if w.attribute is attribute)
    size = len(QUESTIONS.sets[first.kind].values)
    return {first.key: logs(*[1 / size] * size)}


def test_wordings_are_averaged() -> None:
    raw = {SEX[0]: logs(0.9, 0.1), SEX[1]: logs(0.1, 0.9)}
    assert fuser().rank(Attribute.SEX, raw, CUES.read("")).shares == pytest.approx((0.5, 0.5))


def test_what_the_model_says_of_everybody_counts_less() -> None:
    raw = {SEX[0]: logs(0.4, 0.6)}
    assert fuser().rank(Attribute.SEX, raw, CUES.read("")).values[0] == "female"
    always = fuser(shrink=0.5, means={SEX[0]: logs(0.1, 0.9)})
    assert always.rank(Attribute.SEX, raw, CUES.read("")).values[0] == "male"


def test_an_average_author_tells_nothing() -> None:
    usual = fuser(shrink=0.5, means={SEX[0]: logs(0.2, 0.8)})
    same = usual.rank(Attribute.SEX, {SEX[0]: logs(0.2, 0.8)}, CUES.read(""))
    other = usual.rank(Attribute.SEX, {SEX[0]: logs(0.99, 0.01)}, CUES.read(""))
    assert same.told == pytest.approx(0, abs=1e-6)
    assert other.told > 1


def test_ages_are_judged_by_their_neighbourhood() -> None:
    chances = [0.0005] * len(VALUES[Attribute.AGE])
    chances[11], chances[26], chances[28], chances[29] = 0.3, 0.2, 0.2, 0.2
    key = next(iter(equal(Attribute.AGE)))
    ranking = fuser(weights={"age.usual": 0.0}).rank(Attribute.AGE, {key: logs(*chances)}, CUES.read(""))
    assert abs(int(ranking.values[0]) - 42) <= 5
    assert abs(int(ranking.values[1]) - 25) <= 5


@pytest.mark.parametrize(
    ("text", "age"),
    [("We're both turning 29 this spring", "29"), ("I'm 20 minutes late", None), ("my 31-year-old car", "31")],
)
def test_an_age_that_the_text_gives_is_the_answer_where_it_fits(text: str, age: str | None) -> None:
    years = [0.2 if 26 <= int(n) <= 34 else 0.001 for n in VALUES[Attribute.AGE]]
    key = next(iter(equal(Attribute.AGE)))
    found = fuser().rank(Attribute.AGE, {key: logs(*years)}, CUES.read(text)).values[0]
    assert found == age if age else 25 < int(found) < 35


@pytest.mark.parametrize("text", ["Rain in LA PAZ again", "The shinkansen was late, so we missed the hanami"])
def test_places_that_the_text_names_or_points_to_rise(text: str) -> None:
    ranking = fuser().rank(Attribute.LOCATION, equal(Attribute.LOCATION), CUES.read(text))
    assert ranking.values[0].endswith(("Bolivia", "Japan"))
    assert ranking.backed > 0
    assert fuser().rank(Attribute.LOCATION, equal(Attribute.LOCATION), CUES.read("")).backed == 0


def test_countries_count_for_their_cities() -> None:
    wording = next(w for w in QUESTIONS.wordings if w.kind == "country")
    countries = QUESTIONS.sets["country"].values
    chances = [0.9 if c == "Peru" else 0.1 / (len(countries) - 1) for c in countries]
    ranking = fuser().rank(wording.attribute, {wording.key: logs(*chances)}, CUES.read(""))
    assert all(value.endswith("Peru") for value in ranking.values)


def test_an_occupation_says_something_about_education_and_income() -> None:
    work = dict.fromkeys(VALUES[Attribute.OCCUPATION], 1e-6) | {"surgeon": 1.0}
    key = next(iter(equal(Attribute.OCCUPATION)))
    raw = {key: logs(*work.values())} | equal(Attribute.EDUCATION) | equal(Attribute.INCOME)
    assert fuser().rank(Attribute.EDUCATION, raw, CUES.read("")).values[0] == "PhD"
    assert fuser().rank(Attribute.INCOME, raw, CUES.read("")).values[0] == "high"
