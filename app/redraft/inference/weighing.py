"""How strongly each of several stretches of a text, read alone, speaks for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from redraft.domain.attributes import Attribute
from redraft.domain.relations import nearest
from redraft.inference.engine import Branch, Engine
from redraft.inference.questions import Phrasing, Questions
from redraft.inference.scoring import score
from redraft.usecases.ports import CancelToken

WORDINGS = 4
"""Wordings that a stretch is asked: two of each of a few attributes, else the best one of each."""


def weigh(
    engine: Engine,
    questions: Questions,
    texts: Sequence[str],
    answers: Mapping[Attribute, str],
    *,
    cancel: CancelToken | None = None,
) -> dict[Attribute, list[float]]:
    """For each attribute and text, the log-probability (nats) of the answer, less that of a text without words.

    Positive: the stretch speaks for the answer. One token of an answer decides where it tells the answers apart, so
    that a stretch costs its own tokens and a few for each attribute.
    """
    most = 1 if 2 * len(answers) <= WORDINGS else 0
    leads = [w for w in questions.wordings if w.rank <= most and w.attribute in answers]
    gains: dict[Attribute, list[float]] = {a: [] for a in answers}
    if not leads:
        return {a: [0.0] * len(texts) for a in answers}
    root = engine.hold(questions.opening, cancel)
    size = max(1, engine.free_sequences // (1 + len(leads)) - 1)
    everything = ["", *texts]
    for start in range(0, len(everything), size):
        group = everything[start : start + size]
        for attribute, values in _read(engine, questions, root, group, answers, leads, cancel).items():
            gains[attribute] += values
    return {a: [value - values[0] for value in values[1:]] for a, values in gains.items()}


def _read(
    engine: Engine,
    questions: Questions,
    root: Branch,
    texts: Sequence[str],
    answers: Mapping[Attribute, str],
    leads: Sequence[Phrasing],
    cancel: CancelToken | None,
) -> dict[Attribute, list[float]]:
    stems = [engine.fork(root) for _ in texts]
    engine.extend([(s, [*engine.model.tokens(t), *questions.stem]) for s, t in zip(stems, texts, strict=True)], cancel)
    asked = [(engine.fork(stem), lead) for stem in stems for lead in leads]
    rows = engine.extend([(branch, lead.tokens) for branch, lead in asked], cancel)
    jobs = [(b, row, questions.sets[w.kind].answers) for (b, w), row in zip(asked, rows, strict=True)]
    scores = score(engine, jobs, width=0, rounds=0, cancel=cancel)
    found: dict[Attribute, list[float]] = {a: [] for a in answers}
    for i in range(len(texts)):
        for attribute, answer in answers.items():
            mine = [k for k, lead in enumerate(leads) if lead.attribute is attribute]
            each = [_share(scores[i * len(leads) + k], questions, leads[k].kind, attribute, answer) for k in mine]
            known = [value for value in each if value is not None]
            found[attribute].append(float(np.mean(known)) if known else 0.0)
    engine.drop_branches()
    return found


def _share(scores: Sequence[float], questions: Questions, kind: str, attribute: Attribute, answer: str) -> float | None:
    """The logarithm of the answer's share of all answers of a wording; None when the wording does not know it."""
    values = questions.sets[kind].values
    wanted = answer.rsplit(", ", maxsplit=1)[-1] if kind == "country" else answer
    near = nearest(attribute, wanted, values)
    if not near:
        return None
    row = np.maximum(np.asarray(scores), -60.0)
    top = row.max()
    return float(np.log(np.exp(row[near] - top).sum()) - np.log(np.exp(row - top).sum()))
