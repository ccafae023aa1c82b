"""Values to JSON-ready dictionaries and back: one form for the worker protocol, `--json` and the store."""

from __future__ import annotations

from typing import Any

from redraft.domain.attributes import Attribute, Severity
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.report import ModelInfo, Report, Timings, Verdict
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
        "why": finding.why,
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
        str(data["why"]),
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


def note_to_json(note: Note) -> dict[str, str]:
    """``{"code", "message"}``."""
    return {"code": note.code, "message": note.message}


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
    }


def exposure_to_json(exposure: Exposure) -> dict[str, Any]:
    """People and bits with their intervals, the level, the reasons and what each attribute adds."""
    return {
        "people": round(exposure.people, 1),
        "people_interval": [round(exposure.people_low, 1), round(exposure.people_high, 1)],
        "bits": round(exposure.bits, 2),
        "bits_interval": [round(exposure.bits_low, 2), round(exposure.bits_high, 2)],
        "level": exposure.level.name.lower(),
        "reasons": exposure.reasons,
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
        "assumptions": list(exposure.assumptions),
        "audience": exposure.audience,
        "place": exposure.place,
        "place_people": round(exposure.place_people),
    }
