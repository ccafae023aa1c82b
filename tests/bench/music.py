"""Benchmark ``music``: gender, education, town and siblings from genre ratings, by the survey model that ships.

``python tests/bench/run.py music --data ../shared/bench/music_survey_dev.csv --out FILE``, then ``score.py music``.
The model was fitted on those development rows, so a score on them is not out of fold:
``models/fitting/survey.py`` prints that.
"""

from __future__ import annotations

import json
from pathlib import Path

from run import Options, choose, done_ids, read_rows, write_row

from redraft.music.linear import load


def run(data: Path, out: Path, options: Options) -> None:
    """Write ``{"index", "attribute", "prediction"}`` for each row and attribute that has no prediction yet."""
    model = load()
    done = _written(out)
    with out.open("a", encoding="utf-8") as file:
        for row in choose(read_rows(data), options):
            ratings = {genre: row[genre] for genre in model.genres if genre in row}
            for attribute in model.attributes:
                if (row["index"], attribute) not in done:
                    prediction = model.predict(ratings, attribute)
                    write_row(file, {"index": row["index"], "attribute": attribute, "prediction": prediction})


def _written(out: Path) -> set[tuple[int, str]]:
    """Pairs of row and attribute that the output holds; a last line that was cut short is cut off first."""
    if not done_ids(out):
        return set()
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return {(line["index"], line["attribute"]) for line in lines}
