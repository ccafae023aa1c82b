#!/usr/bin/env python3
"""Seconds and memory of checking a made-up history of listening: ``python tests/bench/playlist_speed.py [plays]``.

Writes an extended history as Spotify gives it, 300,000 plays of 25,000 songs by 4,000 artists unless told otherwise,
into a temporary folder, runs ``redraft playlist --budget 0 --json`` on it, and watches every process it starts.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from redraft.music.catalogue import lists  # noqa: E402

SONGS, ARTISTS, PER_FILE = 25_000, 4_000, 16_000
WORDS = ("night", "river", "letter", "window", "summer", "paper", "silver", "hollow", "morning", "ocean", "garden")


def build(path: Path, plays: int) -> None:
    """A zip with ``Streaming_History_Audio_*.json`` of about 600 bytes a play, years of it, asleep at night."""
    rng = random.Random(1)
    names = [name for _, row in lists() for name in row]
    artists = rng.sample(names, ARTISTS // 2) + [f"Unknown Band {n}" for n in range(ARTISTS // 2)]
    songs = [(rng.choice(artists), " ".join(rng.choices(WORDS, k=3)) + f" {n}") for n in range(SONGS)]
    weights = [1 / (1 + n) ** 0.7 for n in range(SONGS)]
    chosen = rng.choices(songs, weights, k=plays)
    when = datetime(2014, 1, 1, tzinfo=UTC)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for start in range(0, plays, PER_FILE):
            rows = []
            for artist, title in chosen[start : start + PER_FILE]:
                when += timedelta(seconds=rng.randrange(100, 2000))
                if when.hour in range(5):
                    when += timedelta(hours=5)
                rows.append(_row(artist, title, when, rng))
            name = f"Spotify Extended Streaming History/Streaming_History_Audio_{when.year}_{start // PER_FILE}.json"
            archive.writestr(name, json.dumps(rows, indent=2))


def _row(artist: str, title: str, when: datetime, rng: random.Random) -> dict[str, object]:
    return {
        "ts": when.strftime("%Y-%m-%dT%H:%M:%SZ"), "username": "somebody", "platform": "android", "conn_country": "AT",
        "ms_played": rng.randrange(5_000, 240_000), "ip_addr_decrypted": "0.0.0.0",
        "master_metadata_track_name": title, "master_metadata_album_artist_name": artist,
        "master_metadata_album_album_name": "An Album", "spotify_track_uri": f"spotify:track:{title[-5:]}",
        "episode_name": None, "episode_show_name": None, "spotify_episode_uri": None, "reason_start": "trackdone",
        "reason_end": "trackdone", "shuffle": False, "skipped": False, "offline": False, "offline_timestamp": 0,
        "incognito_mode": False,
    }  # fmt: skip


def watched(parent: int) -> dict[int, tuple[float, float]]:
    """Peak resident MB and seconds of the processor of a process and its children."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            used = (status.parent / "stat").read_text().rpartition(")")[2].split()[11:13]
        except OSError:
            continue
        number = int(status.parent.name)
        if (number == parent or int(fields["PPid"]) == parent) and "VmHWM" in fields:
            seconds = sum(map(int, used)) / os.sysconf("SC_CLK_TCK")
            found[number] = int(fields["VmHWM"].split()[0]) / 1024, seconds
    return found


def main(plays: int) -> int:
    """Build, check, print."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "my_spotify_data.zip"
        build(path, plays)
        command = [sys.executable, "-m", "redraft", "playlist", str(path), "--budget", "0", "--json"]
        began = time.monotonic()
        with (Path(place) / "out.json").open("w+") as out:
            process = subprocess.Popen(command, cwd=ROOT / "app", stdout=out)
            most: dict[int, tuple[float, float]] = {}
            while process.poll() is None:
                most |= watched(process.pid)
                time.sleep(0.2)
            took = time.monotonic() - began
            out.seek(0)
            document = json.load(out)
    parts = document["timings"]
    print(f"{document['counts']['read']:,} plays read, {document['counts']['kept']:,} kept: {took:.1f} s")
    print(f"reading {parts['read_seconds']} s, concluding {parts['music_seconds']} s, names {parts['names_seconds']} s")
    for number in sorted(most):
        who = "the command" if number == min(most) else "a worker"
        print(who + ": peak {:.0f} MB, processor {:.1f} s".format(*most[number]))
    print(f"all together {sum(size for size, _ in most.values()):.0f} MB")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300_000))
