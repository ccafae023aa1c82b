"""The practice archive reads whole, and its texts are read again from the index."""

from __future__ import annotations

from redraft import assets
from redraft.domain.archive import Post
from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import choose
from redraft.importers.reread import reread
from redraft.profiles.index import PostIndex


def test_every_post_is_kept_and_dated_over_ten_years() -> None:
    index = PostIndex()
    with open_archive(assets.resource("practice")) as source:
        for item in choose(source).importer.posts(source, Options()):
            index.add(item)
    counts = index.counts
    assert (counts.read, counts.own, counts.kept, dict(counts.skipped)) == (269, 269, 269, {})
    dates = [date for at in range(len(index)) if (date := index.date(at)) is not None]
    assert (min(dates).year, max(dates).year) == (2015, 2025)


def test_texts_are_read_again_as_they_were() -> None:
    index, texts = PostIndex(), []
    with open_archive(assets.resource("practice")) as source:
        importer, options = choose(source).importer, Options()
        for item in importer.posts(source, options):
            if index.add(item) is not None and isinstance(item, Post):
                texts.append(item.text)
        wanted = list(range(0, len(index), 7))
        found = reread(source, importer, options, [index.locator(at) for at in wanted])
    assert [found[index.locator(at)].text for at in wanted] == [texts[at] for at in wanted]
