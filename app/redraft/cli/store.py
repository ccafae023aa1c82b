"""`redraft store`: the encrypted store, for those who want something kept."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.cli import passphrase
from redraft.cli.actions import actions_of
from redraft.domain.errors import InputError, StoreError
from redraft.reports.archive_html import archive_to_html
from redraft.reports.archive_terminal import print_archive
from redraft.reports.writing import require_writable, write_report
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.vault import Vault
from redraft.usecases.keeping import recall

_HOW = {Protection.KEYRING: "a key in the system's keyring", Protection.PASSPHRASE: "your passphrase"}


def add_parser(commands: Any) -> None:
    """Register the command."""
    action = actions_of(commands, "store", "the encrypted store: off until you turn it on")

    _protected(action("create", "turn the store on", _create))
    action("status", "whether there is a store, what it holds, and whether it is sound", _status)
    reports = action("reports", "list the reports you kept, or show one of them", _reports)
    reports.add_argument("number", type=int, nargs="?", metavar="N", help="the number of a report in the list")
    reports.add_argument("--html", type=Path, metavar="FILE.html", help="write it to a page instead")
    reports.add_argument("--forget", action="store_true", help="remove it instead")
    _protected(action("rotate", "encrypt everything anew under a new key", _rotate))
    backup = action("backup", "save everything into one file under a passphrase", _backup)
    backup.add_argument("file", type=Path)
    restore = action("restore", "make a store of a backup", _restore)
    restore.add_argument("file", type=Path)
    _protected(restore)
    erase = action("erase", "remove the key, then everything that is stored", _erase)
    erase.add_argument("--yes", action="store_true", help="without being asked")


def _protected(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase", action="store_true", help="protect it by a passphrase instead of a key in the system's keyring"
    )


def _protection(arguments: argparse.Namespace) -> Protection:
    return Protection.PASSPHRASE if arguments.passphrase else Protection.KEYRING


def _create(arguments: argparse.Namespace) -> int:
    vault = Vault()
    vault.create(_protection(arguments), passphrase.ask_new).close()
    print(f"The store is on, protected by {_HOW[vault.protection]}. It lies in {vault.folder}.")
    return 0


def _status(_: argparse.Namespace) -> int:
    vault = Vault()
    if not vault.exists:
        print("The store is off: nothing of what you check is kept. To turn it on: redraft store create")
        return 0
    with vault.open(passphrase.ask) as records:
        if problem := records.damage():
            raise StoreError(f"The store is damaged: {problem}.", "Erase it, then restore a backup.")
        archives, reports, declared = records.counts()
    print(f"The store is on and sound, protected by {_HOW[vault.protection]}.")
    print(f"It holds {archives} scans of archives, {reports} reports and {declared} declared facts.")
    print(f"It takes {vault.size / 1e6:.1f} MB in {vault.folder}.")
    if vault.old_keys:
        print("A key of before is still in the keyring, which did not let it go; it opens nothing any more.")
    return 0


def _reports(arguments: argparse.Namespace) -> int:
    vault = Vault()
    if not vault.exists:
        raise StoreError("There is no store.", "Turn it on: redraft store create")
    if arguments.html is not None:
        require_writable(arguments.html)
    with vault.open(passphrase.ask) as records:
        kept = list(records.kept())
        if arguments.number is None:
            for number, report in enumerate(kept, 1):
                when = datetime.fromtimestamp(report.created).astimezone()
                print(f"{number}  {when:%Y-%m-%d %H:%M}  {report.title}")
            return 0
        if not 1 <= arguments.number <= len(kept):
            raise InputError(f"There is no report {arguments.number}.", "See: redraft store reports")
        chosen = kept[arguments.number - 1]
        if arguments.forget:
            records.forget(chosen.id)
            return 0
        found = recall(records, chosen.id)
    if arguments.html is not None:
        write_report(arguments.html, archive_to_html(found.report, found.opened))
    else:
        print_archive(found.report, found.opened, Console())
    return 0


def _rotate(arguments: argparse.Namespace) -> int:
    vault = Vault()
    vault.rotate(_protection(arguments), passphrase.ask, passphrase.ask_new)
    print(f"Everything is encrypted anew, protected by {_HOW[vault.protection]}. Older backups keep their passphrase.")
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    Vault().backup(arguments.file, passphrase.ask, passphrase.ask_new)
    print(f"Saved to {arguments.file}. Without its passphrase nobody can read it, not even you.")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    vault = Vault()
    vault.restore(arguments.file, passphrase.ask_of_backup, _protection(arguments), passphrase.ask_new)
    print(f"The backup is the store now, protected by {_HOW[vault.protection]}.")
    return 0


def _erase(arguments: argparse.Namespace) -> int:
    vault = Vault()
    if not vault.exists and not vault.size:
        print("There is no store.")
        return 0
    if not arguments.yes and not _agreed():
        raise StoreError("Nothing was erased.", "To erase without being asked: redraft store erase --yes")
    try:
        vault.erase()
    except KeyringError as error:
        print(f"redraft: everything is erased, but its key is still in the keyring: {error.problem}", file=sys.stderr)
        return 1
    print("The key and everything that was stored are gone. Backups you made are not.")
    return 0


def _agreed() -> bool:
    return sys.stdin.isatty() and input("Erase everything that is stored? [y/N] ").strip().lower() in {"y", "yes"}
