"""How far everything together narrows people down, as a notice above the cards."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from redraft.domain.exposure import Exposure, Level
from redraft.domain.headline import Headline, State
from redraft.gui.parts import card, label, row
from redraft.gui.theme import current_theme
from redraft.speech import words
from redraft.speech.now import _, worded

_COLOURS = {
    Level.NONE: "good",
    Level.LOW: "good",
    Level.SOME: "medium",
    Level.HIGH: "high",
    Level.IDENTIFYING: "critical",
}
_STATES = {
    State.NOT_CHECKED: ("medium", Level.NONE),
    State.NOTHING: ("good", Level.NONE),
    State.PERSONAL: ("low", Level.LOW),
    State.NARROWS: ("high", Level.HIGH),
    State.FINDS: ("critical", Level.IDENTIFYING),
}
"""The colour of a state, and how many steps it fills."""
_STEP, _GAP, _HEIGHT = 18, 4, 8


class Steps(QWidget):
    """The level as filled steps; the word next to it says the same."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self._level = level
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Four steps and their gaps."""
        count = len(Level) - 1
        return QSize(count * _STEP + (count - 1) * _GAP, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Filled up to the level."""
        look = current_theme().look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(len(Level) - 1):
            painter.setBrush(look.colour(_COLOURS[self._level] if place < self._level else "track"))
            painter.drawRoundedRect(QRectF(place * (_STEP + _GAP), 0, _STEP, _HEIGHT), 3, 3)
        painter.end()


def headline_card(headline: Headline, exposure: Exposure | None) -> QFrame:
    """What all of it comes to, the crowd that fits where it narrows anybody down, and what is about others."""
    colour, steps = _STATES[headline.state]
    said = worded(headline.said)
    head = row(label(said, "heading"), gap="m")
    if headline.state is not State.NOT_CHECKED:
        head.addWidget(Steps(steps))
    head.setStretch(0, 1)
    counted = exposure is not None and headline.state in {State.PERSONAL, State.NARROWS, State.FINDS}
    lines = _crowd(exposure) if counted and exposure is not None else []
    if headline.others:
        lines.append(label(worded(headline.others), "small"))
    frame = card(head, *lines, role="warning" if headline.unread else "notice")
    if not headline.unread:
        frame.setProperty("level", colour)
    frame.setAccessibleName(said)
    return frame


def crowd_card(exposure: Exposure) -> QFrame:
    """The level, the crowd that fits and what it comes from."""
    head = row(label(words.level_name(exposure.level), "heading"), Steps(exposure.level), gap="m")
    head.setStretch(0, 1)
    frame = card(head, *_crowd(exposure), role="notice")
    frame.setProperty("level", _COLOURS[exposure.level])
    frame.setAccessibleName(f"{words.level_name(exposure.level)}. {words.crowd(exposure)}")
    return frame


def _crowd(exposure: Exposure) -> list[QLabel]:
    """How many fit, how sure that is, and what it comes from."""
    lines = [label(words.crowd(exposure))]
    if exposure.people_low >= 1.5 or exposure.people_high >= 3:
        between = _("Between {low} and {high}, counted from public statistics.").format(
            low=words.rounded(exposure.people_low), high=words.rounded(exposure.people_high)
        )
        lines.append(label(between, "small"))
    if driven := words.drivers(exposure):
        lines.append(label(driven, "small"))
    return lines
