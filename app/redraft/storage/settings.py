"""The few things that are remembered between sessions. Never a text, a path or the name of a file."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import platformdirs

from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.domain.text import Note
from redraft.exposure.audiences import BY_NAME


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: all are strings. ``allows`` says which values are sound; others count as the default."""

    name: str
    default: str
    description: str
    allows: Callable[[str], bool]


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _short(limit: int, extra: str) -> Callable[[str], bool]:
    return lambda value: len(value) <= limit and all(c.isascii() and (c.isalnum() or c in extra) for c in value)


ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Sizes that a draft may be shown at, in percent."""

SETTINGS: Final[Mapping[str, Setting]] = {
    setting.name: setting
    for setting in (
        Setting("theme", "system", "light, dark, or what the system uses", _one_of("system", "light", "dark")),
        Setting("language", "", "of the interface, as a language code; empty: the system's", _short(16, "-_")),
        Setting("model", "", "id of the chosen model; empty: the default", _short(64, "-_.")),
        Setting(
            "looks",
            "pause",
            "whether the model looks on a pause, only glances then, or looks when asked",
            _one_of("pause", "glance", "asked"),
        ),
        Setting(
            "threads", "", "for the model; empty: all cores", lambda value: value.isdigit() or value in {"", "auto"}
        ),
        Setting("audience", "strangers", "who usually reads the drafts, as --audience names them", _one_of(*BY_NAME)),
        Setting("decoys", "", "yes when untrue details are usually offered, too", _one_of("", "yes")),
        Setting("stand_ins", "labels", "what stands for names: labels or invented names", _one_of("labels", "names")),
        Setting("met", "", "yes once the first page was seen", _one_of("", "yes")),
        Setting("pace", "", "seconds that a check takes, by model, as id=1.5;id=2", _short(512, "-_.=;")),
        Setting("zoom", "100", "size of a draft's letters, in percent", _one_of(*map(str, ZOOMS))),
        Setting("geometry", "", "place and size of the window, as Qt saves it, in base64", _short(4096, "+/=")),
    )
}


class SettingsFile:
    """``settings.json`` in the user's configuration folder. The constructor reads nothing."""

    def __init__(self, path: Path | None = None) -> None:
        self._given = path
        self.notes: tuple[Note, ...] = ()

    @cached_property
    def path(self) -> Path:
        """Where the file lies, whether or not it exists yet."""
        return self._given or Path(platformdirs.user_config_dir("redraft", appauthor=False)) / "settings.json"

    def get(self, name: str) -> str:
        """The value of a setting, its default when it was never set or is not sound; raises KeyError."""
        setting = SETTINGS[name]
        value = self._read().get(name, setting.default)
        return value if isinstance(value, str) and setting.allows(value) else setting.default

    def put(self, name: str, value: str) -> None:
        """Remember a value and keep everything else in the file; raises StoreError, or ValueError if not sound."""
        if not SETTINGS[name].allows(value):
            raise ValueError(f"not a value of the setting {name}")
        content = {**self._read(), name: value}
        try:
            _replace(self.path, json.dumps(content, indent=1, sort_keys=True))
        except OSError as error:
            raise StoreError(Message("settings.unwritten", {"why": error.strerror}), Message("do.check_disk")) from None

    def model_id(self) -> str:
        """The id of the chosen model, or an empty string."""
        return self.get("model")

    def choose(self, model_id: str) -> None:
        """Remember another model."""
        self.put("model", model_id)

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            content = None
        if isinstance(content, dict):
            return content
        self.notes = (Note("settings", Message("settings.unreadable")),)
        return {}


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".settings.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
