"""The beginning of the archive page: choosing files, saying what they are, choosing what is scanned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from redraft.domain.archive import Match, Opened, ReadChoices
from redraft.gui.archive.desk import MINUTES, Wish
from redraft.gui.archive.scanner import Scanner, Stand
from redraft.gui.cards.problem import problem_card
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.keeping.keeper import Stand as Keeping
from redraft.gui.parts import DropZone, Flow, Segments, Slot, button, card, centred, column, keep_focus, label, row
from redraft.speech.now import _, answer, moment, number, worded
from redraft.speech.words import duration
from redraft.usecases.ports import KeptReport
from redraft.usecases.recording import Begun

CHATS = frozenset({"whatsapp", "telegram", "discord"})
"""Platforms whose files hold several people: the owner's name helps to tell whose a post is."""

TABLES = frozenset({"csv", "jsonl", ""})
"""Platforms that are none: somebody has to say which column holds what."""


class StartView(QWidget):
    """Emits ``dropped`` with paths, ``wanted`` with a :class:`Wish`, ``recalled``, ``removed`` with a report's id."""

    dropped = Signal(list)
    file_wanted = Signal()
    folder_wanted = Signal()
    practice_wanted = Signal()
    wanted = Signal(object)
    went_on = Signal()
    started_anew = Signal()
    recalled = Signal(str)
    removed = Signal(str)
    keeping_wanted = Signal()
    unlock_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slot, self._kept = Slot(gap="l"), Slot(gap="l")
        self._recognised: Recognised | None = None
        intro = _(
            "Somebody who reads everything you ever posted puts the pieces together. Here you see what they would "
            "know, which posts carry it, and how few would have to go."
        )
        holder = QWidget()
        holder.setLayout(column(self._slot, self._kept, gap="l"))
        page = centred(label(_("What all your posts give away together"), "title"), label(intro, "muted"), holder)
        self.setLayout(column(page))

    def show_scanner(self, scanner: Scanner) -> None:
        """Show where the scanner stands before a scan."""
        stand, keeper = scanner.stand, scanner.keeper
        # What is chosen for a scan outlasts everything that is said below it.
        self._slot.fill((stand, scanner.opened, scanner.error), lambda layout: self._fill(layout, scanner))
        kept = (stand, keeper.stand, keeper.reports, keeper.error)
        self._kept.fill(kept, lambda layout: self._fill_kept(layout, scanner))
        if self._recognised is not None:
            self._recognised.show_begun(scanner.begun)
        keep_focus(self)

    def _fill(self, layout: QVBoxLayout, scanner: Scanner) -> None:
        self._recognised = None
        if scanner.error is not None:
            layout.addWidget(problem_card(scanner.error))
        if scanner.stand is Stand.OPENING:
            layout.addWidget(card(label(_("Looking what this is…"), "muted")))
        elif scanner.stand is Stand.READY and scanner.opened is not None:
            self._recognised = Recognised(scanner.opened, self)
            layout.addWidget(self._recognised)
        else:
            layout.addWidget(self._zone())

    def _fill_kept(self, layout: QVBoxLayout, scanner: Scanner) -> None:
        keeper = scanner.keeper
        if scanner.stand is Stand.READY:
            layout.addWidget(self._whether_kept(keeper))
        elif scanner.stand is Stand.EMPTY and keeper.stand is Keeping.LOCKED:
            unlock = button(_("Open it"), self.unlock_wanted.emit, role="quiet")
            layout.addWidget(_line(_("What you kept is locked."), unlock))
        elif scanner.stand is Stand.EMPTY and keeper.reports:
            if keeper.error is not None:
                layout.addWidget(problem_card(keeper.error))
            reports = [self._report(report) for report in keeper.reports]
            layout.addWidget(card(label(_("Reports you kept"), "strong"), *reports))

    def _whether_kept(self, keeper: Keeper) -> QWidget:
        """What a crash would cost, said before the scan."""
        if keeper.stand is Keeping.OPEN:
            return label(_("How far the scan comes is kept, encrypted: after a crash it can go on."), "small")
        over = _("Nothing of the scan is kept: after a crash, or when the window is closed, it starts over.")
        if keeper.stand is Keeping.LOCKED:
            why = "" if keeper.error is None else f" {worded(keeper.error.problem)}"
            return _line(over + why, button(_("Open what is kept"), self.unlock_wanted.emit, role="quiet"))
        return _line(over, button(_("Change that"), self.keeping_wanted.emit, role="quiet"))

    def _report(self, report: KeptReport) -> QWidget:
        when = moment(datetime.fromtimestamp(report.created).astimezone())
        text = f"{report.title} · {when}"
        show = button(_("Show"), partial(self.recalled.emit, report.id), role="quiet")
        remove = button(_("Remove"), partial(self.removed.emit, report.id), role="quiet")
        for one in (show, remove):
            one.setAccessibleDescription(text)
        return _line(text, show, remove, role="body")

    def _zone(self) -> DropZone:
        zone = DropZone(
            _("Drop an export here"),
            _(
                "What Reddit, X, Mastodon, Bluesky, Instagram, Facebook, LinkedIn, YouTube, TikTok, Discord, Telegram "
                "or WhatsApp gave you, or what you told ChatGPT, Claude, Gemini, Copilot or Le Chat; also mail "
                "(.mbox), tables and texts. ZIP, folder or file."
            ),
            button(_("Choose a file"), self.file_wanted.emit, role="primary", symbol="open"),
            button(_("Choose a folder"), self.folder_wanted.emit, symbol="folder"),
            button(_("Try with a practice archive"), self.practice_wanted.emit, symbol="example"),
        )
        zone.dropped.connect(self.dropped)
        return zone


class Recognised(QFrame):
    """What the files are, and the choices before a scan."""

    def __init__(self, opened: Opened, view: StartView) -> None:
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
        lines.addWidget(label(_("This looks like: {platform}").format(platform=answer(self._match.label)), "heading"))
        lines.addWidget(label(_facts(opened), "muted"))
        for refused in opened.refused[:5]:
            lines.addWidget(label(f"{refused.name}: {worded(refused.why)}", "small"))
        self._view, self._begun, self._choices = view, Slot(), QWidget()
        lines.addLayout(self._begun)
        lines.addWidget(self._choices)
        lines = column(gap="m")
        self._choices.setLayout(lines)
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
        scan = button(_("Scan"), lambda: view.wanted.emit(self.wish()), role="primary", symbol="look")
        lines.addLayout(row(button(_("Another archive"), view.left.emit, role="quiet"), None, scan))

    def show_begun(self, begun: Begun | None) -> None:
        """Offer to go on with an earlier scan, in place of the choices for a new one."""
        self._choices.setVisible(begun is None)
        self._begun.fill(begun, lambda layout: self._offer(layout, begun))

    def _offer(self, layout: QVBoxLayout, begun: Begun | None) -> None:
        if begun is None:
            return
        go_on = button(_go_on_words(begun), self._view.went_on.emit, role="primary", symbol="play")
        anew = button(_("Start over"), self._view.started_anew.emit)
        other = button(_("Another archive"), self._view.left.emit)
        buttons = QWidget()
        buttons.setLayout(flow := Flow("s"))
        for one in (go_on, anew, other):
            flow.addWidget(one)
        when = moment(datetime.fromtimestamp(begun.at).astimezone())
        kept, stopped = _("What a scan on {when} found is kept."), _("A scan of these files stopped on {when}.")
        layout.addWidget(label((kept if begun.finished else stopped).format(when=when)))
        layout.addWidget(buttons)

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


def _go_on_words(begun: Begun) -> str:
    """What going on means: to the end of the posts, of the model's time, or only showing it again."""
    if begun.finished:
        return _("Show what was found ({count} posts)").format(count=number(begun.total))
    if begun.done >= begun.total > 0:
        return _("Go on where it stopped (the model has read for {done} of {all})").format(
            done=duration(begun.asked), all=duration(begun.budget)
        )
    return _("Go on where it stopped ({done} of {all} posts)").format(done=number(begun.done), all=number(begun.total))


def _line(text: str, *buttons: QWidget, role: str = "small") -> QWidget:
    holder = QWidget()
    line = row(label(text, role), *buttons)
    line.setStretch(0, 1)
    holder.setLayout(line)
    return holder
