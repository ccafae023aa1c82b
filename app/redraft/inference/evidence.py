"""Which sentences a conclusion rests on: each is read alone, and those that raise the answer most are quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from redraft.domain.attributes import Attribute
from redraft.domain.text import Evidence, Span
from redraft.inference.engine import Branch, Engine
from redraft.inference.passages import sentences
from redraft.inference.questions import Questions
from redraft.usecases.ports import CancelToken

MOST_SENTENCES = 20
LEAST_GAIN = 1.0
"""Nats by which a sentence has to raise the answer over the median sentence to be quoted; about a factor of three."""
CLOSE = 0.7
MOST_QUOTES = 3


def evidence(
    engine: Engine,
    questions: Questions,
    root: Branch,
    text: str,
    answers: Mapping[Attribute, str],
    *,
    cancel: CancelToken | None = None,
) -> dict[Attribute, tuple[Evidence, ...]]:
    """Quotes for each attribute's answer; none where no sentence stands out. ``root`` starts with the opening."""
    spans = _worth_reading(sentences(text))
    leads = {w.attribute: w for w in reversed(questions.wordings) if w.stem and w.attribute in answers}
    if len(spans) < 2 or not leads:
        whole = tuple(Evidence.of(text, s.start, s.end) for s in spans)
        return dict.fromkeys(answers, whole)
    targets = {a: _target(engine, questions, w.kind, w.tokens, answers[a]) for a, w in leads.items()}
    gains: dict[Attribute, list[float]] = {a: [] for a in leads}
    for span in spans:
        branch = engine.fork(root, len(questions.opening))
        tokens = engine.model.tokens(text[span.start : span.end])
        engine.extend([(branch, [*tokens, *questions.stem])], cancel)
        forks = [engine.fork(branch) for _ in leads]
        asked = [(f, targets[a][0]) for f, a in zip(forks, leads, strict=True)]
        for a, row in zip(leads, engine.extend(asked, cancel), strict=True):
            gains[a].append(float(row[targets[a][1]]))
        for fork in [*forks, branch]:
            engine.drop(fork)
    return {a: _quotes(text, spans, gains.get(a, [])) for a in answers}


def _worth_reading(spans: list[Span]) -> list[Span]:
    """All sentences, or the longest when there are too many, in the order of the text."""
    longest = sorted(spans, key=len, reverse=True)[:MOST_SENTENCES]
    return sorted(longest)


def _target(
    engine: Engine, questions: Questions, kind: str, lead: tuple[int, ...], value: str
) -> tuple[list[int], int]:
    """Tokens to read before, and the token whose probability counts: the first that tells the answer apart."""
    common = list(questions.sets[kind].answers.common)
    said = questions.sets[kind].said.get(value, value)
    tokens = engine.model.tokens(f" {said}")
    return list(lead), tokens[len(common)] if len(tokens) > len(common) else tokens[-1]


def _quotes(text: str, spans: Sequence[Span], gains: Sequence[float]) -> tuple[Evidence, ...]:
    if not gains:
        return ()
    middle, best = median(gains), max(gains)
    if best - middle < LEAST_GAIN:
        return ()
    order = sorted(range(len(gains)), key=lambda i: -gains[i])[:MOST_QUOTES]
    kept = [i for i in order if gains[i] >= best - CLOSE and gains[i] - middle >= LEAST_GAIN]
    return tuple(Evidence.of(text, spans[i].start, spans[i].end) for i in sorted(kept))
