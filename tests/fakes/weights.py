"""What every voice counts for, in round numbers."""

from __future__ import annotations

from redraft.domain.attributes import Answers, Attribute
from redraft.usecases.weights import Heard, Surety, Weights

WEIGHTS = Weights(
    told=dict.fromkeys(Heard, (0.0, 1.0, 1.0, 0.5, 1.0)),
    answer=dict.fromkeys(Answers, (2.0, 1.5, 1.0, 1.0)),
    right=dict.fromkeys(Heard, Surety(0.0, 1.0, 0.0, {}, 0.6)),
    told_from=dict.fromkeys(Attribute, 0.5),
)
