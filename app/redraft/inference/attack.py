"""The attacker: what a stranger with a language model concludes about the author of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import ASKED_WHERE_CUED, Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence, Note
from redraft.inference.asking import Raw, affordable, ask, needed
from redraft.inference.cues import Cues, Reading
from redraft.inference.engine import Engine
from redraft.inference.evidence import around, turning_point
from redraft.inference.fusing import Fuser, Ranking
from redraft.inference.judging import conclude, judge, own_statements, repeat, silent
from redraft.inference.passages import parts
from redraft.inference.questions import Phrasing, Questions
from redraft.inference.readouts import Readouts
from redraft.usecases.ports import CancelToken, Pass

ROOM = 350
"""Tokens that a pass may read beyond the text: questions, answers and what a quote takes."""
QUESTION_ROOM = 700
"""Tokens of the context that are kept for questions and answers."""
MOST_PARTS = 8


OnFinding = Callable[[Verdict, Finding | None], None]
"""Called for each attribute as soon as it is known."""


@dataclass(slots=True)
class Conclusion:
    """What came of one text. ``sensed``: log-odds that a sharp reader could tell, by the model's own states."""

    verdicts: list[Verdict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sensed: dict[Attribute, float] = field(default_factory=dict)
    draft_tokens: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one part of a text gave for an attribute: None where nothing points to it, so that it was not asked."""

    ranking: Ranking | None
    reading: Reading
    piece: str
    start: int
    in_reply_to: str = ""

    def more_than(self, other: _Seen | None) -> bool:
        if other is None or self.ranking is None:
            return other is None
        return other.ranking is None or self.ranking.told > other.ranking.told


@dataclass(slots=True)
class Attack:
    """Asks, fuses and quotes. One engine, one question at a time."""

    engine: Engine
    questions: Questions
    fuser: Fuser
    cues: Cues
    readouts: Readouts | None = None

    def prepare(self, text: str, cancel: CancelToken | None = None, *, in_reply_to: str = "") -> None:
        """Read a draft ahead of time; a later question pays only for what changed."""
        tokens = self.questions.read(self.engine.model, text, in_reply_to)[: self._room()]
        self.engine.hold([*self.questions.opening, *tokens], cancel)

    def infer(
        self,
        text: str,
        attributes: Sequence[Attribute],
        depth: Pass,
        stated: Sequence[Finding],
        on_finding: OnFinding,
        cancel: CancelToken | None = None,
        *,
        in_reply_to: str = "",
    ) -> Conclusion:
        """Verdicts for all attributes asked, findings for those that the text gives away.

        ``in_reply_to`` is what somebody else wrote before, where the text is an answer to it.
        """
        done = Conclusion()
        said = own_statements(stated)
        best: dict[Attribute, _Seen] = {}
        spent = 0
        for start, piece in self._pieces(text, done):
            reading = self.cues.read(piece)
            wanted = _worth_asking(attributes, reading, said)
            tokens = self.questions.read(self.engine.model, piece, in_reply_to if start == 0 else "")
            done.draft_tokens += len(tokens)
            held = self.engine.hold([*self.questions.opening, *tokens], cancel)
            before = self.engine.evaluated
            heard = ask(self.engine, self.questions, held, self._wordings(wanted, depth), cancel)
            spent += self.engine.evaluated - before
            if self.readouts is not None and heard.stem is not None:
                for attribute, logit in self.readouts.read(heard.stem, heard.questions).items():
                    done.sensed[attribute] = max(logit, done.sensed.get(attribute, logit))
            self._add(best, attributes, wanted, heard.raw, reading, piece, start, in_reply_to if start == 0 else "")
        room = ROOM - spent if depth is Pass.FULL else 0
        self._conclude(best, depth, said, on_finding, done, room, cancel)
        return done

    def _wordings(self, attributes: Sequence[Attribute], depth: Pass) -> list[Phrasing]:
        return affordable(self.questions, needed(attributes), ROOM, most=1 if depth is Pass.FIRST else 99)

    def _room(self) -> int:
        return max(64, self.engine.context - QUESTION_ROOM - len(self.questions.opening))

    def _pieces(self, text: str, done: Conclusion) -> list[tuple[int, str]]:
        spans = parts(text, lambda t: len(self.engine.model.tokens(t)), self._room()) if text else []
        if not spans:
            return [(0, text)]
        if len(spans) > MOST_PARTS:
            end = spans[MOST_PARTS - 1].end
            message = Message("check.model_cut", {"end": end, "count": len(text)})
            done.notes.append(Note("cut", message))
        elif len(spans) > 1:
            done.notes.append(Note("parts", Message("check.parts", {"count": len(spans)})))
        return [(s.start, text[s.start : s.end]) for s in spans[:MOST_PARTS]]

    def _add(
        self,
        best: dict[Attribute, _Seen],
        attributes: Sequence[Attribute],
        asked: Sequence[Attribute],
        raw: Raw,
        reading: Reading,
        piece: str,
        start: int,
        said_before: str = "",
    ) -> None:
        for attribute in attributes:
            ranking = self.fuser.rank(attribute, raw, reading) if attribute in asked else None
            seen = _Seen(ranking, reading, piece, start, said_before)
            if seen.more_than(best.get(attribute)):
                best[attribute] = seen

    def _conclude(
        self,
        best: dict[Attribute, _Seen],
        depth: Pass,
        said: dict[Attribute, Finding],
        on_finding: OnFinding,
        done: Conclusion,
        room: int,
        cancel: CancelToken | None,
    ) -> None:
        for attribute, seen in best.items():
            known = said.get(attribute)
            if seen.ranking is None:
                verdict = silent(attribute, known)
            else:
                verdict = judge(attribute, seen.ranking, self.fuser.calibration, known, depth)
            finding = None
            if verdict.revealed and known is not None:
                finding = repeat(verdict, known)
            elif verdict.revealed:
                before = self.engine.evaluated
                quotes, pointed = self._quotes(verdict, seen, room, cancel)
                room -= self.engine.evaluated - before
                finding = conclude(verdict, quotes, pointed=pointed).shifted(seen.start)
            done.verdicts.append(verdict)
            if finding is not None:
                done.findings.append(finding)
            on_finding(verdict, finding)

    def _quotes(
        self, verdict: Verdict, seen: _Seen, room: int, cancel: CancelToken | None
    ) -> tuple[tuple[Evidence, ...], bool]:
        """Sentences with words for the answer; or where the model came to it; or those that speak of the subject."""
        attribute, value, piece = verdict.attribute, verdict.guesses[0].value, seen.piece
        if spots := seen.reading.spots(attribute, value):
            return around(piece, spots), True
        if room > 0:
            wording = next(w for w in self.questions.wordings if w.attribute is attribute)
            tokens = self.questions.read(self.engine.model, piece, seen.in_reply_to)
            root = self.engine.hold([*self.questions.opening, *tokens], cancel)
            if found := turning_point(self.engine, self.questions, root, piece, wording, value, room, cancel=cancel):
                return found, True
        return around(piece, seen.reading.spots(attribute)), False


def _worth_asking(attributes: Sequence[Attribute], reading: Reading, said: dict[Attribute, Finding]) -> list[Attribute]:
    """All but those of the further attributes that nothing points to, or that the author states."""
    return [a for a in attributes if a not in ASKED_WHERE_CUED or (reading.strength(a) > 0 and a not in said)]
