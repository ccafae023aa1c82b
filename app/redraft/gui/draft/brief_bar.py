"""For whom the draft is, and what of it has to go or may stay: one line that unfolds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from redraft.domain.attributes import Attribute, Group
from redraft.gui.parts import Flow, Segments, Slot, button, column, keep_focus, label, row, scrolling
from redraft.gui.theme import space
from redraft.speech.now import _, attribute_name
from redraft.usecases.brief import Brief

CHOICES = tuple(a for a in Attribute if a.group in (Group.PERSON, Group.CODES) and a is not Attribute.HIDDEN_WORDS)
"""What a user can ask to go or to stay."""


class BriefBar(QWidget):
    """The part that unfolds under ``fold``. Emits ``asked`` with another :class:`Brief` for the draft, ``usual_wanted``
    when it shall be so in every one.
    """

    asked = Signal(object)
    usual_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fold = button("", self._turn, role="quiet", hint=_("For whom it is, what has to go, and what may stay."))
        self._slot, self._foot = Slot(gap="s"), Slot(gap="s")
        side = space("l")
        for slot in (self._slot, self._foot):
            slot.setContentsMargins(side + space("s"), 0, side, 0)
        self.setLayout(column(scrolling(self._slot), self._foot))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._brief = self._usual = Brief()
        self.hide()

    def show_brief(self, brief: Brief, usual: Brief) -> None:
        """Show what is asked for; ``usual`` is asked for of every draft."""
        self._brief, self._usual = brief, usual
        self.fold.setText(summary(brief).replace("&", "&&"))
        self._slot.fill(brief, self._fill)
        self._foot.fill(brief != usual, self._fill_foot)
        keep_focus(self)

    def _turn(self) -> None:
        self.setVisible(self.isHidden())

    def _fill(self, layout: QVBoxLayout) -> None:
        brief = self._brief
        readers = Segments(list(audiences().items()), brief.audience, _("Who reads it"))
        readers.chosen.connect(lambda name: self.asked.emit(Brief(name, brief.hide, brief.keep, brief.decoys)))
        layout.addWidget(label(_("Who reads it"), "small"))
        layout.addWidget(readers)
        layout.addWidget(label(_("Only this has to go, even where it is but hinted at"), "small"))
        layout.addWidget(self._some(brief.hide, _("All that is told"), _("Add what has to go"), brief.going))
        layout.addWidget(label(_("This may stay"), "small"))
        layout.addWidget(
            self._some(brief.keep, _("Only what the reader knows anyway"), _("Add what may stay"), brief.staying)
        )
        decoys = QCheckBox(_("Offer untrue details too; none is taken by itself"))
        decoys.setChecked(brief.decoys)
        decoys.toggled.connect(lambda on: self.asked.emit(Brief(brief.audience, brief.hide, brief.keep, on)))
        layout.addWidget(decoys)

    def _fill_foot(self, layout: QVBoxLayout) -> None:
        """How long it holds, where it is not as usual."""
        if self._brief != self._usual:
            always = button(_("Use for every draft"), self.usual_wanted.emit, role="quiet")
            back = button(_("As usual"), lambda: self.asked.emit(self._usual), role="quiet")
            layout.addLayout(row(label(_("This holds for this draft."), "small", wrap=False), always, back, None))

    def _some(
        self, chosen: Sequence[Attribute], none: str, adding: str, with_one: Callable[[Attribute], Brief]
    ) -> QWidget:
        """What was chosen, each with a way to take it out, and a list to choose more from."""
        holder, flow = QWidget(), Flow("s")
        holder.setLayout(flow)
        if not chosen:
            flow.addWidget(label(none, "muted", wrap=False))
        for attribute in chosen:
            name = attribute_name(attribute)
            out = button(name, partial(self.asked.emit, self._brief.without(attribute)), symbol="close")
            out.setAccessibleName(_("Take out: {name}").format(name=name))
            flow.addWidget(out)
        more = QComboBox()
        more.setAccessibleName(adding)
        more.addItem(_("Add…"), None)
        for attribute in sorted((a for a in CHOICES if a not in chosen), key=attribute_name):
            more.addItem(attribute_name(attribute), attribute.value)
        more.activated.connect(lambda at: self._add(more.itemData(at), with_one))
        flow.addWidget(more)
        return holder

    def _add(self, name: str | None, with_one: Callable[[Attribute], Brief]) -> None:
        if name is not None:
            self.asked.emit(with_one(Attribute(name)))


def audiences() -> dict[str, str]:
    """Who might read it, by the names that the command line has for them."""
    return {
        "strangers": _("The public"),
        "followers": _("Followers"),
        "acquaintance": _("People who know me"),
        "colleagues": _("Colleagues"),
        "family": _("Family"),
        "employer": _("An employer"),
        "advertisers": _("Advertisers"),
        "harm": _("A stranger who means harm"),
    }


def summary(brief: Brief) -> str:
    """What is asked for, in one line."""
    who = audiences()[brief.audience]
    if brief.hide or brief.keep or brief.decoys:
        return _("For: {who}, with wishes").format(who=who)
    return _("For: {who}").format(who=who)
