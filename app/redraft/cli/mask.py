"""`redraft mask FILE|-` and `redraft unmask FILE|-`: stand-ins for an assistant, and the real words back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from redraft.bootstrap import Parts
from redraft.cli import passphrase
from redraft.cli.map_file import MapFile
from redraft.cli.rewrite import print_text
from redraft.cli.texts import read_text
from redraft.cli.waiting import Waiting
from redraft.domain.errors import InputError, StoreError
from redraft.domain.message import Message
from redraft.domain.rules import Rule
from redraft.domain.stand_ins import Masked, StandIns, Style
from redraft.domain.text import Note
from redraft.speech.now import _, plural, worded
from redraft.storage.vault import AskPassphrase
from redraft.usecases.masking.keeping import KeptStandIns
from redraft.usecases.masking.unmask import marked, unmask

NOT_ALL = 1
"""Exit code of an answer in which something could not be put back."""
TRIES = 5
"""How often a text is masked anew because another command kept other stand-ins meanwhile."""


def add_parser(commands: Any) -> None:
    """Register both commands."""
    masking = commands.add_parser("mask", help=_("put stand-ins for names, places and numbers, for an assistant"))
    _add_text(masking)
    masking.add_argument(
        "--style",
        choices=[style.value for style in Style],
        default=Style.LABELS.value,
        help=_("labels such as Person A and [Town 1], or invented names of the same kind and gender"),
    )
    masking.add_argument("--new", action="store_true", help=_("begin anew: what had a stand-in before is forgotten"))
    masking.add_argument(
        "--rules", action="store_true", help=_("follow your rules: words that always have to go, or that stay")
    )
    masking.set_defaults(handler=run_mask)
    unmasking = commands.add_parser("unmask", help=_("put the real words back into an assistant's answer"))
    _add_text(unmasking)
    unmasking.set_defaults(handler=run_unmask)


def _add_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar=_("FILE|-"), help=_("a text file or document (.docx, .odt, .pdf), or - for standard input")
    )
    parser.add_argument(
        "--map",
        type=Path,
        metavar=_("FILE"),
        help=_("keep what stands for what in this file, which is not encrypted, instead of in the store"),
    )


def run_mask(arguments: argparse.Namespace) -> int:
    """Print the masked text and nothing else; what is to be said goes to standard error."""
    style = Style(arguments.style)
    with Parts() as parts:
        kept, rules = _kept(arguments, parts)
        text, read_notes = read_text(arguments.file, parts)
        with Waiting(_("Reading…")):
            masked, notes = _keeping(parts, kept, rules, text, style, anew=arguments.new)
    print_text(masked.text)
    _say_notes((*read_notes, *notes))
    said = plural("{count} place is masked.", "{count} places are masked.", len(masked.put))
    print(f"redraft: {said} {_where(kept)}", file=sys.stderr)
    if not masked.put:
        print(f"redraft: {_('Nothing was found that needs a stand-in: read it once more yourself.')}", file=sys.stderr)
    return 0


def run_unmask(arguments: argparse.Namespace) -> int:
    """Print the answer with the real words; what could not be put back is marked, counted, and the exit code 1."""
    with Parts() as parts:
        kept, _rules = _kept(arguments, parts)
        text, notes = read_text(arguments.file, parts)
        known = kept.stand_ins()
    if not known.entries:
        raise InputError(Message("mask.nothing_kept"), Message("do.mask_first"))
    answer = unmask(text, known)
    print_text(marked(answer))
    _say_notes(notes)
    if isinstance(kept, MapFile) and kept.open_to_others:
        print(f"redraft: {worded(Message('mask.map_open', {'path': str(kept.path)}))}", file=sys.stderr)
    if not answer.left:
        return 0
    count = len(answer.left)
    said = plural(
        "{count} stand-in could not be put back; it stands in ⟦⟧.",
        "{count} stand-ins could not be put back; they stand in ⟦⟧.",
        count,
    )
    print(f"redraft: {said}", file=sys.stderr)
    return NOT_ALL


def _kept(arguments: argparse.Namespace, parts: Parts) -> tuple[KeptStandIns, frozenset[Rule]]:
    """Where what stands for what is kept, and the rules if they were asked for.

    Raises InputError when the user named no file and there is no store, StoreError.
    """
    wants_rules = getattr(arguments, "rules", False)
    if arguments.map is not None and not wants_rules:
        return MapFile(arguments.map), frozenset()
    records = parts.records(_asking(arguments))
    if not records.lasting:
        if arguments.map is not None:
            raise InputError(Message("store.off_undeclared"), Message("do.create_store"))
        raise InputError(Message("mask.nowhere"), Message("do.map_or_store"))
    rules = records.rules() if wants_rules else frozenset()
    return (records if arguments.map is None else MapFile(arguments.map)), rules


def _asking(arguments: argparse.Namespace) -> AskPassphrase:
    """Who asks for the passphrase: standard input may be the text."""
    return passphrase.ask_at_terminal if arguments.file == "-" else passphrase.ask


def _keeping(
    parts: Parts, kept: KeptStandIns, rules: frozenset[Rule], text: str, style: Style, *, anew: bool
) -> tuple[Masked, tuple[Note, ...]]:
    """Mask, and keep what stands for what before anybody sees the text; anew when others were kept meanwhile."""
    masker = parts.masker(rules)
    for _attempt in range(TRIES):
        before = kept.stand_ins()
        masked, notes = masker.mask(text, StandIns() if anew else before, style)
        if kept.keep_stand_ins(masked.stand_ins, before):
            return masked, notes
    raise StoreError(Message("store.used_elsewhere"), Message("do.try_again"))


def _where(kept: KeptStandIns) -> str:
    """Where the map is, and who can read it there."""
    if isinstance(kept, MapFile):
        said = _("What stands for what is in {file}: not encrypted, it holds your own words for whoever reads it.")
        return said.format(file=kept.path)
    return _("What stands for what is in the encrypted store.")


def _say_notes(notes: tuple[Note, ...]) -> None:
    for note in notes:
        print(f"redraft: {worded(note.message)}", file=sys.stderr)
