"""Which wordings a pass can afford, and the model's raw answers: log-probabilities of every known answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redraft.domain.attributes import Attribute
from redraft.inference.engine import Branch, Engine
from redraft.inference.questions import Phrasing, Questions
from redraft.inference.scoring import score
from redraft.usecases.ports import CancelToken

Raw = dict[str, list[float]]
"""Log-probabilities (nats) by a wording's key, in the order of its answer set."""

WIDTH, ROUNDS, NEGLIGIBLE = 3, 2, 3.5
"""How many shared first tokens of an answer set are read, how deep, and how far below the best (nats): enough for the
best answers, cheap for all."""


def needed(attributes: Iterable[Attribute]) -> list[Attribute]:
    """The attributes, and the occupation where it helps to judge them."""
    asked = list(dict.fromkeys(attributes))
    if Attribute.OCCUPATION not in asked and {Attribute.EDUCATION, Attribute.INCOME} & set(asked):
        asked.append(Attribute.OCCUPATION)
    return asked


def affordable(questions: Questions, attributes: Iterable[Attribute], room: int, *, most: int = 99) -> list[Phrasing]:
    """The best wording of every attribute, then the second best and so on, as long as ``room`` tokens last.

    The first of each attribute is asked even where the room does not suffice; at most ``most`` an attribute.
    """
    wanted = set(attributes)
    chosen: list[Phrasing] = []
    left = room - len(questions.stem)
    for wording in sorted((w for w in questions.wordings if w.attribute in wanted), key=lambda w: w.rank):
        price = questions.price(wording)
        if wording.rank == 0 or (wording.rank < most and price <= left):
            chosen.append(wording)
            left -= price
    return chosen


def ask(
    engine: Engine,
    questions: Questions,
    texts: Sequence[Branch],
    wordings: Sequence[Phrasing],
    cancel: CancelToken | None = None,
) -> list[Raw]:
    """Ask everything about each of the texts, which are branches of their own, in common batches.

    All wordings share a text and its stem, and none sees another. Everything has to fit the free sequences.
    """
    stems = [engine.fork(text) for text in texts]
    engine.extend([(stem, questions.stem) for stem in stems], cancel)
    branches = [engine.fork(stem) for stem in stems for _ in wordings]
    asked = [w for _ in texts for w in wordings]
    rows = engine.extend([(b, w.tokens) for b, w in zip(branches, asked, strict=True)], cancel)
    jobs = [(b, row, questions.sets[w.kind].answers) for b, row, w in zip(branches, rows, asked, strict=True)]
    scores = score(engine, jobs, width=WIDTH, rounds=ROUNDS, negligible=NEGLIGIBLE, cancel=cancel)
    for branch in [*stems, *branches]:
        engine.drop(branch)
    size = len(wordings)
    return [{w.key: scores[i * size + k] for k, w in enumerate(wordings)} for i in range(len(texts))]
