"""Which sentences a conclusion rests on: those with words for it, or the one after which the model came to think so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from redraft.domain.text import Evidence, Span
from redraft.inference.engine import Branch, Engine
from redraft.inference.passages import sentences
from redraft.inference.questions import Phrasing, Questions
from redraft.usecases.ports import CancelToken

MOST_QUOTES = 3
LEAST_GAIN = 1.0
"""Nats by which a sentence has to raise the answer to be quoted; about a factor of three."""


def around(text: str, spots: Sequence[Span], most: int = MOST_QUOTES) -> tuple[Evidence, ...]:
    """The sentences that hold most of the spots, at most ``most``, in the order of the text."""
    spans = sentences(text)
    starts = [s.start for s in spans]
    counts: dict[int, int] = {}
    for spot in spots:
        at = bisect_right(starts, spot.start) - 1
        if at >= 0 and spot.start < spans[at].end:
            counts[at] = counts.get(at, 0) + 1
    richest = sorted(sorted(counts, key=lambda i: -counts[i])[:most])
    return tuple(Evidence.of(text, spans[i].start, spans[i].end) for i in richest)


def turning_point(
    engine: Engine,
    questions: Questions,
    root: Branch,
    text: str,
    wording: Phrasing,
    value: str,
    room: int,
    *,
    cancel: CancelToken | None = None,
) -> tuple[Evidence, ...]:
    """The sentence after which the answer became likely, found by halving; none when ``room`` tokens do not suffice.

    ``root`` holds the opening and the whole text, so that a step costs the stem and the wording alone.
    """
    spans = sentences(text)
    if len(spans) == 1:
        return (Evidence.of(text, spans[0].start, spans[0].end),)
    tokens, target = _target(engine, questions, wording, value)
    asked = [*questions.stem, *tokens]
    if not spans or (len(spans).bit_length() + 1) * len(asked) > room:
        return ()
    begin = root.length - len(engine.model.tokens(text))

    def likely(count: int) -> float:
        length = begin + len(engine.model.tokens(text[: spans[count - 1].end])) if count else begin
        branch = engine.fork(root, min(length, root.length))
        (row,) = engine.extend([(branch, asked)], cancel)
        engine.drop(branch)
        return float(row[target])

    low, high = 0, len(spans)
    at_low, at_high = likely(low), likely(high)
    while high - low > 1:
        middle = (low + high) // 2
        at_middle = likely(middle)
        if at_middle - at_low >= at_high - at_middle:
            high, at_high = middle, at_middle
        else:
            low, at_low = middle, at_middle
    if at_high - at_low < LEAST_GAIN:
        return ()
    return (Evidence.of(text, spans[low].start, spans[low].end),)


def _target(engine: Engine, questions: Questions, wording: Phrasing, value: str) -> tuple[list[int], int]:
    """Tokens to read before, and the token whose probability counts: the first that tells the answer apart."""
    known = questions.sets[wording.kind]
    tokens = engine.model.tokens(f" {known.said.get(value, value)}")
    shared = len(known.answers.common)
    return list(wording.tokens), tokens[shared] if len(tokens) > shared else tokens[-1]
