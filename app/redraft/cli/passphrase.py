"""Asking for the passphrase of the encrypted store: hidden on a terminal, a line of standard input elsewhere."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Sequence

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.speech.now import _

_OPTION, _SHORTEST = "--passphrase", "--p"
_OTHERS = frozenset({"--html", "--forget", "--yes", "--help", "-h", "--language"})


def refuse_typed(arguments: Sequence[str]) -> None:
    """Raise InputError for a passphrase on the command line, which other programs can read, and do not repeat it.

    Of ``redraft store``: whatever stands behind ``--passphrase``, but the file of a backup, which may. To be called
    before the arguments are parsed, whose parser would quote what it does not understand.
    """
    words = [one for one in arguments if not one.startswith("-")]
    at = next((n for n, one in enumerate(arguments) if _is_the_option(one)), None)
    if "store" not in words[:2] or at is None:  # of two: a language may stand before it
        return
    behind = [one for one in arguments[at + 1 :] if one not in _OTHERS]
    before = [one for one in arguments[:at] if not one.startswith("-")]
    if before[-1:] == ["restore"]:
        behind = behind[1:]
    if behind or "=" in arguments[at]:
        raise InputError(Message("passphrase.on_command_line"), Message("do.type_when_asked"))


def _is_the_option(word: str) -> bool:
    name = word.partition("=")[0]
    return name.startswith(_SHORTEST) and _OPTION.startswith(name)


def ask() -> str:
    """The passphrase of the store; raises InputError when there is nobody to ask."""
    return _ask(_("Passphrase of the store: "))


def ask_at_terminal() -> str:
    """The passphrase of the store while standard input is a text; raises InputError where there is no terminal."""
    if os.name == "posix":
        try:
            os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        except OSError:
            raise InputError(Message("passphrase.no_terminal"), Message("do.text_in_file")) from None
    return getpass.getpass(_("Passphrase of the store: "))


def ask_of_backup() -> str:
    """The passphrase of a backup."""
    return _ask(_("Passphrase of the backup: "))


def ask_new() -> str:
    """A new passphrase, twice on a terminal; raises InputError when the two differ."""
    first = _ask(_("New passphrase: "))
    if sys.stdin.isatty() and _ask(_("The same again: ")) != first:
        raise InputError(Message("passphrase.differ"), Message("do.nothing_changed"))
    return first


def _ask(prompt: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    line = sys.stdin.readline()
    if not line:
        raise InputError(Message("passphrase.needed"), Message("do.type_passphrase"))
    return line.removesuffix("\n").removesuffix("\r")
