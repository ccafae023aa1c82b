"""All posts as a table that can be searched and sorted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView, QWidget

from redraft.domain.archive import Audience, Kind
from redraft.gui.archive.posts_model import PostsModel, audience_name
from redraft.gui.archive.rows import Column, PostRows
from redraft.gui.clipboard import PrivateTable
from redraft.gui.parts import column, label
from redraft.gui.theme import space
from redraft.speech.now import _, day, number
from redraft.speech.words import post_kind

PAUSE = 250
"""Milliseconds after a keystroke in the search field."""


class PostsView(QWidget):
    """Emits ``opened`` with the position of a post to read in full."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.model = PostsModel(self)
        self._count = label("", "small")
        self._words = QLineEdit()
        self._words.setPlaceholderText(_("Find in the beginnings of the posts"))
        self._words.setAccessibleName(self._words.placeholderText())
        self._words.setClearButtonEnabled(True)
        timer = QTimer(self, singleShot=True, interval=PAUSE)
        timer.timeout.connect(lambda: self.model.find(self._words.text()))
        self._words.textChanged.connect(lambda _text: timer.start())
        self.table = PrivateTable()
        self._set_up()
        self.model.modelReset.connect(self._say)
        self.setLayout(column(self._words, self._count, self.table, gap="s", margin=(0, 0, space("l"), space("m"))))
        self._say()

    def show_rows(self, rows: PostRows) -> None:
        """Show the posts read so far."""
        self.model.show_rows(rows)

    def close_work(self) -> None:
        """End the thread."""
        self.model.close()

    def _set_up(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("All posts"))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(Column.DATE, Qt.SortOrder.DescendingOrder)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        # Heights are set once: asking every row for its own would take a million questions.
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * space("s"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        dates = [day(date(2000, month, 28)) for month in range(1, 13)]
        kinds, audiences = [post_kind(kind) for kind in Kind], [audience_name(one) for one in Audience]
        for place, texts in ((Column.DATE, dates), (Column.KIND, kinds), (Column.AUDIENCE, audiences)):
            name = str(self.model.headerData(place, Qt.Orientation.Horizontal))
            room = max(self.fontMetrics().horizontalAdvance(text) for text in (name, *texts))
            header.resizeSection(place, room + 3 * space("m"))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.table.activated.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.row(index.row()).at)

    def _say(self) -> None:
        count = self.model.rowCount()
        self._count.setText(_("1 post") if count == 1 else _("{count} posts").format(count=number(count)))
