#!/usr/bin/env python3
"""Bring the catalogues of resources/messages up to the source, and compile them: ``make messages``.

What the source says is found by Babel: codes in ``Message("…")``, what views say in ``_("…")`` and
``plural("…", "…")``. What is new is added to every language without a translation, what is gone is dropped, and each
catalogue is compiled beside its source. A new language is a new folder, with catalogues to fill: ``messages.py fr``.

"""

from __future__ import annotations

import ast
import io
import json
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "app"))

from redraft.cli.spoken import SAID  # noqa: E402
from redraft.domain.answers import OTHERS, forms  # noqa: E402
from redraft.domain.archive import Reason  # noqa: E402
from redraft.domain.attributes import Attribute, Group  # noqa: E402
from redraft.domain.talk import Aim, Pattern  # noqa: E402

APP = ROOT / "app" / "redraft"
MESSAGES = ROOT / "resources" / "messages"
LANGUAGES = ROOT / "resources" / "languages"
VIEWS = ("gui", "cli", "reports", "speech")
Ids = set[str | tuple[str, str]]


def codes() -> set[str]:
    """Every code of a message in the source, and of the families whose members are values of the domain."""
    found = {str(text) for text in _extracted(APP, {"Message": (1,), "code": (1,)})} | set(_tabled())
    found |= {f"attribute.{one.value}{end}" for one in Attribute for end in ("", ".inline")}
    found |= {code for family in ("", *OTHERS) for code in forms(family)}
    encoder = json.loads((ROOT / "models" / "encoder" / "encoder.json").read_text("utf-8"))
    hidden = {one.value for one in Attribute if one.group in {Group.PERSON, Group.CODES}}
    found |= {f"attribute.{name}.told" for name in hidden.union(encoder["curves"])}
    found |= {f"aim.{aim.value}" for aim in Aim}
    found |= {f"talk.pattern_{pattern.value}" for pattern in Pattern if pattern is not Pattern.REPEATED}
    return found | {f"month.{number}" for number in range(1, 13)} | {f"skipped.{reason.value}" for reason in Reason}


def _tabled() -> Iterator[str]:
    """The reasons that the tables of a language give."""
    for path in LANGUAGES.rglob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in (table, *table.get("pattern", ()), *table.get("mention", ())):
            why = entry.get("why", {})
            yield from (why,) if isinstance(why, str) else why.values()


def views() -> Ids:
    """Everything that views say, a plural as a pair."""
    keywords = {"_": None, "plural": (1, 2)}
    return {*SAID, *(text for room in VIEWS for text in _extracted(APP / room, keywords))}


def _extracted(folder: Path, keywords: dict[str, tuple[int, ...] | None]) -> Iterable[str | tuple[str, str]]:
    found = extract_from_dir(folder, [("**.py", calls)], keywords=keywords)
    return (text for _file, _line, text, _comments, _context in found if text)


def calls(
    file: IO[bytes], keywords: Collection[str], _comment_tags: object, options: object
) -> Iterator[tuple[Any, ...]]:
    """Babel's extraction for Python by its syntax tree: its own, by tokens, does not look into f-strings."""
    for node in ast.walk(ast.parse(file.read())):
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in keywords:
            said = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield node.lineno, name, tuple(one if isinstance(one, str) and one else None for one in said), []


def read(path: Path) -> Catalog:
    """A catalogue; empty when there is none yet."""
    if not path.is_file():
        return Catalog(locale=path.parent.name)
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


def updated(known: Catalog, wanted: Ids) -> Catalog:
    """The catalogue with what is wanted and nothing else; what has a context words the same in another way."""
    new = Catalog(locale=known.locale, header_comment=known.header_comment, fuzzy=False)
    singular = {text if isinstance(text, str) else text[0] for text in wanted}
    for message in known:
        one = message.id if isinstance(message.id, str) else message.id[0]
        if one and one in singular:
            new.add(message.id, message.string, context=message.context, user_comments=message.user_comments)
    for text in wanted:
        if new.get(text if isinstance(text, str) else text[0]) is None:
            new.add(text)
    return new


def source(catalogue: Catalog) -> bytes:
    """The text of a catalogue."""
    out = io.BytesIO()
    write_po(out, _undated(catalogue), width=110, sort_output=True)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """What gettext reads."""
    out = io.BytesIO()
    write_mo(out, _undated(catalogue))
    return out.getvalue()


def _undated(catalogue: Catalog) -> Catalog:
    # A catalogue that says when it was made would differ every time it is made.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return catalogue


def main(names: list[str]) -> None:
    """Update and compile every language, those named being made where they are missing."""
    for folder in sorted({*(path for path in MESSAGES.iterdir() if path.is_dir()), *(MESSAGES / n for n in names)}):
        folder.mkdir(exist_ok=True)
        wanted: dict[str, Ids | None] = {"messages": set(codes()), "views": views(), "answers": None}
        for name, ids in wanted.items():
            path = folder / f"{name}.po"
            if folder.name == "en" and not path.is_file():
                continue
            catalogue = read(path)
            if ids is not None:
                catalogue = updated(catalogue, ids)
            path.write_bytes(source(catalogue))
            path.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main(sys.argv[1:])
