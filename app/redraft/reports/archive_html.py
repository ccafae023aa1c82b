"""An archive's report as an HTML page to read, keep or print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from redraft.domain.advice import Step, steps
from redraft.domain.archive import Counts, Opened, Post
from redraft.domain.attributes import Group
from redraft.domain.message import Message
from redraft.domain.profile import ArchiveReport, Carrier, Cut, Trait
from redraft.domain.text import Evidence
from redraft.reports.page import document, plain, text
from redraft.reports.terminal import LEAST_SHOWN
from redraft.reports.timeline import timeline
from redraft.speech import confided, words
from redraft.speech.now import _, answer, attribute_inline, day, number, plural, worded

MOST_CUT_POSTS = 200
"""Posts of a cut that are listed; longer lists are for the files of the plan."""
FEW = 12
"""Posts of a cut that are shown at once; more are folded away."""


def archive_to_html(report: ArchiveReport, opened: Opened) -> str:
    """The whole page."""
    revealed = [t for t in report.traits if t.revealed]
    hidden = [t for t in report.traits if not t.revealed]
    label = report.match.label
    parts = [
        f"<h1>{plain(_('What your posts give away together'))}</h1><p class='muted'>{plain(_scanned(report))}</p>",
        _exposure(report),
        section(confided.heading(), _told(report)),
        section(_("How it grew"), f"<div class='card'>{picture}</div>" if (picture := timeline(revealed)) else ""),
        section(_("What a stranger would conclude"), "".join(map(_trait, revealed)) or _nothing(report)),
        *(
            section(_("What {platform} says it knows about you").format(platform=by), _concluded(said))
            for by, said in words.concluded(report.concluded).items()
        ),
        section(_("The smallest cut"), _advice(report)),
        section(_("Looked for and not revealed"), _hidden(hidden)),
        section(_("Looked for and not found"), _not_found(report)),
        section(_("People, places and organisations you name most"), _others(report.others)),
        section(_("What was read"), _counts(report.counts, opened) + _notes(report)),
        _footer(report),
    ]
    return document(f"Redraft: {label}", "\n".join(part for part in parts if part))


def section(heading: str, inside: str) -> str:
    """A part of the page with its heading; nothing when there is nothing inside."""
    return f"<section><h2>{plain(heading)}</h2>\n{inside}</section>" if inside else ""


def _scanned(report: ArchiveReport) -> str:
    dates = [m.date for t in report.traits for m in t.timeline]
    texts = plural("{count} text of yours", "{count} texts of yours", report.scanned)
    if dates:
        texts += ", " + _("{first} to {last}").format(first=min(dates).year, last=max(dates).year)
    state = "" if report.finished else " " + _("The scan was stopped before its end.")
    return f"{answer(report.match.label)}: {texts}.{state}"


def _exposure(report: ArchiveReport) -> str:
    found = report.exposure
    unread = f"<div class='card'><p class='lead'>{plain(worded(report.headline))}</p></div>" if report.headline else ""
    if found is None:
        return unread
    level = found.level.name.lower()
    about = _("About {bits} bits; a person is singled out of the world at 33.").format(bits=number(found.bits))
    return unread + (
        f"<div class='card'><p class='lead'><span class='level {level}'>{plain(words.level_word(found.level))}</span> "
        f"{plain(words.crowd(found))}</p><p class='muted'>{plain(worded(found.reasons))} {plain(about)}</p></div>"
    )


def _concluded(said: Mapping[str, Sequence[str]]) -> str:
    return _rows({about: words.together(texts) for about, texts in said.items()})


def _told(report: ArchiveReport) -> str:
    told = confided.lines(report)
    return _rows(told) if told else ""


def _rows(said: Mapping[str, str]) -> str:
    cells = {about: "".join(f"<div>{text(line)}</div>" for line in one.split("\n")) for about, one in said.items()}
    rows = "".join(f"<tr><td>{text(about)}</td><td>{cell}</td></tr>" for about, cell in cells.items())
    return f"<div class='card'><table><tbody>{rows}</tbody></table></div>"


def _nothing(report: ArchiveReport) -> str:
    if not report.scanned:
        return f"<p>{plain(_('There was no text of yours to look at.'))}</p>"
    if report.headline:
        return ""
    return f"<p>{plain(_('Nothing found that a stranger could be sure of.'))}</p>"


def _not_found(report: ArchiveReport) -> str:
    names = ", ".join(attribute_inline(attribute) for attribute in report.not_found)
    lines = [f"{names}."] if names else []
    lines += words.not_enough(report.not_enough)
    return f"<div class='card'>{''.join(f'<p>{plain(line)}</p>' for line in lines)}</div>" if lines else ""


def _trait(trait: Trait) -> str:
    finding, best = trait.finding, trait.finding.best
    about = finding.attribute.value
    name = words.title(finding.attribute) + (f" ({words.kind_name(finding)})" if finding.kind else "")
    others = finding.guesses[1:] if finding.named else [g for g in finding.guesses if g.confidence >= LEAST_SHOWN]
    rest = text(words.guesses(others, about, measured=finding.measured))
    value = answer(best.value, about) if finding.named else _("a sharp reader could tell")
    changed = words.course(trait.course, trait.attribute) or [worded(change.sentence) for change in trait.changes]
    changes = "".join(f"<p>{text(line)}</p>" for line in changed)
    posts = "".join(_carrier(c) for c in trait.carriers)
    many = _("The post that carries it")
    if trait.posts > 1:
        many = plural("The post that carries it most", "The {count} posts that carry it most", len(trait.carriers))
    shown = f"<details open><summary>{plain(many)}</summary>{posts}</details>" if posts else ""
    sure = words.how_sure(best.confidence, measured=finding.measured)
    or_perhaps = _("or {others}") if finding.named else _("perhaps {others}")
    return (
        f"<article class='card {finding.severity.name.lower()}'>"
        f"<div class='head'><span class='tag'>{plain(name)}</span>"
        f"<span class='value'>{text(value)}</span>"
        f"<span class='muted small'>{plain(words.basis_name(finding.basis))}</span></div>"
        + (f"<div class='sure'><span>{plain(sure)}</span></div>" if finding.named else "")
        + (f"<p class='muted small'>{or_perhaps.format(others=rest)}</p>" if rest else "")
        + f"<p>{plain(worded(finding.why))}</p>{changes}{shown}</article>"
    )


def _carrier(carrier: Carrier) -> str:
    return _post(carrier.post, carrier.evidence)


def _post(post: Post, evidence: Iterable[Evidence], most: int = 1_200) -> str:
    return f"<div class='post'>{_where(post)}<div class='said'>{marked(post.text, evidence, most)}</div></div>"


def _where(post: Post) -> str:
    date = day(post.date) if post.date is not None else _("undated")
    parts = [date, words.post_kind(post.kind), *([post.place] if post.place else [])]
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


def _advice(report: ArchiveReport) -> str:
    cuts = {cut.attribute: cut for cut in report.cuts}
    made = steps(report.traits, report.cuts)
    return "".join(_step(one, cuts[one.attribute], report, first=one is made[0]) for one in made)


def _step(step: Step, cut: Cut[int], report: ArchiveReport, *, first: bool) -> str:
    said = words.step(step, first=first)
    if step.reached and not cut.smallest:
        said += " " + _("Perhaps fewer would do: there were too many to try them all.")
    if cut.measured is not None:
        said += " " + _read_again(cut)
    shown = [(at, post) for at in step.items[:MOST_CUT_POSTS] if (post := report.posts.get(at)) is not None]
    posts = "".join(_instead(post, report.edits.get(at)) for at, post in shown)
    more = len(step.items) - MOST_CUT_POSTS
    others = _("and {count} more; --plan writes them all").format(count=number(more))
    rest = f"<p class='muted small'>{plain(others)}</p>" if more > 0 else ""
    unfolded = " open" if len(step.items) <= FEW else ""
    return (
        f"<article class='card'><div class='head'><h3>{plain(words.title(step.attribute))}</h3><span class='arrow'>"
        f"{plain(_fall(step))}</span></div><p>{plain(said)}</p>"
        f"<details{unfolded}><summary>{plain(_('The posts'))}</summary>{posts}{rest}</details></article>"
    )


def _read_again(cut: Cut[int]) -> str:
    """What the model said of the rest; its confidence was fitted."""
    if cut.measured is None or cut.measured < cut.threshold:
        return _("Reading only what all these cuts leave, the model could not tell any more.")
    sure = words.how_sure(cut.measured, measured=True)
    return _("Reading only what all these cuts leave, the model could still tell: {sure}.").format(sure=sure)


def _fall(step: Step) -> str:
    """How sure a reader is before and after, with the numbers where they were measured."""
    said = words.falls(step.before, step.after, reached=step.reached)
    return f"{said} ({words.fallen(step.before, step.after)})" if step.measured else said


def _instead(post: Post, new: str | None) -> str:
    """A post, with what it could say instead beside it."""
    if not new:
        return _post(post, (), 280)
    head = f"<div class='muted small'>{plain(_('What it could say instead'))}</div>"
    instead = f"<div class='post'>{head}<div class='said'>{text(new)}</div></div>"
    return f"<div class='pair'>{_post(post, (), 280)}{instead}</div>"


def _hidden(traits: list[Trait]) -> str:
    if not traits:
        return ""
    rows = "".join(
        f"<tr><td>{plain(words.title(t.attribute))}</td>"
        f"<td>{text(answer(t.finding.best.value, t.attribute.value))}</td>"
        f"<td>{plain(words.how_sure(t.finding.best.confidence, measured=t.finding.measured))}</td></tr>"
        for t in traits
    )
    said = _("A stranger could only guess; the guess is named all the same.")
    return f"<div class='card'><p class='muted small'>{plain(said)}</p><table><tbody>{rows}</tbody></table></div>"


def _others(traits: tuple[Trait, ...]) -> str:
    shown = [t for t in traits if t.attribute.group is Group.NAMED][:20]
    if not shown:
        return ""
    rows = "".join(
        f"<tr><td>{text(t.finding.best.value)}</td><td>{plain(words.kind_name(t.finding))}</td>"
        f"<td class='number'>{number(t.posts)}</td></tr>"
        for t in shown
    )
    named, what, posts = plain(_("Named")), plain(_("What")), plain(_("Posts"))
    head = f"<thead><tr><th>{named}</th><th>{what}</th><th class='number'>{posts}</th></tr></thead>"
    return f"<div class='card'><table>{head}<tbody>{rows}</tbody></table></div>"


def _counts(counts: Counts, opened: Opened) -> str:
    rows = [(_("Records read"), number(counts.read))]
    rows += [(_("Written by you"), _("not known") if counts.own is None else number(counts.own))]
    for reason, n in counts.skipped.items():
        rows.append((_("Left out: {reason}").format(reason=worded(Message(f"skipped.{reason.value}"))), number(n)))
    rows += [(_("Kept"), number(counts.kept))]
    cells = "".join(f"<tr><td>{plain(name)}</td><td class='number'>{value}</td></tr>" for name, value in rows)
    refused = "".join(f"<p>{text(r.name)} {plain(worded(r.why))}.</p>" for r in opened.refused[:20])
    return f"<div class='card'><table><tbody>{cells}</tbody></table>{refused}</div>"


def _notes(report: ArchiveReport) -> str:
    return "".join(f"<p class='small'>{text(worded(note.message))}</p>" for note in report.notes)


def _footer(report: ArchiveReport) -> str:
    model = _("No model looked.")
    if report.model is not None:
        read = number(report.timings.posts_asked)
        model = _("{model} read {posts} of the posts.").format(model=report.model.name, posts=read)
    said = _(
        "Confidence says how often such conclusions were right on labelled data; a larger model, or somebody who knows "
        "you, may see more. Nothing has left this computer."
    )
    return f"<footer><p>{plain(model)} {plain(said)}</p></footer>"
