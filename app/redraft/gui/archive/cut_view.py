"""What would have to go: posts with ticks, before and after, computed again with every tick."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute
from redraft.domain.profile import Cut, Trait
from redraft.gui.parts import Bar, Slot, button, column, label, row, scrolling
from redraft.gui.theme import space
from redraft.speech.now import _, attribute_name, share

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
        now = _line(_("now"), self._before, self._before_words)
        shares = column(now, _line(_("then"), self._after, self._after_words), gap="xs")
        side = space("l")
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
            self._trait, self._cut = trait, None
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
        before = self._trait.finding.best.confidence
        self._before.set_share(before)
        self._after.set_share(cut.after)
        self._before_words.setText(share(before))
        self._after_words.setText(share(cut.after))
        self._summary.setText(_sentence(cut, len(going), self._trait.attribute))
        self._again.setVisible(bool(self._keep or self._gone))
        new = sorted(self._posts.keys() - set(self._order), key=lambda at: (at not in going, at))
        self._order += new  # what is there keeps its place, under the finger and the focus
        self._list.fill((self._trait.attribute, tuple(self._order)), self._fill)
        for at, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(at in going)
            tick.setEnabled(not self._fixed)

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
        when = "" if post.date is None else post.date.strftime("%Y-%m-%d")
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


def _line(name: str, bar: Bar, share: QWidget) -> QVBoxLayout:
    first = label(name, "small", wrap=False)
    widest = max(first.fontMetrics().horizontalAdvance(text) for text in (_("now"), _("then")))
    first.setFixedWidth(widest + space("l"))
    share.setFixedWidth(first.fontMetrics().horizontalAdvance("100 %") + space("s"))
    line = row(first, bar, share)
    line.setStretch(1, 1)
    return column(line)
