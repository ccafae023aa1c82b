"""How much was given away by when, as a painted picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from redraft.domain.profile import Moment, Trait
from redraft.gui.theme import current_theme
from redraft.speech import words
from redraft.speech.now import _, answer, month

_RIGHT, _TOP = 16.0, 26.0
_BANDS = (words.LIKELY / 2, (words.LIKELY + words.CERTAIN) / 2, (words.CERTAIN + 1) / 2)
"""The middle of what is a guess, what is likely and what is almost certain."""


class Timeline(QWidget):
    """The confidence in the surest value over time, as steps; a dot where the value changed.

    The accessible description says the same in a sentence.
    """

    def __init__(self) -> None:
        super().__init__()
        self._trait: Trait | None = None
        metrics = QFontMetricsF(self.font())
        widest = max(metrics.horizontalAdvance(words.sureness(middle)) for middle in _BANDS)
        self._left, self._bottom = widest + 12, metrics.height() + 8
        self.setMinimumHeight(190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Wide and low."""
        return QSize(420, 190)

    def show_trait(self, trait: Trait | None) -> None:
        """Show when this was given away."""
        self._trait = trait
        self.setVisible(trait is not None and len(trait.timeline) > 1)
        self.setAccessibleName(_("When it was given away"))
        self.setAccessibleDescription("" if trait is None else in_words(trait.timeline))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Axes, steps, dots and the values."""
        if self._trait is None or len(self._trait.timeline) < 2:
            return
        look = current_theme().look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self._left, _TOP, self.width() - self._left - _RIGHT, self.height() - _TOP - self._bottom)
        self._axes(painter, area)
        moments = self._trait.timeline
        first, last = moments[0].date, moments[-1].date
        colour = look.of_severity(self._trait.finding.severity)
        points = [QPointF(_along(area, m.date, first, last), _up(area, m.confidence)) for m in moments]
        line = QPolygonF()
        for place, point in enumerate(points):
            if place:
                line.append(QPointF(point.x(), points[place - 1].y()))
            line.append(point)
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(line)
        self._values(painter, moments, points)
        painter.end()

    def _axes(self, painter: QPainter, area: QRectF) -> None:
        look = current_theme().look
        painter.setFont(self.font())
        for height in (0.0, words.LIKELY, words.CERTAIN):
            y = _up(area, height)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(look.colour("muted"))
        for middle in _BANDS:
            place = QRectF(0, _up(area, middle) - 15, self._left - 6, 30)
            sure = words.sureness(middle)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, sure)
        assert self._trait is not None
        first, last = self._trait.timeline[0].date, self._trait.timeline[-1].date
        metrics = QFontMetricsF(painter.font())
        right_of = -1.0
        for year in range(first.year + 1, last.year + 1):
            x = _along(area, datetime(year, 1, 1, tzinfo=UTC), first, last)
            width = metrics.horizontalAdvance(str(year))
            if x - width / 2 > right_of and x + width / 2 < self.width():
                painter.drawText(QPointF(x - width / 2, self.height() - 6), str(year))
                right_of = x + width / 2 + 10

    def _values(self, painter: QPainter, moments: Sequence[Moment], points: Sequence[QPointF]) -> None:
        look = current_theme().look
        metrics = QFontMetricsF(painter.font())
        right_above = right_below = -1.0
        for place, (moment, point) in enumerate(zip(moments, points, strict=True)):
            if place and moments[place - 1].value == moment.value:
                continue
            painter.setPen(QPen(look.colour("surface"), 2))
            painter.setBrush(look.colour("accent"))
            painter.drawEllipse(point, 5, 5)
            text = metrics.elidedText(answer(moment.value).split(",")[0], Qt.TextElideMode.ElideRight, 150)
            width = metrics.horizontalAdvance(text)
            beside = point.x() + 8 if place else point.x() - 4  # right of the step, which the words would cross
            x = min(max(self._left, beside), self.width() - width - 4)
            painter.setPen(look.colour("ink"))
            if x > right_above:
                painter.drawText(QPointF(x, max(14.0, point.y() - 10)), text)
                right_above = x + width + 8
            elif x > right_below:
                painter.drawText(QPointF(x, point.y() + metrics.height() + 4), text)
                right_below = x + width + 8


def in_words(moments: Sequence[Moment]) -> str:
    """The picture as a sentence."""
    if not moments:
        return ""
    steps = [
        _("{date}: {value}, {sure}").format(
            date=month(m.date), value=answer(m.value), sure=words.sureness(m.confidence)
        )
        for place, m in enumerate(moments)
        if place == 0 or moments[place - 1].value != m.value or place == len(moments) - 1
    ]
    return "; ".join(steps) + "."


def _along(area: QRectF, date: datetime, first: datetime, last: datetime) -> float:
    whole = (last - first).total_seconds() or 1.0
    return area.left() + area.width() * min(1.0, max(0.0, (date - first).total_seconds() / whole))


def _up(area: QRectF, share: float) -> float:
    return area.bottom() - area.height() * share
