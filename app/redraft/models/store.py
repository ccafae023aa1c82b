"""The model files on this computer and which of them is used."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

import platformdirs

from redraft.domain.errors import ModelError
from redraft.domain.message import Message, Param
from redraft.domain.text import Note
from redraft.models.catalogue import Catalogue, Entry, load_catalogue
from redraft.models.checksums import Memory, OnBytes, fingerprint, write_json
from redraft.models.gguf import read_header

CUSTOM: Final = "custom"
"""The id of a model file of the user's own."""

_INSTALL: Final = Message("do.install_one")


class Choice(Protocol):
    """Where the id of the chosen model is kept; the settings file is one. Empty means the default."""

    def model_id(self) -> str:
        """The id that was chosen last, or an empty string."""

    def choose(self, model_id: str) -> None:
        """Remember another id."""


class State(StrEnum):
    """What is known about the file of an entry."""

    MISSING = "not installed"
    PARTIAL = "partly downloaded"
    INCOMPLETE = "incomplete"
    UNCHECKED = "installed, not yet checked"
    VERIFIED = "installed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Installed:
    """An entry whose file is there."""

    entry: Entry
    path: Path
    state: State


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """The file to load; ``entry`` is None for a file that no catalogue entry describes."""

    path: Path
    entry: Entry | None


class ModelStore:
    """Finds, checks and chooses model files. ``folder`` is where weights lie, by default the user's data folder."""

    def __init__(
        self, folder: Path | None = None, *, choice: Choice | None = None, catalogue: Path | None = None
    ) -> None:
        self._folder = folder
        self._choice = choice
        self._catalogue = catalogue

    @cached_property
    def folder(self) -> Path:
        """Where weights lie: as given, or ``REDRAFT_MODELS``, or the platform's data folder."""
        if self._folder is not None:
            return self._folder
        override = os.environ.get("REDRAFT_MODELS")
        return Path(override) if override else Path(platformdirs.user_data_dir("redraft", appauthor=False)) / "models"

    def catalogue(self) -> Catalogue:
        """The models that can be installed."""
        return self._loaded_catalogue

    @cached_property
    def _loaded_catalogue(self) -> Catalogue:
        return load_catalogue(self._catalogue)

    @cached_property
    def _memory(self) -> Memory:
        return Memory(self.folder / "verified.json")

    def path(self, entry: Entry) -> Path:
        """Where the file of an entry lies once it is installed."""
        return self.folder / entry.file

    def part(self, entry: Entry) -> Path:
        """Where the beginning of an unfinished download lies."""
        return self.folder / f"{entry.file}.part"

    def state(self, entry: Entry) -> State:
        """What is known about a file without reading it."""
        path = self.path(entry)
        try:
            size = path.stat().st_size
        except OSError:
            return State.PARTIAL if self.part(entry).exists() else State.MISSING
        if size != entry.size:
            return State.INCOMPLETE if size < entry.size else State.CHANGED
        known = self._memory.known(path)
        if known is None:
            return State.UNCHECKED
        return State.VERIFIED if known == entry.sha256 else State.CHANGED

    def installed(self) -> list[Installed]:
        """The entries that have a file, good or bad, in the catalogue's order."""
        found = ((entry, self.state(entry)) for entry in self.catalogue().entries)
        return [Installed(entry, self.path(entry), state) for entry, state in found
                if state not in {State.MISSING, State.PARTIAL}]  # fmt: skip

    def verify(self, entry: Entry, on_bytes: OnBytes | None = None) -> None:
        """Read the whole file and compare; raises ModelError that says what is wrong and what to do."""
        path = self.path(entry)
        self._require_size(entry)
        self._memory.forget(path)
        if self._hash(path, on_bytes) != entry.sha256:
            raise _changed(entry)

    def ensure(self, entry: Entry) -> Path:
        """The file of an entry, checked now unless it is untouched since it was; raises ModelError."""
        path = self.path(entry)
        self._require_size(entry)
        if (self._memory.known(path) or self._hash(path)) != entry.sha256:
            raise _changed(entry)
        return path

    def chosen(self) -> ChosenModel:
        """The model to load, checked; raises ModelError with what to do when there is none that can be used."""
        chosen_id = self.chosen_id()
        if chosen_id == CUSTOM:
            return self._custom()
        entry = self.catalogue().entry(chosen_id)
        return ChosenModel(self.ensure(entry), entry)

    def chosen_id(self) -> str:
        """The id that is in use: the chosen one, else the default, else whichever is installed."""
        chosen = self._choice.model_id() if self._choice is not None else ""
        known = {entry.id for entry in self.catalogue().entries} | {CUSTOM}
        if chosen in known:
            return chosen
        usable = [item.entry.id for item in self.installed()]
        default = self.catalogue().default_id
        return default if default in usable or not usable else usable[0]

    def use(self, model_id: str) -> None:
        """Choose an installed entry; raises ModelError when it is not installed or not as it should be."""
        entry = self.catalogue().entry(model_id)
        self.ensure(entry)
        self._remember(entry.id)

    def look_at(self, file: Path, on_bytes: OnBytes | None = None) -> tuple[str, Note | None]:
        """Read a file of the user's own: its SHA-256, and a warning unless the catalogue knows it.

        Raises ModelError for what is not a sound GGUF file.
        """
        header = read_header(file)
        sha256 = self._digest(file, on_bytes)
        if self.catalogue().by_hash(sha256):
            return sha256, None
        return sha256, Note(
            "unknown-model",
            Message("model.foreign", {"name": header.name or header.architecture}),
        )

    def use_file(self, file: Path, sha256: str) -> None:
        """Choose a file of the user's own, as it was when ``look_at`` read it."""
        file = file.resolve()
        try:
            write_json(self.folder / "custom.json", {"path": str(file), "sha256": sha256, **fingerprint(file)})
        except OSError as error:
            raise ModelError(
                Message("model.choice_unwritten", {"why": error.strerror}), Message("do.check_disk")
            ) from None
        self._remember(CUSTOM)

    def remove(self, entry: Entry) -> int:
        """Delete an entry's file and what was downloaded of it; returns the bytes freed; raises ModelError."""
        freed = 0
        for path in (self.path(entry), self.part(entry)):
            try:
                size = path.stat().st_size
                path.unlink()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise ModelError(
                    Message("model.unremovable", {"why": error.strerror}), Message("do.close_user")
                ) from None
            freed += size
        self._memory.forget(self.path(entry))
        return freed

    @staticmethod
    def fits(entry: Entry, memory_bytes: int) -> bool:
        """Whether a computer with that much memory can run the model and still do something else (1 GB)."""
        return entry.memory + 1_000_000_000 <= memory_bytes

    def _custom(self) -> ChosenModel:
        again = Message("do.choose_file_again")
        try:
            record = json.loads((self.folder / "custom.json").read_text(encoding="utf-8"))
            path, sha256 = Path(record["path"]), str(record["sha256"])
            accepted = {key: record[key] for key in ("size", "mtime_ns", "inode")}
        except (OSError, ValueError, KeyError, TypeError):
            raise ModelError(Message("model.choice_unknown"), again) from None
        read_header(path)
        if fingerprint(path) != accepted:
            raise ModelError(Message("model.choice_changed"), again)
        return ChosenModel(path, self.catalogue().by_hash(sha256))

    def _remember(self, model_id: str) -> None:
        if self._choice is not None:
            self._choice.choose(model_id)

    def _require_size(self, entry: Entry) -> None:
        state = self.state(entry)
        if state in {State.MISSING, State.PARTIAL}:
            remedy = (
                _INSTALL if entry.id == self.catalogue().default_id else Message("do.install_this", {"name": entry.id})
            )
            name: dict[str, Param] = {"name": entry.id}
            partly = state is State.PARTIAL
            raise ModelError(Message("model.partly", name) if partly else Message("model.not_installed", name), remedy)
        size = self.path(entry).stat().st_size
        if size != entry.size:
            raise ModelError(
                Message("model.incomplete", {"name": entry.id, "here": size, "expected": entry.size}),
                Message("do.install_again", {"name": entry.id}),
            )

    def _hash(self, path: Path, on_bytes: OnBytes | None = None) -> str:
        try:
            return self._memory.hash_of(path, on_bytes)
        except OSError as error:
            raise ModelError(
                Message("model.unreadable", {"why": error.strerror}), Message("do.check_permissions")
            ) from None

    @staticmethod
    def _digest(path: Path, on_bytes: OnBytes | None = None) -> str:
        from redraft.models.checksums import sha256_of

        try:
            return sha256_of(path, on_bytes)
        except OSError as error:
            raise ModelError(
                Message("model.unreadable", {"why": error.strerror}), Message("do.check_permissions")
            ) from None


def _changed(entry: Entry) -> ModelError:
    return ModelError(
        Message("model.wrong_hash", {"name": entry.id}),
        Message("do.install_again", {"name": entry.id}),
    )
