"""Hacker News, Substack, Medium and Tumblr: texts kept as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.domain.message import Message
from redraft.importers.bounds import read_up_to
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.dates import from_epoch, from_text, from_words
from redraft.importers.json_records import items
from redraft.importers.markup import tags, title_of, to_text, without
from redraft.importers.opening import Member, Source
from redraft.importers.tables import Row, header_of, rows

_PAGE_LIMIT = 16 << 20
_BUTTON = re.compile(r'<p class="button-wrapper"')


def _page(source: Source, member: Member) -> Iterator[str]:
    with source.open(member) as stream:
        yield read_up_to(stream, _PAGE_LIMIT).decode("utf-8-sig", "replace")


def _join(*texts: str) -> str:
    return "\n\n".join(dict.fromkeys(t.strip() for t in texts if t and t.strip()))


# Hacker News


def _hn_members(source: Source) -> list[Member]:
    marks = (b'"objectID"', b'"created_at_i"')
    return [m for m in source.find(r"(\.json|^file)$")[:200] if all(k in source.head(m) for k in marks)]


_HN_AUTHOR = re.compile(rb'"author"\s*:\s*"([^"]{1,40})"')


def _hn_item(hit: Any, me: str, alone: bool) -> Post | Skipped:
    """``alone``: nobody else was seen to write in the file, so it is the owner's."""
    author = str(hit.get("author") or "")
    own = author == me if me else (True if alone else None)
    comment, story = hit.get("comment_text"), hit.get("story_text")
    title = "" if comment else str(hit.get("title") or "")
    text = _join(title, to_text(comment or story or ""))
    name = str(hit["objectID"])
    kind = Kind.COMMENT if comment else Kind.POST
    when = from_epoch(hit.get("created_at_i"))
    return post_or_skip(
        Post(name, text, when, kind, own=own, author=author, url=f"https://news.ycombinator.com/item?id={name}")
    )


def _hn_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in _hn_members(source):
        head = source.head(member)
        prefix = "hits.item" if b'"hits"' in head else "item"
        alone = len(set(_HN_AUTHOR.findall(head))) < 2
        if not alone and not options.me:
            options.note("whose", Message("read.pages_owner"))
        yield Part(
            member,
            lambda m=member, p=prefix: items(source, m, p),  # type: ignore[misc]
            lambda hit, alone=alone: _hn_item(hit, options.me, alone),  # type: ignore[misc]
        )


# Substack


def _substack_tables(source: Source) -> list[Member]:
    wanted = {"post_id", "post_date", "is_published", "title"}
    return [m for m in source.find(r"(posts[^/]*\.csv|^file)$") if wanted <= set(header_of(source, m))]


def _substack_parts(source: Source, options: Options) -> Iterator[Part]:
    bodies = {m.base.removesuffix(".html"): m for m in source.find(r"(^|/)posts/[^/]+\.html$")}

    def item(row: Row) -> Post | Skipped:
        if not row.get("post_id"):
            return Skipped.because(Reason.MALFORMED)
        name = row["post_id"]
        member = bodies.get(name) or bodies.get(name.partition(".")[0])
        page = without(next(_page(source, member)), _BUTTON, "</p>") if member else ""
        text = _join(to_text(row.get("title") or ""), to_text(row.get("subtitle") or ""), to_text(page))
        draft = row.get("is_published", "").upper() != "TRUE"
        everyone = row.get("audience", "") in {"everyone", ""}
        audience = Audience.PUBLIC if everyone else Audience.FOLLOWERS
        kind = Kind.DRAFT if draft else Kind.ARTICLE
        return post_or_skip(Post(name, text, from_text(row.get("post_date")), kind, audience))

    for member in _substack_tables(source):
        yield Part(member, lambda m=member: rows(source, m), item)  # type: ignore[misc]


# Medium


def _is_medium(head: bytes) -> bool:
    return b"h-entry" in head or (b'class="p-name"' in head and b"<article" in head)


_FOOTER = re.compile("<footer")


def _medium_item(page: str, draft: bool) -> Post | Skipped:
    published = next(tags(page, "time", 'class="dt-published"'), "")
    canonical = next(tags(page, "a", 'class="p-canonical"'), "")
    when = re.search(r'datetime="([^"]{1,40})"', published)
    link = re.search(r'href="(https://[^"]{1,300})"', canonical)
    body = page.partition("<body")[2].partition(">")[2] or page
    body = without(body, _FOOTER, "</footer>")
    text = _join(title_of(page), to_text(body))
    return post_or_skip(
        Post(
            "",
            text,
            from_text(when[1]) if when else None,
            Kind.DRAFT if draft else Kind.ARTICLE,
            url=link[1] if link else "",
        )
    )


def _medium_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in source.find(r"(\.html?|^file)$"):
        if _is_medium(source.head(member)):
            draft = member.base.lower().startswith("draft")
            yield Part(member, lambda m=member: _page(source, m), lambda page, d=draft: _medium_item(page, d))  # type: ignore[misc]


# Tumblr

_TUMBLR = re.compile(r"(^|/)posts/(?:html/)?\d+\.html$", re.IGNORECASE)


_TUMBLR_OTHERS = re.compile(r"<p>\s*+(<a\b[^<>]*+>)[^<]*+</a>\s*+(?::\s*+)?</p>", re.IGNORECASE)
_TUMBLR_FOOTER = re.compile('<div id="footer"')
_TUMBLR_STAMP = re.compile(r'<(?:span|div) id="timestamp">[^<]*+</(?:span|div)>')


def _is_tumblr(source: Source, member: Member) -> bool:
    head = source.head(member)
    return _TUMBLR.search(member.name) is not None and (b"timestamp" in head or b"tumblr" in head.lower())


def _tumblr_item(page: str, name: str) -> Post | Skipped:
    stamp = re.search(r'<(?:span|div) id="timestamp">([^<]{1,60})<', page)
    when = (
        from_words(
            re.sub(r"(\d)(st|nd|rd|th)", r"\1", stamp[1]).strip(), ("%B %d, %Y %I:%M%p", "%Y-%m-%d %H:%M:%S GMT")
        )
        if stamp
        else None
    )
    page = _TUMBLR_STAMP.sub("", without(page, _TUMBLR_FOOTER, "</div>"))
    body = page.partition("<body")[2].partition(">")[2] or page
    if "tumblr_blog" in body and "<blockquote" in body:
        # A reblog: what others wrote stands in nested quotes, each under a link to its blog.
        before, _, quoted = body.partition("<blockquote")
        body = before + (quoted.rpartition("</blockquote>")[2] if "</blockquote>" in quoted else "<blockquote" + quoted)
        body = _TUMBLR_OTHERS.sub(lambda found: "" if "tumblr_blog" in found[1] else found[0], body)
        if not to_text(body):
            return Skipped.because(Reason.REPOST)
    return post_or_skip(Post(name, to_text(body), when, Kind.POST))


def _tumblr_parts(source: Source, options: Options) -> Iterator[Part]:
    for member in source.find(r"\.html$"):
        if _is_tumblr(source, member):
            name = member.base.partition(".")[0]
            yield Part(member, lambda m=member: _page(source, m), lambda page, n=name: _tumblr_item(page, n))  # type: ignore[misc]


def _tumblr_looks(source: Source) -> float:
    return 0.8 if any(_is_tumblr(source, m) for m in source.find(r"\.html$")[:500]) else 0.0


def _medium_looks(source: Source) -> float:
    return 0.85 if any(_is_medium(source.head(m)) for m in source.find(r"(\.html?|^file)$")[:200]) else 0.0


HACKER_NEWS = Platform("hackernews", "Hacker News", lambda s: 0.95 if _hn_members(s) else 0.0, _hn_parts)
SUBSTACK = Platform("substack", "Substack", lambda s: 0.95 if _substack_tables(s) else 0.0, _substack_parts)
MEDIUM = Platform("medium", "Medium", _medium_looks, _medium_parts)
TUMBLR = Platform("tumblr", "Tumblr", _tumblr_looks, _tumblr_parts)
