"""Texts in a language that nobody here reads, or only an encoder: said plainly, and nothing may let them look safe."""

from __future__ import annotations

from collections.abc import Mapping

from redraft import languages
from redraft.domain.message import NOTHING, Message


def unread(code: str) -> Message:
    """That a text could not be checked, in place of its exposure; nothing for one whose language can be read."""
    if languages.find(code) is not None:
        return NOTHING
    return Message("check.not_checked", {"language": languages.name_of(code)})


def asked(code: str) -> bool:
    """Whether the language model is asked about texts in a language, and an archive's are read in it."""
    return languages.whole(code) is not None


def headline_of_many(counts: Mapping[str, int]) -> Message:
    """The same for an archive, by the languages of its texts: those that were not checked, the commonest first."""
    unread = {code: count for code, count in counts.items() if not asked(code)}
    names = tuple(languages.name_of(code) for code in sorted(unread, key=lambda code: -unread[code]))
    return Message("scan.not_checked", {"count": sum(unread.values()), "languages": names}) if unread else NOTHING


def all_unread(counts: Mapping[str, int]) -> bool:
    """True when not one text of an archive could be read."""
    return bool(counts) and not any(map(asked, counts))
