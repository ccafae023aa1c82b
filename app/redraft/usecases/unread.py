"""Texts in a language that there is no folder for: they are not checked, and nothing may let them look safe."""

from __future__ import annotations

from collections.abc import Mapping

from redraft import languages
from redraft.domain.message import NOTHING, Message


def unread(code: str) -> Message:
    """That a text could not be checked, in place of its exposure; nothing for one whose language can be read."""
    if languages.find(code) is not None:
        return NOTHING
    return Message("check.not_checked", {"language": languages.name_of(code)})


def headline_of_many(counts: Mapping[str, int]) -> Message:
    """The same for an archive, by the languages of its texts: those that were not checked, the commonest first."""
    unread = {code: count for code, count in counts.items() if languages.find(code) is None}
    names = tuple(languages.name_of(code) for code in sorted(unread, key=lambda code: -unread[code]))
    return Message("scan.not_checked", {"count": sum(unread.values()), "languages": names}) if unread else NOTHING


def all_unread(counts: Mapping[str, int]) -> bool:
    """True when not one text of an archive could be read."""
    return bool(counts) and all(languages.find(code) is None for code in counts)
