"""`redraft picture FILE…`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.bootstrap import Parts
from redraft.cli.waiting import Waiting
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.picture import Picture
from redraft.reports.check_json import in_english
from redraft.reports.picture_json import cleaned_to_json, picture_to_json
from redraft.reports.picture_terminal import print_cleaned, print_picture
from redraft.reports.terminal import printable
from redraft.reports.writing import require_writable
from redraft.speech.now import _, problem
from redraft.usecases.clean_picture import suggested
from redraft.usecases.picture_ports import Pictures

BAD_INPUT = 2


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "picture", help=_("show what pictures say beside what they show, and save clean copies")
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar=_("FILE"), help=_("pictures: JPEG, PNG, HEIC, WebP, TIFF, GIF")
    )
    parser.add_argument(
        "--clean",
        type=Path,
        metavar="OUT",
        help=_("save a copy that says nothing: a file, or a folder for several"),
    )
    parser.add_argument(
        "--cover-codes", action="store_true", help=_("with --clean: black boxes over every code that was found")
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Look at every picture that was named, and save clean copies where that was asked for."""
    files, out = arguments.files, arguments.clean
    if out is not None and len(files) > 1 and not out.is_dir():
        raise InputError(Message("picture.one_out"), Message("do.name_folder"))
    if arguments.cover_codes and out is None:
        raise InputError(Message("picture.cover_what"), Message("do.clean_out"))
    code, documents = 0, []
    with Parts() as parts:
        desk = _Desk(parts, parts.picture, out, cover=arguments.cover_codes, as_json=arguments.json)
        for path in files:
            try:
                documents.append(desk.look(path))
            except InputError as error:
                if len(files) == 1:
                    raise
                code = BAD_INPUT
                documents.append({"file": str(path), **in_english("error", error.problem)})
                print(f"redraft: {printable(str(path))}: {problem(error)}", file=sys.stderr)
    if arguments.json:
        print(json.dumps({"pictures": documents}, ensure_ascii=True, indent=1))
    return code


class _Desk:
    """What all pictures of a command share."""

    def __init__(self, parts: Parts, pictures: Pictures, out: Path | None, *, cover: bool, as_json: bool) -> None:
        self._clean, self._pictures, self._out, self._json = parts.clean_picture(), pictures, out, as_json
        self._cover, self._console = cover, Console()

    def look(self, path: Path) -> dict[str, Any]:
        """One picture; raises InputError."""
        with Waiting(_("Looking…"), quiet=self._json):
            picture = self._pictures.open(path)
        if not self._json:
            print_picture(str(path), picture, self._console)
        document = {"file": str(path), **picture_to_json(picture)}
        if self._out is not None:
            document["clean"] = self._save(path, picture, self._out)
        return document

    def _save(self, path: Path, picture: Picture, out: Path) -> dict[str, Any]:
        target = out / suggested(path, picture.form) if out.is_dir() else out
        require_writable(target, apart_from=[path])
        with Waiting(_("Saving…"), quiet=self._json):
            cleaned = self._clean.save(self._pictures, picture, target, range(len(picture.codes) if self._cover else 0))
        if not self._json:
            print_cleaned(str(target), cleaned, self._console)
        return cleaned_to_json(str(target), cleaned)
