"""`redraft store`: the encrypted store, for those who want something kept."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from redraft.cli import passphrase
from redraft.cli.actions import actions_of, agreed
from redraft.domain.errors import InputError, StoreError
from redraft.domain.message import Message
from redraft.reports.archive_html import archive_to_html
from redraft.reports.archive_terminal import print_archive
from redraft.reports.writing import require_writable, write_report
from redraft.speech.now import _, number, worded
from redraft.storage.folder import Protection
from redraft.storage.keys import KeyringError
from redraft.storage.vault import Vault
from redraft.usecases.keeping import recall


def how(protection: Protection) -> str:
    """What protects the store."""
    return _("your passphrase") if protection is Protection.PASSPHRASE else _("a key in the system's keyring")


def add_parser(commands: Any) -> None:
    """Register the command."""
    action = actions_of(commands, "store", _("the encrypted store: off until you turn it on"))

    _protected(action("create", _("turn the store on"), _create))
    action("status", _("whether there is a store, what it holds, and whether it is sound"), _status)
    reports = action("reports", _("list the reports you kept, or show one of them"), _reports)
    reports.add_argument("number", type=int, nargs="?", metavar="N", help=_("the number of a report in the list"))
    reports.add_argument("--html", type=Path, metavar=_("FILE.html"), help=_("write it to a page instead"))
    reports.add_argument("--forget", action="store_true", help=_("remove it instead"))
    _protected(action("rotate", _("encrypt everything anew under a new key"), _rotate))
    backup = action("backup", _("save everything into one file under a passphrase"), _backup)
    backup.add_argument("file", type=Path, metavar=_("FILE"))
    restore = action("restore", _("make a store of a backup"), _restore)
    restore.add_argument("file", type=Path, metavar=_("FILE"))
    _protected(restore)
    erase = action("erase", _("remove the key, then everything that is stored"), _erase)
    erase.add_argument("--yes", action="store_true", help=_("without being asked"))


def _protected(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase",
        action="store_true",
        help=_("protect it by a passphrase instead of a key in the system's keyring"),
    )


def _protection(arguments: argparse.Namespace) -> Protection:
    """What was chosen."""
    return Protection.PASSPHRASE if arguments.passphrase else Protection.KEYRING


def _create(arguments: argparse.Namespace) -> int:
    vault = Vault()
    vault.create(_protection(arguments), passphrase.ask_new).close()
    said = _("The store is on, protected by {how}. It lies in {folder}.")
    print(said.format(how=how(vault.protection), folder=vault.folder))
    return 0


def _status(_arguments: argparse.Namespace) -> int:
    vault = Vault()
    if not vault.exists:
        print(_("The store is off: nothing of what you check is kept. To turn it on: redraft store create"))
        return 0
    with vault.open(passphrase.ask) as records:
        if damage := records.damage():
            raise StoreError(Message("store.damaged_by", {"problem": damage}), Message("do.erase_restore"))
        archives, reports, declared = records.counts()
    print(_("The store is on and sound, protected by {how}.").format(how=how(vault.protection)))
    held = _("It holds {scans} scans of archives, {reports} reports and {facts} declared facts.")
    print(held.format(scans=number(archives), reports=number(reports), facts=number(declared)))
    size = number(vault.size / 1e6, ".1f")
    print(_("It takes {size} MB in {folder}.").format(size=size, folder=vault.folder))
    if vault.old_keys:
        print(_("A key of before is still in the keyring, which did not let it go; it opens nothing any more."))
    return 0


def _reports(arguments: argparse.Namespace) -> int:
    vault = Vault()
    if not vault.exists:
        raise StoreError(Message("store.none"), Message("do.create_store"))
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
            raise InputError(Message("store.no_report", {"number": arguments.number}), Message("do.store_reports"))
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
    said = _("Everything is encrypted anew, protected by {how}. Older backups keep their passphrase.")
    print(said.format(how=how(vault.protection)))
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    Vault().backup(arguments.file, passphrase.ask, passphrase.ask_new)
    said = _("Saved to {file}. Without its passphrase nobody can read it, not even you.")
    print(said.format(file=arguments.file))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    vault = Vault()
    vault.restore(arguments.file, passphrase.ask_of_backup, _protection(arguments), passphrase.ask_new)
    print(_("The backup is the store now, protected by {how}.").format(how=how(vault.protection)))
    return 0


def _erase(arguments: argparse.Namespace) -> int:
    vault = Vault()
    if not vault.exists and not vault.size:
        print(worded(Message("store.none")))
        return 0
    if not arguments.yes and not _agreed():
        raise StoreError(Message("store.not_erased"), Message("do.erase_yes"))
    try:
        vault.erase()
    except KeyringError as error:
        said = _("everything is erased, but its key is still in the keyring: {why}")
        print(f"redraft: {said.format(why=worded(error.problem))}", file=sys.stderr)
        return 1
    print(_("The key and everything that was stored are gone. Backups you made are not."))
    return 0


def _agreed() -> bool:
    return agreed(_("Erase everything that is stored?"))
