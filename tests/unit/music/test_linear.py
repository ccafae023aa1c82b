"""The survey model: what it learns, what it does with gaps, and that labels never reach it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.music.linear import Classes, Scale, fit_weights, from_json, load, rating


def made_up(people: int = 400) -> tuple[np.ndarray, list[str]]:
    """Ratings of three genres where only the first tells the label."""
    chance = np.random.default_rng(7)
    ratings = chance.integers(1, 6, size=(people, 3)).astype(np.float64)
    return ratings, ["male" if row[0] + chance.normal(0, 0.3) > 3 else "female" for row in ratings]


def test_learns_the_genre_that_tells() -> None:
    ratings, labels = made_up()
    fitted = Classes.fit(ratings[:300], labels[:300], 3.0, False)
    hits = np.mean(np.array(fitted.predict(ratings[300:])) == np.array(labels[300:]))
    male = fitted.weights[fitted.values.index("male")]
    assert hits > 0.8
    assert male[0] > 5 * max(abs(male[1]), abs(male[2]))


def test_weights_are_where_the_penalised_slope_is_nought() -> None:
    ratings, labels = made_up()
    features = Scale.of(ratings, False).apply(ratings)
    hits = np.array([label == "male" for label in labels], dtype=np.float64)
    weights = fit_weights(features, hits, 10.0)
    chance = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    assert np.allclose(features.T @ (chance - hits) + 10.0 * weights[:-1], 0, atol=1e-6)


def test_chances_sum_to_one_and_a_gap_counts_as_the_mean() -> None:
    ratings, labels = made_up()
    fitted = Classes.fit(ratings, labels, 3.0, False)
    gap, mean = ratings[:1].copy(), ratings[:1].copy()
    gap[0, 1], mean[0, 1] = np.nan, ratings[:, 1].mean()
    assert np.allclose(fitted.chances(gap), fitted.chances(mean))
    assert np.allclose(fitted.chances(ratings).sum(axis=1), 1)


def test_centred_features_leave_out_how_generous_a_person_is() -> None:
    scale = Scale(np.full(3, 3.0), np.ones(3), True)
    modest = np.array([[1.0, 2.0, 3.0]])
    assert np.allclose(scale.apply(modest), scale.apply(modest + 2))


@pytest.mark.parametrize("text", ["", None, "n/a", "0", "6", "nan", "inf"])
def test_what_is_no_rating_is_missing(text: str | None) -> None:
    assert np.isnan(rating(text))


@given(st.sampled_from(["male", "female", "", "x"]), st.lists(st.integers(1, 5), min_size=19, max_size=19))
def test_a_prediction_never_reads_the_answers(label: str, ratings: list[int]) -> None:
    model = load()
    row = {genre: str(value) for genre, value in zip(model.genres, ratings, strict=True)}
    for attribute in model.attributes:
        assert model.predict({**row, attribute: label}, attribute) == model.predict(row, attribute)


def test_the_shipped_model_answers_gender_by_taste_and_the_rest_by_majority() -> None:
    model = load()
    assert set(model.classes) == {"Gender"}
    assert not {*model.attributes, "Age"} & set(model.genres)
    said = {model.predict({g: "5" if g in loud else "1" for g in model.genres}, "Gender") for loud in OPPOSITES}
    assert said == {"male", "female"}
    assert model.predict({}, "Only child") == "no"


OPPOSITES = ({"Metal or Hardrock", "Hiphop, Rap", "Techno, Trance"}, {"Pop", "Musical", "Dance", "Latino"})


def test_a_damaged_model_is_refused() -> None:
    with pytest.raises(KeyError):
        from_json({"genres": ["Pop"], "attributes": {"Gender": {"signal": True}}})
