"""Checking music: real reader, real lists, scripted names and model; exact counts and plain refusals."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.refusals import refused
from redraft.assets import resource
from redraft.detectors.title_language import identify
from redraft.domain.attributes import Attribute
from redraft.domain.errors import InputError, WorkerError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import verbatim
from redraft.domain.music_report import Opinion
from redraft.domain.report import ModelInfo
from redraft.domain.text import Evidence
from redraft.exposure.anonymity import assess
from redraft.reports.playlist_html import playlist_to_html
from redraft.reports.playlist_json import playlist_to_json
from redraft.speech.now import problem
from redraft.usecases.check_playlist import CheckPlaylist
from redraft.usecases.ports import FastResult
from redraft.workers.reader_client import ReaderWorker

SAMPLES = Path(__file__).parents[2] / "samples"
PRACTICE = resource("music", "practice", "MyData")


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderWorker]:
    worker = ReaderWorker()
    yield worker
    worker.close()


class Names:
    """Finds a city in every text that names it."""

    def detect(self, text, *, cancel=None):
        return next(self.detect_many([text]))

    def detect_many(self, texts, *, cancel=None):
        for text in texts:
            at = text.find("Wien")
            quotes = (Evidence.of(text, at, at + 4),) if at >= 0 else ()
            guess = (Guess("Wien", 0.9),)
            finding = Finding.make(
                Attribute.PLACE, guess, quotes, source=Source.ENTITIES, basis=Basis.STATED, why=verbatim("named")
            )
            yield FastResult((finding,) if quotes else ())


class Judge:
    """Says the same of everybody and remembers what it was given."""

    def __init__(self, error=None):
        self.error, self.lines = error, None

    def judge_playlist(self, lines, *, cancel=None, timeout=None):
        self.lines = lines
        if self.error is not None:
            raise self.error
        return Opinion({Attribute.SEX: {"female": 0.8, "male": 0.2}}, {}, ModelInfo("m", "Model", False), 321)


def check(reader, *paths, **how):
    platform = how.pop("platform", "")
    return CheckPlaylist(reader, identify=identify, **how).run([Path(p) for p in paths], platform)


@pytest.mark.parametrize(
    ("name", "label", "read", "kept", "songs"),
    [
        ("exportify/watsonbox_liked.csv", "Exportify", 6, 6, 5),
        ("playlists-m3u/mopidy_comment-ext.m3u", "Playlist files (M3U, PLS, XSPF, JSPF)", 1, 1, 1),
        ("playlists-m3u/mopidy_encoding-ext.m3u", "Playlist files (M3U, PLS, XSPF, JSPF)", 1, 1, 1),
        ("playlists-m3u/mopidy_two-ext.m3u", "Playlist files (M3U, PLS, XSPF, JSPF)", 2, 2, 2),
    ],
)
def test_samples_are_counted_exactly(reader, name, label, read, kept, songs):
    report = check(reader, SAMPLES / name)
    assert report.match.label == label
    assert (report.counts.read, report.counts.kept, report.counts.own) == (read, kept, read)
    assert report.features.groups["songs"]["different"] == songs
    assert {"genres", "years"} <= {note.code for note in report.missing}


def test_the_practice_export_tells_what_it_was_written_to_tell(reader):
    judge = Judge()
    report = check(reader, PRACTICE, fast=Names(), judge=judge, assess=assess)
    best = {c.attribute: c.finding.best.value for c in report.conclusions}
    assert best[Attribute.CHILDREN] == "has young children"
    assert best[Attribute.RELIGION] == "Christian"
    assert best[Attribute.LOCATION] == "Slovakia"
    assert best[Attribute.AGE] == "35-44"
    assert best[Attribute.RELATIONSHIP] == "engaged or married"
    assert {c.finding.best.value for c in report.conclusions if c.attribute is Attribute.LANGUAGE} == {
        "Slovak",
        "German",
    }
    places = [c for c in report.told if c.attribute is Attribute.PLACE]
    assert [clue.name for clue in places[0].clues] == ["Wien"]
    assert report.counts.skipped == {"podcast": 1}
    assert len(report.concluded) == 8
    assert report.exposure.bits > 5
    assert {"rename", "move", "followers", "public", "history"} <= {a.code for a in report.advice}
    assert judge.lines.names[0] == "Gute Nacht Lieder: für die Kleinen"
    assert report.model.name == "Model"
    assert report.timings.evaluated_tokens == 321
    document = json.loads(json.dumps(playlist_to_json(report)))
    assert document["counts"] == {"read": 1590, "own": 1590, "kept": 1589, "skipped": {"podcast": 1}}
    assert all(f["source"] in {"music", "entities"} for f in document["findings"])
    page = playlist_to_html(report)
    assert page.count("<svg") >= 3
    assert "http://" not in page
    assert "https://" not in page


def test_without_a_budget_no_model_is_asked(reader):
    judge = Judge()
    report = check(reader, SAMPLES / "exportify/watsonbox_liked.csv", judge=judge, budget=0)
    assert judge.lines is None
    assert report.model is None


def test_a_model_that_fails_leaves_the_rest(reader):
    judge = Judge(WorkerError(verbatim("The llm process took too long.")))
    report = check(reader, PRACTICE, judge=judge)
    assert report.conclusions
    assert [n.code for n in report.notes] == ["model"]


MALFORMED = {
    "empty.m3u": (b"", "no track in it"),
    "header.m3u8": (b"#EXTM3U\n", "no track in it"),
    "header.csv": (b"Track URI,Track Name,Artist Name(s)\n", "no track in it"),
    "no_header.csv": (b"A,B,C\nD,E,F\n", "needs its header row"),
    "wrong_encoding.m3u": ("#EXTM3U\n".encode("utf-16"), "no track in it"),
    "noise.m3u8": (bytes(range(1, 9)) * 20 + b"\n" + bytes(range(14, 31)), "no text"),
    "Playlist1.json": (
        b'{"playlists":[{"name":null,"items":[{"track":null,"episode":null,"localTrack":null}]}]}',
        "1 empty",
    ),
    "talk.json": (b'{"playlists":[{"name":"t","items":[{"track":null,"episode":{"episodeName":"x"}}]}]}', "1 podcast"),
    "broken.json": (b'{"a": ', "no playlist"),
    "Library.xml": (b"<html>", "no playlist"),
    "words.txt": (b"My name is Mira and I live in Leeds.", "no playlist"),
    "bad.zip": (b"PK\x03\x04junk", "damaged"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_holds_no_music_is_refused_in_plain_words(reader, tmp_path, name):
    content, words = MALFORMED[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as refused:
        check(reader, tmp_path / name)
    assert words in problem(refused.value)
    assert refused.value.remedy


def test_an_archive_of_texts_is_sent_to_its_own_command(reader):
    with refused(InputError, "redraft archive"):
        check(reader, SAMPLES / "mastodon" / "fedi_archive_tool")


def test_the_platform_may_be_named_but_must_be_one_of_music(reader):
    report = check(reader, SAMPLES / "exportify/watsonbox_liked.csv", platform="Exportify")
    assert report.counts.read == 6
    with refused(InputError, "no importer called tapes"):
        check(reader, SAMPLES / "exportify/watsonbox_liked.csv", platform="tapes")
    with refused(InputError, "holds texts, no music"):
        check(reader, SAMPLES / "reddit", platform="reddit")


def test_local_files_and_their_paths(reader, tmp_path):
    (tmp_path / "a.m3u").write_text("#EXTM3U\n#EXTINF:10,B - A\n/home/mira/Music/a.mp3\nb.mp3\n", encoding="utf-8")
    report = check(reader, tmp_path / "a.m3u")
    assert report.features.groups["songs"]["local_files"] == 2
    assert [c.finding.best.value for c in report.conclusions if c.attribute is Attribute.NAME] == ["mira"]
    assert [a.code for a in report.advice] == ["paths"]


def test_several_parts_are_one_set(reader, tmp_path):
    for name in ("Playlist1.json", "StreamingHistory_music_0.json"):
        shutil.copy(PRACTICE / name, tmp_path)
    report = check(reader, tmp_path / "Playlist1.json", tmp_path / "StreamingHistory_music_0.json")
    assert report.counts.read == 1582
    assert report.features.groups["songs"]["plays"] > 1000
