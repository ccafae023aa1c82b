"""Which names in an archive are safe, and which are worth reading."""

from __future__ import annotations

import re

from redraft.domain.message import NOTHING, Message

_DRIVE = re.compile(r"^[A-Za-z]:")
_JUNK = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_MEDIA = frozenset(
    [
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "heic",
        "heif",
        "bmp",
        "svg",
        "ico",
        "mp4",
        "m4v",
        "mov",
        "avi",
        "mkv",
        "webm",
        "3gp",
        "mp3",
        "m4a",
        "aac",
        "ogg",
        "oga",
        "opus",
        "wav",
        "flac",
        "amr",
        "pdf",
        "doc",
        "docx",
        "ppt",
        "pptx",
        "ttf",
        "woff",
        "woff2",
        "css",
        "tgs",
        "webp",
        "vcf",
        "exe",
        "dll",
    ]
)
_PRIVATE = re.compile(
    r"(^|/)(ip[-_]?audit\.js|ip_logs\.csv|stripe\.csv|payments?\.json|useraddress\.json|identity\.json|userdata\.json"
    r"|contacts?\.(csv|js)|contact_syncing\.json|synced_contacts\.json|connections\.csv)$",
    re.IGNORECASE,
)


def unsafe(name: str) -> Message:
    """Why a member's name must not be trusted; nothing when it may."""
    slashed = name.replace("\\", "/")
    if not name or "\0" in name:
        return Message("refused.no_name")
    if slashed.startswith("/") or _DRIVE.match(slashed):
        return Message("refused.absolute")
    if ".." in slashed.split("/"):
        return Message("refused.outside")
    return NOTHING


def is_junk(name: str) -> bool:
    """True for what operating systems leave in archives."""
    return _JUNK.search(name) is not None


def is_media(name: str) -> bool:
    """True for pictures, sound and other files that hold no text of ours."""
    return name.rpartition(".")[2].lower() in _MEDIA


def is_private(name: str) -> bool:
    """True for address, payment and contact files, which are never opened."""
    return _PRIVATE.search(name) is not None
