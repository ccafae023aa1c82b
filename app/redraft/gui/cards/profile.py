"""What a stranger would conclude, as every page shows it: how far a look is, the crowd, the cards, what is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.domain.headline import Headline
from redraft.domain.message import NOTHING, Message
from redraft.domain.text import Note
from redraft.gui.cards.conclusions import Change
from redraft.gui.cards.crowd import crowd_card, headline_card
from redraft.gui.cards.deck import Deck
from redraft.gui.cards.fine import Sharing
from redraft.gui.cards.problem import problem_card
from redraft.gui.cards.second_look import second_look
from redraft.gui.cards.unread import unread_card
from redraft.gui.parts import Bar, Line, Slot, card, column, halves, label, scrolling
from redraft.gui.theme import space
from redraft.speech.now import _, worded


class Profile(QFrame):
    """The scrolling side of a page. ``status`` and ``progress`` are for the page to place; ``can_change`` as of a
    :class:`Card`.
    """

    def __init__(self, name: str = "profile", *, can_change: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        # Cards can be read in this many pixels, with large letters too.
        self.setMinimumWidth(max(300, 14 * self.fontMetrics().height()))
        self.status, self.progress, self.deck = label("", "muted"), Bar(0.0, height=4), Deck(can_change=can_change)
        self._head, self._tail = Slot(), Slot()
        side = space("l")
        self._top = column(
            label(_("What a stranger would conclude"), "heading"), gap="xs", margin=(side, side, side, 0)
        )
        self._scroll = scrolling(column(self._head, self.deck, self._tail, None, gap="m", margin=(side, 2, side, side)))
        self.setLayout(column(self._top, self._scroll, gap="s"))

    def show_stand(self, said: str, share: float, *, running: bool) -> None:
        """How far it is; the bar keeps its place while nothing runs, so that nothing below it moves."""
        self.status.setText(said)
        self.progress.set_share(share)
        self.progress.set_visible_fill(running)

    def show_head(
        self,
        exposure: Exposure | None,
        unread: Message = NOTHING,
        error: RedraftError | None = None,
        changes: Sequence[Change] = (),
        headline: Headline | None = None,
        told: tuple[str, Mapping[str, str]] = ("", {}),
    ) -> None:
        """What went wrong, why nothing was checked, what it comes to, what a second look says.

        Without a ``headline`` the exposure has one of its own. ``told`` is shown before all conclusions: a heading, and
        lines by their names.
        """

        def build(layout: QVBoxLayout) -> None:
            if error is not None:
                layout.addWidget(problem_card(error))
            if unread:
                layout.addWidget(unread_card(unread))
            if headline is not None:
                layout.addWidget(headline_card(headline, exposure))
            elif exposure is not None:
                layout.addWidget(crowd_card(exposure))
            if told[1]:
                lines = (label(f"{name}: {text}") for name, text in told[1].items())
                layout.addWidget(card(label(told[0], "strong"), *lines))
            if changes:
                layout.addWidget(second_look(changes))

        self._head.fill((exposure, unread, error, tuple(changes), headline, tuple(told[1].items())), build)

    def show_tail(
        self, state: object, build: Callable[[QVBoxLayout], object], notes: Sequence[Note], sharing: Sharing | None
    ) -> None:
        """Below the cards: what ``build`` adds, anew for another ``state``, notes, and what ``sharing`` leaves out."""
        fine = None if sharing is None else sharing.left_out()

        def whole(layout: QVBoxLayout) -> None:
            build(layout)
            for note in notes:
                layout.addWidget(label(worded(note.message), "small"))
            if sharing is not None and fine is not None:
                sharing.add_lines(layout, fine)

        self._tail.fill((state, tuple(notes), fine), whole)


def nothing_found(*said: str, promise: bool = True) -> QFrame:
    """That nothing was found, and what was looked for; mostly also that this is no ``promise``."""
    parts = [label(_("Nothing found."), "heading"), *(label(one, "muted") for one in said)]
    if promise:
        parts.append(label(_("That is no promise that nobody could recognise you."), "small"))
    return card(*parts)


def report_frame(
    profile: Profile, buttons: Sequence[QWidget], content: QVBoxLayout, sizes: tuple[int, int]
) -> QVBoxLayout:
    """A page of a report: how far it is beside the buttons, then the profile, and ``content`` on a white side.

    ``sizes`` are the widths that the two sides begin with, in device-independent pixels.
    """
    top = Line()
    top.hold(profile.status, *buttons)
    sheet = QFrame()
    sheet.setObjectName("sheet")
    sheet.setLayout(content)
    whole = column(top, profile.progress, halves(profile, sheet, sizes))
    whole.setSpacing(0)
    whole.setStretch(2, 1)
    return whole
