"""Asking for the passphrase of the encrypted store: hidden on a terminal, a line of standard input elsewhere."""

from __future__ import annotations

import getpass
import sys

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.speech.now import _


def ask() -> str:
    """The passphrase of the store; raises InputError when there is nobody to ask."""
    return _ask(_("Passphrase of the store: "))


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
