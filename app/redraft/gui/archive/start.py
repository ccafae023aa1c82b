"""The beginning of the archive page: choosing files, saying what they are, choosing what is scanned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from redraft.domain.archive import Match, Opened, ReadChoices
from redraft.gui.archive.desk import MINUTES, Wish
from redraft.gui.archive.scanner import Scanner, Stand
from redraft.gui.cards.problem import problem_card
from redraft.gui.i18n import _, number
from redraft.gui.parts import DropZone, Segments, Slot, button, card, centred, column, keep_focus, label, row

CHATS = frozenset({"whatsapp", "telegram", "discord"})
"""Platforms whose files hold several people: the owner's name helps to tell whose a post is."""

TABLES = frozenset({"csv", "jsonl", ""})
"""Platforms that are none: somebody has to say which column holds what."""


class StartView(QWidget):
    """Emits ``dropped`` with paths, ``wanted`` with a :class:`Wish`."""

    dropped = Signal(list)
    file_wanted = Signal()
    folder_wanted = Signal()
    practice_wanted = Signal()
    wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slot = Slot(gap="l")
        intro = _(
            "Somebody who reads everything you ever posted puts the pieces together. Here you see what they would "
            "know, which posts carry it, and how few would have to go."
        )
        holder = QWidget()
        holder.setLayout(self._slot)
        page = centred(label(_("What all your posts give away together"), "title"), label(intro, "muted"), holder)
        self.setLayout(column(page))

    def show_scanner(self, scanner: Scanner) -> None:
        """Show where the scanner stands before a scan."""
        self._slot.fill((scanner.stand, scanner.opened, scanner.error), lambda layout: self._fill(layout, scanner))
        keep_focus(self)

    def _fill(self, layout: QVBoxLayout, scanner: Scanner) -> None:
        if scanner.error is not None:
            layout.addWidget(problem_card(scanner.error))
        if scanner.stand is Stand.OPENING:
            layout.addWidget(card(label(_("Looking what this is…"), "muted")))
        elif scanner.stand is Stand.READY and scanner.opened is not None:
            layout.addWidget(Recognised(scanner.opened, self.wanted.emit, self.left.emit))
        else:
            layout.addWidget(self._zone())

    def _zone(self) -> DropZone:
        zone = DropZone(
            _("Drop an export here"),
            _(
                "What Reddit, X, Mastodon, Bluesky, Instagram, Facebook, LinkedIn, YouTube, TikTok, Discord, Telegram "
                "or WhatsApp gave you; also mail (.mbox), tables and texts. ZIP, folder or file."
            ),
            button(_("Choose a file"), self.file_wanted.emit, role="primary", symbol="open"),
            button(_("Choose a folder"), self.folder_wanted.emit, symbol="folder"),
            button(_("Try with a practice archive"), self.practice_wanted.emit, symbol="example"),
        )
        zone.dropped.connect(self.dropped)
        return zone


class Recognised(QFrame):
    """What the files are, and the choices before a scan."""

    def __init__(self, opened: Opened, on_scan: Callable[[Wish], object], on_leave: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("recognised")
        self.setProperty("role", "card")
        self._opened = opened
        self._since, self._minutes = "all", str(MINUTES[1])
        self._match = next((m for m in opened.matches if not m.music), Match("", _("Unknown"), False, 0.0))
        self._messages = QCheckBox(_("Read direct messages too"))
        self._me = QLineEdit()
        self._me.setPlaceholderText(_("Your name in these chats"))
        self._me.setAccessibleName(self._me.placeholderText())
        self._columns = {name: QComboBox() for name in ("text", "date")}
        lines = column(gap="m", margin=18)
        self.setLayout(lines)
        lines.addWidget(label(_("This looks like: {platform}").format(platform=self._match.label), "heading"))
        lines.addWidget(label(_facts(opened), "muted"))
        for refused in opened.refused[:5]:
            lines.addWidget(label(f"{refused.name}: {refused.why}", "small"))
        if opened.columns and self._match.platform in TABLES:
            self._add_columns(lines)
        if self._match.platform in CHATS:
            lines.addWidget(self._me)
        since = Segments(
            [("all", _("From the beginning")), ("5", _("The last five years")), ("1", _("The last year"))],
            "all",
            _("How far back"),
        )
        since.chosen.connect(lambda key: setattr(self, "_since", key))
        minutes = Segments(
            [(str(n), _("{count} min").format(count=n)) for n in MINUTES], self._minutes, _("How long the model reads")
        )
        minutes.chosen.connect(lambda key: setattr(self, "_minutes", key))
        for name, choice in ((_("How far back"), since), (_("How long the model reads"), minutes)):
            lines.addLayout(column(label(name, "strong"), choice, gap="xs"))
        lines.addWidget(self._messages)
        scan = button(_("Scan"), lambda: on_scan(self.wish()), role="primary", symbol="look")
        lines.addLayout(row(button(_("Another archive"), on_leave, role="quiet"), None, scan))

    def wish(self) -> Wish:
        """What the user chose."""
        columns = {name: box.currentText() for name, box in self._columns.items() if box.currentIndex() > 0}
        years = 0 if self._since == "all" else int(self._since)
        since = (datetime.now(UTC) - timedelta(days=365.25 * years)).date() if years else None
        choices = ReadChoices(
            platform=self._match.platform,
            me=self._me.text().strip(),
            messages=self._messages.isChecked(),
            columns=columns,
        )
        return Wish(choices, since, int(self._minutes) * 60.0)

    def _add_columns(self, lines: QVBoxLayout) -> None:
        names = {"text": _("Which column holds the text?"), "date": _("Which column holds the date?")}
        for name, box in self._columns.items():
            box.addItems([_("Find out"), *self._opened.columns])
            box.setAccessibleName(names[name])
            lines.addLayout(column(label(names[name], "strong"), box, gap="xs"))


def _facts(opened: Opened) -> str:
    parts = [_("1 file") if opened.files == 1 else _("{count} files").format(count=number(opened.files))]
    if opened.media:
        parts.append(_("{count} pictures and films are passed over").format(count=number(opened.media)))
    return ", ".join(parts)
