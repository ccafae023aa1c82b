"""The attacker: what a stranger with a language model concludes about the author of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import EXTENDED, Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence, Note
from redraft.inference.asking import Raw, ask, ask_many, chosen
from redraft.inference.calibration import Calibration, Signs
from redraft.inference.cues import Cues
from redraft.inference.engine import Engine
from redraft.inference.evidence import evidence
from redraft.inference.fusing import Kinds, Ranking, rank
from redraft.inference.passages import parts, sentences
from redraft.inference.questions import Questions, Wording
from redraft.usecases.ports import CancelToken, OnFinding, Pass

QUESTION_ROOM = 1800
"""Tokens of the context that are kept for questions, answers and sentences read again."""
MOST_PARTS = 8
FIRST_QUOTES = 2
FIRST_WIDTH, FIRST_ROUNDS = 2, 2
"""How far shared answer tokens are followed in the first pass, to stay within draft + 200 tokens."""
UNLISTED = "not mentioned"


@dataclass(slots=True)
class Conclusion:
    """What came of one text."""

    verdicts: list[Verdict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    draft_tokens: int = 0


@dataclass(slots=True)
class Attack:
    """Asks, fuses and quotes. One engine, one question at a time."""

    engine: Engine
    questions: Questions
    calibration: Calibration
    cues: Cues

    def prepare(self, text: str, cancel: CancelToken | None = None) -> None:
        """Read a draft ahead of time; a later question pays only for what changed."""
        tokens = self.engine.model.tokens(text)[: self._room()]
        self.engine.hold([*self.questions.opening, *tokens], cancel)

    def infer(
        self,
        text: str,
        attributes: Sequence[Attribute],
        depth: Pass,
        stated: Sequence[Finding],
        on_finding: OnFinding,
        cancel: CancelToken | None = None,
    ) -> Conclusion:
        """Verdicts for all attributes asked, findings for those that the text gives away."""
        done = Conclusion()
        full = depth is Pass.FULL
        best: dict[Attribute, tuple[Ranking, str, int]] = {}
        for start, piece in self._pieces(text, done):
            raw = self._read(piece, attributes, full=full, done=done, cancel=cancel)
            for attribute in attributes:
                ranking = self._rank(attribute, raw, piece)
                if attribute not in best or ranking.told > best[attribute][0].told:
                    best[attribute] = (ranking, piece, start)
        self._conclude(best, full=full, stated=stated, on_finding=on_finding, done=done, cancel=cancel)
        return done

    def infer_many(
        self,
        texts: Sequence[str],
        attributes: Sequence[Attribute],
        on_done: Callable[[int], None],
        cancel: CancelToken | None = None,
    ) -> list[Conclusion]:
        """A first pass over many texts, several in one batch; a text too long for that is read on its own."""
        wordings, _ = chosen(self.questions, attributes, full=False)
        size = max(1, self.engine.sequences // (2 + len(wordings) * (1 + FIRST_WIDTH * FIRST_ROUNDS)))
        found: list[Conclusion] = []
        for start in range(0, len(texts), size):
            group = list(texts[start : start + size])
            tokens = [self.engine.model.tokens(t) for t in group]
            if sum(map(len, tokens)) > self._room():
                found += [self.infer(t, attributes, Pass.FIRST, [], _ignore, cancel) for t in group]
            else:
                found += self._group(group, tokens, attributes, wordings, cancel)
            on_done(len(found))
        return found

    def _group(
        self,
        group: Sequence[str],
        tokens: Sequence[Sequence[int]],
        attributes: Sequence[Attribute],
        wordings: Sequence[Wording],
        cancel: CancelToken | None,
    ) -> list[Conclusion]:
        root = self.engine.hold(self.questions.opening, cancel)
        branches = [self.engine.fork(root) for _ in group]
        read = [(b, t) for b, t in zip(branches, tokens, strict=True) if t]
        self.engine.extend(read, cancel)
        raws = ask_many(
            self.engine, self.questions, branches, wordings, width=FIRST_WIDTH, rounds=FIRST_ROUNDS, cancel=cancel
        )
        self.engine.drop_branches()
        results = []
        for text, raw, ids in zip(group, raws, tokens, strict=True):
            done = Conclusion(draft_tokens=len(ids))
            best = {a: (self._rank(a, raw, text), text, 0) for a in attributes}
            self._conclude(best, full=False, stated=(), on_finding=_ignore, done=done, cancel=cancel)
            results.append(done)
        return results

    def _room(self) -> int:
        return self.engine.context - QUESTION_ROOM - len(self.questions.opening)

    def _pieces(self, text: str, done: Conclusion) -> list[tuple[int, str]]:
        spans = parts(text, lambda t: len(self.engine.model.tokens(t)), self._room()) if text else []
        if not spans:
            return [(0, text)]
        if len(spans) > MOST_PARTS:
            end = spans[MOST_PARTS - 1].end
            message = f"The model read the first {end:,} of {len(text):,} characters. Check the rest on its own."
            done.notes.append(Note("cut", message))
        elif len(spans) > 1:
            done.notes.append(Note("parts", f"The text is long: the model read it in {len(spans)} overlapping parts."))
        return [(s.start, text[s.start : s.end]) for s in spans[:MOST_PARTS]]

    def _read(
        self, piece: str, attributes: Sequence[Attribute], *, full: bool, done: Conclusion, cancel: CancelToken | None
    ) -> Raw:
        tokens = self.engine.model.tokens(piece)
        done.draft_tokens += len(tokens)
        held = self.engine.hold([*self.questions.opening, *tokens], cancel)
        wordings, lists = chosen(self.questions, attributes, full=full)
        if full:
            return ask(self.engine, self.questions, held, wordings, lists, cancel=cancel)
        return ask(self.engine, self.questions, held, wordings, width=FIRST_WIDTH, rounds=FIRST_ROUNDS, cancel=cancel)

    def _rank(self, attribute: Attribute, raw: Raw, piece: str) -> Ranking:
        kinds = {w.key: Kinds(w.attribute, w.kind) for w in self.questions.wordings}
        values = {name: s.values for name, s in self.questions.sets.items()}
        return rank(attribute, raw, kinds, values, self.calibration, piece, self.cues)

    def _telling(self, attribute: Attribute, piece: str) -> tuple[Evidence, ...]:
        """Sentences with most words that speak of the attribute: quotes that cost the first pass no token."""
        spans = sentences(piece)
        richest = self.cues.richest(attribute, piece, spans, FIRST_QUOTES)
        return tuple(Evidence.of(piece, spans[i].start, spans[i].end) for i in richest)

    def _conclude(
        self,
        best: dict[Attribute, tuple[Ranking, str, int]],
        *,
        full: bool,
        stated: Sequence[Finding],
        on_finding: OnFinding,
        done: Conclusion,
        cancel: CancelToken | None,
    ) -> None:
        said = own_statements(stated)
        open_ones: list[Verdict] = []
        for attribute, (ranking, _, _) in best.items():
            verdict = judge(attribute, ranking, self.calibration, said.get(attribute))
            done.verdicts.append(verdict)
            if verdict.revealed and attribute not in said:
                open_ones.append(verdict)
            else:
                finding = _repeat(verdict, said[attribute]) if verdict.revealed else None
                _tell(verdict, finding, done, on_finding)
        groups: dict[tuple[str, int], list[Verdict]] = {}
        for verdict in open_ones:
            _, piece, start = best[verdict.attribute]
            groups.setdefault((piece, start), []).append(verdict)
        for (piece, start), verdicts in groups.items():
            quotes: dict[Attribute, tuple[Evidence, ...]] = {}
            if full:
                answers = {v.attribute: v.guesses[0].value for v in verdicts}
                root = self.engine.hold([*self.questions.opening, *self.engine.model.tokens(piece)], cancel)
                quotes = evidence(self.engine, self.questions, root, piece, answers, cancel=cancel)
            else:
                quotes = {v.attribute: self._telling(v.attribute, piece) for v in verdicts}
            for verdict in verdicts:
                finding = _finding(verdict, quotes.get(verdict.attribute, ()), searched=full).shifted(start)
                _tell(verdict, finding, done, on_finding)


def _ignore(_verdict: Verdict, _finding: Finding | None) -> None:
    """For those who only want the result."""


def own_statements(stated: Sequence[Finding]) -> dict[Attribute, Finding]:
    """What the author says of themselves, the surest finding of each attribute; a mere mention does not count."""
    said: dict[Attribute, Finding] = {}
    for finding in stated:
        own = finding.source is Source.STATED and finding.basis is Basis.STATED and finding.subject is Subject.AUTHOR
        known = said.get(finding.attribute)
        if own and (known is None or finding.best.confidence > known.best.confidence):
            said[finding.attribute] = finding
    return said


def judge(attribute: Attribute, ranking: Ranking, calibration: Calibration, said: Finding | None) -> Verdict:
    """The verdict on one attribute; what the author states of themselves goes before what is inferred."""
    if attribute in EXTENDED:
        return _judge_extended(attribute, ranking, said)
    best = ranking.shares[0]
    signs = Signs(best, ranking.told, ranking.agree, ranking.cues)
    sure = calibration.confidence(attribute, signs)
    rest = [min(sure, share * (1 - sure) / max(1e-6, 1 - best)) for share in ranking.shares[1:]]
    guesses = [Guess(v, min(1.0, c)) for v, c in zip(ranking.values, [sure, *rest], strict=True)]
    revealed = calibration.openness(attribute, signs) >= calibration.threshold
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
    return Verdict(attribute, tuple(named), named[0].confidence, bool(value) and share >= 0.95)


def _tell(verdict: Verdict, finding: Finding | None, done: Conclusion, on_finding: Callable[..., None]) -> None:
    if finding is not None:
        done.findings.append(finding)
    on_finding(verdict, finding)


def _repeat(verdict: Verdict, said: Finding) -> Finding:
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


def _finding(verdict: Verdict, quotes: tuple[Evidence, ...], *, searched: bool) -> Finding:
    value = verdict.guesses[0].value
    about = verdict.attribute.value
    guess = f"A stranger would guess {about}: {value}"
    if quotes and searched:
        why = f"{guess}; these words point to it most."
    elif quotes:
        why = f"{guess}; these sentences speak of it."
    else:
        why = f"{guess}; no single sentence says it, the whole of the text does."
    return Finding.make(verdict.attribute, verdict.guesses, quotes, source=Source.MODEL, basis=Basis.IMPLIED, why=why)
