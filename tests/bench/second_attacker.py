"""An attacker that the rewriter never consulted: other words, other orders of the answers, calibrated apart.

It shares the model and the lists of places and jobs with the app's attacker, nothing else. What an average author's
answers get is taken off by half, as fitted on the texts that it is shown first (batch calibration, arXiv 2309.17249).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.inference.asking import ask
from redraft.inference.engine import Engine
from redraft.inference.questions import Questions, load

SHRINK = 0.5
COUNTRY = 0.5
AGE_REACH = 5
Scores = NDArray[np.float64]


class SecondAttacker:
    """One model; texts are cut to what fits the context."""

    def __init__(self, model: Path) -> None:
        self._engine = Engine(model, gpu=False)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copy(Path(__file__).with_suffix(".json"), folder / "attacker.json")
            for other in ("places.tsv", "occupations.tsv"):
                shutil.copy(resource("languages", "en", "prompts", other), folder / other)
            self.questions: Questions = load(self._engine.model, folder)

    def scores(self, text: str, attribute: Attribute) -> list[float]:
        """Mean over its wordings of the log-probability of every answer about one attribute."""
        engine, questions = self._engine, self.questions
        tokens = engine.model.tokens(text)[: engine.context - 1200]
        held = engine.hold([*questions.opening, *tokens])
        wordings = [w for w in questions.wordings if w.attribute is attribute]
        raw = ask(engine, questions, held, wordings).raw
        main = [_normal(raw[w.key]) for w in wordings if w.kind != "country"]
        total: Scores = np.mean(main, axis=0)
        for wording in wordings:
            if wording.kind == "country":
                countries = dict(
                    zip(questions.sets["country"].values, COUNTRY * _normal(raw[wording.key]), strict=True)
                )
                total = total + [countries[city.split(", ", 1)[1]] for city in self.values(attribute)]
        return [round(float(x), 3) for x in total]

    def values(self, attribute: Attribute) -> Sequence[str]:
        """The answers in the order of :meth:`scores`."""
        return self.questions.sets[self.kind(attribute)].values

    def kind(self, attribute: Attribute) -> str:
        """The name of an attribute's set of answers."""
        return next(w.kind for w in self.questions.wordings if w.attribute is attribute and w.kind != "country")


def guess(scores: Sequence[float], usual: Scores, values: Sequence[str], attribute: Attribute) -> str:
    """The answer that stands out most over what is usual; of ages the middle of the likeliest eleven years."""
    moved = np.asarray(scores) - SHRINK * usual
    if attribute is Attribute.AGE:
        shares = np.exp(moved - moved.max())
        return values[int(np.argmax(np.convolve(shares, np.ones(2 * AGE_REACH + 1), mode="same")))]
    return values[int(np.argmax(moved))]


def _normal(scores: Sequence[float]) -> Scores:
    row = np.maximum(np.asarray(scores, dtype=np.float64), -60.0)
    result: Scores = np.maximum(row - (row.max() + np.log(np.exp(row - row.max()).sum())), -14.0)
    return result
