"""Reading a conversation turn by turn: what is asked, what is given in answer, how far each side is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from redraft import languages
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.domain.talk import Aim, Answer, Question, Step, TalkReport, Turn
from redraft.domain.text import Note
from redraft.languages import Language
from redraft.talks.answering import answering
from redraft.talks.asking import Asking, asking
from redraft.talks.folding import sentences
from redraft.usecases.check import CheckDraft
from redraft.usecases.known import Known
from redraft.usecases.ports import CancelToken
from redraft.usecases.talk_answers import answers, own
from redraft.usecases.talk_reading import Conversation, user_in
from redraft.usecases.talk_summary import summed_up

ENOUGH = 4
"""Words of a turn from which the encoder is asked what a sharp reader could tell; fewer tell by what was asked."""


@dataclass(frozen=True, slots=True)
class TurnRead:
    """So many turns of so many have been read."""

    done: int
    all: int


@dataclass(frozen=True, slots=True)
class ReadTalk:
    """The job. ``check`` is a check without a model: the words, and what a sharp reader could tell."""

    check: CheckDraft

    def stages(
        self, talk: Conversation, me: str = "", *, cancel: CancelToken | None = None
    ) -> Iterator[TurnRead | TalkReport]:
        """Each turn as it is read, and the report at the end; raises InputError when nobody knows who ``me`` is, and
        what the ports raise.
        """
        user = user_in(talk.speakers, me)
        walk = _Walk(self.check, languages.default())
        steps: list[Step] = []
        for turn in talk.turns:
            steps.append(walk.step(turn, cancel))
            yield TurnRead(len(steps), len(talk.turns))
        notes = (*talk.notes, *walk.notes(len(steps)))
        yield summed_up(user, talk.speakers, steps, notes, walk.language)

    def run(self, talk: Conversation, me: str = "", *, cancel: CancelToken | None = None) -> TalkReport:
        """All stages at once; see :meth:`stages`."""
        report = None
        for report in self.stages(talk, me, cancel=cancel):  # noqa: B007 - the last one is meant
            pass
        assert isinstance(report, TalkReport)
        return report


class _Walk:
    """What is known between two turns."""

    def __init__(self, check: CheckDraft, language: Language) -> None:
        self.language = language
        self._check, self._answering = check, answering(language)
        known = asking(language)
        assert known is not None
        self._asking: Asking = known
        self._asked: tuple[Question, ...] = ()
        self._speaker = ""
        self._facts: dict[str, list[Finding]] = {}
        self._unread = 0

    def step(self, turn: Turn, cancel: CancelToken | None) -> Step:
        """Read the next turn; raises as the check does."""
        found = self._found(turn, cancel)
        asked = self._asked if turn.speaker != self._speaker else ()
        given = answers(turn, asked, found, self._asking, self._answering, self._check.fast, cancel)
        back = tuple(dict.fromkeys(aim for question in asked for aim in question.aims))
        questions = tuple(self._asking.questions(turn, back, _told_by(turn, given)))
        facts = self._facts.setdefault(turn.speaker, [])
        news = [answer.finding for answer in given if answer.finding is not None]
        facts += news
        self._asked, self._speaker = questions, turn.speaker
        return Step(turn, questions, tuple(given), self._check.crowd(facts, ()) if news else None)

    def notes(self, turns: int) -> tuple[Note, ...]:
        """What the user should know of the reading."""
        if self._unread * 2 < turns:
            return ()
        return (Note("language", Message("talk.other_language", {"language": languages.name_of(self.language.code)})),)

    def _found(self, turn: Turn, cancel: CancelToken | None) -> Sequence[Finding]:
        """What a check without the model finds in a turn; without the encoder, too, where there are few words."""
        known = Known()
        for stage in self._check.stages(turn.text, attributes=(), cancel=cancel):
            known = stage.known
            if len(turn.text.split()) < ENOUGH:
                break
        self._unread += languages.whole(known.language) is None
        return self._check.found(known)[0]


def _told_by(turn: Turn, given: Sequence[Answer]) -> Mapping[int, tuple[Aim, ...]]:
    """What each sentence of a turn tells of its speaker, as aims, by where it begins."""
    told: dict[int, tuple[Aim, ...]] = {}
    facts = [finding for answer in given if (finding := answer.finding) is not None and finding in own([finding])]
    for span in sentences(turn.text):
        here = [f for f in facts if any(span.start <= e.start < span.end for e in f.evidence)]
        aims = dict.fromkeys(aim for f in here for aim in Aim if aim.value == f.attribute.value)
        if aims:
            told[span.start] = tuple(aims)
    return told
