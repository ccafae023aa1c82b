"""From votes to what is shown: one trait an attribute, or one for each thing where there can be many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.profile import MOST_CARRIERS, Carrier, Trait
from redraft.domain.relations import same
from redraft.domain.text import Evidence
from redraft.profiles.course import DateOf, course, present
from redraft.profiles.history import changes, growth
from redraft.profiles.votes import Fusion, Group, Part, Vote, aged, confidences, grouped, logit, pooled

WORTH_NAMING = 0.01
"""What a second or third guess must have to be named."""
MOST_WEIGHED = 60
"""Posts whose weight is worked out exactly; of thousands that say the same none weighs anything alone."""


@dataclass(frozen=True, slots=True)
class About:
    """What a trait is about. ``value``, in small letters, tells apart what there can be many of; empty otherwise."""

    attribute: Attribute
    severity: Severity
    kind: str = ""
    subject: Subject = Subject.AUTHOR
    person: str = ""
    value: str = ""

    @classmethod
    def of(cls, what: Finding) -> About:
        """Which trait a finding belongs to."""
        if what.subject is Subject.AUTHOR and what.attribute.single:
            return cls(what.attribute, what.attribute.severity)
        value = what.best.value.casefold()
        return cls(what.attribute, what.severity, what.kind, what.subject, what.person, value)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where votes' posts are looked up: their dates, and their texts as far as they are at hand."""

    fusion: Fusion
    date_of: DateOf
    posts: Mapping[int, Post]


def grown(attribute: Attribute, votes: Iterable[Vote], today: datetime | None) -> list[Vote]:
    """Votes as they count today: ages have grown since."""
    return [aged(v, today) for v in votes] if attribute is Attribute.AGE else list(votes)


def trait(
    about: About, votes: Sequence[Vote], sources: Sources, *, revealed: Collection[str], telling: Sequence[Part] = ()
) -> Trait | None:
    """What all votes together say; None when nothing speaks. Ages are to be :func:`grown` already.

    ``revealed`` are answers that somebody was sure enough of to name them. ``telling`` are posts from which a sharp
    reader could tell; where nobody here has an answer they are what is shown.
    """
    groups = grouped(about.attribute, present(about.attribute, votes, sources.date_of))
    found = confidences(groups, sources.fusion)
    if not found:
        return _told(about, telling, sources)
    best = next(group for group in groups if group.value == found[0][0])
    parts = _parts(best)
    stated = any(vote.stated for vote in best.votes)
    named = stated or any(same(about.attribute, value, best.value) for value in revealed)
    finding = Finding.make(
        about.attribute,
        tuple(Guess(value, sure) for rank, (value, sure) in enumerate(found[:3]) if not rank or sure >= WORTH_NAMING),
        (),
        source=Source.FUSED,
        basis=Basis.STATED if stated else Basis.IMPLIED,
        why=_why(best.votes, len(parts)),
        kind=about.kind,
        subject=about.subject,
        person=about.person,
        severity=about.severity,
        named=named or not telling,
    )
    carriers = [
        Carrier(at, post, best.value, weight, _quotes(post, parts[at]))
        for at, weight in carrying(best, sources.fusion)
        if (post := sources.posts.get(at)) is not None
    ]
    phases = course(about.attribute, votes, sources.date_of) if about.attribute.single else ()
    return Trait(
        finding,
        named or bool(telling),
        len(parts),
        tuple(carriers),
        growth(about.attribute, votes, sources.fusion, sources.date_of),
        changes(about.attribute, votes, phases) if about.attribute.single else (),
        phases if phases and same(about.attribute, phases[-1].value, best.value) else (),
        len(telling),
    )


def _told(about: About, telling: Sequence[Part], sources: Sources) -> Trait | None:
    """What could be told, though nobody here can say what it is; None when it could not."""
    carriers = []
    for part in telling[:MOST_CARRIERS]:
        if (post := sources.posts.get(part.at)) is not None:
            quotes = _quotes(post, [part])
            value = quotes[0].quote if quotes else ""
            carriers.append(Carrier(part.at, post, value, logit(part.share) - logit(sources.fusion.prior), quotes))
    if not carriers:
        return None
    why = Message("profile.told", {"count": len(telling)})
    guesses = (Guess(carriers[0].value, 0.0),)
    finding = Finding.make(
        about.attribute, guesses, (), source=Source.FUSED, basis=Basis.IMPLIED, why=why, kind=about.kind,
        severity=about.severity, named=False,
    )  # fmt: skip
    return Trait(finding, True, len(telling), tuple(carriers), told=len(telling))


def carrying(group: Group, fusion: Fusion) -> list[tuple[int, float]]:
    """The heaviest posts with what the conclusion would lose without each, in nats; at most MOST_CARRIERS."""
    whole = pooled(group.votes, fusion)
    shares = {at: sum(p.share for p in parts) for at, parts in _parts(group).items()}
    first = sorted(shares, key=lambda at: (-shares[at], at))[:MOST_WEIGHED]
    weights = [(at, whole - pooled(group.votes, fusion, {at})) for at in first]
    return sorted(weights, key=lambda pair: (-pair[1], pair[0]))[:MOST_CARRIERS]


def _parts(group: Group) -> dict[int, list[Part]]:
    parts: dict[int, list[Part]] = {}
    for vote in group.votes:
        for part in vote.parts:
            parts.setdefault(part.at, []).append(part)
    return parts


def _quotes(post: Post, parts: Iterable[Part]) -> tuple[Evidence, ...]:
    spans = sorted({span for part in parts for span in part.spans if 0 <= span.start < span.end <= len(post.text)})
    return tuple(Evidence.of(post.text, span.start, span.end) for span in spans)


def _why(votes: Sequence[Vote], posts: int) -> Message:
    stated = {part.at for vote in votes if vote.stated for part in vote.parts}
    if not stated:
        by_forum = {part.at for vote in votes if vote.habit for part in vote.parts}
        many = 2 * len(by_forum) >= posts
        return Message("profile.forum", {"count": posts}) if many else Message("profile.point", {"count": posts})
    more = posts - len(stated)
    if more <= 0:
        return Message("profile.say", {"count": len(stated)})
    said = Message("profile.say_inline", {"count": len(stated)})
    return Message("profile.say_and_point", {"said": said, "more": Message("profile.more_point", {"count": more})})
