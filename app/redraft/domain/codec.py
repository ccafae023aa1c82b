"""Values to JSON-ready dictionaries and back, for the worker protocol and the store; `--json` is that with words."""

from __future__ import annotations

from typing import Any

from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import message_from_json, message_to_json
from redraft.domain.report import Verdict
from redraft.domain.text import Evidence, Note


def guess_to_json(guess: Guess) -> dict[str, Any]:
    """``{"value", "confidence"}``."""
    return {"value": guess.value, "confidence": round(guess.confidence, 4)}


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """One finding in the public form of ``redraft check --json``."""
    return {
        "attribute": finding.attribute.value,
        "kind": finding.kind,
        "guesses": [guess_to_json(g) for g in finding.guesses],
        "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in finding.evidence],
        "source": finding.source.value,
        "basis": finding.basis.value,
        "why": message_to_json(finding.why),
        "subject": finding.subject.value,
        "person": finding.person,
        "entity": finding.entity,
        "severity": finding.severity.name.lower(),
    }


def finding_from_json(data: dict[str, Any]) -> Finding:
    """The inverse of :func:`finding_to_json`; raises KeyError or ValueError for anything else."""
    return Finding(
        Attribute(data["attribute"]),
        tuple(guess_from_json(g) for g in data["guesses"]),
        tuple(Evidence(int(e["start"]), int(e["end"]), str(e["quote"])) for e in data["evidence"]),
        Source(data["source"]),
        Basis(data["basis"]),
        message_from_json(data["why"]),
        str(data["kind"]),
        Subject(data["subject"]),
        str(data["person"]),
        str(data["entity"]),
        Severity[data["severity"].upper()],
    )


def guess_from_json(data: dict[str, Any]) -> Guess:
    """The inverse of :func:`guess_to_json`."""
    return Guess(str(data["value"]), float(data["confidence"]))


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """``{"attribute", "guesses", "confidence", "revealed", "named"}``: what is revealed is named, for now."""
    return {
        "attribute": verdict.attribute.value,
        "guesses": [guess_to_json(g) for g in verdict.guesses],
        "confidence": round(verdict.confidence, 4),
        "revealed": verdict.revealed,
        "named": verdict.revealed,
    }


def verdict_from_json(data: dict[str, Any]) -> Verdict:
    """The inverse of :func:`verdict_to_json`."""
    guesses = tuple(guess_from_json(g) for g in data["guesses"])
    return Verdict(Attribute(data["attribute"]), guesses, float(data["confidence"]), bool(data["revealed"]))


def note_to_json(note: Note) -> dict[str, Any]:
    """``{"code", "message"}``."""
    return {"code": note.code, "message": message_to_json(note.message)}


def note_from_json(data: dict[str, Any]) -> Note:
    """The inverse of :func:`note_to_json`; raises KeyError or ValueError for anything else."""
    return Note(str(data["code"]), message_from_json(data["message"]))
