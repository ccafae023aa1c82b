#!/usr/bin/env python3
"""Draw the app's icon in the forms that Windows and macOS want, from the one SVG there is.

    QT_QPA_PLATFORM=offscreen build/package-venv/bin/python packaging/icons.py FOLDER

An .icns file is a list of PNG pictures behind four-letter names of their sizes; the names are those of Apple's
`iconutil`. An .ico file is a table of sizes and offsets before PNG pictures, as Windows reads it since Vista.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "linux" / "app.redraft.Redraft.svg"
APPLE = {b"icp4": 16, b"icp5": 32, b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256, b"ic14": 512,
         b"ic09": 512, b"ic10": 1024}  # fmt: skip
WINDOWS = (16, 24, 32, 48, 64, 256)


def picture(size: int) -> bytes:
    """The icon as PNG, ``size`` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        sys.exit("redraft: the icon cannot be drawn")
    return bytes(data.data())


def icns() -> bytes:
    """For macOS."""
    parts = b"".join(
        name + struct.pack(">I", 8 + len(p)) + p for name, p in ((n, picture(s)) for n, s in APPLE.items())
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def ico() -> bytes:
    """For Windows."""
    pictures = [(size, picture(size)) for size in WINDOWS]
    at = 6 + 16 * len(pictures)
    table, data = b"", b""
    for size, png in pictures:
        # A width of 256 is written as 0; one plane, 32 bits a pixel.
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), at + len(data))
        data += png
    return struct.pack("<HHH", 0, 1, len(pictures)) + table + data


def draw(folder: Path) -> None:
    """Write ``redraft.ico`` and ``redraft.icns`` into the folder."""
    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "redraft.icns").write_bytes(icns())
    (folder / "redraft.ico").write_bytes(ico())
    del application


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
