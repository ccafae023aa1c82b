"""Reddit's data request: a flat zip of CSV files."""

from __future__ import annotations

from collections.abc import Iterator

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.domain.errors import InputError
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_text
from redraft.importers.opening import Member, Source
from redraft.importers.tables import Row, header_of, rows

_COMMENTS = {"id", "permalink", "date", "subreddit", "link", "body"}
_POSTS = {"id", "permalink", "date", "subreddit", "title", "body"}
_DRAFTS = {"id", "title", "body", "created"}
_MESSAGES = {"id", "date", "from", "to", "body"}
_CHATS = {"message_id", "created_at", "username", "message"}


def _sort(source: Source, member: Member) -> str:
    """Which content file it is, by its columns; empty for the rest."""
    if not member.name.lower().endswith((".csv", "file")) or "_headers" in member.base or "_votes" in member.base:
        return ""
    columns = set(header_of(source, member))
    for name, wanted in (("chat", _CHATS), ("message", _MESSAGES), ("comment", _COMMENTS), ("post", _POSTS)):
        if wanted <= columns:
            return name
    if "draft" in member.base.lower() and columns >= _DRAFTS:
        return "post"
    return ""


def _looks(source: Source) -> float:
    found = {_sort(source, m) for m in source.find(r"(^|/)[^/]*(\.csv|file)$")[:80]}
    if found & {"comment", "post", "chat"}:
        return 0.97
    return 0.6 if "message" in found else 0.0


def _account(source: Source) -> str:
    for member in source.find(r"(^|/)statistics\.csv$"):
        try:
            for row in rows(source, member):
                if row.get("statistic") == "account name":
                    return row.get("value", "")
        except InputError:
            return ""
    return ""


def _parts(source: Source, options: Options) -> Iterator[Part]:
    me = (options.me or _account(source)).lower()
    for member in source.members:
        sort = _sort(source, member)
        if not sort or (sort in {"message", "chat"} and not options.wants_messages()):
            continue
        draft = "draft" in member.base.lower()

        def item(row: Row, sort: str = sort, draft: bool = draft) -> Post | Skipped:
            return _message(row, sort, me) if sort in {"message", "chat"} else _public(row, sort, draft)

        yield Part(member, lambda m=member: rows(source, m), item, _said)  # type: ignore[misc]


def _said(row: Row) -> tuple[str, str, str]:
    return row["id"], row.get("body") or row.get("message") or "", (row.get("parent") or "").rpartition("_")[2]


def _public(row: Row, sort: str, draft: bool) -> Post | Skipped:
    if "body" not in row and "title" not in row:
        return Skipped.because(Reason.MALFORMED)
    body = row.get("body") or ""
    title = row.get("title") or ""
    if body.strip().lower() in {"[deleted]", "[removed]"}:
        title = ""
    text = f"{title}\n\n{body}" if title and body.strip() else title or body
    kind = Kind.DRAFT if draft else Kind.COMMENT if sort == "comment" else Kind.POST
    link, place = row.get("permalink", ""), row.get("subreddit", "")
    when = from_text(row.get("date") or row.get("created"))
    return post_or_skip(Post(row["id"], text, when, kind, Audience.PUBLIC, url=link, place=place))


def _message(row: Row, sort: str, me: str) -> Post | Skipped:
    author = row["username" if sort == "chat" else "from"]
    own = author.lower() == me if me else None
    text = row["message"] if sort == "chat" else "\n\n".join(t for t in (row.get("subject"), row["body"]) if t)
    when = from_text(row["created_at" if sort == "chat" else "date"])
    name = row["message_id" if sort == "chat" else "id"]
    return post_or_skip(
        Post(name, text, when, Kind.MESSAGE, Audience.DIRECT, own, author, place=row.get("channel_name") or "")
    )


REDDIT = Platform("reddit", "Reddit", _looks, _parts)
