"""Checking a draft: what the words say, what they imply, and both as one report."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import ALWAYS_ASKED, ASKED, Attribute
from redraft.domain.errors import InputError, ModelError
from redraft.domain.exposure import Audience, Exposure
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.message import Message, both
from redraft.domain.relations import Fact, same, tells
from redraft.domain.report import Report, Timings, Verdict
from redraft.domain.rules import Rule
from redraft.domain.text import Evidence, Note, Span
from redraft.exposure.audiences import STRANGERS
from redraft.usecases.declared import split
from redraft.usecases.headline import headline
from redraft.usecases.judging import Judge, judge
from redraft.usecases.known import Known, Steps, result_of
from redraft.usecases.ports import Assessor, Attacker, CancelToken, FastTier, Pass, Question
from redraft.usecases.rules import allowed, always_hidden
from redraft.usecases.stages import Answered, CheckStage, Looked, Noticed, NotLooked, WordsRead
from redraft.usecases.unread import asked, unread

LONGEST = 1_000_000
"""Code points that are checked; a longer text is cut there, and the report says so."""


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """The main job. ``attacker`` is None when no model is installed or only the fast tier is wanted.

    What is ``declared`` public is no finding, and counts as known when the crowd is counted; a note says so. What the
    user's ``rules`` dismiss is no finding either, and what they always hide is one. The crowd is counted as the
    ``audience`` would, to whom what they know is no news.
    """

    fast: FastTier
    attacker: Attacker | None = None
    assess: Assessor | None = None
    declared: frozenset[Fact] = frozenset()
    judge: Judge | None = None
    rules: frozenset[Rule] = frozenset()
    audience: Audience = STRANGERS

    def stages(
        self,
        text: str,
        *,
        passes: Sequence[Pass] = (Pass.FULL,),
        attributes: Sequence[Attribute] | None = None,
        in_reply_to: str = "",
        known: Known | None = None,
        cancel: CancelToken | None = None,
    ) -> Iterator[CheckStage]:
        """Check a text, stage by stage; raises InputError for an empty one, and whatever the ports raise.

        ``attributes`` narrows what the model is asked: None means all of a pass, and none leaves it out.
        ``in_reply_to`` is what somebody else wrote before. ``known`` is what an earlier check found in this text: the
        fast tier is then not asked again. Whoever wants no more lets go of the iterator.
        """
        text, notes = admit(text)
        if known is None:
            known = self._words(text, notes, cancel)
            yield WordsRead(known)
        if (judge := self.to_notice(known)) is not None:
            known = self._noticed(judge, text, known, cancel)
            yield Noticed(known)
        if self.attacker is None or not asked(known.language):
            return
        for depth in passes:
            about = wanted(depth) if attributes is None else tuple(a for a in wanted(Pass.FULL) if a in attributes)
            if not about:
                return
            # What is stated is one of the judge's voices; where there is no judge, it overrules the model's answer.
            stated = () if known.told else known.stated
            question = Question(text, about, depth, stated, in_reply_to)
            for stage in _ask(self.attacker, question, known, cancel):
                yield stage
                known = stage.known
            if isinstance(stage, NotLooked):
                return

    def run(
        self,
        text: str,
        *,
        depth: Pass = Pass.FULL,
        attributes: Sequence[Attribute] | None = None,
        in_reply_to: str = "",
        wary: bool = False,
        cancel: CancelToken | None = None,
    ) -> Report:
        """All stages at once; see :meth:`stages`. ``wary``: as :func:`redraft.usecases.judging.judge`."""
        known = Known()
        for stage in self.stages(text, passes=(depth,), attributes=attributes, in_reply_to=in_reply_to, cancel=cancel):
            known = stage.known
        return self.report(known, wary=wary)

    def of_nobody(
        self, attributes: Sequence[Attribute], depth: Pass, *, cancel: CancelToken | None = None
    ) -> tuple[Verdict, ...]:
        """What the attacker says of somebody who wrote nothing."""
        if self.attacker is None or not attributes:
            return ()
        return result_of(self.attacker.infer(Question("", attributes, depth), cancel=cancel)).verdicts

    def prepare(self, text: str, in_reply_to: str = "", *, cancel: CancelToken | None = None) -> None:
        """Let the model read an unfinished draft ahead of time, so that a check after it costs only the questions."""
        if self.attacker is not None:
            self.attacker.prepare(text, in_reply_to, cancel=cancel)

    def to_notice(self, known: Known) -> Judge | None:
        """Who has yet to say what a sharp reader could tell; None when that is known, or nobody can."""
        return None if known.noticed or unread(known.language) else self.judge_of(known)

    def judge_of(self, known: Known) -> Judge | None:
        """Who judges texts in this one's language, if anybody."""
        return None if self.judge is None else self.judge.of(known.language)

    def found(self, known: Known) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """What both tiers found, most exposing first: what is news, and what everybody knows."""
        return self._split(self._judged(known)[0])

    def not_told(self, known: Known) -> tuple[Attribute, ...]:
        """What was looked for and nobody could tell, of what is asked of every text."""
        findings, verdicts = self._judged(known)
        told = {finding.attribute for finding in findings}
        hidden = {v.attribute for v in verdicts if not v.revealed}
        return tuple(a for a in ALWAYS_ASKED if a in hidden and a not in told)

    def _split(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        news, public = split(self.declared, rank(allowed(self.rules, findings)))
        words = [e.span for finding in public for e in finding.evidence]
        kept = tuple(f for f in news if not _rests_on(f, words))
        return kept, public

    def _judged(self, known: Known, *, wary: bool = False) -> tuple[Sequence[Finding], Sequence[Verdict]]:
        own = self.judge_of(known)
        if own is None or not known.told:
            return merge(known.stated, known.implied), known.verdicts
        return judge(known, own.weights, wary=wary)

    def report(self, known: Known, *, fine: Collection[Attribute] = (), wary: bool = False) -> Report:
        """What is known, for people. The crowd is counted among those who share what they are ``fine`` with.

        The eight attributes are always told, with a guess even where nothing is revealed. Of the others, such as
        religion or orientation, a mere guess was never calibrated and would only offend, so it is left out.
        """
        findings, judged = self._judged(known, wary=wary)
        news, public = self._split(findings)
        verdicts = tuple(v for v in judged if v.revealed or v.attribute in ALWAYS_ASKED)
        notes = (*known.notes, *known.models_notes)
        told = {finding.attribute for finding in news}
        ruled_out = {finding.attribute for finding in findings} - told - {finding.attribute for finding in public}
        if self.rules:
            verdicts = tuple(replace(v, revealed=v.revealed and v.attribute not in ruled_out) for v in verdicts)
        if public:
            verdicts = tuple(self._as_known(v) if v.told is None or v.attribute in told else replace(v, revealed=False)
                             for v in verdicts)  # fmt: skip
            notes = (*notes, _left_out(public))
        exposure, foreign = None, unread(known.language)
        counted = [f for f in news if f.attribute not in fine]
        if not foreign:
            exposure = self.crowd(counted, (*public, *(f for f in news if f.attribute in fine)), verdicts)
        said = headline(counted, exposure, unread=foreign, unfinished=unfinished(known))
        return Report(news, verdicts, notes, known.timings, known.model, known.language, exposure, said)

    def crowd(
        self, findings: Sequence[Finding], public: Sequence[Finding], verdicts: Sequence[Verdict] = ()
    ) -> Exposure | None:
        """The crowd that fits the findings, of whatever texts or music, among those who share what is public."""
        if self.assess is None:
            return None
        own = [f for f in findings if f.source is not Source.RULE]
        return self.assess(own, verdicts, audience=self.audience, public=public)

    def _words(self, text: str, notes: tuple[Note, ...], cancel: CancelToken | None) -> Known:
        began = time.perf_counter()
        quick = self.fast.detect(text, cancel=cancel)
        seconds = time.perf_counter() - began
        timings = Timings(fast=seconds, total=seconds)
        return Known(
            (*quick.findings, *always_hidden(self.rules, text)),
            language=quick.language,
            unread=tuple(code for code in quick.parts if unread(code)),
            notes=(*notes, *quick.notes),
            timings=timings,
        )

    @staticmethod
    def _noticed(judge: Judge, text: str, known: Known, cancel: CancelToken | None) -> Known:
        began = time.perf_counter()
        told = judge.tell(text, cancel)
        seconds = time.perf_counter() - began
        timings = replace(known.timings, fast=known.timings.fast + seconds, total=known.timings.total + seconds)
        return replace(known, told=told, noticed=True, timings=timings)

    def _as_known(self, verdict: Verdict) -> Verdict:
        """What everybody knows, a text does not reveal."""
        best = verdict.guesses[0].value
        known = any(tells(fact, (verdict.attribute, best)) for fact in self.declared)
        return replace(verdict, revealed=False) if known else verdict


def _ask(
    attacker: Attacker, question: Question, known: Known, cancel: CancelToken | None
) -> Iterator[Answered | Looked | NotLooked]:
    """One pass, answer by answer."""
    depth, asked = question.depth, len(question.attributes)
    began = time.perf_counter()
    yield Answered(known, depth, 0, asked)
    steps = Steps(attacker.infer(question, cancel=cancel))
    try:
        for count, answer in enumerate(steps, 1):
            known = known.with_answer(answer, depth)
            yield Answered(known, depth, count, asked)
    except ModelError as error:
        note = Note("model", Message("check.implied_unchecked", {"error": both(error.problem, error.remedy)}))
        yield NotLooked(replace(known, models_notes=(note,)), error)
        return
    yield Looked(known.with_inference(steps.result, depth, time.perf_counter() - began), depth)


def unfinished(known: Known) -> str:
    """Why not all of what a text implies was judged, as :class:`redraft.domain.headline.Headline` has it."""
    if known.unread:
        return "part"
    return "" if known.noticed or known.depth is not None else "failed" if known.models_notes else "no_model"


def _rests_on(finding: Finding, words: Sequence[Span]) -> bool:
    """Whether a conclusion rests on nothing but words that say what everybody knows."""
    concluded = finding.source is Source.MODEL and bool(finding.evidence)
    return concluded and all(any(e.span.overlaps(span) for span in words) for e in finding.evidence)


def _left_out(known: Sequence[Finding]) -> Note:
    names = tuple(sorted({finding.attribute.value for finding in known}))
    return Note("declared", Message("check.declared", {"names": names}))


def wanted(depth: Pass) -> tuple[Attribute, ...]:
    """What the model is asked about in a pass."""
    return ALWAYS_ASKED if depth is Pass.FIRST else ASKED


def admit(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text that is checked, cut to :data:`LONGEST`; raises InputError when there is nothing to check."""
    if not text.strip():
        raise InputError(Message("check.no_text"), Message("do.give_draft"))
    if len(text) <= LONGEST:
        return text, ()
    cut = text.rfind("\n", LONGEST // 2, LONGEST) + 1 or LONGEST
    message = Message("check.cut", {"count": len(text), "cut": cut})
    return text[:cut], (Note("cut", message),)


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
    """Most exposing first: severity, then the author before others, then how sure, then the order of the text.

    What its table says to show last comes after all that.
    """

    def key(finding: Finding) -> tuple[bool, int, bool, float, int]:
        place = finding.evidence[0].start if finding.evidence else 0
        others = finding.subject is not Subject.AUTHOR
        return (finding.attribute.last, -finding.severity, others, -finding.best.confidence, place)

    return tuple(sorted(findings, key=key))
