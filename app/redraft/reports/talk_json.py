"""The document of ``redraft chat --json``: always English, with codes beside it."""

from __future__ import annotations

from typing import Any

from redraft.domain.message import message_to_json
from redraft.domain.talk import Answer, Question, Step, TalkReport
from redraft.reports.check_json import answer_to_json, exposure_to_json, in_english, note_to_json
from redraft.speech.now import english


def talk_to_json(report: TalkReport) -> dict[str, Any]:
    """The whole report. Turns count from 1; places in a turn are code points."""
    return {
        "me": report.me,
        "speakers": list(report.speakers),
        "said": [{"text": english(said), **message_to_json(said)} for said in report.said],
        "turns": [_step(step) for step in report.steps],
        "pursuits": [
            {
                "aim": pursuit.aim.value,
                "asker": pursuit.asker,
                "turns": list(pursuit.turns),
                "given_in": list(pursuit.given),
                **(in_english("known", pursuit.depth) if pursuit.depth else {"known": None}),
            }
            for pursuit in report.pursuits
        ],
        "patterns": {name: [pattern.value for pattern in found] for name, found in report.patterns},
        "suggestions": [
            {
                "turn": suggestion.question.turn,
                "aim": suggestion.aim.value,
                "pending": suggestion.pending,
                "replies": list(suggestion.replies),
            }
            for suggestion in report.suggestions
        ],
        "notes": [note_to_json(note) for note in report.notes],
    }


def _step(step: Step) -> dict[str, Any]:
    turn = step.turn
    return {
        "number": turn.number,
        "speaker": turn.speaker,
        "date": turn.date.isoformat() if turn.date else None,
        "text": turn.text,
        "questions": [_question(question) for question in step.questions],
        "answers": [_answer(given) for given in step.answers],
        "exposure": None if step.exposure is None else exposure_to_json(step.exposure),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "start": question.span.start,
        "end": question.span.end,
        "aims": [aim.value for aim in question.aims],
        "returned": question.returned,
    }


def _answer(given: Answer) -> dict[str, Any]:
    value = answer_to_json("value", given.value, given.attribute or "") if given.value else {"value": None}
    return {
        "attribute": given.attribute,
        "aim": given.aim.value if given.aim is not None else None,
        "how": given.how.value,
        "quote": given.quote,
        **value,
    }
