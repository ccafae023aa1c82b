"""XML before a parser sees it: no tag or comment so long that reading it in pieces grows with the square."""

from __future__ import annotations

import re

from redraft.importers.contract import BrokenEnd

TOKEN = 1 << 16
"""Bytes of one tag, comment or declaration. Expat before 2.6 begins a longer one anew with each piece of the file."""

_LONG_TAG = re.compile(rb"<[^>]{%d}" % TOKEN)
_SPECIAL = re.compile(rb"<(?:!--|!\[CDATA\[|\?)")
_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


def require_short_tokens(data: bytes) -> None:
    """Raise BrokenEnd when a tag, comment, section or instruction is longer than TOKEN, or has no end."""
    if _LONG_TAG.search(data):
        raise BrokenEnd
    at = 0
    while found := _SPECIAL.search(data, at):
        at = data.find(_ENDS[found[0]], found.end(), found.end() + TOKEN)
        if at < 0:
            raise BrokenEnd
