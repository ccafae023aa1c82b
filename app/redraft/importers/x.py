"""X, formerly Twitter: archives of all eras."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers import concluded
from redraft.importers.contract import BAD_RECORD, BrokenEnd, EarlyEnd, Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.json_records import FromArray, items, whole
from redraft.importers.opening import Member, Source
from redraft.importers.tables import Row, header_of, rows

_CONTENT = re.compile(
    r"(?:^|/)(tweets?|community-tweet|deleted-tweets|twitter-circle-tweet|note-tweet|direct-messages?(?:-group)?|"
    r"grok-chat-item)(?:[-_]part\d+|_\d+)?(?:[-_]?[A-Za-z_]*)?\.js$",
    re.IGNORECASE,
)
_VARIABLE = re.compile(rb"^\s*(?:window\.YTD\.(\w+?)(?:\.part\d+)?|Grailbird\.data\.tweets_\w+)\s*=")
_SORTS = {
    "tweet": "tweet",
    "tweets": "tweet",
    "community_tweet": "tweet",
    "community-tweet": "tweet",
    "deleted_tweets": "deleted",
    "deleted-tweets": "deleted",
    "twitter_circle_tweet": "circle",
    "twitter-circle-tweet": "circle",
    "note_tweet": "note",
    "note-tweet": "note",
    "direct_messages": "message",
    "direct_message": "message",
    "direct_messages_group": "message",
    "direct-messages": "message",
    "grok_chat_item": "grok",
    "grok-chat-item": "grok",
}
_REPLY = ("in_reply_to_status_id", "in_reply_to_status_id_str", "in_reply_to_user_id", "in_reply_to_user_id_str")
_MESSAGES = "item.dmConversation.messages.item"
_OLD_CSV = {"tweet_id", "timestamp", "text"}
Notes = dict[str, list[tuple[datetime, str]]]


def _sort(source: Source, member: Member) -> str:
    lower = member.name.lower()
    if lower.endswith(".csv"):
        return "csv" if set(header_of(source, member)) >= _OLD_CSV else ""
    if not lower.endswith((".js", "file")) or lower.endswith("manifest.js"):
        return ""
    found = _VARIABLE.match(source.head(member))
    if found:
        return _SORTS.get((found[1] or b"tweets").decode().lower(), "")
    named = _CONTENT.search(member.name)
    return _SORTS.get(named[1].lower(), "") if named and b"[" in source.head(member) else ""


def _looks(source: Source) -> float:
    for member in source.find(r"(\.js|^file|(^|/)tweets\.csv)$")[:200]:
        head = source.head(member)
        if head.startswith((b"window.YTD.", b"window.__THAR_CONFIG", b"Grailbird.")):
            return 0.98
        if _sort(source, member):
            return 0.8
    return 0.0


def _account(source: Source) -> str:
    for member in source.find(r"(^|/)account\.js$"):
        with suppress(*BAD_RECORD, InputError):
            return str(whole(source, member, FromArray)[0]["account"]["accountId"])
    return ""


def _note_text(note: dict[str, Any]) -> str:
    body = note.get("core") or note.get("noteTweetResults") or {}
    return str(body.get("text") or "")


def _notes(source: Source, members: list[Member]) -> Notes:
    """Long texts by their first 40 characters, with the moment each was written."""
    found: Notes = {}
    for member in members:
        with suppress(*BAD_RECORD, BrokenEnd, EarlyEnd, InputError, OSError):
            for raw in items(source, member, "item", FromArray):
                note = raw.get("noteTweet", raw) if isinstance(raw, dict) else {}
                when, text = from_text(note.get("createdAt")), html.unescape(_note_text(note))
                if when and text:
                    found.setdefault(text[:40], []).append((when, text))
    return found


def _joined(notes: Notes, text: str, when: datetime | None) -> str:
    """The long form of a tweet that was cut short; the tweet's own text when there is none."""
    if len(text) < 200 or when is None:
        return text
    for moment, full in notes.get(text[:40], ()):
        if abs((moment - when).total_seconds()) <= 1 and full[:200] == text[:200]:
            return full
    return text


def _tweet(raw: Any, sort: str, notes: Notes, joined: dict[str, datetime]) -> Post | Skipped:
    tweet = raw.get("tweet", raw)
    text = tweet.get("full_text", tweet.get("text"))
    if not isinstance(text, str):
        return Skipped.because(Reason.MALFORMED)
    if text.startswith("RT @"):
        return Skipped.because(Reason.REPOST)
    entities = tweet.get("entities") or {}
    for url in entities.get("urls") or ():
        if url.get("url") and url.get("expanded_url"):
            text = text.replace(url["url"], url["expanded_url"])
    text = html.unescape(text)
    when = from_text(tweet.get("created_at"))
    full = _joined(notes, text, when)
    if full is not text and when:
        joined[full] = when
    name = str(tweet.get("id_str") or tweet.get("id") or "")
    kind = Kind.DELETED if sort == "deleted" else Kind.COMMENT if any(tweet.get(k) for k in _REPLY) else Kind.POST
    audience = Audience.FOLLOWERS if sort == "circle" else Audience.PUBLIC
    link = f"https://x.com/i/web/status/{name}" if name and sort != "deleted" else ""
    return post_or_skip(Post(name, full, when, kind, audience, url=link))


def _said(raw: Any) -> tuple[str, str, str]:
    tweet = raw.get("tweet", raw)
    words = html.unescape(tweet.get("full_text", tweet.get("text")))
    return str(tweet["id_str"]), words, tweet.get("in_reply_to_status_id_str") or ""


def _note(raw: Any, joined: dict[str, datetime]) -> Post | Skipped:
    note = raw.get("noteTweet", raw)
    when, text = from_text(note.get("createdAt")), html.unescape(_note_text(note))
    moment = joined.get(text)
    if when and moment and abs((moment - when).total_seconds()) <= 1:
        return Skipped.because(Reason.DUPLICATE)
    return post_or_skip(Post(str(note.get("tweetId") or note.get("noteTweetId") or ""), text, when))


def _message(raw: Any, me: str) -> Post | Skipped:
    message = raw.get("messageCreate")
    if message is None:
        return Skipped.because(Reason.SERVICE)
    sender = str(message["senderId"])
    own = sender == me if me else None
    when = from_text(message.get("createdAt"))
    return post_or_skip(
        Post(
            str(message.get("id", "")), html.unescape(message["text"]), when, Kind.MESSAGE, Audience.DIRECT, own, sender
        )
    )


def _grok(raw: Any) -> Post | Skipped:
    chat = raw.get("grokChatItem", raw)
    own = str(chat.get("sender", "")).lower() in {"user", "human"}
    when = from_text(chat.get("createdAt"))
    return post_or_skip(Post("", str(chat["message"]), when, Kind.MESSAGE, Audience.DIRECT, own))


def _old_row(row: Row) -> Post | Skipped:
    if row.get("retweeted_status_id") or row["text"].startswith("RT @"):
        return Skipped.because(Reason.REPOST)
    kind = Kind.COMMENT if row.get("in_reply_to_status_id") else Kind.POST
    name = row["tweet_id"]
    when = from_text(row["timestamp"].replace(" +0000", " UTC"))
    return post_or_skip(Post(name, html.unescape(row["text"]), when, kind, url=f"https://x.com/i/web/status/{name}"))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    sorts = {m: s for m in source.members if (s := _sort(source, m))}
    if any(s != "csv" for s in sorts.values()):
        # Archives of the Grailbird era hold every tweet twice, as a table and as scripts.
        sorts = {m: s for m, s in sorts.items() if s != "csv"}
    me = options.me if options.me.isdigit() else _account(source)
    notes = _notes(source, [m for m, s in sorts.items() if s == "note"])
    joined: dict[str, datetime] = {}
    for member in sorted(sorts, key=lambda m: sorts[m] == "note"):
        sort = sorts[member]
        if sort in {"message", "grok"} and not options.wants_messages():
            continue
        yield _part(source, member, sort, me, notes, joined)
    yield from concluded.x(source)
    _report_missing(source, options, len(sorts))


def _part(source: Source, member: Member, sort: str, me: str, notes: Notes, joined: dict[str, datetime]) -> Part:
    if sort == "csv":
        return Part(member, lambda: rows(source, member), _old_row)
    if sort == "message":
        return Part(member, lambda: items(source, member, _MESSAGES, FromArray), lambda raw: _message(raw, me))
    stream = lambda: items(source, member, "item", FromArray)  # noqa: E731
    if sort == "note":
        return Part(member, stream, lambda raw: _note(raw, joined))
    if sort == "grok":
        return Part(member, stream, _grok)
    return Part(member, stream, lambda raw: _tweet(raw, sort, notes, joined), _said)


def _report_missing(source: Source, options: Options, found: int) -> None:
    """Say when the archive's own list names more parts than are there."""
    for member in source.find(r"(^|/)manifest\.js$"):
        listed = re.findall(
            rb'"fileName"\s*:\s*"data/(?:tweets?|community-tweet|note-tweet)[^"]*\.js"', source.head(member)
        )
        here = len(
            [m for m in source.members if re.search(r"/(tweets?|community-tweet|note-tweet)(-part\d+)?\.js$", m.name)]
        )
        if found and len(set(listed)) > here:
            options.note("parts", Message("read.x_files_missing", {"count": len(set(listed)), "here": here}))


X = Platform("x", "X (Twitter)", _looks, _parts)
