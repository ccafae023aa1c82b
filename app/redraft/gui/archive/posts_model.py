"""Posts as a Qt table, sorted and filtered in the model."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from redraft.domain.archive import Audience
from redraft.gui.archive.rows import Column, PostRows, Row
from redraft.gui.tasks import Lane, Tell
from redraft.speech.now import _, day
from redraft.speech.words import post_kind
from redraft.usecases.ports import CancelToken

Index = QModelIndex | QPersistentModelIndex
_ANYWHERE = QModelIndex()


class PostsModel(QAbstractTableModel):
    """Shows the rows that pass the filter in the order that was chosen. Sorting and searching run on a thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("posts", self)
        self._rows = PostRows()
        self._shown = np.zeros(0, dtype=np.int32)
        self._sorted = (Column.DATE, True)
        self._words = ""
        self._cached: tuple[int, Row] | None = None

    def show_rows(self, rows: PostRows) -> None:
        """Show other rows, or more of the same."""
        self._rows = rows
        self._arrange()

    def find(self, words: str) -> None:
        """Show only the rows that hold these words; an empty string shows all."""
        self._words = words.strip()
        self._arrange()

    @property
    def busy(self) -> bool:
        """True while rows are sorted or searched."""
        return self._lane.busy

    def row(self, number: int) -> Row:
        """The row shown at a number."""
        at = int(self._shown[number])
        if self._cached is None or self._cached[0] != at:
            self._cached = (at, self._rows.row(at))
        return self._cached[1]

    def close(self) -> None:
        """End the thread."""
        self._lane.close()

    def rowCount(self, parent: Index = _ANYWHERE) -> int:  # noqa: N802 - Qt names it
        """Rows that pass."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ANYWHERE) -> int:  # noqa: N802 - Qt names it
        """Date, text, kind, audience."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        row = self.row(index.row())
        return {
            Column.DATE: "" if row.date is None else day(row.date),
            Column.TEXT: row.text,
            Column.KIND: post_kind(row.kind),
            Column.AUDIENCE: audience_name(row.audience),
        }[Column(index.column())]

    def headerData(  # noqa: N802 - Qt names it
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            Column.DATE: _("Date"),
            Column.TEXT: _("Post"),
            Column.KIND: _("Kind"),
            Column.AUDIENCE: _("Who can read it"),
        }
        return names[Column(section)]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._sorted = (Column(column), order is Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _arrange(self) -> None:
        rows, (column, descending), words = self._rows, self._sorted, self._words

        def job(cancel: CancelToken, _tell: Tell) -> np.ndarray:
            shown = rows.order(column, descending=descending, cancel=cancel)
            if words:
                passes = rows.matching(words, cancel)
                shown = shown[shown < len(passes)]
                shown = shown[passes[shown]]
            return shown

        self._lane.run(job, on_done=self._show, on_error=lambda _error: None)

    def _show(self, shown: np.ndarray) -> None:
        self.beginResetModel()
        self._shown, self._cached = shown, None
        self.endResetModel()


def audience_name(audience: Audience) -> str:
    """Who could read it."""
    return {
        Audience.PUBLIC: _("everybody"),
        Audience.UNLISTED: _("whoever has the link"),
        Audience.FOLLOWERS: _("followers"),
        Audience.DIRECT: _("one person"),
        Audience.UNKNOWN: _("unknown"),
    }[audience]
