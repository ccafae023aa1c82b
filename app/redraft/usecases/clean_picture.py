"""Saving a clean copy of a picture: it takes its place only after another look found nothing in it any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.picture import Cleaned, Code, Form, Picture
from redraft.usecases.picture_ports import Pictures, PutInPlace
from redraft.usecases.ports import CancelToken

ENDINGS = {
    ".jpg": Form.JPEG, ".jpeg": Form.JPEG, ".jpe": Form.JPEG, ".png": Form.PNG, ".webp": Form.WEBP, ".gif": Form.GIF,
    ".tif": Form.TIFF, ".tiff": Form.TIFF,
}  # fmt: skip
"""Which kind of file a name asks for."""


_HARMLESS = {"not_looked", "pixels_broken"}
"""Notes that say nothing of what is in the file."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """``look_again`` gives a reader that has not seen the original."""

    look_again: Callable[[], Pictures]
    put_in_place: PutInPlace

    def save(
        self, pictures: Pictures, picture: Picture, path: Path, cover: Sequence[int] = (),
        *, cancel: CancelToken | None = None,
    ) -> Cleaned:  # fmt: skip
        """Write a clean copy of the picture that is open in ``pictures``; the name's ending says which kind.

        Raises InputError with what to do, WorkerError, Cancelled; then nothing was written.
        """
        form = wanted(picture.form, path)
        hidden = [picture.codes[number] for number in cover]
        about, parts = pictures.clean(form, cover, cancel=cancel)
        with self.put_in_place(path) as file:
            for part in parts:
                file.write(part)
            self._require_clean(file.path, hidden, cancel)
        return about

    def _require_clean(self, path: Path, hidden: Sequence[Code], cancel: CancelToken | None) -> None:
        again = self.look_again()
        try:
            seen = again.open(path, cancel=cancel)
        finally:
            again.close()
        contents = {(code.kind, code.content) for code in seen.codes}
        if (
            not seen.says_nothing
            or {note.code for note in seen.notes} - _HARMLESS
            or any((code.kind, code.content) in contents for code in hidden)
        ):
            raise InputError(Message("picture.not_clean"), Message("do.screenshot"))


def wanted(form: Form, path: Path) -> Form | None:
    """The kind that a name asks for; None where it is the picture's own. Raises InputError for another ending.

    A name with HEIC's ending is refused: nothing here writes such.
    """
    ending = ENDINGS.get(path.suffix.lower())
    if ending is None or (ending is not form and ending is Form.GIF):
        raise InputError(Message("picture.ending", {"ending": path.suffix}), Message("do.picture_ending"))
    return None if ending is form else ending


def is_picture(path: Path) -> bool:
    """True when a file is called as pictures are."""
    return path.suffix.lower() in {*ENDINGS, ".heic", ".heif"}


def suggested(path: Path, form: Form) -> str:
    """A name for the copy of a picture."""
    ending = {Form.HEIC: ".jpg", Form.JPEG: ".jpg", Form.TIFF: ".tif"}.get(form, f".{form.value.lower()}")
    return f"{path.stem}-clean{ending}"
