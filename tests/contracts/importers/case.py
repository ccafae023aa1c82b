"""One archive that an importer has to read, with what it has to come to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """Files of a source, the importer that must recognise it, and (read, own, kept, skipped)."""

    name: str
    platform: str
    files: dict[str, str | bytes]
    read: int
    own: int | None
    kept: int
    skipped: dict[str, int] = field(default_factory=dict)
    me: str = ""
