"""Giving back what was taken for nothing: words whose return does not bring the attacker's answer back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from redraft.domain.attributes import Attribute
from redraft.domain.relations import speaks_of
from redraft.domain.report import Report
from redraft.domain.text import Span
from redraft.usecases.draft_state import DraftState, Step
from redraft.usecases.scales import Scales

HARMLESS = 0.15
"""Nats by which words may raise an answer, read within their sentence, and still be given back."""
MOST_WEIGHED = 12
"""Places that are weighed, those that cost most words first."""


def give_back(
    state: DraftState,
    answers: Mapping[Attribute, str],
    firm: Sequence[Span],
    sentences: Sequence[Span],
    scales: Scales,
    look: Callable[[str], tuple[Report, Collection[Attribute]]],
    *,
    tries: int = 2,
) -> tuple[DraftState, Report] | None:
    """The draft with all that can return, and what the attacker says of it; None when nothing can.

    ``answers`` are what he should not say; ``look`` asks him and says which of them are back, up to
    ``tries`` times, each time of half of what failed. First each change is weighed within its sentence, which is cheap,
    then all that seem idle return at once.
    """
    idle = _idle(state, answers, firm, sentences, scales)
    for _ in range(tries):
        if not idle:
            return None
        less = state.undone(list(idle))
        if less.text == state.original:
            # The old text gives the answers: keep at least what tells most of them.
            idle.pop(max(idle, key=lambda s: sum(idle[s].values())))
            less = state.undone(list(idle))
        if less.text == state.text:
            return None
        report, back = look(less.text)
        if not back:
            return less, report
        by_harm = sorted(idle, key=lambda s: sum(idle[s].get(a, 0.0) for a in back))
        idle = {step: idle[step] for step in by_harm[: len(by_harm) // 2]}
    return None


def _idle(
    state: DraftState,
    answers: Mapping[Attribute, str],
    firm: Sequence[Span],
    sentences: Sequence[Span],
    scales: Scales,
) -> dict[Step, dict[Attribute, float]]:
    """Steps whose undoing does little harm, and how much to which answer."""
    costly = sorted(
        state.steps(firm), key=lambda ways: -len(state.original[ways[0].span.start : ways[0].span.end].split())
    )
    places = costly[:MOST_WEIGHED]
    every = [step for ways in places for step in ways]
    around = {step: _sentence(step.span, sentences, len(state.original)) for step in every}
    now = {step: state.within(around[step]) for step in every}
    then = {step: state.undone([step]).within(around[step]) for step in every}
    told = {a: v for a, v in answers.items() if any(speaks_of(step.attribute, (a,)) for step in every)}
    scales.gains([*now.values(), *then.values()], told)
    found: dict[Step, dict[Attribute, float]] = {}
    for ways in places:
        for step in ways:
            gains = scales.gains([now[step], then[step]], told)
            harm = {a: max(0.0, after) - max(0.0, before) for a, (before, after) in gains.items()}
            if max(harm.values(), default=0.0) <= HARMLESS:
                found[step] = harm
                break
    return found


def _sentence(span: Span, sentences: Sequence[Span], length: int) -> Span:
    """The largest stretch of its own that holds a span; the whole text where there is none."""
    holding = [s for s in sentences if s.start <= span.start and span.end <= s.end]
    return max(holding, key=len, default=Span(0, length))
