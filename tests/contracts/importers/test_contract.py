"""What every importer must hold to, over every fixture and every way a source can be wrapped."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from contracts.importers.fixtures import CASES, Case
from redraft.domain.archive import Counts, Post, Skipped, Tally
from redraft.domain.items import Item
from redraft.domain.music import Track
from redraft.importers.contract import Options
from redraft.importers.opening import Source, open_archive
from redraft.importers.recognise import choose


def as_folder(case: Case, at: Path) -> Path:
    for name, data in case.files.items():
        path = at / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return at / "src"


def as_zip(case: Case, prefix: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in case.files.items():
            archive.writestr(prefix + name, data)
        archive.writestr("__MACOSX/._x.json", b"junk")
        archive.writestr(prefix + ".DS_Store", b"junk")
    return out.getvalue()


def read(source: Source, case: Case) -> tuple[str, Counts, list[Item]]:
    options = Options(me=case.me, messages=True)
    importer = choose(source).importer
    tally, items = Tally(), []
    for item in importer.posts(source, options):
        items.append(item)
        if isinstance(item, Skipped):
            tally.skip(item)
        elif isinstance(item, Post | Track):
            tally.keep(item.own if isinstance(item, Post) else True)
    return importer.name, tally.counts, items


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
class TestImporter:
    def check(self, source: Source, case: Case) -> list[Item]:
        name, counts, items = read(source, case)
        assert name == case.platform
        skipped = {str(k): v for k, v in counts.skipped.items()}
        assert (counts.read, counts.own, counts.kept, skipped) == (case.read, case.own, case.kept, case.skipped)
        assert counts.read == counts.kept + sum(counts.skipped.values())
        return items

    def test_folder(self, case: Case, tmp_path: Path) -> None:
        with open_archive(as_folder(case, tmp_path)) as source:
            self.check(source, case)

    def test_zip_in_a_wrapper_folder_from_a_descriptor(self, case: Case, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        path.write_bytes(as_zip(case, "wrapper/"))
        descriptor = os.open(path, os.O_RDONLY)
        try:
            with open_archive(descriptor) as source:
                self.check(source, case)
            os.fstat(descriptor)
        finally:
            os.close(descriptor)

    def test_zip_in_a_zip(self, case: Case, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as outer:
            outer.writestr("inner.zip", as_zip(case))
        with open_archive(tmp_path / "a.zip") as source:
            self.check(source, case)

    def test_tar(self, case: Case, tmp_path: Path) -> None:
        folder = as_folder(case, tmp_path)
        with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
            archive.add(folder, "a")
        with open_archive(tmp_path / "a.tar.gz") as source:
            self.check(source, case)

    def test_what_is_kept_has_words_a_place_and_text_ids(self, case: Case, tmp_path: Path) -> None:
        with open_archive(as_folder(case, tmp_path)) as source:
            items = self.check(source, case)
        for item in items:
            if isinstance(item, Post):
                assert item.text.strip() == item.text != ""
                assert isinstance(item.id, str)
                assert item.date is None or (item.date.tzinfo is not None and item.date.year > 1972)
        places = [i.locator for i in items if isinstance(i, Post | Skipped | Track)]
        assert len(set(places)) == len(places)
        assert all(p.member >= 0 for p in places)

    def test_zero_records_and_cut_files_raise_nothing(self, case: Case, tmp_path: Path) -> None:
        folder = as_folder(case, tmp_path)
        for path in [p for p in folder.rglob("*") if p.is_file()]:
            data = path.read_bytes()
            path.write_bytes(data[: len(data) * 2 // 3])
        with open_archive(folder) as source:
            importer = next(i for i in [choose(source, case.platform).importer])
            for item in importer.posts(source, Options(me=case.me, messages=True)):
                assert item is not None
