"""Which wordings a pass can afford, and the model's raw answers: log-probabilities of every known answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redraft.domain.attributes import Attribute
from redraft.inference.engine import Branch, Engine
from redraft.inference.questions import Phrasing, Questions
from redraft.inference.scoring import score
from redraft.inference.watching import State
from redraft.usecases.ports import CancelToken

Raw = dict[str, list[float]]
"""Log-probabilities (nats) by a wording's key, in the order of its answer set."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text gave: the answers, and where the engine watches a layer, its states at the end of the stem and of
    each attribute's first question.
    """

    raw: Raw
    stem: State | None
    questions: Mapping[Attribute, State]


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
    text: Branch,
    wordings: Sequence[Phrasing],
    cancel: CancelToken | None = None,
) -> Asked:
    """Ask everything about a text in common batches.

    All wordings share the text and its stem, and none sees another. Everything has to fit the free sequences.
    """
    stem = engine.fork(text)
    engine.extend([(stem, questions.stem)], cancel, watch=True)
    seen = engine.states[0] if engine.states else None
    branches = [engine.fork(stem) for _ in wordings]
    rows = engine.extend([(b, w.tokens) for b, w in zip(branches, wordings, strict=True)], cancel, watch=True)
    states = {w.attribute: state for w, state in zip(wordings, engine.states, strict=False) if w.rank == 0}
    jobs = [(b, row, questions.sets[w.kind].answers) for b, row, w in zip(branches, rows, wordings, strict=True)]
    scores = score(engine, jobs, width=WIDTH, rounds=ROUNDS, negligible=NEGLIGIBLE, cancel=cancel)
    for branch in [stem, *branches]:
        engine.drop(branch)
    return Asked({w.key: scores[k] for k, w in enumerate(wordings)}, seen, states)
