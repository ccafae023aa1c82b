"""A session of the reader alone: an archive of every platform, playlists, documents and pictures, read in its cage.

``python reading_session.py FOLDER`` writes them into the folder, reads them and prints how many items there were.
"""

from __future__ import annotations

import sys
from pathlib import Path

from contracts.importers.fixtures import CASES
from fakes import documents, pictures
from redraft.domain.archive import ReadChoices
from redraft.workers.picture_client import PictureWorker
from redraft.workers.reader_client import ReaderWorker


def main(folder: Path) -> int:
    """Read one of each; as many in a process as can be."""
    chosen = {case.platform: case for case in CASES}
    read, words = 0, ""
    reader = ReaderWorker()
    places = []
    for platform, case in chosen.items():
        for name, content in case.files.items():
            path = folder / platform / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        places.append(folder / platform)
    reader.open(places)
    read += sum(1 for _ in reader.items(ReadChoices(me="Mira", messages=True)))
    reader.close()
    for name, content in (
        ("a.docx", documents.word("Anna in Leeds")),
        ("a.odt", documents.odt("<text:p>Anna in Leeds</text:p>")),
        ("a.pdf", documents.pdf([["Anna in Leeds"]])),
    ):
        (folder / name).write_bytes(content)
        words += reader.document(folder / name)[0]
    seen = 0
    pictures_of = PictureWorker()
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        path = folder / f"a.{kind.lower()}"
        path.write_bytes(pictures.packed(pictures.scene(), kind))
        pictures_of.open(path)
        seen += pictures_of.preview(200).width
        about, parts = pictures_of.clean()
        assert sum(map(len, parts)) == about.size
    pictures_of.close()
    print(len(chosen), read, words.count("Leeds"), seen)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
