"""Posts a second and memory of reading a generated X archive: ``python tests/bench/importer_speed.py [tweets]``."""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "app"))

from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import choose
from redraft.importers.reread import reread
from redraft.profiles.index import PostIndex

WORDS = (
    "time",
    "walk",
    "tea",
    "rain",
    "bridge",
    "late",
    "early",
    "road",
    "green",
    "letter",
    "small",
    "window",
    "often",
)


def build(path: Path, tweets: int) -> None:
    """An archive of ``tweets`` tweets of 30 words with the fields that real ones have, about 2 KB each."""
    rng = random.Random(1)
    shown = ["0", "140"]
    extra = {"source": "x" * 80, "display_text_range": shown, "favorite_count": "1", "lang": "en"}
    person = {"name": "n" * 20, "screen_name": "s" * 12, "indices": ["0", "12"], "id_str": "1" * 18}
    people = [person] * 6
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("data/tweets.js", "w", force_zip64=True) as out,
    ):
        out.write(b"window.YTD.tweets.part0 = [")
        for number in range(tweets):
            text = f"{number} " + " ".join(rng.choices(WORDS, k=29))
            entities = {"hashtags": [], "symbols": [], "user_mentions": people, "urls": []}
            when = f"Sat Jan 07 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02} +0000 2023"
            tweet = {"id_str": str(number), "full_text": text, "created_at": when, "entities": entities, **extra}
            out.write((",\n" if number else "").encode() + json.dumps({"tweet": tweet}, indent=2).encode())
        out.write(b"]")


def main(tweets: int) -> None:
    """Build, read, read again."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "x.zip"
        build(path, tweets)
        with zipfile.ZipFile(path) as archive:
            size = archive.getinfo("data/tweets.js").file_size
        started = time.process_time()
        with open_archive(path) as source:
            importer, index, options = choose(source).importer, PostIndex(), Options()
            for item in importer.posts(source, options):
                index.add(item)
            took = time.process_time() - started
            started = time.process_time()
            places = [index.locator(at) for at in range(len(index) - 50, len(index))]
            found = reread(source, importer, options, places)
            again = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(index)} of {tweets} tweets, {size / 1e6:.0f} MB: {took:.1f} s")
    print(f"{len(index) / took:.0f} posts/s")
    print(f"peak {peak:.0f} MB")
    print(f"the last {len(found)} texts read again in {again:.1f} s")
    print("Seconds are of the processor.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
