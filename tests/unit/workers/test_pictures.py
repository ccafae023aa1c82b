"""Pictures in the real reader, in the real cage; what it answers is not believed as it stands."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from fakes import pictures as made
from fakes.refusals import refused
from fakes.sandbox import needs_cage
from redraft.domain.errors import InputError, WorkerError
from redraft.domain.picture import Form, Picture, Place, Said, Trace
from redraft.reports.writing import in_place
from redraft.usecases.clean_picture import CleanPicture
from redraft.workers import gate
from redraft.workers.picture_client import PictureWorker

pytestmark = needs_cage

HEIC = Path(__file__).parents[2] / "samples" / "pictures" / "phone.heic"
EXIF = made.block({0x013B: "Zeb Q"}, {0xA431: "0123456"}, made.gps(*made.MUNICH), made.small_of(made.scene()))


@pytest.fixture(scope="module")
def pictures() -> Iterator[PictureWorker]:
    worker = PictureWorker()
    yield worker
    worker.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(made.with_segments(made.packed(made.scene(), "JPEG"), made.exif_segment(EXIF)))
    return path


def test_a_picture_is_read_shown_and_cleaned_in_the_cage(pictures: PictureWorker, photo: Path, tmp_path: Path) -> None:
    picture = pictures.open(photo)
    assert picture.place is not None
    assert picture.place.town == "Munich"
    assert {(t.said, t.value) for t in picture.traces} == {(Said.PERSON, "Zeb Q"), (Said.SERIAL, "0123456")}
    shown = pictures.preview(320)
    assert (shown.width, shown.height, len(shown.rgb)) == (320, 240, 320 * 240 * 3)
    assert pictures.preview(320, 1).width == 160
    out = tmp_path / "clean.jpg"
    about = CleanPicture(PictureWorker, in_place).save(pictures, picture, out)
    assert about.same_pixels
    with Image.open(photo) as before, Image.open(out) as after:
        assert before.tobytes() == after.tobytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clean.jpg", "photo.jpg"]
    assert pictures.open(out).says_nothing


def test_heic_in_the_cage(pictures: PictureWorker, tmp_path: Path) -> None:
    picture = pictures.open(HEIC)
    assert picture.form is Form.HEIC
    about = CleanPicture(PictureWorker, in_place).save(pictures, picture, tmp_path / "clean.png")
    assert about.form is Form.PNG
    assert pictures.open(tmp_path / "clean.png").says_nothing


def test_a_lost_process_opens_the_picture_again(pictures: PictureWorker, photo: Path) -> None:
    pictures.open(photo)
    assert pictures._client is not None
    assert pictures._client.pid is not None
    os.kill(pictures._client.pid, 9)
    while pictures._client.pid is not None:
        time.sleep(0.01)
    assert pictures.preview(64).width == 64


@pytest.mark.parametrize(
    ("name", "words"),
    [("notes.txt", "no picture of a kind"), (".", "a folder"), ("gone.jpg", "no such|not there|no file")],
)
def test_what_is_no_picture(pictures: PictureWorker, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with refused(InputError, f"(?i){words}"):
        pictures.open(tmp_path / name)


def test_a_copy_that_still_says_something_is_not_saved(pictures: PictureWorker, photo: Path, tmp_path: Path) -> None:
    class Lying(PictureWorker):
        def clean(self, *_: object, **__: object):  # type: ignore[no-untyped-def]
            about, _parts = super().clean()
            return about, iter([photo.read_bytes()])

    lying = Lying()
    picture = lying.open(photo)
    with refused(InputError, "still says something"):
        CleanPicture(PictureWorker, in_place).save(lying, picture, tmp_path / "clean.jpg")
    lying.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photo.jpg"]


@pytest.mark.parametrize(
    "impossible",
    [
        {"width": 0},
        {"place": Place(91.0, 0.0)},
        {"traces": (Trace(Said.WORDS, "x" * 1_100_000, ()),)},
        {"traces": (Trace(Said.WORDS, "x", ()),) * 501},
    ],
)
def test_the_gate(impossible: dict[str, object]) -> None:
    sound = Picture(Form.JPEG, 10, 10)
    assert gate.picture(sound) is sound
    with pytest.raises(WorkerError):
        gate.picture(replace(sound, **impossible))  # type: ignore[arg-type]


def test_twelve_million_pixels(pictures: PictureWorker, tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    image = made.scene(400, 300).resize((4000, 3000))
    path.write_bytes(made.with_segments(made.packed(image, "JPEG"), made.exif_segment(EXIF)))
    assert pictures.open(path).width == 4000
    assert pictures.preview(1200).width == 1200
