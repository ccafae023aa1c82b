"""Raw answers of the model: log-probabilities of every known answer, and lists that it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import Attribute
from redraft.inference.engine import Branch, Engine
from redraft.inference.generation import write
from redraft.inference.questions import Questions, Wording
from redraft.inference.scoring import score
from redraft.usecases.ports import CancelToken

LIST_TOKENS = 24


@dataclass(slots=True)
class Raw:
    """``scores`` maps a wording's key to log-probabilities (nats) in the order of its answer set; ``lists`` to text."""

    scores: dict[str, list[float]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)


def ask(
    engine: Engine,
    questions: Questions,
    text: Branch,
    wordings: Sequence[Wording],
    lists: Sequence[Wording] = (),
    *,
    width: int = 6,
    rounds: int = 3,
    cancel: CancelToken | None = None,
) -> Raw:
    """Ask everything about the text that ``text`` holds; all questions share it and none sees another."""
    return ask_many(engine, questions, [text], wordings, lists, width=width, rounds=rounds, cancel=cancel)[0]


def ask_many(
    engine: Engine,
    questions: Questions,
    texts: Sequence[Branch],
    wordings: Sequence[Wording],
    lists: Sequence[Wording] = (),
    *,
    width: int = 6,
    rounds: int = 3,
    cancel: CancelToken | None = None,
) -> list[Raw]:
    """As :func:`ask` for several texts, each its own branch, in common batches. All must fit the free sequences."""
    stems = [engine.fork(text) for text in texts]
    if any(w.stem for w in wordings):
        engine.extend([(stem, questions.stem) for stem in stems], cancel)
    asked = [*wordings, *lists]
    branches = [engine.fork(s if w.stem else t) for s, t in zip(stems, texts, strict=True) for w in asked]
    tails = [w.tokens for _ in texts for w in asked]
    rows = engine.extend(list(zip(branches, tails, strict=True)), cancel)
    jobs, begun = [], []
    for at, (branch, row) in enumerate(zip(branches, rows, strict=True)):
        place = at % len(asked)
        if place < len(wordings):
            jobs.append((branch, row, questions.sets[wordings[place].kind].answers))
        else:
            begun.append((branch, row))
    scores = score(engine, jobs, width=width, rounds=rounds, cancel=cancel)
    written = write(engine, begun, limit=LIST_TOKENS, cancel=cancel)
    for branch in [*stems, *branches]:
        engine.drop(branch)
    return [
        Raw(
            {w.key: scores[i * len(wordings) + k] for k, w in enumerate(wordings)},
            {w.key: written[i * len(lists) + k] for k, w in enumerate(lists)},
        )
        for i in range(len(texts))
    ]


def chosen(questions: Questions, attributes: Sequence[Attribute], *, full: bool) -> tuple[list[Wording], list[Wording]]:
    """Wordings and lists of a pass: the first has one wording an attribute and writes nothing."""
    wanted = set(attributes)
    if full:
        wordings = [w for w in questions.wordings if w.attribute in wanted]
        return wordings, [w for w in questions.lists if w.attribute in wanted]
    first: dict[Attribute, Wording] = {}
    for w in questions.wordings:
        if w.attribute in wanted and w.stem:
            first.setdefault(w.attribute, w)
    return list(first.values()), []
