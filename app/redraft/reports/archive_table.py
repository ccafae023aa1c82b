"""An archive's report as a table, and as lists that deletion tools take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from redraft.domain.advice import steps
from redraft.domain.archive import Post
from redraft.domain.profile import ArchiveReport
from redraft.reports.terminal import printable
from redraft.speech import words

COLUMNS = ("attribute", "value", "sure", "confidence", "basis", "weight", "in_cut", "date", "kind", "audience",
           "place", "id", "url", "quotes", "text")  # fmt: skip
PLAN = ("step", "hides", "action", "id", "link", "date", "place", "old_text", "new_text")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def archive_to_csv(report: ArchiveReport) -> str:
    """One row for each post that carries something of a revealed attribute; a confidence where it was measured."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for row in _rows(report):
        rows.writerow([defused(printable(str(cell))) for cell in row])
    return out.getvalue()


def plan_to_csv(report: ArchiveReport) -> str:
    """What to do, in the order of the advice: one row a post, with its text and what it could say instead.

    Neither Cyd nor Redact documents a list that it takes: Cyd deletes by age and reach. So this is for people, who
    open each link and use the platform's own menu, and for scripts, which need the id.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(PLAN)
    for number, step in enumerate(steps(report.traits, report.cuts), 1):
        hides = " ".join(attribute.value for attribute in (step.attribute, *step.along))
        for at in step.items:
            if (post := report.posts.get(at)) is None:
                continue
            new = report.edits.get(at, "")
            date = "" if post.date is None else post.date.isoformat()
            row = (number, hides, "edit" if new else "delete", post.id, post.url, date, post.place, post.text, new)
            rows.writerow([defused(printable(str(cell))) for cell in row])
    return out.getvalue()


def ids(report: ArchiveReport) -> str:
    """The ids of all posts that the cuts name, one a line; posts without one are left out."""
    return _lines(post.id for post in _cut_posts(report))


def urls(report: ArchiveReport) -> str:
    """Their addresses."""
    return _lines(post.url for post in _cut_posts(report))


def defused(cell: str) -> str:
    """A cell that a spreadsheet takes as text: what looks like a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _rows(report: ArchiveReport) -> Iterator[tuple[object, ...]]:
    cut = {(c.attribute, at) for c in report.cuts for at in c.items}
    for trait in report.traits:
        if not trait.revealed:
            continue
        for carrier in trait.carriers:
            post, finding, sure = carrier.post, trait.finding, trait.finding.best.confidence
            yield (
                finding.attribute.value, carrier.value, words.sureness(sure), f"{sure:.2f}" if finding.measured else "",
                finding.basis.value,
                f"{carrier.weight:.2f}", "yes" if (finding.attribute, carrier.at) in cut else "no",
                "" if post.date is None else post.date.isoformat(), post.kind.value, post.audience.value, post.place,
                post.id, post.url, " | ".join(e.quote for e in carrier.evidence), post.text,
            )  # fmt: skip


def _cut_posts(report: ArchiveReport) -> list[Post]:
    positions = sorted({at for cut in report.cuts for at in cut.items})
    return [report.posts[at] for at in positions if at in report.posts]


def _lines(values: Iterator[str]) -> str:
    one_line = (printable(value).replace("\n", " ").strip() for value in values)
    return "".join(f"{value}\n" for value in dict.fromkeys(one_line) if value)
