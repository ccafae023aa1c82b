"""Fusing wordings, signals and averages into a ranking."""

from __future__ import annotations

import math

import pytest

from redraft.domain.attributes import Attribute
from redraft.inference.asking import Raw
from redraft.inference.calibration import Calibration
from redraft.inference.fusing import Kinds, listed, plain, rank

SEX = {"a": Kinds(Attribute.SEX, "sex"), "b": Kinds(Attribute.SEX, "sex")}
VALUES = {"sex": ["male", "female"], "age": [str(n) for n in range(20, 61)]}


def logs(*chances: float) -> list[float]:
    return [math.log(c) for c in chances]


def test_orders_are_averaged() -> None:
    raw = Raw({"a": logs(0.9, 0.1), "b": logs(0.1, 0.9)})
    ranking = rank(Attribute.SEX, raw, SEX, VALUES, Calibration(), "")
    assert ranking.shares == pytest.approx((0.5, 0.5))


def test_what_the_model_says_of_everybody_counts_less() -> None:
    raw = Raw({"a": logs(0.4, 0.6)})
    always = Calibration(shrink=0.5, means={"a": logs(0.1, 0.9)})
    assert rank(Attribute.SEX, raw, SEX, VALUES, Calibration(), "").values[0] == "female"
    assert rank(Attribute.SEX, raw, SEX, VALUES, always, "").values[0] == "male"


def test_an_average_author_tells_nothing() -> None:
    usual = Calibration(shrink=0.5, means={"a": logs(0.2, 0.8)})
    same = rank(Attribute.SEX, Raw({"a": logs(0.2, 0.8)}), SEX, VALUES, usual, "")
    other = rank(Attribute.SEX, Raw({"a": logs(0.99, 0.01)}), SEX, VALUES, usual, "")
    assert same.told == pytest.approx(0, abs=1e-6)
    assert other.told > 1


def test_ages_are_judged_by_their_neighbourhood() -> None:
    chances = [0.001] * 41
    chances[5], chances[20], chances[22], chances[23] = 0.3, 0.2, 0.2, 0.2
    raw = Raw({"a": logs(*chances)})
    ranking = rank(Attribute.AGE, raw, {"a": Kinds(Attribute.AGE, "age")}, VALUES, Calibration(), "")
    assert abs(int(ranking.values[0]) - 42) <= 5
    assert abs(int(ranking.values[1]) - 25) <= 5


def test_a_city_that_the_text_names_and_one_that_was_listed_rise() -> None:
    values = {"city": ["Oslo, Norway", "La Paz, Bolivia", "Lyon, France"], "country": ["Bolivia", "France", "Norway"]}
    kinds = {"c": Kinds(Attribute.LOCATION, "city")}
    equal = logs(0.34, 0.33, 0.33)
    named = rank(Attribute.LOCATION, Raw({"c": equal}), kinds, values, Calibration(), "Rain in LA PAZ again")
    assert named.values[0] == "La Paz, Bolivia"
    said = Raw({"c": equal}, {"location.list": "Lyon, France; Oslo, Norway"})
    assert rank(Attribute.LOCATION, said, kinds, values, Calibration(), "").values[0] == "Lyon, France"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", []),
        ("Nurse; doctor ; nurse aide; cook", ["Nurse", "doctor", "nurse aide"]),
        ("1. Nurse; 2) Doctor", ["Nurse", "Doctor"]),
        ("Writer, Editor", ["Writer", "Editor"]),
    ],
)
def test_listed(line: str, expected: list[str]) -> None:
    assert listed(line) == expected


def test_plain() -> None:
    assert plain("  São Paulo—Zürich! ") == "sao paulo zurich" or plain("São Paulo") == "sao paulo"
