"""The picture page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from redraft.domain.picture import Cleaned
from redraft.gui.cards.problem import problem_card
from redraft.gui.page import Page
from redraft.gui.parts import DropZone, FileDrops, Flow, Slot, button, card, centred, keep_focus, label, row
from redraft.gui.picture.canvas import Canvas
from redraft.gui.picture.cards import cards
from redraft.gui.picture.checker import PictureChecker, Stand
from redraft.gui.picture.desk import PictureDesk, Seen
from redraft.speech.now import _, worded
from redraft.usecases.clean_picture import suggested


class PicturePage(Page):
    """Shows a :class:`PictureChecker`, which a page in another language takes over: where to drop, then a picture."""

    def __init__(self, desk: PictureDesk, before: PicturePage | None = None) -> None:
        super().__init__()
        self.checker: PictureChecker = PictureChecker(desk) if before is None else before.checker
        self.checker.setParent(self)
        self._said: str = "" if before is None else before._said
        self._slot = Slot(gap="l")
        holder = QWidget()
        holder.setLayout(self._slot)
        intro = _(
            "A photo's file says where and when it was taken, with what and by whom. Here you see what yours says, and "
            "save copies that say nothing."
        )
        whole = centred(label(_("What your pictures say"), "title"), label(intro, "muted"), holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)
        FileDrops(self).dropped.connect(lambda path: self.check([path]))
        self.checker.changed.connect(self._show)
        self.checker.saved.connect(self._saved)
        self._show()

    def check(self, paths: Sequence[Path]) -> None:
        """Look at these pictures."""
        self._said = ""
        self.checker.check(paths)

    def choose_file(self) -> None:
        """Ask for pictures."""
        kinds = _("Pictures ({endings})").format(endings="*.jpg *.jpeg *.png *.heic *.heif *.webp *.tif *.tiff *.gif")
        names, _kind = QFileDialog.getOpenFileNames(self, _("Open pictures"), "", kinds)
        if names:
            self.check([Path(name) for name in names])

    def save(self) -> None:
        """Ask where a clean copy goes, and save it."""
        seen = self.checker.seen
        if seen is None:
            return
        name = str(seen.path.with_name(suggested(seen.path, seen.picture.form)))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save a clean copy"), name)
        if chosen:
            self.checker.save(Path(chosen))

    def stop(self) -> None:
        """Stop what is under way."""
        self.checker.stop()

    def close_work(self) -> None:
        """End the thread, unless another page has taken the checker over."""
        if self.checker.parent() is self:
            self.checker.close()

    def _show(self) -> None:
        checker = self.checker
        self._slot.fill((checker.stand, checker.seen, checker.error, self._said, checker.left), self._fill)
        keep_focus(self)

    def _fill(self, layout: QVBoxLayout) -> None:
        checker, seen = self.checker, self.checker.seen
        if checker.error is not None:
            layout.addWidget(problem_card(checker.error))
        if checker.stand in {Stand.LOOKING, Stand.SAVING}:
            words = _("Looking at the picture…") if checker.stand is Stand.LOOKING else _("Saving a clean copy…")
            layout.addWidget(card(row(label(words, "muted"), button(_("Stop"), self.stop, symbol="stop"))))
        if seen is not None:
            self._fill_picture(layout, seen)
        elif checker.stand is Stand.EMPTY:
            layout.addWidget(self._zone())

    def _fill_picture(self, layout: QVBoxLayout, seen: Seen) -> None:
        picture = seen.picture
        if seen.pixels is not None:
            layout.addWidget(Canvas(seen.pixels, _("The picture"), picture.codes))
        layout.addWidget(label(f"{picture.form.value}, {picture.width} × {picture.height}", "small"))
        if self._said:
            layout.addWidget(card(label(self._said), role="notice"))
        ways = Flow("s")
        if self.checker.stand is Stand.SEEN:
            ways.addWidget(button(_("Save a clean copy"), self.save, role="primary", symbol="export"))
        if self.checker.left:
            ways.addWidget(button(_("Next picture"), self._next, symbol="next"))
        ways.addWidget(button(_("Other pictures"), self.choose_file, role="quiet", symbol="open"))
        holder = QWidget()
        holder.setLayout(ways)
        layout.addWidget(holder)
        for one in cards(seen, self.checker.cover, lambda number, on: self.checker.choose(number, covered=on)):
            layout.addWidget(one)

    def _zone(self) -> QWidget:
        zone = DropZone(
            _("Drop pictures here"),
            _("JPEG, PNG, HEIC, WebP, TIFF or GIF. Redraft does not guess places from scenery, nor whose face it is."),
            button(_("Choose pictures"), self.choose_file, role="primary", symbol="open"),
        )
        zone.dropped.connect(self.check)
        return zone

    def _next(self) -> None:
        self._said = ""
        self.checker.next()

    def _saved(self, cleaned: Cleaned) -> None:
        pixels = _("its pixels are unchanged") if cleaned.same_pixels else _("its pixels were written anew")
        said = _("A clean copy is saved; {pixels}, and another look found nothing in it.").format(pixels=pixels)
        self._said = " ".join([said, *(worded(note.message) for note in cleaned.notes)])
        self._show()
