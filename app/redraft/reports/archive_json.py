"""The JSON document of an archive's report."""

from __future__ import annotations

from typing import Any

from redraft.domain.advice import Step, measured, steps
from redraft.domain.archive import Counts, Opened, Post
from redraft.domain.confided import confided
from redraft.domain.profile import ArchiveReport, Carrier, Cut, Trait
from redraft.reports.check_json import (
    exposure_to_json,
    finding_to_json,
    guess_to_json,
    in_english,
    model_to_json,
    note_to_json,
    unread_to_json,
)


def archive_to_json(report: ArchiveReport, opened: Opened) -> dict[str, Any]:
    """What ``redraft archive --json`` prints.

    ``findings`` have the form of ``redraft check``'s, and each piece of evidence says in which post it stands, with
    offsets into that post's text. ``profile`` has every attribute that something points to, also those that nothing
    reveals; ``not_found`` names what was looked for and not even guessed at, ``not_enough`` what was not found either,
    but for which only a share of the posts was ``read``. ``confided``, of talks with an assistant alone, is what was
    told of health, money, work and others. ``advice`` is the cuts as steps, the strongest first.
    """
    timings = report.timings
    return {
        "platform": {"name": report.match.platform, "label": report.match.label,
                     "confidence": report.match.confidence},
        "files": {"read": opened.files, "media": opened.media,
                  "refused": [{"name": r.name, **in_english("why", r.why)} for r in opened.refused]},
        "counts": counts_to_json(report.counts),
        "scanned": report.scanned,
        "finished": report.finished,
        "findings": [_finding(t) for t in (*report.traits, *report.others) if t.revealed],
        "profile": [trait_to_json(t) for t in report.traits],
        "not_found": [attribute.value for attribute in report.not_found],
        "not_enough": [{"attribute": a.value, "read": round(read, 4)} for a, read in report.not_enough.items()],
        "exposure": None if report.exposure is None else exposure_to_json(report.exposure),
        **unread_to_json(report.headline),
        "cut": [cut_to_json(cut, report) for cut in report.cuts],
        "advice": [step_to_json(step, report) for step in steps(report.traits, report.cuts)],
        "timings": {"count_seconds": round(timings.count, 3), "fast_seconds": round(timings.fast, 3),
                    "model_seconds": round(timings.model, 3), "total_seconds": round(timings.total, 3),
                    "evaluated_tokens": timings.evaluated_tokens, "posts_read_by_model": timings.posts_asked,
                    "noticing_seconds": round(timings.noticing, 3), "posts_read_closely": timings.posts_noticed},
        "model": model_to_json(report.model),
        "languages": dict(report.languages),
        "confided": {matter.value: [_told(t) for t in traits] for matter, traits in confided(report).items()},
        "concluded": [{"by": c.by, "about": c.about, "text": c.text} for c in report.concluded],
        "notes": [note_to_json(n) for n in report.notes],
    }  # fmt: skip


def _told(trait: Trait) -> dict[str, Any]:
    finding = trait.finding
    return {"attribute": trait.attribute.value, "value": finding.best.value if finding.named else None,
            "about": finding.subject.value, "posts": trait.posts}  # fmt: skip


def counts_to_json(counts: Counts) -> dict[str, Any]:
    """``{"read", "own", "kept", "skipped": {reason: n}}``."""
    skipped = {reason.value: number for reason, number in sorted(counts.skipped.items())}
    return {"read": counts.read, "own": counts.own, "kept": counts.kept, "skipped": skipped}


def place_to_json(post: Post) -> dict[str, Any]:
    """Where a post is: the platform's id and address, and its place in the archive."""
    return {
        "id": post.id,
        "locator": [post.locator.member, post.locator.record],
        "date": None if post.date is None else post.date.isoformat(),
        "url": post.url,
    }


def trait_to_json(trait: Trait) -> dict[str, Any]:
    """One attribute of the profile, with the posts that carry it and how it came about."""
    finding = trait.finding
    return {
        "attribute": finding.attribute.value,
        "kind": finding.kind,
        "revealed": trait.revealed,
        "named": trait.revealed and finding.named,
        "told_in": trait.told,
        "basis": finding.basis.value,
        "guesses": [guess_to_json(g, finding.attribute) for g in finding.guesses],
        **in_english("why", finding.why),
        "posts": trait.posts,
        "carriers": [_carrier(c) for c in trait.carriers],
        "timeline": [
            {"date": m.date.isoformat(), "value": m.value, "confidence": round(m.confidence, 4), "posts": m.posts}
            for m in trait.timeline
        ],
        "changes": [
            {"earlier": c.earlier, "later": c.later, **in_english("sentence", c.sentence),
             "earlier_date": None if c.earlier_date is None else c.earlier_date.isoformat(),
             "later_date": None if c.later_date is None else c.later_date.isoformat()}
            for c in trait.changes
        ],
        "course": [
            {"value": p.value, "since": p.since.isoformat(), "until": p.until.isoformat(), "now": p is trait.course[-1]}
            for p in trait.course
        ],
    }  # fmt: skip


def cut_to_json(cut: Cut[int], report: ArchiveReport) -> dict[str, Any]:
    """One cut with its posts. Those whose text was not at hand are named by position only."""
    posts = [(at, report.posts.get(at)) for at in cut.items]
    return {
        "attribute": cut.attribute.value,
        "threshold": cut.threshold,
        "before": round(cut.before, 4),
        "after": round(cut.after, 4),
        "calibrated": any(measured(trait, cut) for trait in report.traits if trait.attribute is cut.attribute),
        "measured": None if cut.measured is None else round(cut.measured, 4),
        "reached": cut.reached,
        "smallest": cut.smallest,
        "posts": [{"position": at} | ({} if post is None else place_to_json(post)) for at, post in posts],
    }


def step_to_json(step: Step, report: ArchiveReport) -> dict[str, Any]:
    """A step of the advice: its posts as they are, and what they could say instead, null where only deleting helps."""
    posts = [(at, report.posts.get(at)) for at in step.items]
    return {
        "attribute": step.attribute.value,
        "also_hidden": [attribute.value for attribute in step.along],
        "before": round(step.before, 4),
        "after": round(step.after, 4),
        "calibrated": step.measured,
        "reached": step.reached,
        "posts": [
            {"position": at, "new_text": report.edits.get(at)}
            | ({} if post is None else place_to_json(post) | {"text": post.text})
            for at, post in posts
        ],
    }


def _carrier(carrier: Carrier) -> dict[str, Any]:
    quotes = [{"start": e.start, "end": e.end, "quote": e.quote} for e in carrier.evidence]
    return place_to_json(carrier.post) | {
        "position": carrier.at,
        "value": carrier.value,
        "weight": round(carrier.weight, 3),
        "evidence": quotes,
        "text": carrier.post.text,
    }


def _finding(trait: Trait) -> dict[str, Any]:
    evidence = [
        {"start": e.start, "end": e.end, "quote": e.quote, "post": place_to_json(carrier.post)}
        for carrier in trait.carriers
        for e in carrier.evidence
    ]
    return finding_to_json(trait.finding) | {"evidence": evidence, "posts": trait.posts}
