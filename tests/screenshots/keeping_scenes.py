"""The states of what may be kept that are photographed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QScrollArea

from redraft.gui.archive.desk import Wish
from redraft.gui.archive.scanner import Stand
from redraft.gui.keeping.card import KeepingCard
from redraft.gui.keeping.keeper import Stand as Keeping
from redraft.gui.main_window import MainWindow
from redraft.gui.services import Services
from redraft.storage.folder import Protection
from screenshots.more_scenes import archive_page
from screenshots.scene import Scene, Until
from screenshots.scripted import scripted
from screenshots.scripted_keeping import ScriptedKeeping, filled

Play = Callable[[MainWindow, Until], None]


def _with(make: Callable[[], ScriptedKeeping]) -> Callable[[], Services]:
    def services() -> Services:
        made = scripted()
        made.keeping = make()
        return made

    return services


def keeping_card(window: MainWindow, until: Until) -> KeepingCard:
    """The card among the preferences, in view."""
    until(lambda: window.keeper.stand is not Keeping.ABSENT and not window.keeper.busy)
    window.show_page("preferences")
    card = window.pages["preferences"].findChild(KeepingCard)
    assert isinstance(card, KeepingCard)
    area = window.pages["preferences"].findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    until(lambda: area.verticalScrollBar().maximum() > 0)
    inner = area.widget()
    assert inner is not None
    area.verticalScrollBar().setValue(card.mapTo(inner, card.rect().topLeft()).y() - 24)
    return card


def _press(card: KeepingCard, place: int) -> None:
    """Press the button at a place, whatever the language calls it."""
    shown = [one for one in card.findChildren(QPushButton) if one.isVisible()]
    shown[place].click()


def _card(window: MainWindow, until: Until) -> None:
    keeping_card(window, until)


def _pressed(place: int) -> Play:
    def play(window: MainWindow, until: Until) -> None:
        card = keeping_card(window, until)
        _press(card, place)
        until(lambda: not window.keeper.busy)
        end = time.monotonic() + 0.3  # what was asked comes into view by itself
        until(lambda: time.monotonic() > end)

    return play


def _ready(window: MainWindow, until: Until) -> None:
    page = archive_page(window)
    until(lambda: not window.keeper.busy)
    page.open([Path("reddit.zip")])
    until(lambda: page.scanner.stand is Stand.READY)


def _kept(window: MainWindow, until: Until) -> None:
    page = archive_page(window)
    until(lambda: not window.keeper.busy)
    page.scanner.open([Path("reddit.zip")])
    until(lambda: page.scanner.stand is Stand.READY)
    page.scanner.scan(Wish())
    until(lambda: page.scanner.stand is Stand.DONE)
    page.scanner.keep()
    until(lambda: page.scanner.kept_report is not None)
    report_id = page.scanner.kept_id
    page.scanner.start_over()
    page.scanner.show_kept(report_id)
    until(lambda: page.scanner.stand is Stand.DONE)
    page.work.show_view("cut")


def _front(window: MainWindow, until: Until) -> None:
    archive_page(window)
    until(lambda: bool(window.keeper.reports))


def _fine(window: MainWindow, until: Until) -> None:
    until(lambda: bool(window.keeper.declared))
    draft = window.draft
    draft.put_example()
    until(lambda: draft.checker.fast_done)
    draft.panel.accepted.emit(draft.cards()[0])
    until(lambda: draft.checker.settled)
    area = draft.panel.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


SCENES = (
    Scene("keeping-off", _with(ScriptedKeeping), _card),
    Scene("keeping-no-keyring", _with(lambda: ScriptedKeeping(refuses="absent")), _pressed(-1)),
    Scene("keeping-on", _with(filled), _card),
    Scene("keeping-locked", _with(lambda: filled(Protection.PASSPHRASE)), _card),
    Scene("keeping-erase", _with(filled), _pressed(-1)),
    Scene("keeping-rotate", _with(filled), _pressed(3)),
    Scene("archive-go-on", _with(filled), _ready),
    Scene("archive-not-kept", _with(ScriptedKeeping), _ready),
    Scene("archive-reports", _with(filled), _front),
    Scene("archive-kept", _with(filled), _kept),
    Scene("draft-everyone-knows", _with(filled), _fine),
)
