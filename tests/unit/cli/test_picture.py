"""`redraft picture` as somebody types it: the real reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from fakes import pictures as made
from redraft.cli.main import main

EXIF = made.block(
    {0x010F: "Apple", 0x0110: "iPhone 13", 0x013B: "Zeb Q"}, {0xA431: "0123456"}, made.gps(*made.MUNICH, t6=[(519, 1)])
)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(made.with_segments(made.packed(made.scene(), "JPEG"), made.exif_segment(EXIF)))
    return path


def test_people_read_what_it_says_and_get_a_clean_copy(capsys, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jpg"
    assert main(["picture", str(photo), "--clean", str(out)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for words in (
        "JPEG, 640 × 480", "in Munich, Germany (48.13743, 11.57549)", "at 519 m above the sea", "Zeb Q EXIF Artist",
        "0123456 EXIF BodySerialNumber", "Apple iPhone 13", "A clean copy is saved", "its pixels are unchanged",
    ):  # fmt: skip
        assert words in said
    assert main(["picture", str(out)]) == 0
    assert "The file says nothing about anybody." in capsys.readouterr().out


def test_json_of_several_and_a_folder_for_copies(capsys, photo: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff" + bytes(100))
    copies = tmp_path / "copies"
    copies.mkdir()
    assert main(["picture", str(photo), str(tmp_path / "broken.jpg"), "--json", "--clean", str(copies)]) == 2
    shown = capsys.readouterr()
    first, second = json.loads(shown.out)["pictures"]
    assert first["place"]["town"] == "Munich"
    assert {"about": "serial", "value": "0123456", "fields": ["EXIF BodySerialNumber"]} in first["says"]
    assert first["clean"]["same_pixels"] is True
    assert (copies / "photo-clean.jpg").is_file()
    assert second["error_code"] == "picture.broken"
    assert "damaged" in shown.err


def test_codes_are_told_and_covered(capsys, tmp_path: Path) -> None:
    code = zxingcpp.create_barcode("WIFI:T:WPA;S:Casa Zeb;P:hunter22;;", zxingcpp.BarcodeFormat.QRCode)
    whole = made.scene(900, 600)
    whole.paste(Image.fromarray(code.to_image(scale=5)).convert("RGB"), (300, 120))
    (tmp_path / "wall.png").write_bytes(made.packed(whole, "PNG"))
    out = tmp_path / "covered.png"
    assert main(["picture", str(tmp_path / "wall.png"), "--clean", str(out), "--cover-codes"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Code 1: A wireless network, with its password (QR Code) Network: Casa Zeb Password: hunter22" in said
    assert main(["picture", str(out), "--json"]) == 0
    again = json.loads(capsys.readouterr().out)["pictures"][0]
    assert (again["codes"], again["codes_looked_for"]) == ([], True)
    assert main(["picture", str(out), "--cover-codes"]) == 2
    assert "--clean OUT" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["notes.txt"], "no picture"),
        (["photo.jpg", "--clean", "photo.jpg"], "belongs|own|same"),
        (["photo.jpg", "--clean", "copy.heic"], "ending"),
        (["photo.jpg", "photo.jpg", "--clean", "one.jpg"], "Several pictures"),
        (["photo.jpg", "--clean", "nowhere/one.jpg"], "folder"),
    ],
)
def test_bad_input_is_a_sentence(capsys, photo, tmp_path, monkeypatch, arguments: list[str], words: str) -> None:
    import re

    (tmp_path / "notes.txt").write_text("hello")
    monkeypatch.chdir(tmp_path)
    assert main(["picture", *arguments]) == 2
    assert re.search(words, capsys.readouterr().err)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notes.txt", "photo.jpg"]
