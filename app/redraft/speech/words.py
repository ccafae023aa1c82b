"""How confidences, crowds, sizes and times are called, in the language in use: the same words in every view."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from redraft.domain.advice import Step
from redraft.domain.archive import Concluded, Counts, Kind
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.exposure import Exposure, Level
from redraft.domain.finding import Basis, Finding, Grade, Guess, Subject
from redraft.domain.message import Message, Param
from redraft.domain.music_report import Reliability
from redraft.domain.profile import Phase
from redraft.domain.suited import Suited
from redraft.speech.now import (
    _,
    answer,
    attribute_inline,
    attribute_name,
    language,
    listed,
    month,
    number,
    share,
    worded,
)

CERTAIN, LIKELY = 0.9, 0.6
"""Confidences from which a conclusion is almost certain, and likely; what is less sure is a guess."""


def sureness(confidence: float) -> str:
    """How sure a conclusion is."""
    if confidence >= CERTAIN:
        return _("almost certain")
    return _("likely") if confidence >= LIKELY else _("a guess")


def how_sure(confidence: float, *, measured: bool) -> str:
    """The same with the number behind it where it was measured, for where nothing can be pointed at."""
    said = sureness(confidence)
    return f"{said} ({share(confidence)})" if measured else said


def why_so_sure(confidence: float, *, measured: bool) -> str:
    """What is behind the words, for those who point at them."""
    if not measured:
        return _("By judgement: nobody has measured how often this is right.")
    return _(
        "{share}: about so often such conclusions were right on labelled texts. The page About explains it."
    ).format(share=share(confidence))


def guesses(some: Sequence[Guess], about: str, *, measured: bool) -> str:
    """Answers in a row, each with the number behind it where it was measured."""
    return ", ".join(answer(g.value, about) + (f" ({share(g.confidence)})" if measured else "") for g in some)


def not_to_be_told() -> str:
    """What is left of an answer that is not even a guess any more."""
    return _("no longer to be told")


def falls(before: float, after: float, *, reached: bool) -> str:
    """How sure a reader is before and after something goes; ``reached``: what is left is no answer any more."""
    was, then = sureness(before), sureness(after)
    if reached:
        then = not_to_be_told()
    return _("still {sure}").format(sure=then) if was == then else f"{was} → {then}"


def fallen(before: float, after: float) -> str:
    """The numbers behind that, where they were measured."""
    return f"{share(before)} → {share(after)}"


def basis_name(basis: Basis) -> str:
    """Whether the text says it or a reader has to conclude it."""
    return _("stated") if basis is Basis.STATED else _("implied")


def grade_name(grade: Grade) -> str:
    """How far a text gives an attribute away, in a word or two."""
    return {Grade.NAMED: _("named"), Grade.TOLD: _("told"), Grade.NOT_TOLD: _("not told")}[grade]


def severity_name(severity: Severity) -> str:
    """How much it can hurt, in one word."""
    return {
        Severity.CRITICAL: _("critical"),
        Severity.HIGH: _("high"),
        Severity.MEDIUM: _("medium"),
        Severity.LOW: _("low"),
    }[severity]


def subject_name(subject: Subject, person: str) -> str:
    """Whom a finding is about; empty for the author."""
    if subject is Subject.AUTHOR or subject is Subject.UNKNOWN:
        return ""
    return answer(person, "person") if person else _("somebody else")


def gigabytes(size: int) -> str:
    """A size as people read it."""
    if size >= 1e9:
        return _("{size} GB").format(size=number(size / 1e9, ".1f"))
    return _("{size} MB").format(size=number(size / 1e6))


def good_for(suited: Suited) -> str:
    """What a model is good for, in a sentence or two."""
    return {
        Suited.RECOMMENDED: _(
            "Recommended: quick enough to look while you write, and how often it is right was measured."
        ),
        Suited.ALIKE: _("About as quick as the recommended one. How often it is right was not measured."),
        Suited.LARGER: _("Knows more and may notice more, but takes longer. How often it is right was not measured."),
    }[suited]


def pace(seconds: float | None, *, estimated: bool) -> str:
    """How long a check takes on this computer; empty before anything was measured."""
    if seconds is None:
        return ""
    if estimated:
        return _("A check of 150 words would take about {time} here, going by its size.").format(time=duration(seconds))
    return _("A check of 150 words takes about {time} on this computer.").format(time=duration(max(1.0, seconds)))


def rounded(count: float) -> str:
    """A count with two significant digits, in words from a million on."""
    for size, shape in ((1e9, _("{number} billion")), (1e6, _("{number} million"))):
        if count >= size:
            scaled = count / size
            return shape.format(number=number(scaled, ".2g") if scaled < 100 else number(round(scaled, -1)))
    digits = max(0, len(str(int(count))) - 2)
    return number(max(1, round(count, -digits)))


def level_name(level: Level) -> str:
    """The overall level, as a heading."""
    return {
        Level.NONE: _("Gives nothing away about you"),
        Level.LOW: _("Gives away little"),
        Level.SOME: _("Gives away some"),
        Level.HIGH: _("Gives away much"),
        Level.IDENTIFYING: _("Enough to find you"),
    }[level]


def level_word(level: Level) -> str:
    """The overall level in one word."""
    return {
        Level.NONE: _("none"),
        Level.LOW: _("low"),
        Level.SOME: _("some"),
        Level.HIGH: _("high"),
        Level.IDENTIFYING: _("identifying"),
    }[level]


def reliability_name(reliability: Reliability) -> str:
    """How far music can be trusted about an attribute."""
    return {
        Reliability.STATED: _("It stands there."),
        Reliability.MEASURED: _("Measured on labelled data."),
        Reliability.FAIR: _("Fair in general."),
        Reliability.WEAK: _("Weak in general."),
    }[reliability]


def title(attribute: Attribute) -> str:
    """The short name of an attribute, as a tag."""
    name = attribute_inline(attribute)
    return name[:1].upper() + name[1:]


def kind_name(finding: Finding) -> str:
    """The finer name of what was found, as "iban"; the attribute's where the language has none for it."""
    kind = finding.kind.replace("_", " ")
    shown = answer(kind, "found")
    return shown if kind and (shown != kind or language() == "en") else attribute_inline(finding.attribute)


def post_kind(kind: Kind) -> str:
    """What sort of writing it is."""
    return {
        Kind.POST: _("post"),
        Kind.COMMENT: _("comment"),
        Kind.MESSAGE: _("message"),
        Kind.ARTICLE: _("article"),
        Kind.DRAFT: _("draft"),
        Kind.DELETED: _("deleted"),
        Kind.PROFILE: _("profile"),
        Kind.SEARCH: _("search"),
    }[kind]


def left_out(counts: Counts) -> str:
    """What was read and not kept, by reason."""
    numbers = ((number(n), worded(Message(f"skipped.{reason.value}"))) for reason, n in sorted(counts.skipped.items()))
    return ", ".join(f"{count} {reason}" for count, reason in numbers)


def concluded(said: Sequence[Concluded]) -> dict[str, dict[str, list[str]]]:
    """What platforms say they know, by platform, then by what it is about, in the order of the export."""
    names = {
        "age": _("Age"), "categories": _("Categories"), "gender": _("Gender"), "interests": _("Interests"),
        "languages": _("Languages"), "life": _("Stage of life"), "memory": _("Remembered"),
        "places": _("Places"), "shows": _("Shows"),
        "topics": _("Topics"), "": _("Other"),
    }  # fmt: skip
    found: dict[str, dict[str, list[str]]] = {}
    for one in said:
        found.setdefault(one.by, {}).setdefault(names.get(one.about, one.about), []).append(one.text)
    return found


SHORT = 60
"""Code points up to which things are said in one row."""


def together(texts: Sequence[str]) -> str:
    """Several things in one row, or a line each where one of them is a sentence."""
    return (", " if all(len(text) <= SHORT for text in texts) else "\n").join(texts)


def course(phases: Sequence[Phase], attribute: Attribute) -> list[str]:
    """What holds now and what held before, the latest first; nothing while nothing changed."""
    if len(phases) < 2:
        return []
    now, *before = reversed(phases)
    said = [_("now: {value}, since {since}").format(value=answer(now.value, attribute.value), since=month(now.since))]
    for phase in before:
        value, first, last = answer(phase.value, attribute.value), month(phase.since), month(phase.until)
        span = _("before: {value}, {first} to {last}") if first != last else _("before: {value}, {first}")
        said.append(span.format(value=value, first=first, last=last))
    return said


def step(one: Step, *, first: bool) -> str:
    """What deleting or editing the posts of a step buys."""
    names = tuple(attribute.value for attribute in (one.attribute, *one.along))
    said: dict[str, Param] = {"count": len(one.items), "names": names}
    if not one.reached:
        return worded(Message("plan.short", said))
    return worded(Message("plan.first", said) if first else Message("plan.then", said))


def not_enough(shares: Mapping[Attribute, float]) -> list[str]:
    """What was not looked at enough to say that it is not there, with the share of the posts that was read."""
    said = []
    for read in sorted(set(shares.values())):
        names = listed([attribute_inline(attribute) for attribute, one in shares.items() if one == read])
        text = _("Not looked at enough to say, with {share} of your posts read for it: {names}.")
        if not read:
            text = _("Not looked at enough to say, since only their plainest words were read: {names}.")
        said.append(text.format(share=share(read, ".0f" if read >= 0.01 else ".1f"), names=names))
    return said


def crowd(exposure: Exposure) -> str:
    """How many people fit, such as "About 1 in 4,200 people in Leeds fits this: some 130 people."."""
    if exposure.level is Level.NONE:
        return _("A reader learns nothing about you that narrows people down.")
    if exposure.people < 1.5:
        return _("This points to one person.")
    count = rounded(exposure.people)
    ratio = exposure.place_people / exposure.people
    if ratio < 2:
        return _("Some {count} people fit this.").format(count=count)
    if exposure.place == "the world":
        return _("About 1 in {ratio} people fits this: some {count} people.").format(ratio=rounded(ratio), count=count)
    return _("About 1 in {ratio} people in {place} fits this: some {count} people.").format(
        ratio=rounded(ratio), place=answer(exposure.place, "inside"), count=count
    )


def drivers(exposure: Exposure) -> str:
    """Which attributes narrow people down most, or an empty string."""
    most = [attribute_name(one.attribute) for one in exposure.contributions if one.shapley >= 0.5][:2]
    return _("Most of it comes from: {names}").format(names=", ".join(most)) if most else ""


def breakable(text: str) -> str:
    """The text with places where a long word may go on in the next line, for labels only."""
    return re.sub(r"(?<=[@._/\-])(?=\w)", "\u200b", text)


def whole_sentence(text: str) -> str:
    """With a capital letter and a full stop, as far as they are missing."""
    text = text.strip()
    return text and text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def duration(seconds: float) -> str:
    """A time as people say it, to the second below a minute."""
    if seconds < 60:
        return _("{count} s").format(count=max(0, round(seconds)))
    if seconds < 3600:
        return _("{count} min").format(count=round(seconds / 60))
    return _("{count} h").format(count=number(seconds / 3600, ".1f"))
