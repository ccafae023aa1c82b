"""The archive page while a scan runs and when it is done: progress, the profile, and three ways to look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from redraft.domain.archive import Post
from redraft.domain.errors import RedraftError
from redraft.domain.finding import Finding
from redraft.domain.message import NOTHING
from redraft.domain.profile import ArchiveReport, Cut, Stage
from redraft.gui.archive.cut_view import CutView
from redraft.gui.archive.detail import Detail, trait_title
from redraft.gui.archive.plan_view import PlanView
from redraft.gui.archive.posts_view import PostsView
from redraft.gui.archive.scanner import Scanner, Stand
from redraft.gui.archive.traits import cards, progress_words, share_of
from redraft.gui.cards.conclusions import Conclusion, bits_of
from redraft.gui.cards.fine import Sharing, of_findings
from redraft.gui.cards.profile import Profile, nothing_found, report_frame
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.keeping.keeper import Stand as Keeping
from redraft.gui.parts import Segments, button, card, column, keep_focus, label
from redraft.gui.theme import space
from redraft.speech import confided, words
from redraft.speech.now import _, attribute_name, number
from redraft.usecases.check import CheckDraft
from redraft.usecases.declared import covers

CONCLUDED = 12
"""Things that a platform says it knows about one matter; the saved report has them all."""
EXTENSION = 600.0
"""Seconds that "Let the model read on" gives it."""


class WorkView(QWidget):
    """Shows a :class:`Scanner`. What the user does is passed on; nothing is computed here."""

    paused = Signal()
    stopped = Signal()
    extended = Signal(float)
    export_wanted = Signal()
    plan_wanted = Signal()
    kept = Signal()
    left = Signal()
    cut_asked = Signal(object, object, object)
    read_asked = Signal(int)

    def __init__(self, keeper: Keeper, check: CheckDraft) -> None:
        super().__init__()
        self._sharing = Sharing(keeper, self._found, self._all_cards, of_findings(check), self)
        self._sharing.changed.connect(self._show_profile)
        self._selected: Conclusion | None = None
        self._report: ArchiveReport | None = None
        self._shown = 0
        self._at_hand = True
        self._error: RedraftError | None = None
        self._profile = Profile()
        self.deck = self._profile.deck
        self.detail, self.plan, self.cut, self.posts = Detail(), PlanView(), CutView(), PostsView()
        self._pause = button(_("Pause"), self.paused.emit, symbol="pause")
        self._stop = button(_("Stop"), self.stopped.emit, symbol="stop", hint=_("What was found so far stays (Esc)"))
        self._more = button(_("Let the model read on"), lambda: self.extended.emit(EXTENSION), symbol="look")
        self._export = button(_("Save the report"), self.export_wanted.emit, symbol="export")
        self._keep = button(_("Keep this report"), self.kept.emit, symbol="install")
        self._leave = button(_("Another archive"), self.left.emit, role="quiet")
        self._title = label("", "heading")
        self._build()
        self.deck.chosen.connect(self._choose)
        self.deck.accepted.connect(self._sharing.accept)
        self.cut.asked.connect(self.cut_asked)
        self.cut.opened.connect(self.read_asked)
        self.detail.opened.connect(self.read_asked)
        self.plan.opened.connect(self.read_asked)
        self.plan.export_wanted.connect(self.plan_wanted)
        self.posts.opened.connect(self.read_asked)

    def show_scanner(self, scanner: Scanner) -> None:
        """Show where the scan stands."""
        running = scanner.stand in {Stand.SCANNING, Stand.STOPPING}
        text = _("Stopping…") if scanner.stand is Stand.STOPPING else progress_words(scanner.progress)
        if scanner.stand is Stand.DONE and scanner.report is not None:
            text = _done_words(scanner.report)
        text = f"{_('Paused')} · {text}" if scanner.paused else text
        self._profile.show_stand(text, share_of(scanner.progress), running=running)
        self._pause.setText(_("Go on") if scanner.paused else _("Pause"))
        for one in (self._pause, self._stop):
            one.setVisible(running)
            one.setEnabled(scanner.stand is Stand.SCANNING)
        for one in (self._export, self._leave):
            one.setVisible(not running)
        self._more.setVisible(not running and scanner.at_hand)
        kept = scanner.report is not None and scanner.report is scanner.kept_report
        self._keep.setVisible(not running and scanner.keeper.stand is Keeping.OPEN)
        self._keep.setEnabled(not kept and not scanner.keeper.busy)
        self._keep.setText(_("Kept") if kept else _("Keep this report"))
        self._at_hand = scanner.at_hand
        self._segments.allow("posts", scanner.at_hand)
        keep_focus(self)
        keeper = scanner.keeper
        self._error = scanner.error or (keeper.error if keeper.stand is Keeping.OPEN else None)
        self._show_head()
        if scanner.report is not None:
            self._show_report(scanner.report)
        if not running or (scanner.progress is not None and scanner.progress.stage is Stage.ASKING):
            self._show_rows(scanner)

    def show_cut(self, cut: Cut[int], posts: Mapping[int, Post]) -> None:
        """The answer to ``cut_asked``, with its posts by position."""
        self.cut.show_cut(cut, posts)

    def step(self, by: int) -> None:
        """Choose the next or previous card."""
        shown = self._cards()
        if shown:
            keys = [card.key for card in shown]
            at = keys.index(self._selected.key) + by if self._selected is not None else min(0, by)
            self._choose(shown[at % len(shown)])

    def start_over(self) -> None:
        """It is another archive."""
        self._selected, self._report, self._shown = None, None, 0
        self._sharing.start_over()
        self.deck.show_cards((), None)
        self.detail.show_trait(None)
        self.cut.show_trait(None, None, {})
        self.plan.show_report(None)

    def close_work(self) -> None:
        """End the threads."""
        self._sharing.close()
        self.posts.close_work()

    def _build(self) -> None:
        side = space("l")
        buttons = (self._pause, self._stop, self._more, self._keep, self._export, self._leave)
        names = [("when", _("When and where")), ("plan", _("What to do")), ("cut", _("What to delete"))]
        views = Segments([*names, ("posts", _("All posts"))], "when", _("View"))
        self._stack = QStackedWidget()
        self._views = {"when": self.detail, "plan": self.plan, "cut": self.cut, "posts": self.posts}
        for view in self._views.values():
            self._stack.addWidget(view)
        views.chosen.connect(self.show_view)
        self._segments = views
        content = column(views, self._title, self._stack, gap="m", margin=(side, side, 0, 0))
        content.setStretch(2, 1)
        self.setLayout(report_frame(self._profile, buttons, content, (460, 660)))

    def show_view(self, name: str) -> None:
        """Bring a view to the front: ``when``, ``plan``, ``cut`` or ``posts``."""
        self._stack.setCurrentWidget(self._views[name])
        self._segments.choose(name)
        self._title.setVisible(name in {"when", "cut"})

    def _show_report(self, report: ArchiveReport) -> None:
        if report is not self._report:
            self._report = report
            self._sharing.counted(report.exposure)
            self._show_profile()

    def _found(self) -> Sequence[Finding]:
        return [] if self._report is None else [trait.finding for trait in self._report.traits if trait.revealed]

    def _all_cards(self) -> Sequence[Conclusion]:
        return () if self._report is None else cards(self._report.traits, {})

    def _show_head(self) -> None:
        unread = NOTHING if self._report is None else self._report.headline
        exposure = self._sharing.exposure if self._report is None or self._report.exposure is not None else None
        lines = {} if self._report is None else confided.lines(self._report)
        self._profile.show_head(exposure, unread, self._error, told=(confided.heading(), lines))

    def _show_profile(self) -> None:
        self._show_head()
        shown = self._cards()
        if self._selected is None or self._selected.key not in {card.key for card in shown}:
            self._selected = shown[0] if shown else None
        self.deck.show_cards(shown, self._selected)
        self.plan.show_report(self._report, {card.attribute for card in shown})
        report, selected = self._report, self._selected
        if report is not None:
            state = (report.finished, report.concluded)
            self._profile.show_tail(state, lambda layout: _end(layout, report), report.notes, self._sharing)
        if report is None or selected is None:
            self._title.setText("")
            self.detail.show_trait(None)
            return
        trait = next(one for one in report.traits if one.attribute is selected.attribute)
        self._title.setText(trait_title(trait))
        self.detail.show_trait(trait)
        if report.finished:
            found = next((c for c in report.cuts if c.attribute is trait.attribute), None)
            self.cut.show_trait(trait, found, report.posts, fixed=not self._at_hand)

    def _cards(self) -> tuple[Conclusion, ...]:
        report = self._report
        traits = () if report is None else report.traits
        news = [trait for trait in traits if not covers(self._sharing.known, trait.finding)]
        shown = () if report is None else cards(news, bits_of(self._sharing.exposure))
        return tuple(card for card in shown if card.attribute not in self._sharing.here)

    def _choose(self, conclusion: Conclusion) -> None:
        self._selected = conclusion
        self._show_profile()

    def _show_rows(self, scanner: Scanner) -> None:
        if len(scanner.rows) != self._shown:
            self._shown = len(scanner.rows)
            self.posts.show_rows(scanner.rows)


def _end(layout: QVBoxLayout, report: ArchiveReport) -> None:
    for by, said in words.concluded(report.concluded).items():
        title = label(_("What {platform} says it knows about you").format(platform=by), "strong")
        layout.addWidget(card(title, *(label(_concluded(about, texts)) for about, texts in said.items())))
    if report.finished and not report.headline and not any(trait.revealed for trait in report.traits):
        layout.addWidget(_nothing(report))
    if report.finished and report.not_found:
        names = ", ".join(attribute_name(attribute) for attribute in report.not_found)
        layout.addWidget(label(_("Looked for and not found: {names}.").format(names=names), "small"))
    if report.finished:
        for line in words.not_enough(report.not_enough):
            layout.addWidget(label(line, "small"))


def _concluded(about: str, texts: Sequence[str]) -> str:
    more = len(texts) - CONCLUDED
    shown = [*texts[:CONCLUDED], *([_("and {count} more").format(count=number(more))] if more > 0 else [])]
    return f"{about}: {words.together(shown)}"


def _nothing(report: ArchiveReport) -> QFrame:
    said = _("Nothing about you was found that a reader could be sure of, in {count} posts.")
    if not report.scanned:
        return card(label(_("There is no text of yours in it."), "heading"))
    return nothing_found(said.format(count=number(report.scanned)))


def _done_words(report: ArchiveReport) -> str:
    counts, parts = report.counts, []
    if not report.finished:
        parts.append(_("Stopped; this is what was found so far"))
    parts.append(_("{count} of your posts").format(count=number(counts.kept)))
    skipped = counts.read - counts.kept
    if skipped:
        parts.append(_("{count} other entries passed over").format(count=number(skipped)))
    if report.timings.posts_asked:
        parts.append(_("{count} read by the model").format(count=number(report.timings.posts_asked)))
    if report.timings.total:
        parts.append(words.duration(report.timings.total))
    return " · ".join(parts)
