"""Benchmark ``music_sides``: gender by the music's side, by the language model, and by both joined.

Each person of the survey gets a playlist of 20 artists from Redraft's own list, drawn by how they rated the genres; the
survey says nothing of artists, so what a person's choice within a genre would tell is missing for both sides. The
music's side is fitted without the fifth of the people to which the row belongs. Prints accuracy with 95 % intervals.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from run import ROOT, Options, pending, read_rows, write_row

from redraft.assets import model_data, resource
from redraft.domain.archive import Counts
from redraft.domain.attributes import Attribute
from redraft.domain.listening import Listening, Song
from redraft.inference.engine import Engine
from redraft.inference.playlist import PlaylistJudge
from redraft.models.store import ModelStore
from redraft.music.catalogue import lists, survey_column
from redraft.music.concluding import joined
from redraft.music.facts import gather
from redraft.music.genders import read_gender
from redraft.music.linear import Classes, SurveyModel, rating

sys.path.append(str(ROOT / "models" / "fitting"))

from survey import GENRES, folds

TRACKS, RIDGE = 20, 30.0


def run(data: Path, out: Path, options: Options) -> None:
    """Write what each side says of every row that has no prediction yet, then score all of them."""
    models = _models(data)
    chosen = ModelStore().chosen()
    means = model_data("music", f"judge-{chosen.entry.id}.json") if chosen.entry else None
    judge = PlaylistJudge(
        Engine(chosen.path), resource("languages", "en", "prompts"), resource("music", "countries.txt"), means
    )
    rows = list(pending(data, out, options))
    with out.open("a", encoding="utf-8") as file:
        for row in rows:
            if row["Gender"]:
                write_row(file, _sides(row, models, judge))
    print(_scores([json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]))


def _models(data: Path) -> dict[int, SurveyModel]:
    """For each row with an answer, the model fitted without the fold that it is in."""
    known = [row for row in read_rows(data) if row["Gender"]]
    ratings = np.array([[rating(row[genre]) for genre in GENRES] for row in known])
    labels, fold = np.array([row["Gender"] for row in known]), folds(len(known), 0)
    fitted = {
        k: SurveyModel(GENRES, {"Gender": Classes.fit(ratings[fold != k], list(labels[fold != k]), RIDGE, True)}, {})
        for k in set(fold)
    }
    return {row["index"]: fitted[k] for row, k in zip(known, fold, strict=True)}


def _sides(row: dict[str, Any], models: dict[int, SurveyModel], judge: PlaylistJudge) -> dict[str, Any]:
    artists = playlist(row)
    listening = Listening(tuple(Song("", name, listed=1) for name in sorted(artists)), Counts())
    reading = read_gender(gather(listening), models[row["index"]])
    thought = judge.judge({"artists": artists}, about=["sex"]).opinion["sex"]
    female = 0.5 if reading is None else float(reading.chances(frozenset())[reading.values.index("female")])
    both = female if reading is None else float(joined(reading, thought)[reading.values.index("female")])
    return {"index": row["index"], "truth": row["Gender"], "attribute": Attribute.SEX.value,
            "music": round(female, 4), "model": round(thought["female"], 4), "joined": round(both, 4)}  # fmt: skip


def playlist(row: dict[str, Any]) -> list[str]:
    """Artists of the genres that somebody likes: those rated 3 to 5, with weight 1, 3 and 6."""
    rng = random.Random(row["index"])
    pools: dict[str, list[str]] = defaultdict(list)
    for artist, names in lists():
        column = survey_column(artist.kind)
        if artist.country in ("US", "GB", "DE", "JM", "PR", "IT", "AT", "") and column:
            pools[column] += names
    weight = {3.0: 1, 4.0: 3, 5.0: 6}
    liked = {genre: weight.get(rating(row[genre]), 0) for genre in pools if genre in row}
    genres = rng.choices(list(liked), [w or 0.01 for w in liked.values()], k=TRACKS)
    return list(dict.fromkeys(rng.choice(pools[genre]) for genre in genres))


def _scores(rows: list[dict[str, Any]]) -> str:
    lines = []
    for side in ("music", "model", "joined"):
        hits = np.array([(row[side] > 0.5) == (row["truth"] == "female") for row in rows])
        half = 1.96 * hits.std() / np.sqrt(len(hits))
        chance = np.array([row[side] if row["truth"] == "female" else 1 - row[side] for row in rows])
        lines.append(
            f"{side}: {hits.mean():.3f} ± {half:.3f}, Brier {np.mean((1 - chance) ** 2):.3f}, {len(rows)} people"
        )
    return "\n".join(lines)
