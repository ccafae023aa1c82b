"""What a person wrote, as an archive holds it, and exact counts of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from redraft.domain.message import Message


class Kind(StrEnum):
    """What sort of writing it is."""

    POST = "post"
    COMMENT = "comment"
    MESSAGE = "message"
    ARTICLE = "article"
    DRAFT = "draft"
    DELETED = "deleted"
    PROFILE = "profile"
    SEARCH = "search"


class Audience(StrEnum):
    """Who could read it."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"
    DIRECT = "direct"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a record was read and not kept."""

    OTHER_AUTHOR = "other_author"
    REPOST = "repost"
    EMPTY = "empty"
    DELETED = "deleted"
    DUPLICATE = "duplicate"
    SERVICE = "service"
    MALFORMED = "malformed"
    PODCAST = "podcast"


_OWN = frozenset({Reason.EMPTY, Reason.DELETED, Reason.DUPLICATE})


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """Where a record stands: the number of its member in the archive, and of the record in that member, from 0."""

    member: int
    record: int


NOWHERE = Locator(-1, -1)


@dataclass(frozen=True, slots=True)
class Post:
    """One text. ``own`` is None when nobody can tell whose it is; ``date`` is UTC, None when unknown.

    ``id`` is the platform's own, empty when it has none; ``place`` is a forum, channel or chat; ``gps`` is a latitude
    and longitude that the platform stored with it. ``in_reply_to``: what it answers, by whomever, as far as the export
    holds it.
    """

    id: str
    text: str
    date: datetime | None = None
    kind: Kind = Kind.POST
    audience: Audience = Audience.PUBLIC
    own: bool | None = True
    author: str = ""
    url: str = ""
    place: str = ""
    gps: tuple[float, float] | None = None
    in_reply_to: str = ""
    locator: Locator = NOWHERE


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that was read and is not kept. ``own`` is None when nobody can tell."""

    reason: Reason
    own: bool | None = None
    locator: Locator = NOWHERE

    @classmethod
    def because(cls, reason: Reason, own: bool | None = None) -> Skipped:
        """Empty, deleted and duplicate records are the owner's unless ``own`` says otherwise."""
        return cls(reason, (reason in _OWN) if own is None else own)


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the platform ``by`` which somebody is read concluded about them, in its words.

    ``about`` is what it is about: ``age``, ``categories``, ``gender``, ``interests``, ``languages``, ``life``,
    ``memory`` (what an assistant was to remember), ``places``, ``shows``, ``topics``, or what the platform calls it;
    empty where it does not say.
    """

    text: str
    by: str = "Spotify"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """``read == kept + sum(skipped.values())``. ``own`` is None when the archive does not say whose it is.

    ``content`` is a digest of all that was read, empty where nobody made one; it tells a changed file.
    """

    read: int = 0
    own: int | None = 0
    kept: int = 0
    skipped: Mapping[Reason, int] = field(default_factory=dict)
    content: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Match:
    """A platform that an archive could come from, and how sure that is, from 0 to 1.

    ``talks``: it holds what somebody told an assistant.
    """

    platform: str
    label: str
    music: bool
    confidence: float
    talks: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that will not be read, and why, to follow its name in a sentence. The name comes from the archive."""

    name: str
    why: Message


@dataclass(frozen=True, slots=True)
class Opened:
    """What an archive is before it is read: the surest match first, readable files, media passed over, refusals.

    ``columns`` are the names of a table's columns, for the user to pick the text from; empty for everything else.
    ``fingerprint`` is the same for the same files, whatever they are called outside.
    """

    matches: tuple[Match, ...]
    files: int
    media: int = 0
    refused: tuple[Refused, ...] = ()
    columns: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class ReadChoices:
    """What the user chose about reading. Everything has a default that asks for nothing.

    ``platform``   an importer's name; empty takes the surest.
    ``me``         the owner's name or id, for chats that do not say whose they are.
    ``messages``   direct messages too. A file that holds nothing but chats is always read.
    ``columns``    of a table: header names under ``text`` and, optional, ``date``, ``id``, ``title``, ``url``.
    ``day_first``  order of ambiguous dates; None infers it.
    """

    platform: str = ""
    me: str = ""
    messages: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None


class Tally:
    """Counts while an archive is read."""

    def __init__(self) -> None:
        self._kept = 0
        self._own = 0
        self._unknown = 0
        self._skipped: dict[Reason, int] = {}

    def keep(self, own: bool | None = True) -> None:
        """One record is kept."""
        self._kept += 1
        self._own += own is True
        self._unknown += own is None

    def skip(self, skipped: Skipped) -> None:
        """One record is not."""
        self._skipped[skipped.reason] = self._skipped.get(skipped.reason, 0) + 1
        self._own += skipped.own is True

    @property
    def counts(self) -> Counts:
        """As of now."""
        own = None if self._unknown else self._own
        return Counts(self._kept + sum(self._skipped.values()), own, self._kept, dict(self._skipped))
