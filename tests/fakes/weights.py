"""What every voice counts for, in round numbers."""

from __future__ import annotations

from redraft.domain.attributes import Answers, Attribute
from redraft.usecases.judging import Heard, Weights

WEIGHTS = Weights(
    told=dict.fromkeys(Heard, (0.0, 1.0, 1.0, 0.5, 1.0)),
    answer=dict.fromkeys(Answers, (2.0, 1.5, 1.0, 1.0)),
    right=(0.0, 1.0, 0.0),
    biases={},
    told_from=dict.fromkeys(Attribute, 0.5),
    named_from=0.6,
)
