"""Checking a draft: what the words say, what they imply, and both as one report."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import ALWAYS_ASKED, ASKED, Attribute
from redraft.domain.errors import InputError, ModelError
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.relations import Fact, same, tells
from redraft.domain.report import Report, Timings, Verdict
from redraft.domain.text import Evidence, Note
from redraft.usecases.declared import split
from redraft.usecases.ports import Assessor, Attacker, CancelToken, FastTier, Inference, OnFinding, Pass, Question

LONGEST = 1_000_000
"""Code points that are checked; a longer text is cut there, and the report says so."""


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """The main job. ``attacker`` is None when no model is installed or only the fast tier is wanted.

    What is ``declared`` public is no finding, and counts as known when the crowd is counted; a note says so.
    """

    fast: FastTier
    attacker: Attacker | None = None
    assess: Assessor | None = None
    declared: frozenset[Fact] = frozenset()

    def run(
        self,
        text: str,
        *,
        depth: Pass = Pass.FULL,
        attributes: Sequence[Attribute] | None = None,
        on_finding: OnFinding | None = None,
        cancel: CancelToken | None = None,
        on_fast: Callable[[Report], None] | None = None,
    ) -> Report:
        """Check a text; raises InputError for an empty one, and whatever the ports raise.

        ``attributes`` narrows what the model is asked: None means all of the pass, and none leaves it out.
        ``on_fast`` gets the report of the fast tier as soon as it is there.
        """
        began = time.perf_counter()
        text, notes = admit(text)
        quick = self.fast.detect(text, cancel=cancel)
        fast_seconds = time.perf_counter() - began
        notes = (*notes, *quick.notes)
        early = Report(
            rank(quick.findings),
            notes=notes,
            timings=Timings(fast=fast_seconds, total=fast_seconds),
            language=quick.language,
        )
        if on_fast is not None:
            on_fast(early)
        asked = wanted(depth) if attributes is None else tuple(a for a in wanted(Pass.FULL) if a in attributes)
        if self.attacker is None or not asked or quick.language not in ("en", "und"):
            return self._assessed(early)
        question = Question(text, asked, depth, quick.findings)
        try:
            inference = self.attacker.infer(question, on_finding=on_finding, cancel=cancel)
        except ModelError as error:
            note = Note("model", f"Implied facts were not checked: {error}")
            return self._assessed(replace(early, notes=(*notes, note)))
        return self._assessed(join(early, inference, total=time.perf_counter() - began))

    def _assessed(self, report: Report) -> Report:
        news, known = split(self.declared, report.findings)
        if known:
            report = replace(
                report,
                findings=news,
                verdicts=tuple(self._as_known(verdict) for verdict in report.verdicts),
                notes=(*report.notes, _left_out(known)),
            )
        if self.assess is None:
            return report
        return replace(report, exposure=self.assess(report.findings, report.verdicts, public=known))

    def _as_known(self, verdict: Verdict) -> Verdict:
        """What everybody knows, a text does not reveal."""
        best = verdict.guesses[0].value
        known = any(tells(fact, (verdict.attribute, best)) for fact in self.declared)
        return replace(verdict, revealed=False) if known else verdict


def _left_out(known: Sequence[Finding]) -> Note:
    names = ", ".join(sorted({finding.attribute.value for finding in known}))
    return Note("declared", f"Left out, since you declared it public: {names}.")


def wanted(depth: Pass) -> tuple[Attribute, ...]:
    """What the model is asked about in a pass."""
    return ALWAYS_ASKED if depth is Pass.FIRST else ASKED


def admit(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text that is checked, cut to :data:`LONGEST`; raises InputError when there is nothing to check."""
    if not text.strip():
        raise InputError("There is no text to check.", "Paste or type a draft, or name a file that has one.")
    if len(text) <= LONGEST:
        return text, ()
    cut = text.rfind("\n", LONGEST // 2, LONGEST) + 1 or LONGEST
    message = f"The text has {len(text):,} characters; the first {cut:,} were checked. Check the rest on its own."
    return text[:cut], (Note("cut", message),)


def join(early: Report, inference: Inference, *, total: float) -> Report:
    """One report of what is stated and what is implied.

    The eight attributes are always told, with a guess even where nothing is revealed. Of the others, such as religion
    or orientation, a mere guess was never calibrated and would only offend, so it is left out.
    """
    timings = Timings(
        fast=early.timings.fast,
        model=total - early.timings.fast,
        total=total,
        draft_tokens=inference.draft_tokens,
        evaluated_tokens=inference.evaluated_tokens,
        generated_tokens=inference.generated_tokens,
    )
    return replace(
        early,
        findings=rank(merge(early.findings, inference.findings)),
        verdicts=tuple(v for v in inference.verdicts if v.revealed or v.attribute in ALWAYS_ASKED),
        notes=(*early.notes, *inference.notes),
        timings=timings,
        model=inference.model,
    )


def merge(stated: Sequence[Finding], implied: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings of both tiers, one per conclusion.

    What the author says of themselves overrules what the model concludes about the same attribute; when both agree
    the stated finding keeps its words and gains the model's quotes.
    """
    result = list(stated)
    for finding in implied:
        at = next((i for i, known in enumerate(result) if _overrules(known, finding)), None)
        if at is None:
            result.append(finding)
            continue
        first = result[at]
        if same(first.attribute, first.best.value, finding.best.value):
            result[at] = replace(first, evidence=_union(first.evidence, finding.evidence))
    return tuple(result)


def _overrules(known: Finding, new: Finding) -> bool:
    # An occupation or an age that is merely mentioned is seldom the author's: only statements overrule.
    return known.source is Source.STATED and known.subject is Subject.AUTHOR and known.attribute is new.attribute


def _union(first: tuple[Evidence, ...], second: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    kept = list(first)
    kept += [e for e in second if not any(e.span.overlaps(k.span) for k in first)]
    return tuple(sorted(kept))


def rank(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Most exposing first: severity, then how sure, then the author before others, then the order of the text."""

    def key(finding: Finding) -> tuple[int, int, float, int]:
        place = finding.evidence[0].start if finding.evidence else 0
        return (-finding.severity, finding.subject is not Subject.AUTHOR, -finding.best.confidence, place)

    return tuple(sorted(findings, key=key))
