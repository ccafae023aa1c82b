"""The JSON document of a check of music."""

from __future__ import annotations

from typing import Any

from redraft.domain.music_report import Advice, Clue, Conclusion, Features, PlaylistReport
from redraft.domain.profile import Cut
from redraft.reports.archive_json import counts_to_json
from redraft.reports.check_json import (
    answer_to_json,
    exposure_to_json,
    finding_to_json,
    in_english,
    model_to_json,
    note_to_json,
)


def playlist_to_json(report: PlaylistReport) -> dict[str, Any]:
    """What ``redraft playlist --json`` prints.

    ``findings`` have the form of ``redraft check``'s, but their evidence is a list of artists, tracks, names and hours:
    ``{"kind", "name", "detail", "tracks", "weight"}``, with what the detail is composed of. ``told`` marks those that
    stand in the user's own words.
    """
    timings = report.timings
    return {
        "platform": {"name": report.match.platform, "label": report.match.label,
                     "confidence": report.match.confidence},
        "counts": counts_to_json(report.counts),
        "findings": [
            *(conclusion_to_json(c, told=False) for c in report.conclusions),
            *(conclusion_to_json(c, told=True) for c in report.told),
        ],
        "features": features_to_json(report.features),
        "missing": [note_to_json(n) for n in report.missing],
        "concluded": [{"by": c.by, "text": c.text} for c in report.concluded],
        "exposure": None if report.exposure is None else exposure_to_json(report.exposure),
        "advice": [advice_to_json(a) for a in report.advice],
        "timings": {"read_seconds": round(timings.read, 3), "music_seconds": round(timings.music, 3),
                    "names_seconds": round(timings.names, 3), "model_seconds": round(timings.model, 3),
                    "total_seconds": round(timings.total, 3), "evaluated_tokens": timings.evaluated_tokens},
        "model": model_to_json(report.model),
        "notes": [note_to_json(n) for n in report.notes],
    }  # fmt: skip


def conclusion_to_json(conclusion: Conclusion, *, told: bool) -> dict[str, Any]:
    """One finding with what carries it."""
    return finding_to_json(conclusion.finding) | {
        "evidence": [clue_to_json(c) for c in conclusion.clues],
        "reliability": conclusion.reliability.value,
        **in_english("caution", conclusion.caution),
        "calibrated": conclusion.calibrated,
        "alone": dict(conclusion.alone),
        "told": told,
    }


def clue_to_json(clue: Clue) -> dict[str, Any]:
    """``{"kind", "name", "detail", "detail_code", "detail_params", "tracks", "weight"}``."""
    return {
        "kind": clue.kind.value, "name": clue.name, **answer_to_json("detail", clue.detail, "kind"),
        "tracks": clue.tracks, "weight": clue.weight,
    }  # fmt: skip


def features_to_json(features: Features) -> dict[str, Any]:
    """The groups, and the distributions that pictures are drawn from."""
    return {
        **{name: dict(group) for name, group in features.groups.items()},
        "kinds": [{"kind": kind, "share": share} for kind, share in features.kinds],
        "decades": [{"decade": decade, "songs": songs} for decade, songs in features.decades],
        "hours_utc": list(features.hours),
        "languages": [{"language": language, "songs": songs} for language, songs in features.languages],
    }


def advice_to_json(advice: Advice) -> dict[str, Any]:
    """``{"code", "sentence", "items", "cut"}``."""
    return {
        "code": advice.code,
        **in_english("sentence", advice.sentence),
        "items": list(advice.items),
        "cut": None if advice.cut is None else _cut(advice.cut) | {"calibrated": advice.measured},
    }


def _cut(cut: Cut[Clue]) -> dict[str, Any]:
    return {
        "attribute": cut.attribute.value,
        "threshold": cut.threshold,
        "items": [clue_to_json(c) for c in cut.items],
        "before": round(cut.before, 4),
        "after": round(cut.after, 4),
        "reached": cut.reached,
        "smallest": cut.smallest,
    }
