"""From ranked answers and what the author states to verdicts, and the words a finding is told with."""

from __future__ import annotations

from collections.abc import Sequence

from redraft.domain.attributes import ASKED_WHERE_CUED, Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence
from redraft.inference.calibration import Calibration, Signs
from redraft.inference.fusing import Ranking
from redraft.usecases.ports import Pass

UNLISTED = "not mentioned"
SURE_ENOUGH = 0.95
"""Raw share from which an attribute without labelled data counts as revealed."""


LEAST_SURE = 0.25
"""A first guess that is less sure is not told, however open the attribute is: it would only look silly."""

SILENT, USUAL_LUCK = 0.2, 0.5
"""Below this openness a text says next to nothing of an attribute, and no guess about it is surer than this."""


def own_statements(stated: Sequence[Finding]) -> dict[Attribute, Finding]:
    """What the author says of themselves, the surest finding of each attribute; a mere mention does not count."""
    said: dict[Attribute, Finding] = {}
    for finding in stated:
        own = finding.source is Source.STATED and finding.basis is Basis.STATED and finding.subject is Subject.AUTHOR
        known = said.get(finding.attribute)
        if own and (known is None or finding.best.confidence > known.best.confidence):
            said[finding.attribute] = finding
    return said


def signs(ranking: Ranking) -> Signs:
    """What the confidence in a ranking is made of."""
    return Signs(ranking.shares[0], ranking.told, ranking.cues, ranking.backed)


def judge(
    attribute: Attribute, ranking: Ranking, calibration: Calibration, said: Finding | None, depth: Pass = Pass.FULL
) -> Verdict:
    """The verdict on one attribute; what the author states of themselves goes before what is inferred."""
    if attribute in ASKED_WHERE_CUED:
        return _judge_extended(attribute, ranking, said)
    curves = calibration.curves[depth]
    sure = curves.confidence(attribute, signs(ranking))
    open_ = curves.openness(attribute, signs(ranking))
    revealed = open_ >= curves.threshold and sure >= LEAST_SURE and not ranking.blank
    if open_ < SILENT or ranking.blank:
        # Confidence was fitted where people could tell; where nobody can, a guess is one about people in general.
        sure = min(sure, USUAL_LUCK)
    if ranking.passing or (attribute is Attribute.BIRTHPLACE and ranking.cues == 0):
        # Where somebody travelled to is seldom their home, and where they live says little about where they were born;
        # the texts that confidence was fitted on hold too few such mentions to show it.
        sure, revealed = min(sure, 0.5 * sure + 0.1), False
    best = max(ranking.shares[0], 1e-6)
    rest = [min(share * (1 - sure) / max(1e-6, 1 - best), sure * (share / best) ** 0.5) for share in ranking.shares[1:]]
    guesses = [Guess(v, min(1.0, c)) for v, c in zip(ranking.values, [sure, *rest], strict=True)]
    if said is not None:
        stated = list(said.guesses)
        known = {g.value.casefold() for g in stated}
        guesses = [*stated, *(g for g in guesses if g.value.casefold() not in known)][:3]
        sure, revealed = said.best.confidence, True
    return Verdict(attribute, tuple(guesses), sure, revealed)


def _judge_extended(attribute: Attribute, ranking: Ranking, said: Finding | None) -> Verdict:
    """Attributes without labelled data: the model's word counts only when it is all but certain."""
    if said is not None:
        return Verdict(attribute, said.guesses, said.best.confidence, True)
    value, share = ranking.values[0], ranking.shares[0]
    named = [Guess(v or UNLISTED, round(s * 0.7, 4)) for v, s in zip(ranking.values, ranking.shares, strict=True)]
    return Verdict(attribute, tuple(named), named[0].confidence, bool(value) and share >= SURE_ENOUGH)


def silent(attribute: Attribute, said: Finding | None) -> Verdict:
    """The verdict on an attribute that nothing in the text points to, so that the model was not asked."""
    if said is not None:
        return Verdict(attribute, said.guesses, said.best.confidence, True)
    return Verdict(attribute, (Guess(UNLISTED, 0.5),), 0.5, False)


def repeat(verdict: Verdict, said: Finding) -> Finding:
    """What the fast tier found, confirmed with the model's further guesses."""
    return Finding.make(
        verdict.attribute,
        verdict.guesses,
        said.evidence,
        source=said.source,
        basis=Basis.STATED,
        why=said.why,
        kind=said.kind,
        entity=said.entity,
        severity=said.severity,
    )


def conclude(verdict: Verdict, quotes: tuple[Evidence, ...], *, pointed: bool) -> Finding:
    """What the model concludes. ``pointed``: the quotes hold words for this very answer, not only for the subject."""
    guess = {"attribute": verdict.attribute.value, "value": verdict.guesses[0].value}
    if quotes and pointed:
        why = Message("model.why_words", guess)
    elif quotes:
        why = Message("model.why_sentences", guess)
    else:
        why = Message("model.why_whole", guess)
    return Finding.make(verdict.attribute, verdict.guesses, quotes, source=Source.MODEL, basis=Basis.IMPLIED, why=why)
