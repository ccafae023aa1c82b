"""Gender from the mix of kinds of music, by the survey model: which genres somebody prefers over which others."""

from __future__ import annotations

import numpy as np

from redraft.domain.attributes import Attribute
from redraft.domain.message import Message
from redraft.domain.music_report import Clue, ClueKind, Reliability
from redraft.music.catalogue import survey_column
from redraft.music.facts import Facts
from redraft.music.linear import HIGHEST, LOWEST, SurveyModel, load
from redraft.music.reading import Floats, Gone, Reading

LEAST_TRACKS = 8
"""Tracks of a known kind below which nothing is said."""
FULL = 15.0
"""Tracks at which ratings made of shares count half."""
TRUST = 0.7
"""Weight of the model against its base: it was fitted on ratings of young people in one country, not on playlists."""
_ANSWERS = ("female", "male")
ABOUT = "Gender"
CAUTION = Message("music.caution_gender")


def read_gender(facts: Facts, model: SurveyModel | None = None) -> Reading | None:
    """None when fewer than :data:`LEAST_TRACKS` tracks have a kind that the survey knows; ``model`` None is ours."""
    model = model or load()
    if ABOUT not in model.classes:
        return None
    columns = {genre: i for i, genre in enumerate(model.genres)}
    clues: list[Clue] = []
    rows: list[Floats] = []
    for artist in facts.artists:
        row = np.zeros(len(columns))
        for fact in artist.facts:
            column = survey_column(fact.kind) if fact.kind else ""
            if column in columns:
                row[columns[column]] += 1
        if row.any():
            kind = artist.commonest("kind")
            clues.append(Clue(ClueKind.ARTIST, artist.name or "unknown artist", kind, int(row.sum())))
            rows.append(row)
    counts = np.array(rows)
    if not clues or counts.sum() < LEAST_TRACKS:
        return None
    return _reading(model, clues, counts)


def ratings_of(counts: Floats, mean: Floats) -> Floats:
    """Ratings from 1 to 5 as somebody with these tracks might give: the square root of each genre's share of the
    largest, drawn to the survey's mean rating where there are few tracks. Genres without tracks are not liked much.
    """
    number = counts.sum()
    if number <= 0:
        return mean
    liked = LOWEST + (HIGHEST - LOWEST) * np.sqrt(counts / counts.max())
    return np.asarray(mean + (liked - mean) * number / (number + FULL))


def _reading(model: SurveyModel, clues: list[Clue], counts: Floats) -> Reading:
    classes = model.classes[ABOUT]
    order = [classes.values.index(v) for v in _ANSWERS]
    asked = np.array([bool(column) for column in counts.sum(axis=0) > 0]) | _is_genre(model)
    total = counts.sum(axis=0)
    base = np.full(len(_ANSWERS), 0.5)

    def chances(gone: Gone) -> Floats:
        left = total - counts[sorted(gone)].sum(axis=0) if gone else total
        if left.sum() < LEAST_TRACKS:
            return base
        ratings = np.where(asked, ratings_of(left, classes.scale.mean), np.nan)
        shares = classes.chances(ratings[None, :])[0][order]
        # The survey has more women than men; nothing is known of who asks here.
        prior = classes.chances(classes.scale.mean[None, :])[0][order]
        even = shares / prior
        return np.asarray(TRUST * even / even.sum() + (1 - TRUST) * base)

    whole = np.log(chances(frozenset()))
    support = np.array([whole - np.log(chances(frozenset({i}))) for i in range(len(clues))])
    return Reading(
        Attribute.SEX, _ANSWERS, base, tuple(clues), support, chances, Reliability.MEASURED, CAUTION, calibrated=True
    )


def _is_genre(model: SurveyModel) -> Floats:
    """False for the two questions of the survey that are about music as a whole."""
    return np.array([genre not in {"Music", "Slow songs or fast songs"} for genre in model.genres])
