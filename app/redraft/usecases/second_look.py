"""What became of everything a text gave away, told so that no line claims more than the look at the new text says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Subject
from redraft.domain.message import Message
from redraft.domain.relations import Fate, fate
from redraft.domain.report import Report, Verdict
from redraft.domain.text import Note
from redraft.usecases.cost import sentences

MOST_OF_IT = 0.6
"""Share of a text's words that stand in sentences which tell a fact, from which the fact is what it is about."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attribute: ``before`` and ``after`` are the best answers, empty where there is none.

    ``told`` is how likely a sharp reader could tell from the new text, None where nobody judged that; ``words`` of the
    new text are what still tells it.
    """

    attribute: Attribute
    fate: Fate
    before: str
    after: str
    told: float | None
    words: tuple[str, ...]


def second_look(before: Report, after: Report) -> tuple[Outcome, ...]:
    """For every attribute that the old text gave away, in the order of its report, what the new one does."""
    return tuple(_outcome(a, before, after) for a in dict.fromkeys(f.attribute for f in before.findings if _own(f)))


def notes(text: str, before: Report, left: Collection[Attribute]) -> tuple[Note, ...]:
    """What an author should know of the attributes ``left``: which of them the text is about, and what to do."""
    if not left:
        return ()
    point = [a for a in left if _is_the_point(text, before, a)]
    rest = [a for a in left if a not in point]
    said = []
    if point:
        said.append(Note("point", Message("rewrite.point", {"names": _names(point)})))
    if rest:
        said.append(Note("still", Message("rewrite.still", {"names": _names(rest)})))
    return tuple(said)


def _outcome(attribute: Attribute, before: Report, after: Report) -> Outcome:
    was, now = _found(before, attribute), _found(after, attribute)
    verdict = next((v for v in after.verdicts if v.attribute is attribute), None)
    old = _best(was).best.value
    told = verdict.told if verdict is not None else None
    if _gone(now, verdict):
        return Outcome(attribute, Fate.GONE, old, "", told, ())
    new, named = _now(now, verdict)
    became = fate(attribute, old, new, named=named, was_named=any(f.named for f in was))
    quotes = dict.fromkeys(e.quote for f in now for e in f.evidence)
    return Outcome(attribute, became, old, new, told, tuple(quotes))


def _gone(now: Sequence[Finding], verdict: Verdict | None) -> bool:
    return not now and (verdict is None or not verdict.revealed)


def _now(now: Sequence[Finding], verdict: Verdict | None) -> tuple[str, bool]:
    if now:
        best = _best(now)
        return best.best.value, best.named
    assert verdict is not None
    return verdict.guesses[0].value, verdict.named


def _found(report: Report, attribute: Attribute) -> list[Finding]:
    return [f for f in report.findings if f.attribute is attribute and _own(f)]


def _own(finding: Finding) -> bool:
    """Of the author, or of somebody the text gives away: what is said of anybody else is not looked after here."""
    return finding.subject is not Subject.UNKNOWN


def _best(findings: Sequence[Finding]) -> Finding:
    return max(findings, key=lambda f: (f.named, f.best.confidence))


def _is_the_point(text: str, report: Report, attribute: Attribute) -> bool:
    """Whether hardly anything is left of a text without the sentences that tell it."""
    spans = [e.span for f in _found(report, attribute) for e in f.evidence]
    telling = total = 0
    for sentence in sentences(text):
        words = len(text[sentence.start : sentence.end].split())
        total += words
        telling += words * any(sentence.overlaps(span) for span in spans)
    return bool(total) and telling >= MOST_OF_IT * total


def _names(attributes: Collection[Attribute]) -> tuple[str, ...]:
    return tuple(sorted(a.value for a in attributes))
