"""The window: the bar of pages, the pages, and what happens when it closes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMainWindow, QMessageBox, QPushButton, QStackedWidget, QWidget

from redraft.gui import i18n
from redraft.gui.about.page import AboutPage
from redraft.gui.draft.page import DraftPage
from redraft.gui.first_run.page import FirstRunPage
from redraft.gui.i18n import _
from redraft.gui.icons import icon
from redraft.gui.models.page import ModelsPage
from redraft.gui.models.shelf import Shelf
from redraft.gui.parts import column, label, row
from redraft.gui.preferences.page import PreferencesPage
from redraft.gui.proof.page import ProofPage
from redraft.gui.services import Services
from redraft.gui.theme import current_theme, space


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
        self._shortcuts()
        self.setWindowTitle("Redraft")
        self.setMinimumSize(QSize(640, 440))
        self.resize(1120, 740)
        self._restore()
        self.pages: dict[str, QWidget] = {}
        self._build("draft", "")
        self.shelf.refresh()

    @property
    def draft(self) -> DraftPage:
        """The draft page."""
        page = self.pages["draft"]
        assert isinstance(page, DraftPage)
        return page

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self._stack.setCurrentWidget(self.pages[name])
        for key, tab in self._tabs.items():
            tab.setChecked(key == name)
        if name == "draft":
            self.draft.editor.setFocus()

    def check(self, text: str) -> None:
        """Check this text now, as the tray icon and ``--check-clipboard`` ask."""
        self.show_page("draft")
        self.draft.put(text)
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt names it
        """Say once that nothing is stored; then end every thread."""
        if not self._may_close():
            event.ignore()
            return
        self._settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self._end_pages()
        self.shelf.close()
        self._services.close()
        event.accept()

    def _build(self, page: str, text: str) -> None:
        self.pages = {
            "draft": DraftPage(self._services),
            "models": ModelsPage(self.shelf),
            "proof": ProofPage(self._services),
            "preferences": PreferencesPage(self._settings),
            "about": AboutPage(self._services.version),
            "first_run": FirstRunPage(self.shelf),
        }
        self._stack = QStackedWidget()
        for one in self.pages.values():
            self._stack.addWidget(one)
        whole = QWidget()
        whole.setObjectName("ground")
        layout = column(self._topbar(), self._stack)
        layout.setSpacing(0)
        layout.setStretch(1, 1)
        whole.setLayout(layout)
        self.setCentralWidget(whole)
        self._wire()
        if text:
            self.draft.put(text)
        self.show_page(page)

    def _wire(self) -> None:
        self.draft.models_wanted.connect(lambda: self.show_page("models"))
        self.draft.checker.looks_on_pause = self._settings.get("looks", "pause") != "asked"
        preferences, first = self.pages["preferences"], self.pages["first_run"]
        assert isinstance(preferences, PreferencesPage)
        assert isinstance(first, FirstRunPage)
        preferences.changed.connect(self._on_preference)
        first.skipped.connect(lambda: self.show_page("draft"))
        first.file_wanted.connect(lambda: self.show_page("models"))

    def _topbar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("topbar")
        names = {
            "draft": _("Draft"),
            "models": _("Models"),
            "proof": _("Proof"),
            "preferences": _("Preferences"),
            "about": _("About"),
        }
        self._tabs = {name: self._tab(name, text) for name, text in names.items()}
        draft, *others = self._tabs.values()
        side = space("l")
        brand = label("Redraft", "brand", wrap=False)
        bar.setLayout(row(brand, space("l"), draft, None, *others, gap="xs", margin=(side, 0, side, 0)))
        current_theme().changed.connect(self._draw_icons)
        self._draw_icons()
        return bar

    def _tab(self, name: str, text: str) -> QPushButton:
        tab = QPushButton(text)
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        tab.setIconSize(QSize(18, 18))
        tab.clicked.connect(lambda: self.show_page(name))
        return tab

    def _draw_icons(self) -> None:
        look = current_theme().look
        for name, tab in self._tabs.items():
            tab.setIcon(icon(name, look.colour("muted")))
        self.setWindowIcon(icon("redraft", look.colour("accent")))

    def _shortcuts(self) -> None:
        for keys, action in (
            ("Ctrl+Return", self._look),
            ("Ctrl+Enter", self._look),
            ("Esc", self._stop),
            ("Ctrl+O", self._choose_file),
            ("Ctrl+E", self._suggest),
            ("Ctrl+1", lambda: self.show_page("draft")),
            ("Ctrl+2", lambda: self.show_page("models")),
            ("Ctrl+3", lambda: self.show_page("proof")),
            ("Ctrl+4", lambda: self.show_page("preferences")),
            ("Ctrl+5", lambda: self.show_page("about")),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut).activated.connect(action)

    # The draft page is another one after the language changed, so shortcuts ask for it each time.

    def _look(self) -> None:
        self.draft.look()

    def _stop(self) -> None:
        self.draft.stop()

    def _choose_file(self) -> None:
        self.draft.choose_file()

    def _suggest(self) -> None:
        self.draft.suggest()

    def _on_preference(self, key: str, value: str) -> None:
        if key == "theme":
            current_theme().choose(value)
        elif key == "looks":
            self.draft.checker.looks_on_pause = value == "pause"
        elif key == "language":
            i18n.use(value)
            text = self.draft.text
            self._end_pages()
            self._build("preferences", text)

    def _on_attacker(self) -> None:
        if self._stack.currentWidget() is self.pages["first_run"] and self._services.attacker is not None:
            self.show_page("draft")
        self.draft.checker.changed.emit()

    def _on_shelf(self) -> None:
        if not self.shelf.loaded or self._settings.get("met", "") or self._services.attacker is not None:
            return
        self._settings.set("met", "yes")
        if not self.draft.text:
            self.show_page("first_run")

    def _may_close(self) -> bool:
        if not self.asks_before_closing or not self.draft.text.strip() or self._settings.get("told", ""):
            return True
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("Redraft does not keep your draft."))
        box.setInformativeText(_("When the window closes, the text is gone. This is said only once."))
        leave = box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        self._settings.set("told", "yes")
        return box.clickedButton() is leave

    def _restore(self) -> None:
        saved = self._settings.get("geometry", "")
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(saved.encode("ascii"))))

    def _end_pages(self) -> None:
        self.draft.close_work()
        proof = self.pages["proof"]
        assert isinstance(proof, ProofPage)
        proof.close_work()

    def open_file(self, path: Path) -> None:
        """Open a draft that was named on the command line."""
        self.draft.open_file(path)
