"""Mastodon and other ActivityPub servers: ``outbox.json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.json_records import items
from redraft.importers.markup import to_text
from redraft.importers.opening import Member, Source


def _is_outbox(source: Source, member: Member) -> bool:
    head = source.head(member)
    return b'"orderedItems"' in head or (b"activitystreams" in head and b"OrderedCollection" in head)


def _members(source: Source) -> list[Member]:
    named = [m for m in source.find(r"(^|/)outbox[^/]*\.json$") if _is_outbox(source, m)]
    others = source.find(r"(\.json|^file)$")[:50]
    return named or [m for m in others if m.base not in {"likes.json", "bookmarks.json"} and _is_outbox(source, m)]


def _looks(source: Source) -> float:
    return 0.97 if _members(source) else 0.0


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [v for v in value or () if isinstance(v, str)]


def _audience(activity: dict[str, Any], note: dict[str, Any]) -> Audience:
    to = _listed(note.get("to") or activity.get("to"))
    cc = _listed(note.get("cc") or activity.get("cc"))
    if any(v.endswith("#Public") or v == "as:Public" for v in to):
        return Audience.PUBLIC
    if any(v.endswith("#Public") or v == "as:Public" for v in cc):
        return Audience.UNLISTED
    return Audience.FOLLOWERS if any(v.endswith("/followers") for v in to + cc) else Audience.DIRECT


def _item(activity: Any) -> Post | Skipped:
    if activity["type"] == "Announce":
        return Skipped.because(Reason.REPOST)
    note = activity["object"]
    if activity["type"] not in {"Create", "Update"} or not isinstance(note, dict):
        return Skipped.because(Reason.SERVICE)
    alts = [a.get("name") for a in note.get("attachment") or () if isinstance(a, dict)]
    said = [note.get("summary"), note.get("name"), to_text(note.get("content") or ""), *alts]
    choices = [c.get("name") for c in note.get("oneOf") or note.get("anyOf") or () if isinstance(c, dict)]
    text = "\n\n".join(t for t in [*said, *choices] if isinstance(t, str) and t.strip())
    kind = Kind.COMMENT if note.get("inReplyTo") else Kind.POST
    audience = _audience(activity, note)
    if audience is Audience.DIRECT:
        kind = Kind.MESSAGE
    link = note.get("url") or note.get("id") or ""
    return post_or_skip(
        Post(str(note.get("id") or ""), text, from_text(note.get("published")), kind, audience, url=str(link))
    )


def _said(activity: Any) -> tuple[str, str, str]:
    note = activity["object"]
    return str(note["id"]), to_text(note.get("content") or ""), str(note.get("inReplyTo") or "")


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _members(source):
        yield Part(member, lambda m=member: items(source, m, "orderedItems.item"), _item, _said)  # type: ignore[misc]


MASTODON = Platform("mastodon", "Mastodon", _looks, _parts)
