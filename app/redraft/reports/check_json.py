"""The document of ``redraft check --json``, and the parts that others share: always English, with codes beside it."""

from __future__ import annotations

from typing import Any

from redraft.domain.answers import composed
from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding, Guess
from redraft.domain.headline import Headline
from redraft.domain.message import Message, message_to_json
from redraft.domain.report import ModelInfo, Report, Timings, Verdict
from redraft.domain.text import Note
from redraft.speech.now import english


def in_english(name: str, message: Message) -> dict[str, Any]:
    """``{name: English, name_code, name_params}``: what a person reads, and what a program can rely on."""
    data = message_to_json(message)
    return {name: english(message), f"{name}_code": data["code"], f"{name}_params": data["params"]}


def guess_to_json(guess: Guess, attribute: Attribute) -> dict[str, Any]:
    """``{"value", "value_code", "value_params", "confidence"}``; without a code for an answer that is not composed."""
    return {**answer_to_json("value", guess.value, attribute), "confidence": round(guess.confidence, 4)}


def answer_to_json(name: str, answer: str, about: str) -> dict[str, Any]:
    """``{name, name_code, name_params}``: an answer in English, and what it is composed of."""
    data = message_to_json(composed(about, answer))
    return {name: answer, f"{name}_code": data["code"], f"{name}_params": data["params"]}


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """One finding in the public form of ``redraft check --json``."""
    return {
        "attribute": finding.attribute.value,
        "kind": finding.kind,
        "guesses": [guess_to_json(g, finding.attribute) for g in finding.guesses],
        "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in finding.evidence],
        "source": finding.source.value,
        "basis": finding.basis.value,
        **in_english("why", finding.why),
        "subject": finding.subject.value,
        **answer_to_json("person", finding.person, "person"),
        "entity": finding.entity,
        "severity": finding.severity.name.lower(),
        "named": finding.named,
        "measured": finding.measured,
        "grade": finding.grade.value,
    }


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """``{"attribute", "guesses", "confidence", "revealed", "named", "grade", "told"}``; told: null if nobody judged."""
    return {
        "attribute": verdict.attribute.value,
        "guesses": [guess_to_json(g, verdict.attribute) for g in verdict.guesses],
        "confidence": round(verdict.confidence, 4),
        "revealed": verdict.revealed,
        "named": verdict.revealed and verdict.named,
        "grade": verdict.grade.value,
        "told": None if verdict.told is None else round(verdict.told, 4),
    }


def note_to_json(note: Note) -> dict[str, Any]:
    """``{"code", "message"}`` with the message's own code."""
    return {"code": note.code, **in_english("message", note.message)}


def report_to_json(report: Report) -> dict[str, Any]:
    """The document that ``redraft check --json`` prints."""
    return {
        "findings": [finding_to_json(f) for f in report.findings],
        "verdicts": [verdict_to_json(v) for v in report.verdicts],
        "notes": [note_to_json(n) for n in report.notes],
        "timings": timings_to_json(report.timings),
        "model": model_to_json(report.model),
        "language": report.language,
        "exposure": None if report.exposure is None else exposure_to_json(report.exposure),
        **headline_to_json(report.headline),
    }


def headline_to_json(headline: Headline) -> dict[str, Any]:
    """The state as ``headline`` with a code for its reason, the sentence, and what is about others (None: nothing)."""
    others = in_english("about_others", headline.others) if headline.others else {"about_others": None}
    return {
        "headline": headline.state.value,
        "headline_reason": headline.reason,
        **_sentence(headline.said),
        **others,
    }


def unread_to_json(unread: Message) -> dict[str, Any]:
    """What was not checked, as ``headline`` with its code and parameters; None where all was."""
    return in_english("headline", unread) if unread else {"headline": None}


def _sentence(said: Message) -> dict[str, Any]:
    data = message_to_json(said)
    return {"headline_text": english(said), "headline_code": data["code"], "headline_params": data["params"]}


def exposure_to_json(exposure: Exposure) -> dict[str, Any]:
    """People and bits with their intervals, the level, the reasons and what each attribute adds."""
    return {
        "people": round(exposure.people, 1),
        "people_interval": [round(exposure.people_low, 1), round(exposure.people_high, 1)],
        "bits": round(exposure.bits, 2),
        "bits_interval": [round(exposure.bits_low, 2), round(exposure.bits_high, 2)],
        "level": exposure.level.name.lower(),
        **in_english("reasons", exposure.reasons),
        "contributions": [
            {
                "attribute": c.attribute.value,
                "value": c.value,
                "findings": list(c.findings),
                "bits": round(c.shapley, 2),
                "bits_without": round(c.without, 2),
            }
            for c in exposure.contributions
        ],
        "unknown": [a.value for a in exposure.unknown],
        "assumptions": [english(a) for a in exposure.assumptions],
        "assumptions_codes": [a.code for a in exposure.assumptions],
        "audience": exposure.audience,
        "place": exposure.place,
        "place_people": round(exposure.place_people),
    }


def timings_to_json(timings: Timings) -> dict[str, Any]:
    """Seconds and tokens."""
    return {
        "fast_seconds": round(timings.fast, 4),
        "model_seconds": round(timings.model, 3),
        "total_seconds": round(timings.total, 3),
        "draft_tokens": timings.draft_tokens,
        "evaluated_tokens": timings.evaluated_tokens,
        "generated_tokens": timings.generated_tokens,
    }


def model_to_json(model: ModelInfo | None) -> dict[str, Any] | None:
    """``{"id", "name", "calibrated", "gpu"}`` or None when no model looked."""
    if model is None:
        return None
    return {"id": model.id, "name": model.name, "calibrated": model.calibrated, "gpu": model.gpu}
