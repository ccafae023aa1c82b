"""The window: the bar of pages, the pages, and what happens when it closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from redraft.domain.errors import RedraftError
from redraft.gui import closing, qt_words
from redraft.gui.about.page import AboutPage
from redraft.gui.archive.page import ArchivePage
from redraft.gui.closing import Answer
from redraft.gui.draft.page import DraftPage
from redraft.gui.draft.phase import Habit
from redraft.gui.first_run.page import FirstRunPage
from redraft.gui.icons import icon
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.keeping.passphrase import Asker
from redraft.gui.keeping.rulebook import Rulebook
from redraft.gui.keeping.stash import Stash
from redraft.gui.models.pacing import Pacing
from redraft.gui.models.page import ModelsPage
from redraft.gui.models.shelf import Shelf
from redraft.gui.page import Page
from redraft.gui.parts import column
from redraft.gui.picture.page import PicturePage
from redraft.gui.playlist.page import PlaylistPage
from redraft.gui.preferences.page import PreferencesPage
from redraft.gui.proof.page import ProofPage
from redraft.gui.services import Services
from redraft.gui.shortcuts import bind_keys
from redraft.gui.theme import current_theme, tokens
from redraft.gui.topbar import Topbar
from redraft.speech import now
from redraft.speech.now import _
from redraft.usecases.kept_draft import KeptDraft

PAGES = ("draft", "archive", "playlist", "picture", "models", "proof", "preferences", "about")
"""The pages with a tab, in their order; Ctrl+1 is the first."""


class MainWindow(QMainWindow):
    """Holds the pages. ``pages`` names them for tests and screenshots."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._settings = services.settings
        self.asks_before_closing = True
        self.shelf = Shelf(services, self)
        self.shelf.attacker_changed.connect(self._on_attacker)
        self.shelf.changed.connect(self._on_shelf)
        self.pacing = Pacing(services, self.shelf, self)
        self.pacing.measured.connect(self.shelf.refresh)
        self.keeper = Keeper(services.keeping, self)
        self.rulebook = Rulebook(self.keeper, self)
        self.stash = Stash(self.keeper, self)
        self.stash.found.connect(lambda draft: self.draft.put_kept(draft, self.stash.forget))
        self.stash.kept.connect(lambda: QTimer.singleShot(0, self, self.close))
        self.stash.failed.connect(self._on_not_kept)
        self.asker = Asker(self.keeper.questions, self)
        bind_keys(self, self._do, self.show_page, PAGES)
        self.setWindowTitle("Redraft")
        self.setMinimumSize(self._least())
        self.resize(1180, 760)
        self._restore()
        self.pages: dict[str, Any] = {}
        self._build("draft")
        current_theme().changed.connect(self._draw_icon)
        self._draw_icon()
        self.shelf.refresh()
        self.keeper.begin()

    @property
    def draft(self) -> DraftPage:
        """The draft page."""
        page = self.pages["draft"]
        assert isinstance(page, DraftPage)
        return page

    @property
    def page(self) -> str:
        """The name of the page in front."""
        return next(name for name, page in self.pages.items() if page is self._stack.currentWidget())

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        if name not in self.pages:
            return
        self._stack.setCurrentWidget(self.pages[name])
        self._topbar.show_current(name)
        if name == "draft":
            self.draft.sheet.take_focus()

    def check(self, text: str, in_reply_to: str = "") -> None:
        """Check this text now, as the tray icon and ``--check-clipboard`` ask."""
        self.show_page("draft")
        self.draft.put(text, in_reply_to)
        self.raise_()
        self.activateWindow()

    def open_file(self, path: Path) -> None:
        """Open a draft that was named on the command line."""
        self.draft.open_file(path)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt names it
        """Ask about a draft that is not saved; then end every thread."""
        if not self._may_close():
            event.ignore()
            return
        self._settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.keeper.stop()
        end_work(self.pages)
        self.keeper.close()
        self.pacing.close()
        self.shelf.close()
        self._services.close()
        event.accept()

    def _build(self, page: str) -> None:
        """Make all pages; in another language they take over what those before them know."""
        qt_words.follow(now.language())
        before = self.pages
        self.pages = {
            "draft": DraftPage(self._services, self.keeper, self.rulebook, before.get("draft")),
            **self._optional(before),
            "models": ModelsPage(self.shelf),
            "proof": ProofPage(self._services),
            "preferences": PreferencesPage(self._settings, self.keeper, self.rulebook),
            "about": AboutPage(self._services.version),
            "first_run": FirstRunPage(self.shelf),
        }
        end_work(before)
        self._stack = QStackedWidget()
        for one in self.pages.values():
            self._stack.addWidget(one)
        self._topbar = Topbar(
            [tab for tab in self._work() if tab[0] in self.pages],
            [
                ("models", _("Models")),
                ("proof", _("Proof")),
                ("preferences", _("Preferences")),
                ("about", _("About")),
            ],
        )
        self._topbar.chosen.connect(self.show_page)
        whole = QWidget()
        whole.setObjectName("ground")
        layout = column(self._topbar, self._stack)
        layout.setSpacing(0)
        layout.setStretch(1, 1)
        whole.setLayout(layout)
        self.setCentralWidget(whole)
        self._wire()
        self.show_page(page)

    def _optional(self, before: dict[str, Any]) -> dict[str, Page]:
        """Pages for which there may be nobody to do the work."""
        archive, playlist, check = self._services.archive, self._services.playlist, self._services.rewrite.check
        pages: dict[str, Page] = {}
        if archive is not None:
            pages["archive"] = one = ArchivePage(archive, self.keeper, check, before.get("archive"))
            one.post_wanted.connect(lambda post: self.check(post.text, post.in_reply_to))
            one.keeping_wanted.connect(lambda: self.show_page("preferences"))
        if playlist is not None:
            pages["playlist"] = PlaylistPage(playlist, self.keeper, check, before.get("playlist"))
        if (picture := self._services.picture) is not None:
            pages["picture"] = PicturePage(picture, before.get("picture"))
        return pages

    @staticmethod
    def _work() -> list[tuple[str, str]]:
        return [
            ("draft", _("Draft")),
            ("archive", _("Archive")),
            ("playlist", _("Playlist")),
            ("picture", _("Pictures")),
        ]

    def _wire(self) -> None:
        self.draft.models_wanted.connect(lambda: self.show_page("models"))
        self.draft.keeping_wanted.connect(lambda: self.show_page("preferences"))
        self.draft.paper.picture.connect(self._check_picture)
        self.draft.checker.model.habit = Habit(self._settings.get("looks", "pause") or "pause")
        preferences, first = self.pages["preferences"], self.pages["first_run"]
        assert isinstance(preferences, PreferencesPage)
        assert isinstance(first, FirstRunPage)
        preferences.changed.connect(self._on_preference)
        first.skipped.connect(lambda: self.show_page("draft"))
        first.file_wanted.connect(lambda: self.show_page("models"))

    def _check_picture(self, path: Path) -> None:
        """A picture was dropped where drafts are written."""
        page = self.pages["picture"]
        assert isinstance(page, PicturePage)
        self.show_page("picture")
        page.check([path])

    def _least(self) -> QSize:
        """The smallest useful window: larger letters need a larger one, as far as the screen goes."""
        larger = self.fontInfo().pointSizeF() / float(tokens()["type"]["base_points"])
        return QSize(round(640 * larger), round(440 * larger)).boundedTo(self.screen().availableSize() * 0.9)

    def _draw_icon(self) -> None:
        self.setWindowIcon(icon("redraft", current_theme().look.colour("accent")))

    def _do(self, action: Callable[[Page], object]) -> None:
        """Let the page in front do something."""
        action(self.pages[self.page])

    def _on_preference(self, key: str, value: str) -> None:
        if key == "theme":
            current_theme().choose(value)
        elif key == "looks":
            self.draft.checker.model.habit = Habit(value)
        elif key == "language":
            now.use(value, window=True)
            self._build("preferences")

    def _on_attacker(self) -> None:
        if self.page == "first_run" and self._services.has_model:
            self.show_page("draft")
        self.draft.checker.changed.emit()

    def _on_shelf(self) -> None:
        if not self.shelf.loaded or self._settings.get("met", "") or self._services.has_model:
            return
        self._settings.set("met", "yes")
        if not self.draft.text:
            self.show_page("first_run")

    def _on_not_kept(self, error: RedraftError) -> None:
        self.show_page("draft")
        self.draft.complain(error)

    def _may_close(self) -> bool:
        if not self.asks_before_closing or not self.draft.unsaved:
            return True
        answer = closing.ask(self, self.keeper.stand)
        if answer is Answer.KEEP:
            self.stash.keep(KeptDraft(self.draft.text, self.draft.checker.in_reply_to))
            return False  # it closes once the draft is kept
        return self.draft.save() if answer is Answer.SAVE else answer is Answer.LEAVE

    def _restore(self) -> None:
        saved = self._settings.get("geometry", "")
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(saved.encode("ascii"))))


def end_work(pages: Mapping[str, Page]) -> None:
    """End the threads of pages."""
    for page in pages.values():
        page.close_work()
