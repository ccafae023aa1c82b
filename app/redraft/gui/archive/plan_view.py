"""What to do, strongest first: groups of posts, what each buys, and what a post could say instead of going."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from redraft.domain.advice import Step, steps
from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute
from redraft.domain.profile import ArchiveReport
from redraft.gui.clipboard import copy_new
from redraft.gui.parts import Slot, button, card, column, label, row, scrolling
from redraft.gui.theme import space
from redraft.speech import words
from redraft.speech.now import _, attribute_name, day, number, plural

LONGEST = 240
"""Code points of a post that the list shows."""
MOST_POSTS = 12
"""Posts of a step that are shown; the saved plan has them all."""


class PlanView(QWidget):
    """Emits ``opened`` with the position of a post to read, ``export_wanted`` to save the plan."""

    opened = Signal(int)
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slot = Slot(gap="m")
        self._export = button(
            _("Save the plan"), self.export_wanted.emit, symbol="export",
            hint=_("As a table with links, old and new text, or as a list of links"),
        )  # fmt: skip
        side = space("l")
        body = column(self._slot, None, margin=(0, 0, side, side))
        self.setLayout(column(row(self._export, None), scrolling(body), gap="m"))

    def show_report(self, report: ArchiveReport | None, shown: Collection[Attribute] = ()) -> None:
        """Show the advice of a report that is finished, about the attributes that are ``shown``, or nothing."""
        made: tuple[Step, ...] = ()
        if report is not None and report.finished:
            made = steps(report.traits, [cut for cut in report.cuts if cut.attribute in shown])
        self._export.setVisible(bool(made))
        state = (made, None if report is None else tuple(report.edits.items()))
        self._slot.fill(state, lambda layout: self._fill(layout, made, report))

    def _fill(self, layout: QVBoxLayout, made: tuple[Step, ...], report: ArchiveReport | None) -> None:
        if report is None or not made:
            layout.addWidget(label(_("Once all is read, this is where it says what to do."), "muted"))
            return
        posts = len({at for step in made for at in step.items})
        edits = sum(at in report.edits for step in made for at in step.items)
        said = plural("{count} post in all", "{count} posts in all", posts)
        if edits:
            said += " · " + plural("{count} could be edited instead", "{count} could be edited instead", edits)
        layout.addWidget(label(said, "small"))
        for place, step in enumerate(made):
            layout.addWidget(self._step(place, step, report))

    def _step(self, place: int, step: Step, report: ArchiveReport) -> QFrame:
        title = f"{number(place + 1)}. {attribute_name(step.attribute)}"
        falls = label(words.falls(step.before, step.after, reached=step.reached), "small", wrap=False)
        falls.setToolTip(
            words.fallen(step.before, step.after) if step.measured else words.why_so_sure(0, measured=False)
        )
        head = row(label(title, "strong", wrap=False), None, falls)
        shown = [self._post(at, report.posts[at], report.edits.get(at)) for at in step.items if at in report.posts]
        more = len(step.items) - MOST_POSTS
        rest = [label(_("and {count} more").format(count=number(more)), "small")] if more > 0 else []
        return card(head, label(words.step(step, first=place == 0)), *shown[:MOST_POSTS], *rest)

    def _post(self, at: int, post: Post, new: str | None) -> QWidget:
        when = _("undated") if post.date is None else day(post.date)
        full = button(_("Read"), lambda: self.opened.emit(at), role="quiet")
        full.setAccessibleDescription(when)
        known = " · ".join(part for part in (when, words.post_kind(post.kind), post.place) if part)
        old = column(label(known, "small"), label(_short(post.text)), gap="xs")
        holder = QWidget()
        if not new:
            line = row(old, full)
            line.setStretch(0, 1)
        else:
            copy = button(_("Copy"), lambda: copy_new(new), role="quiet")
            copy.setAccessibleDescription(_("What it could say instead"))
            instead = column(label(_("What it could say instead"), "small"), label(_short(new)), gap="xs")
            line = row(old, instead, column(full, copy, None, gap="xs"), gap="m")
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        holder.setLayout(line)
        return holder


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"
