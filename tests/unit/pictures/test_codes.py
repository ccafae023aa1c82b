"""Codes in pictures: found wherever they are, told what they hold, and covered so that nobody reads them."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from fakes import pictures as made
from redraft.domain.picture import Form, Picture
from redraft.pictures.boarding import read
from redraft.pictures.cleaning import clean
from redraft.pictures.contents import about
from redraft.pictures.looking import Given

FLIGHT = (
    "M1QUARTERMAINE/ZEBULONEABC123 FRAMUCLH 0102 121Y023A0045 148>3180 M4121BLH 0000000000000"
    "2A2201234567890  LH LH 992001234567890     N"
)
HOLDS = {
    "code.boarding": (FLIGHT, zxingcpp.BarcodeFormat.PDF417),
    "code.network": ("WIFI:T:WPA;S:Casa Quartermaine;P:h\\;unter2;;", zxingcpp.BarcodeFormat.QRCode),
    "code.card": (
        "BEGIN:VCARD\nVERSION:3.0\nN:Quartermaine;Zeb;;;\nFN:Zeb Quartermaine\nTEL;TYPE=CELL:+44 20 7946 0958\n"
        "END:VCARD",
        zxingcpp.BarcodeFormat.QRCode,
    ),
    "code.second_factor": (
        "otpauth://totp/Acme:zeb%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Acme", zxingcpp.BarcodeFormat.QRCode
    ),
    "code.payment": (
        "BCD\n002\n1\nSCT\n\nZeb Quartermaine\nDE89370400440532013000\nEUR12.5\n\n\nRent May",
        zxingcpp.BarcodeFormat.QRCode,
    ),
    "code.licence": (
        "@\n\x1e\rANSI 636026080102DL00410288ZA03290015DLDAQD12345678\nDCSQUARTERMAINE\nDACZEBULON\nDBB05011984\n"
        "DAG1 MAIN ST\n",
        zxingcpp.BarcodeFormat.PDF417,
    ),
    "code.link": ("https://example.org/t?token=5f3a", zxingcpp.BarcodeFormat.DataMatrix),
    "code.address": ("mailto:zeb@example.org", zxingcpp.BarcodeFormat.Aztec),
    "code.product": ("4006381333931", zxingcpp.BarcodeFormat.EAN13),
    "code.text": ("PARCEL-00340434161094042557", zxingcpp.BarcodeFormat.Code128),
}  # fmt: skip


def drawn(content: str, form: zxingcpp.BarcodeFormat, scale: int = 4) -> Image.Image:
    return Image.fromarray(zxingcpp.create_barcode(content, form).to_image(scale=scale)).convert("RGB")


def scene_with(*codes: Image.Image, turn: int = 0) -> Image.Image:
    whole = made.scene(1400, 1000)
    for number, code in enumerate(codes):
        whole.paste(code.rotate(turn, expand=True, fillcolor="white"), (60 + 640 * number, 120))
    return whole


def look(image: Image.Image, *segments: bytes) -> tuple[Given, Picture]:
    given = Given.of(made.with_segments(made.packed(image, "JPEG", quality=85), *segments))
    return given, given.look()


@pytest.mark.parametrize("kind", HOLDS)
def test_each_is_found_and_told(kind: str) -> None:
    content, form = HOLDS[kind]
    _given, picture = look(scene_with(drawn(content, form, 3)))
    assert picture.looked
    assert [(code.about.code, code.content.strip()) for code in picture.codes] == [(kind, content.strip())]
    assert all(0 <= corner.x <= 1 and 0 <= corner.y <= 1 for corner in picture.codes[0].corners)


def test_what_a_boarding_pass_says() -> None:
    assert read(FLIGHT) == (
        ("name", "QUARTERMAINE/ZEBULON"), ("booking", "ABC123"), ("from", "FRA"), ("to", "MUC"), ("flight", "LH 102"),
        ("day_of_year", "121"), ("seat", "023A"), ("ticket", "220 1234567890"),
        ("frequent_flyer", "LH 992001234567890"),
    )  # fmt: skip
    assert read(FLIGHT[:60]) is not None
    assert read("M1 is a spaceship") is None
    for cut in range(58, len(FLIGHT)):
        read(FLIGHT[:cut])


def test_what_the_others_say() -> None:
    said = {kind: dict(about(content, content.encode(), "")[1]) for kind, (content, _form) in HOLDS.items()}
    assert said["code.network"] == {"network": "Casa Quartermaine", "password": "h;unter2"}
    assert said["code.card"] == {"name": "Zeb Quartermaine", "telephone": "+44 20 7946 0958"}
    assert said["code.second_factor"] == {
        "account": "Acme:zeb@example.org", "organisation": "Acme", "password": "JBSWY3DPEHPK3PXP"
    }  # fmt: skip
    assert said["code.payment"] == {
        "name": "Zeb Quartermaine", "account": "DE89370400440532013000", "amount": "EUR12.5", "text": "Rent May"
    }  # fmt: skip
    assert said["code.licence"] == {
        "number": "D12345678", "name": "QUARTERMAINE, ZEBULON", "birth": "05011984", "address": "1 MAIN ST"
    }  # fmt: skip


@pytest.mark.parametrize("turn", [0, 17, 90, 180])
def test_several_at_any_angle_are_covered_and_the_rest_is_not(turn: int) -> None:
    first, second = (drawn(HOLDS[kind][0], HOLDS[kind][1]) for kind in ("code.network", "code.link"))
    given, picture = look(scene_with(first, second, turn=turn))
    assert sorted(code.about.code for code in picture.codes) == ["code.link", "code.network"]
    network = [number for number, code in enumerate(picture.codes) if code.about.code == "code.network"]
    copy = clean(given, cover=[picture.codes[number].corners for number in network])
    again = Given.of(copy.data).look()
    assert [code.about.code for code in again.codes] == ["code.link"]
    assert again.says_nothing
    assert (copy.about.form, copy.about.same_pixels) == (Form.JPEG, False)


def test_a_turned_picture_is_covered_where_it_is_shown() -> None:
    content, form = HOLDS["code.network"]
    shown = scene_with(drawn(content, form))
    segment = made.exif_segment(made.block({0x0112: 6}))
    given, picture = look(shown.transpose(Image.Transpose.ROTATE_90), segment)
    assert (picture.width, picture.height) == shown.size
    assert picture.codes[0].corners[0].y < 0.3
    again = Given.of(clean(given, cover=[picture.codes[0].corners]).data).look()
    assert again.codes == ()


def test_nothing_is_seen_where_nothing_is() -> None:
    assert look(made.scene(1400, 1000))[1].codes == ()
