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
    raw = Raw()
    stem = engine.fork(text)
    if any(w.stem for w in wordings):
        engine.extend([(stem, questions.stem)], cancel)
    asked = [*wordings, *lists]
    branches = [engine.fork(stem if w.stem else text) for w in asked]
    rows = engine.extend([(b, w.tokens) for b, w in zip(branches, asked, strict=True)], cancel)
    known = list(zip(branches, rows, wordings, strict=False))
    jobs = [(b, r, questions.sets[w.kind].answers) for b, r, w in known]
    for w, values in zip(wordings, score(engine, jobs, width=width, rounds=rounds, cancel=cancel), strict=True):
        raw.scores[w.key] = values
    count = len(wordings)
    written = write(engine, list(zip(branches, rows, strict=True))[count:], limit=LIST_TOKENS, cancel=cancel)
    raw.lists = {w.key: line for w, line in zip(lists, written, strict=True)}
    for branch in [stem, *branches]:
        engine.drop(branch)
    return raw


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
