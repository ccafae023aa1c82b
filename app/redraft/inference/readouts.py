"""Read-outs: what the model has noticed of a text, read from its inner states, whether or not it can name it.

A logistic regression an attribute over what layer :data:`LAYER` holds at the end of the shared stem and, where the
attribute is always asked, at the end of its first question. They cost no token more than the questions do, and belong
to one model file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redraft.assets import verify
from redraft.domain.attributes import Attribute

LAYER = 19
Row = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Readouts:
    """Rows of weights by attribute: ``of_text`` over the stem's state, ``of_question`` over the question's."""

    of_text: Mapping[Attribute, Row]
    of_question: Mapping[Attribute, Row]
    biases: Mapping[Attribute, float]

    @classmethod
    def load(cls, folder: Path, model_id: str) -> Readouts | None:
        """Of a model; None where none were fitted for it. Raises ValueError when the files are not what was fitted."""
        path = folder / f"{model_id}.npz"
        if not path.is_file():
            return None
        verify(folder)
        with np.load(path) as kept:
            names = [Attribute(str(name)) for name in kept["attributes"]]
            asked = [Attribute(str(name)) for name in kept["asked"]]
            return cls(
                dict(zip(names, kept["of_text"].astype(np.float32), strict=True)),
                dict(zip(asked, kept["of_question"].astype(np.float32), strict=True)),
                dict(zip(names, kept["biases"].tolist(), strict=True)),
            )

    def read(self, stem: Row, questions: Mapping[Attribute, Row]) -> dict[Attribute, float]:
        """By attribute, the log-odds that a sharp reader could tell; none for a question that was not asked."""
        found = {}
        for attribute, weights in self.of_text.items():
            logit = self.biases[attribute] + float(weights @ stem)
            if attribute in self.of_question:
                if attribute not in questions:
                    continue
                logit += float(self.of_question[attribute] @ questions[attribute])
            found[attribute] = logit
        return found
