"""An archive's report as an HTML page to read, keep or print."""

from __future__ import annotations

from collections.abc import Iterable

from redraft.domain.archive import Counts, Opened, Post
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis
from redraft.domain.profile import ArchiveReport, Carrier, Cut, Trait
from redraft.domain.text import Evidence
from redraft.reports.exposure_words import in_words as crowd_in_words
from redraft.reports.page import document, plain, text
from redraft.reports.terminal import in_words, title
from redraft.reports.timeline import timeline

MOST_CUT_POSTS = 200
"""Posts of a cut that are listed; longer lists are for the files of ids and addresses."""
FEW = 12
"""Posts of a cut that are shown at once; more are folded away."""


def archive_to_html(report: ArchiveReport, opened: Opened) -> str:
    """The whole page."""
    revealed = [t for t in report.traits if t.revealed]
    hidden = [t for t in report.traits if not t.revealed]
    label = report.match.label
    parts = [
        f"<h1>What your posts give away together</h1><p class='muted'>{plain(_scanned(report))}</p>",
        _exposure(report),
        section("How it grew", f"<div class='card'>{picture}</div>" if (picture := timeline(revealed)) else ""),
        section("What a stranger would conclude", "".join(map(_trait, revealed)) or _nothing(report)),
        section("The smallest cut", "".join(_cut(cut, report) for cut in report.cuts)),
        section("Looked for and not revealed", _hidden(hidden)),
        section("Looked for and not found", _not_found(report)),
        section("People, places and organisations you name most", _others(report.others)),
        section("What was read", _counts(report.counts, opened) + _notes(report)),
        _footer(report),
    ]
    return document(f"Redraft: {label}", "\n".join(part for part in parts if part))


def section(heading: str, inside: str) -> str:
    """A part of the page with its heading; nothing when there is nothing inside."""
    return f"<section><h2>{plain(heading)}</h2>\n{inside}</section>" if inside else ""


def _scanned(report: ArchiveReport) -> str:
    dates = [m.date for t in report.traits for m in t.timeline]
    years = f", {min(dates):%Y} to {max(dates):%Y}" if dates else ""
    state = "" if report.finished else " The scan was stopped before its end."
    return f"{report.match.label}: {report.scanned:,} texts of yours{years}.{state}"


def _exposure(report: ArchiveReport) -> str:
    found = report.exposure
    if found is None:
        return ""
    level = found.level.name.lower()
    return (
        f"<div class='card'><p class='lead'><span class='level {level}'>{level}</span> "
        f"{plain(crowd_in_words(found))}</p><p class='muted'>{plain(found.reasons)} "
        f"About {found.bits:.0f} bits; a person is singled out of the world at 33.</p></div>"
    )


def _nothing(report: ArchiveReport) -> str:
    if not report.scanned:
        return "<p>There was no text of yours to look at.</p>"
    return "<p>Nothing was found that a stranger could be sure of.</p>"


def _not_found(report: ArchiveReport) -> str:
    names = ", ".join(title(attribute).lower() for attribute in report.not_found)
    by_whom = "" if report.model is not None else " By the fast tier alone: no model looked."
    return f"<div class='card'><p>{plain(names)}.{by_whom}</p></div>" if names else ""


def _trait(trait: Trait) -> str:
    finding, best = trait.finding, trait.finding.best
    name = title(finding.attribute) + (f" ({finding.kind.replace('_', ' ')})" if finding.kind else "")
    stated = "stated" if finding.basis is Basis.STATED else "implied"
    rest = ", ".join(f"{text(g.value)} {g.confidence:.0%}" for g in finding.guesses[1:])
    changes = "".join(f"<p>{text(change.sentence)}</p>" for change in trait.changes)
    posts = "".join(_carrier(c) for c in trait.carriers)
    many = f"The {len(trait.carriers)} posts that carry it most" if trait.posts > 1 else "The post that carries it"
    shown = f"<details open><summary>{many}</summary>{posts}</details>" if posts else ""
    sure = f"{best.confidence:.0%}, {in_words(best.confidence)}"
    return (
        f"<article class='card {finding.severity.name.lower()}'>"
        f"<div class='head'><span class='tag'>{plain(name)}</span><span class='value'>{text(best.value)}</span>"
        f"<span class='muted small'>{stated}</span></div>"
        f"<div class='sure'>{bar(best.confidence)}<span>{sure}</span></div>"
        + (f"<p class='muted small'>or {rest}</p>" if rest else "")
        + f"<p>{plain(finding.why)}</p>{changes}{shown}</article>"
    )


def bar(confidence: float) -> str:
    """A confidence as a bar."""
    return (
        "<svg class='bar' viewBox='0 0 100 5' preserveAspectRatio='none' aria-hidden='true'>"
        "<rect class='track' width='100' height='5' rx='2'/>"
        f"<rect class='fill' width='{confidence * 100:.0f}' height='5' rx='2'/></svg>"
    )


def _carrier(carrier: Carrier) -> str:
    return _post(carrier.post, carrier.evidence)


def _post(post: Post, evidence: Iterable[Evidence], most: int = 1_200) -> str:
    return f"<div class='post'>{_where(post)}<div class='said'>{marked(post.text, evidence, most)}</div></div>"


def _where(post: Post) -> str:
    date = f"{post.date:%d %B %Y}" if post.date is not None else "undated"
    parts = [date, post.kind.value, *([post.place] if post.place else [])]
    name = f" <code>{text(post.url or post.id)}</code>" if post.url or post.id else ""
    return f"<div class='muted small'>{text(', '.join(parts))}{name}</div>"


def marked(said: str, evidence: Iterable[Evidence], most: int) -> str:
    """A post's text with its telling words marked, cut to ``most`` code points around the first of them."""
    spans = sorted(evidence)
    start = max(0, spans[0].start - most // 3) if spans and len(said) > most else 0
    end = min(len(said), start + most)
    parts, at = ["…" if start else ""], start
    for span in spans:
        if span.start >= at and span.end <= end:
            parts += [text(said[at : span.start]), f"<mark>{text(said[span.start : span.end])}</mark>"]
            at = span.end
    return "".join([*parts, text(said[at:end]), "…" if end < len(said) else ""])


def _cut(cut: Cut[int], report: ArchiveReport) -> str:
    name = title(cut.attribute)
    if not cut.items:
        return ""
    many = "one post" if len(cut.items) == 1 else f"{len(cut.items):,} posts"
    if cut.reached:
        words = f"Delete or edit {many}, and {name.lower()} falls below {cut.threshold:.0%}."
        words += "" if cut.smallest else " Perhaps fewer would do: there were too many to try them all."
    else:
        words = f"Even without {many} it stays above {cut.threshold:.0%}."
    if cut.measured is not None:
        words += f" Reading only what all these cuts leave, the model still said so with {cut.measured:.0%}."
    posts = "".join(
        _post(post, (), 280) for at in cut.items[:MOST_CUT_POSTS] if (post := report.posts.get(at)) is not None
    )
    more = len(cut.items) - MOST_CUT_POSTS
    rest = f"<p class='muted small'>and {more:,} more; --ids and --urls list all of them.</p>" if more > 0 else ""
    unfolded = " open" if len(cut.items) <= FEW else ""
    return (
        f"<article class='card'><div class='head'><h3>{plain(name)}</h3><span class='arrow'>{cut.before:.0%} → "
        f"<span class='good'>{cut.after:.0%}</span></span></div><p>{plain(words)}</p>"
        f"<details{unfolded}><summary>The posts</summary>{posts}{rest}</details></article>"
    )


def _hidden(traits: list[Trait]) -> str:
    if not traits:
        return ""
    rows = "".join(
        f"<tr><td>{plain(title(t.attribute))}</td><td>{text(t.finding.best.value)}</td>"
        f"<td class='number'>{t.finding.best.confidence:.0%}</td></tr>"
        for t in traits
    )
    said = "<p class='muted small'>A stranger could only guess; the guess is named all the same.</p>"
    return f"<div class='card'>{said}<table><tbody>{rows}</tbody></table></div>"


def _others(traits: tuple[Trait, ...]) -> str:
    shown = [t for t in traits if t.attribute in (Attribute.NAME, Attribute.PLACE, Attribute.ORGANISATION)][:20]
    if not shown:
        return ""
    rows = "".join(
        f"<tr><td>{text(t.finding.best.value)}</td><td>{plain((t.finding.kind or t.attribute.value).replace('_', ' '))}"
        f"</td><td class='number'>{t.posts:,}</td></tr>"
        for t in shown
    )
    head = "<thead><tr><th>Named</th><th>What</th><th class='number'>Posts</th></tr></thead>"
    return f"<div class='card'><table>{head}<tbody>{rows}</tbody></table></div>"


def _counts(counts: Counts, opened: Opened) -> str:
    rows = [("Records read", f"{counts.read:,}")]
    rows += [("Written by you", "not known" if counts.own is None else f"{counts.own:,}")]
    rows += [(f"Left out: {reason.value.replace('_', ' ')}", f"{n:,}") for reason, n in counts.skipped.items()]
    rows += [("Kept", f"{counts.kept:,}")]
    cells = "".join(f"<tr><td>{plain(name)}</td><td class='number'>{value}</td></tr>" for name, value in rows)
    refused = "".join(f"<p>{text(r.name)} {plain(r.why)}.</p>" for r in opened.refused[:20])
    return f"<div class='card'><table><tbody>{cells}</tbody></table>{refused}</div>"


def _notes(report: ArchiveReport) -> str:
    return "".join(f"<p class='small'>{text(note.message)}</p>" for note in report.notes)


def _footer(report: ArchiveReport) -> str:
    model = (
        f"{report.model.name} read {report.timings.posts_asked:,} of the posts." if report.model else "No model looked."
    )
    return (
        f"<footer><p>{plain(model)} Confidence says how often such conclusions were right on labelled data; a larger "
        "model, or somebody who knows you, may see more. Nothing has left this computer.</p></footer>"
    )
