"""HTML to the text that a reader sees. Patterns are linear in the input."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|section|figure|tr|hr|pre)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_EMPTY = re.compile(r"\n[ \t\n]*\n")
_TITLE = re.compile(r"<title[^<>]*>([^<]{0,500})", re.IGNORECASE)
_OPEN_HIDDEN = re.compile(r"<(script|style|head|title)\b[^<>]*>", re.IGNORECASE)


def without(source: str, opening: re.Pattern[str], closing: str) -> str:
    """The source without what stands from an opening to the next closing; one that is never closed stays."""
    parts: list[str] = []
    at = 0
    for match in opening.finditer(source):
        if match.start() < at:
            continue
        end = source.find(closing, match.end())
        if end < 0:
            break
        parts.append(source[at : match.start()])
        at = end + len(closing)
    parts.append(source[at:])
    return "".join(parts)


def tags(source: str, name: str, mark: str) -> Iterator[str]:
    """The tags of that name in which ``mark`` stands."""
    return (tag for tag in re.findall(rf"<{name}\b[^<>]*+>", source) if mark in tag)


def _without_hidden(source: str) -> str:
    parts: list[str] = []
    at = 0
    lower = source.lower()
    for match in _OPEN_HIDDEN.finditer(source):
        if match.start() < at:
            continue
        parts.append(source[at : match.start()])
        end = lower.find(f"</{match[1].lower()}", match.end())
        if end < 0:
            at = len(source) if match[1].lower() != "title" else match.end()
            break
        at = end
    parts.append(source[at:])
    return "".join(parts)


def to_text(source: str) -> str:
    """Text with a line break for ``<br>``, an empty line between paragraphs, entities resolved."""
    if "<" not in source:
        return html.unescape(source).strip()
    text = _without_hidden(source)
    text = _BREAK.sub("\n", text)
    text = _BLOCK.sub("\n\n", text)
    text = html.unescape(_TAG.sub("", text)).replace("\xa0", " ")
    return "\n\n".join(part.strip(" \t") for part in _EMPTY.sub("\n\n", text).split("\n\n")).strip()


def title_of(source: str) -> str:
    """The page's title, empty when there is none."""
    match = _TITLE.search(source)
    return html.unescape(match[1]).strip() if match else ""
