"""What would have to go: posts with ticks, before and after, computed again with every tick."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from redraft.domain.advice import measured
from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute
from redraft.domain.profile import Cut, Trait
from redraft.gui.parts import Bar, Slot, button, column, label, row, scrolling
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, attribute_name, day

LONGEST = 240
"""Code points of a post that the list shows."""


class CutView(QWidget):
    """Emits ``asked(attribute, keep, gone)`` when other posts are ticked, ``opened`` with a position to read.

    A tick means that the post goes. What the user unticks stays, and the fewest other posts are looked for.
    """

    asked = Signal(object, object, object)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._trait: Trait | None = None
        self._cut: Cut[int] | None = None
        self._whole: Cut[int] | None = None
        self._posts: dict[int, Post] = {}
        self._order: list[int] = []
        self._ticks: dict[int, QCheckBox] = {}
        self._keep: set[int] = set()
        self._gone: set[int] = set()
        self._fixed = False
        self._before, self._after = Bar(0.0), Bar(0.0)
        self._before_words, self._after_words = label("", "small", wrap=False), label("", "small", wrap=False)
        self._summary = label("")
        self._again = button(_("Find the fewest posts again"), self._start_over, role="quiet")
        self._list = Slot(gap="m")
        side = space("l")
        now = _line(_("now"), self._before, self._before_words)
        shares = column(now, _line(_("then"), self._after, self._after_words), gap="xs", margin=(0, 0, side, 0))
        body = column(self._list, None, margin=(0, 0, side, 0))
        self.setLayout(column(self._summary, shares, row(self._again, None), scrolling(body), gap="m"))

    def show_trait(
        self, trait: Trait | None, cut: Cut[int] | None, posts: Mapping[int, Post], *, fixed: bool = False
    ) -> None:
        """Show what the report says, with the posts by position; ticks start over for another attribute.

        ``fixed``: without the archive nothing can be computed, so nothing can be ticked.
        """
        self._fixed = fixed
        if trait is None or self._trait is None or trait.attribute is not self._trait.attribute:
            self._keep, self._gone, self._posts, self._order = set(), set(), {}, []
            self._trait, self._cut, self._whole = trait, None, None
        self._trait = trait
        if trait is not None and self._cut is None:
            self._posts |= {carrier.at: carrier.post for carrier in trait.carriers}
            if cut is not None and (fixed or all(at in posts or at in self._posts for at in cut.items)):
                self.show_cut(cut, posts)
            else:
                self._ask()

    def show_cut(self, cut: Cut[int], posts: Mapping[int, Post]) -> None:
        """Show another answer."""
        if self._trait is None or cut.attribute is not self._trait.attribute:
            return
        self._cut = cut
        self._posts |= {at: posts[at] for at in cut.items if at in posts}
        going = set(cut.items) | self._gone
        self._show_sureness(self._trait, cut)
        self._summary.setText(_sentence(cut, len(going), self._trait.attribute))
        self._again.setVisible(bool(self._keep or self._gone))
        new = sorted(self._posts.keys() - set(self._order), key=lambda at: (at not in going, at))
        self._order += new  # what is there keeps its place, under the finger and the focus
        self._list.fill((self._trait.attribute, tuple(self._order)), self._fill)
        for at, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(at in going)
            tick.setEnabled(not self._fixed)

    def _show_sureness(self, trait: Trait, cut: Cut[int]) -> None:
        """In words; with bars and the numbers behind them where those were measured."""
        if not self._gone or self._whole is None:
            self._whole = cut  # what is ticked is left out of what the others are counted from
        whole = self._whole
        counted = measured(trait, whole)
        then = words.not_to_be_told() if cut.reached else words.sureness(cut.after)
        sides = (
            (self._before, self._before_words, whole.before, words.sureness(whole.before)),
            (self._after, self._after_words, cut.after, then),
        )
        for bar, shown, confidence, said in sides:
            bar.set_visible_fill(counted)
            bar.set_share(confidence)
            shown.setText(said)
            shown.setToolTip(words.why_so_sure(confidence, measured=counted))

    def _fill(self, layout: QVBoxLayout) -> None:
        self._ticks = {}
        for at in self._order:
            layout.addWidget(self._post(at, self._posts[at]))

    def _post(self, at: int, post: Post) -> QWidget:
        tick = self._ticks[at] = QCheckBox()
        flat = " ".join(post.text.split())
        short = flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"
        tick.setAccessibleName(_("Goes: {text}").format(text=short))
        tick.toggled.connect(lambda on: self._toggle(at, on=on))
        when = "" if post.date is None else day(post.date)
        full = button(_("Read"), lambda: self.opened.emit(at), role="quiet")
        full.setAccessibleDescription(when)
        holder = QWidget()
        said = column(label(when, "small"), label(short), gap="xs")
        line = row(tick, said, full)
        line.setStretch(1, 1)
        holder.setLayout(line)
        return holder

    def _toggle(self, at: int, *, on: bool) -> None:
        (self._gone if on else self._keep).add(at)
        (self._keep if on else self._gone).discard(at)
        self._ask()

    def _start_over(self) -> None:
        self._keep, self._gone = set(), set()
        self._ask()

    def _ask(self) -> None:
        if self._trait is not None:
            self.asked.emit(self._trait.attribute, frozenset(self._keep), frozenset(self._gone))


def _sentence(cut: Cut[int], going: int, attribute: Attribute) -> str:
    name = attribute_name(attribute)
    if not cut.reached:
        return _("{name}: even without every post that may go it can still be concluded.").format(name=name)
    if going == 0:
        return _("{name}: nothing has to go.").format(name=name)
    if going == 1:
        return _("{name}: one post would have to go, or be edited.").format(name=name)
    if cut.smallest:
        return _("{name}: {count} posts would have to go, or be edited. Fewer do not suffice.").format(
            name=name, count=going
        )
    return _("{name}: {count} posts would have to go, or be edited.").format(name=name, count=going)


def _line(name: str, bar: Bar, sure: QWidget) -> QVBoxLayout:
    first = label(name, "small", wrap=False)
    width = first.fontMetrics().horizontalAdvance
    first.setFixedWidth(max(width(text) for text in (_("now"), _("then"))) + space("l"))
    said = (words.not_to_be_told(), *map(words.sureness, (0.0, words.LIKELY, words.CERTAIN)))
    sure.setFixedWidth(max(width(text) for text in said) + space("s"))
    line = row(first, sure, bar)
    line.setStretch(2, 1)
    return column(line)
