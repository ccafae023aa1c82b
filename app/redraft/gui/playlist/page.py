"""The playlist page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QVBoxLayout, QWidget

from redraft.assets import resource
from redraft.domain.finding import Finding
from redraft.domain.music_report import Advice, PlaylistReport
from redraft.gui.cards.conclusions import Conclusion
from redraft.gui.cards.fine import Sharing, of_findings
from redraft.gui.cards.problem import problem_card
from redraft.gui.cards.profile import Profile, nothing_found, report_frame
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.page import Page
from redraft.gui.parts import (
    Columns,
    DropZone,
    Slot,
    button,
    card,
    centred,
    column,
    keep_focus,
    label,
    row,
    scrolling,
)
from redraft.gui.playlist.checker import PlaylistChecker, Stand
from redraft.gui.playlist.desk import PlaylistDesk
from redraft.gui.playlist.report_cards import report_cards, summary
from redraft.gui.theme import space
from redraft.speech.now import _, answer, share, worded
from redraft.usecases.check import CheckDraft

PRACTICE = ("music", "practice")
"""Where the export to practise with lies in ``resources``."""
MOST_KINDS = 8
"""Kinds of music that the picture shows."""


class PlaylistPage(Page):
    """Shows a :class:`PlaylistChecker`, which a page in another language takes over: where to drop, then the report."""

    def __init__(
        self, desk: PlaylistDesk, keeper: Keeper, check: CheckDraft, before: PlaylistPage | None = None
    ) -> None:
        super().__init__()
        self.checker: PlaylistChecker = PlaylistChecker(desk) if before is None else before.checker
        self.checker.setParent(self)
        self._profile = Profile()
        self.deck = self._profile.deck
        self._counted: PlaylistReport | None = None
        self._sharing = Sharing(keeper, self._found, self._all_cards, of_findings(check), self)
        self._sharing.changed.connect(self._show)
        self.deck.accepted.connect(self._sharing.accept)
        self._start, self._pictures = Slot(gap="l"), Slot()
        self._stop = button(_("Stop"), self.stop, symbol="stop", hint=_("What was found so far stays (Esc)"))
        self._export = button(_("Save the report"), self._ask_export, symbol="export")
        self._leave = button(_("Another playlist"), self._start_over, role="quiet")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._first())
        self._stack.addWidget(self._second())
        self.setLayout(column(self._stack))
        self.checker.changed.connect(self._show)
        self._show()

    def check(self, paths: list[Path]) -> None:
        """Say what the music in these files gives away."""
        self.checker.check(paths)

    def check_practice(self) -> None:
        """Check the export that ships with Redraft, of a person who does not exist."""
        self.check([resource(*PRACTICE)])

    def choose_file(self) -> None:
        """Ask for files."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Open a playlist"))
        if names:
            self.check([Path(name) for name in names])

    def stop(self) -> None:
        """Stop the check."""
        self.checker.stop()

    def close_work(self) -> None:
        """End the threads, unless another page has taken the checker over."""
        if self.checker.parent() is self:
            self.checker.close()
        self._sharing.close()

    def _start_over(self) -> None:
        self._sharing.start_over()
        self.checker.start_over()

    def _first(self) -> QWidget:
        intro = _(
            "Music tells age, country, languages, faith, mood and habits, some of it well and much of it badly. Here "
            "you see what a stranger would make of a playlist, and how far that can be trusted."
        )
        holder = QWidget()
        holder.setLayout(self._start)
        return centred(label(_("What your music gives away"), "title"), label(intro, "muted"), holder)

    def _second(self) -> QWidget:
        side = space("l")
        buttons = (self._stop, self._export, self._leave)
        content = column(scrolling(column(self._pictures, None, gap="m", margin=side)))
        page = QWidget()
        page.setLayout(report_frame(self._profile, buttons, content, (520, 600)))
        return page

    def _show(self) -> None:
        checker, report = self.checker, self.checker.report
        self._stack.setCurrentIndex(0 if report is None else 1)
        self._start.fill((checker.stand, checker.error), self._fill_start)
        keep_focus(self)
        if report is None:
            return
        looking = checker.stand is Stand.LOOKING
        said = _("The model is looking… Esc stops it.") if looking else summary(report)
        self._profile.show_stand(said, 0.5, running=looking)
        self._stop.setVisible(looking)
        for one in (self._export, self._leave):
            one.setVisible(not looking)
        if report is not self._counted:
            self._counted = report
            self._sharing.counted(report.exposure)
        exposure = self._sharing.exposure
        cards = report_cards(report, exposure, self._sharing.known)
        shown = [one for one in cards if one.attribute not in self._sharing.here]
        self._profile.show_head(exposure, error=checker.error)
        self.deck.show_cards(shown, None)
        notes = (*report.missing, *report.notes)
        nothing = not report.conclusions and not report.told
        self._profile.show_tail(nothing, _say_nothing if nothing else lambda _layout: None, notes, self._sharing)
        self._pictures.fill(report, lambda layout: _fill_pictures(layout, report))

    def _fill_start(self, layout: QVBoxLayout) -> None:
        error = self.checker.error
        if error is not None:
            layout.addWidget(problem_card(error))
        if self.checker.stand is Stand.READING:
            stop = button(_("Stop"), self.stop, symbol="stop")
            layout.addWidget(card(row(label(_("Reading the music…"), "muted"), stop)))
            return
        zone = DropZone(
            _("Drop a playlist here"),
            _(
                "The data that Spotify, Apple Music or YouTube gave you, a Last.fm or Exportify table, an iTunes "
                "library, or an .m3u, .m3u8, .pls, .xspf file. ZIP, folder or file."
            ),
            button(_("Choose a file"), self.choose_file, role="primary", symbol="open"),
            button(_("Choose a folder"), self._choose_folder, symbol="folder"),
            button(_("Try with a practice playlist"), self.check_practice, symbol="example"),
        )
        zone.dropped.connect(self.check)
        layout.addWidget(zone)

    def _found(self) -> Sequence[Finding]:
        return () if self.checker.report is None else self.checker.report.findings

    def _all_cards(self) -> Sequence[Conclusion]:
        return () if self.checker.report is None else report_cards(self.checker.report, None)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Open a playlist"))
        if name:
            self.check([Path(name)])

    def _ask_export(self) -> None:
        kinds = "HTML (*.html);;JSON (*.json)"
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), "redraft-playlist.html", kinds)
        if name:
            self.checker.export(Path(name))


def _say_nothing(layout: QVBoxLayout) -> None:
    said = _(
        "Looked for: age, gender, country and languages, family, religion, politics, mood, work, habits, and what you "
        "wrote into names and searches."
    )
    layout.addWidget(nothing_found(said, promise=False))


def _fill_pictures(layout: QVBoxLayout, report: PlaylistReport) -> None:
    features = report.features
    decades = [(_("{decade}s").format(decade=decade), float(n)) for decade, n in features.decades]
    hours = [(str(hour), float(n)) for hour, n in enumerate(features.hours)]
    pictures = (
        (_("When your music was made"), decades, False),
        (_("Kinds of music"), [(answer(name, "kind"), n) for name, n in features.kinds[:MOST_KINDS]], True),
        (_("Hours of listening (UTC)"), hours, False),
    )
    for title, counts, shares in pictures:
        if any(count for _name, count in counts):
            layout.addWidget(card(label(title, "strong"), Columns(title, counts, shares=shares)))
    if report.concluded:
        lines = [label(one.text) for one in report.concluded]
        by = report.concluded[0].by
        layout.addWidget(card(label(_("What {platform} concluded about you").format(platform=by), "strong"), *lines))
    if report.advice:
        layout.addWidget(label(_("What helps"), "heading"))
    for advice in report.advice:
        layout.addWidget(_advice(advice))


def _advice(advice: Advice) -> QFrame:
    parts = [label(worded(advice.sentence))]
    if advice.items:
        shown = ", ".join(advice.items[:12])
        parts.append(label(shown + (" …" if len(advice.items) > 12 else ""), "small"))
    if advice.cut is not None and advice.measured:
        moved = _("{before} now, {after} then").format(before=share(advice.cut.before), after=share(advice.cut.after))
        parts.append(label(moved, "small"))
    return card(*parts)
