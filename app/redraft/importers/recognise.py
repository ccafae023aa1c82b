"""Which importer a source belongs to, by what is in it."""

from __future__ import annotations

from dataclasses import dataclass

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers import generic, listening
from redraft.importers.apple import APPLE
from redraft.importers.assistants.chatgpt import CHATGPT
from redraft.importers.assistants.claude import CLAUDE
from redraft.importers.assistants.copilot import COPILOT
from redraft.importers.assistants.gemini import GEMINI
from redraft.importers.assistants.mistral import MISTRAL
from redraft.importers.assistants.transcripts import TRANSCRIPTS
from redraft.importers.bluesky import BLUESKY
from redraft.importers.contract import Importer
from redraft.importers.discord import DISCORD
from redraft.importers.linkedin import LINKEDIN
from redraft.importers.mail import MAIL
from redraft.importers.mastodon import MASTODON
from redraft.importers.meta import FACEBOOK, INSTAGRAM
from redraft.importers.opening import Source
from redraft.importers.pages import HACKER_NEWS, MEDIUM, SUBSTACK, TUMBLR
from redraft.importers.pasted import CHAT
from redraft.importers.playlists import PLAYLISTS
from redraft.importers.reddit import REDDIT
from redraft.importers.spotify import SPOTIFY
from redraft.importers.telegram import TELEGRAM
from redraft.importers.tiktok import TIKTOK
from redraft.importers.together import LEAST, Together, together
from redraft.importers.whatsapp import WHATSAPP
from redraft.importers.x import X
from redraft.importers.youtube import YOUTUBE

SOCIAL: tuple[Importer, ...] = (
    REDDIT,
    X,
    MASTODON,
    BLUESKY,
    FACEBOOK,
    INSTAGRAM,
    LINKEDIN,
    DISCORD,
    TIKTOK,
    YOUTUBE,
    TELEGRAM,
    WHATSAPP,
    HACKER_NEWS,
    SUBSTACK,
    MEDIUM,
    TUMBLR,
    MAIL,
    CHATGPT,
    CLAUDE,
    GEMINI,
    COPILOT,
    MISTRAL,
    TRANSCRIPTS,
    generic.JSONL,
    generic.MARKDOWN,
    generic.CSV,
    generic.TEXT,
    CHAT,
)
MUSIC: tuple[Importer, ...] = (
    SPOTIFY,
    listening.EXPORTIFY,
    APPLE,
    listening.YOUTUBE_MUSIC,
    listening.LASTFM,
    listening.DEEZER,
    listening.LISTENBRAINZ,
    PLAYLISTS,
)
EVERY = SOCIAL + MUSIC


@dataclass(frozen=True, slots=True)
class Match:
    """An importer that could read the source, and how sure that is, from 0 to 1."""

    importer: Importer
    confidence: float


def candidates(source: Source, *, music: bool | None = None) -> list[Match]:
    """Importers that recognise the source, surest first; ``music`` narrows to playlists or to texts.

    Before all of them stands what reads the archives of several platforms as one.
    """
    chosen = [i for i in EVERY if music is None or i.music == music]
    found = [Match(i, i.recognise(source)) for i in chosen]
    known = sorted((m for m in found if m.confidence > 0), key=lambda m: -m.confidence)
    several = together(source, SOCIAL) if source.parts > 1 and music is not True else None
    google = tuple(one.importer for one in known if one.importer in (YOUTUBE, GEMINI) and one.confidence >= LEAST)
    if several is None and len(google) == 2:  # one Takeout holds both
        several = Together(google, (frozenset(range(source.parts)),) * 2)
    return known if several is None else [Match(several, several.recognise(source)), *known]


def choose(source: Source, platform: str = "", *, music: bool | None = None) -> Match:
    """The importer named ``platform``, or the surest; raises InputError with what to do when there is none."""
    if platform:
        for importer in (*EVERY, *(m.importer for m in candidates(source) if "+" in platform)):
            if importer.name == platform.lower():
                return Match(importer, importer.recognise(source))
        names = ", ".join(i.name for i in EVERY)
        raise InputError(Message("read.no_importer", {"platform": platform}), Message("do.choose_of", {"names": names}))
    found = candidates(source, music=music)
    if found:
        return found[0]
    if not source.members and source.refused:
        first = source.refused[0]
        raise InputError(Message("archive.nothing_readable", {"why": first.why}), Message("do.export_again"))
    if not source.members:
        raise InputError(Message("archive.nothing"), Message("do.choose_archive"))
    raise InputError(Message("archive.unknown_export"), Message("do.choose_platform"))
