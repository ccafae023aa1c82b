"""Facebook, Instagram and Threads, as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Skipped
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.importers import concluded
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_epoch
from redraft.importers.json_records import items, mended
from redraft.importers.opening import Member, Source

_LISTS = re.compile(
    rb'"(comments_v2|group_comments_v2|group_posts_v2|ig_posts|comments_reels_comments|text_post_app_text_posts|'
    rb'ig_stories|ig_reels_media|ig_archived_post_media|comments_media_comments|post_comments|messages)"\s*:\s*\['
)
_FB = re.compile(
    r"(^|/)(your_posts|group_posts|your_uncategorized|comments\.json|group_comments|your_comments_in_groups)", re.I
)
_IG = re.compile(
    r"(^|/)(posts_\d+|post_comments|reels_comments|reels|stories|archived_posts|threads_and_replies)[_\d]*\.json$", re.I
)
_IG_PATH = re.compile(
    r"(^|/)(your_instagram_activity|ads_information/ads_and_topics|instagram|threads)/|ig_posts", re.I
)
_FB_PATH = re.compile(r"(^|/)(your_facebook_activity|your_activity_across_facebook)/", re.I)
_INBOX = re.compile(
    r"(^|/)messages/(inbox|e2ee_cutover|archived_threads|filtered_threads|message_requests)/.+/message_\d+\.json$", re.I
)


def _prefix(source: Source, member: Member) -> str:
    """Where the list of records stands in the file, as ijson writes it; empty when there is none."""
    head = source.head(member)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        return "item"
    found = _LISTS.search(head)
    return found[1].decode() + ".item" if found else ""


def _fb_looks(source: Source) -> float:
    for member in source.find(r"\.json$")[:400]:
        head = source.head(member)
        if b'"comments_v2"' in head or b'"group_posts_v2"' in head or b'"group_comments_v2"' in head:
            return 0.95
        if _FB.search(member.name) and (b'"timestamp"' in head and (b'"data"' in head or b'"label_values"' in head)):
            return 0.95
        if _FB_PATH.search(member.name):
            return 0.7
    html = source.find(r"(^|/)your_facebook_activity/.*\.html$|(^|/)your_posts.*\.html$")
    return 0.5 if html or any(True for _ in concluded.meta(source, "Facebook")) else 0.0


def _ig_looks(source: Source) -> float:
    best = 0.0
    for member in source.find(r"\.json$")[:400]:
        head = source.head(member)
        if _IG.search(member.name) and (b'"media"' in head or b"string_map_data" in head or b"text_post_app" in head):
            return 0.95
        if b'"text_post_app_text_posts"' in head or b'"comments_reels_comments"' in head or b'"ig_posts"' in head:
            return 0.95
        if _IG_PATH.search(member.name) or b'"string_map_data"' in head:
            best = 0.8
    if any(b"_ig_" in source.head(part.member) for part in concluded.meta(source, "Instagram")):
        best = max(best, 0.6)
    if source.find(r"(^|/)your_instagram_activity/.*\.html$"):
        return max(best, 0.5)
    return best


def _refuse_html(source: Source, options: Options, label: str) -> None:
    if source.find(r"\.html$") and not source.find(r"\.json$"):
        options.note("html", Message("read.meta_html", {"label": label}))


def _fb_text(raw: dict[str, Any]) -> tuple[str, str]:
    """The words and, for comments, the author. A title is Facebook's own sentence, not the owner's."""
    author = ""
    body: list[str] = []
    for entry in raw.get("data") or ():
        if "post" in entry:
            body.append(mended(entry["post"]))
        comment = entry.get("comment")
        if isinstance(comment, dict):
            body.append(mended(comment.get("comment")))
            author = mended(comment.get("author"))
    for pair in raw.get("label_values") or ():
        value = mended(pair.get("value"))
        if value and not value.startswith("http"):
            body.append(value)
    for attachment in raw.get("attachments") or ():
        for entry in attachment.get("data") or ():
            description = mended((entry.get("media") or {}).get("description"))
            if description and description not in body:
                body.append(description)
    return "\n\n".join(t for t in body if t), author


def _fb_item(raw: Any, kind: Kind) -> Post | Skipped:
    text, author = _fb_text(raw)
    when = from_epoch(raw.get("timestamp"))
    return post_or_skip(Post(str(raw.get("fbid") or ""), text, when, kind, Audience.UNKNOWN, author=author))


def _message(raw: Any, me: str) -> Post | Skipped:
    author = mended(raw.get("sender_name"))
    own = author == me if me else None
    when = from_epoch(raw.get("timestamp_ms"))
    return post_or_skip(Post("", mended(raw.get("content")), when, Kind.MESSAGE, Audience.DIRECT, own, author))


def _fb_parts(source: Source, options: Options) -> Iterator[Part]:
    _refuse_html(source, options, "Facebook")
    for member in source.find(r"(\.json|^file)$"):
        prefix = _prefix(source, member)
        if _INBOX.search(member.name):
            if prefix and options.wants_messages():
                yield _part(source, member, "messages.item", lambda raw: _message(raw, options.me))
        elif prefix and (_FB.search(member.name) or prefix.startswith(("comments_v2", "group_"))):
            comment = "comment" in prefix or "comment" in member.base
            yield _part(source, member, prefix, lambda raw, k=Kind.COMMENT if comment else Kind.POST: _fb_item(raw, k))  # type: ignore[misc]
    yield from concluded.meta(source, "Facebook")


def _part(source: Source, member: Member, prefix: str, item: Callable[[Any], Item | None]) -> Part:
    return Part(member, lambda: items(source, member, prefix), item)


def _gps(media: dict[str, Any]) -> tuple[float, float] | None:
    for sort in (media.get("media_metadata") or {}).values():
        for exif in sort.get("exif_data") or () if isinstance(sort, dict) else ():
            if "latitude" in exif and "longitude" in exif:
                return float(exif["latitude"]), float(exif["longitude"])
    return None


def _ig_post(raw: Any) -> Post | Skipped:
    media = raw.get("media") or [raw]
    if isinstance(media, dict):
        media = [media]
    titles = [mended(raw.get("title")), *(mended(m.get("title")) for m in media)]
    text = "\n\n".join(dict.fromkeys(t for t in titles if t))
    when = from_epoch(raw.get("creation_timestamp")) or from_epoch(media[0].get("creation_timestamp"))
    gps = next((g for m in media if (g := _gps(m))), None)
    return post_or_skip(Post("", text, when, Kind.POST, Audience.UNKNOWN, gps=gps))


def _ig_comment(raw: Any) -> Post | Skipped:
    """Labels are localised: the comment is the first value with text, the time the one with a timestamp."""
    data = raw["string_map_data"]
    when = next((d for v in data.values() if (d := from_epoch(v.get("timestamp")))), None)
    values = [mended(v.get("value")) for k, v in data.items() if mended(k) not in {"Media Owner", "Time"}]
    text = mended((data.get("Comment") or {}).get("value")) or next((v for v in values if v), "")
    return post_or_skip(Post("", text, when, Kind.COMMENT, Audience.PUBLIC))


def _ig_parts(source: Source, options: Options) -> Iterator[Part]:
    _refuse_html(source, options, "Instagram")
    for member in source.find(r"(\.json|^file)$"):
        prefix = _prefix(source, member)
        if _INBOX.search(member.name):
            if prefix and options.wants_messages():
                yield _part(source, member, "messages.item", lambda raw: _message(raw, options.me))
        elif prefix and (_IG.search(member.name) or prefix not in {"item", "messages.item"}):
            comments = b'"string_map_data"' in source.head(member)
            yield _part(source, member, prefix, _ig_comment if comments else _ig_post)
    yield from concluded.meta(source, "Instagram")


FACEBOOK = Platform("facebook", "Facebook", _fb_looks, _fb_parts)
INSTAGRAM = Platform("instagram", "Instagram and Threads", _ig_looks, _ig_parts)
