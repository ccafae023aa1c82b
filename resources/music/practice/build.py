#!/usr/bin/env python3
"""Write the practice export anew: ``python resources/music/practice/build.py``. Always gives the same files."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
SONGS = {
    "slovak": """Elán: Neviem byť sám; Elán: Nie sme zlí; Elán: Voda, čo ma drží nad vodou; Miro Žbirka: Atlantída
Peter Nagy: Kristínka iba spí; Marika Gombitová: Vyznanie; Desmod: Zhorí všetko, čo mám; No Name: Ty a tvoja sestra
IMT Smile: Ľudia nie sú zlí; Horkýže Slíže: Atómový kryt; Jana Kirschner: Na čiare; Richard Müller: Po schodoch
Zuzana Smatanová: Dievčatko s gitarou; Peha: Spomaľ; Kristína: Horehronie; Hex: Keď sme sami; Vidiek: Vetroplach
Team: Reklama na ticho; Tublatanka: Pravda víťazí; Modus: Úsmev; Medial Banda: Okej; Polemic: Komplikovaná""",
    "vienna": """Wanda: Bologna; Falco: Rock Me Amadeus; Seiler und Speer: Ham kummst; Bilderbuch: Maschin
Voodoo Jürgens: Heite grob ma Tote aus; Rainhard Fendrich: I Am from Austria; Pizzera & Jaus: Eine ins Leben
Christina Stürmer: Engel fliegen einsam; Ina Regen: Wie a Kind; Josh.: Cordula Grün; EAV: Küss die Hand, schöne Frau""",
    "kids": """Spievankovo: Zvieratká; Smejko a Tanculienka: Kolo, kolo mlynské; Miro Jaroš: Pec nám spadla
Miro Jaroš: Umyjeme si zuby; Rolf Zuckowski: Stups, der kleine Osterhase; Detlev Jöcker: 1, 2, 3 im Sauseschritt
Die drei ???: Folge 1; Bibi und Tina: Titellied; Cocomelon: Wheels on the Bus; Super Simple Songs: Baby Shark
Simone Sommerland, Karsten Glück & die Kita-Frösche: Schlaf, Kindlein, schlaf; Fasolki: Mydło lubi zabawę""",
    "worship": """Sima Martausová: Dobrý pocit; Hillsong Worship: What A Beautiful Name; Taizé: Laudate omnes gentes
Matt Redman: 10,000 Reasons; Chris Tomlin: How Great Is Our God; Hillsong UNITED: Oceans (Where Feet May Fail)
Matt Maher: Lord, I Need You; Taizé: Ubi caritas; Elevation Worship: Graves into Gardens""",
    "run": """Lady Gaga: Bad Romance; Rihanna: Don't Stop the Music; David Guetta: Titanium; P!nk: Raise Your Glass
The Black Eyed Peas: I Gotta Feeling; Kelly Clarkson: Stronger; Katy Perry: Firework; Calvin Harris: Feel So Close
Avicii: Levels; Beyoncé: Crazy in Love; Shakira: Whenever, Wherever; Dua Lipa: Physical""",
    "youth": """Evanescence: Bring Me to Life; Linkin Park: Numb; Avril Lavigne: Complicated; The Rasmus: In the Shadows
HIM: Join Me; Robbie Williams: Feel; Dido: White Flag; Keane: Somewhere Only We Know; Coldplay: Clocks
Nelly Furtado: Turn Off the Light; Black Eyed Peas: Where Is the Love?; Green Day: Boulevard of Broken Dreams
Eminem: Lose Yourself; Anastacia: Left Outside Alone; Maroon 5: She Will Be Loved; James Blunt: You're Beautiful""",
    "night": """Ludovico Einaudi: Nuvole Bianche; Yann Tiersen: Comptine d'un autre été; Nils Frahm: Says
Max Richter: On the Nature of Daylight; Bon Iver: Holocene; Agnes Obel: Riverside; Norah Jones: Sunrise
Sigur Rós: Hoppípolla; Lana Del Rey: Video Games; Birdy: Skinny Love; London Grammar: Strong; Hozier: Cherry Wine""",
}
LISTS = (
    ("Matura 2006", "", ("youth",), 0),
    ("svadba J + M", "first dance at number 3, the rest for the tables", ("slovak", "run"), 3),
    ("Gute Nacht Lieder", "für die Kleinen", ("kids",), 1),
    ("auto deti", "", ("kids", "slovak"), 0),
    ("Lobpreis Donnerstag", "youth group and choir", ("worship",), 14),
    ("Nachtschicht", "for the ward, four to six", ("night",), 0),
    ("Laufen 10k", "", ("run",), 2),
    ("Wien", "", ("vienna",), 0),
    ("pre babku", "", ("slovak",), 0),
)
SEARCHES = (
    "schlaflieder kinder", "white noise", "chvály akordy", "how to fall asleep after night shift", "kinderlieder auto",
    "elán koncert wien", "laufen musik 160 bpm", "spievankovo",
)  # fmt: skip
CONCLUDED = (
    "Demographic_Age_35_44", "Demographic_Parents_Young_Children", "1P_Custom_Running", "1P_Custom_Sleep",
    "3P_Healthcare_Professionals_AT", "Interest_Christian_Music", "Language_German", "Language_Slovak",
)  # fmt: skip
FIRST = datetime(2024, 9, 2, tzinfo=UTC)
DAYS = 180


def songs(*groups: str) -> list[tuple[str, str]]:
    """(artist, title) of these groups."""
    pairs = [p.strip() for group in groups for p in SONGS[group].replace("\n", "; ").split(";") if p.strip()]
    return [(artist.strip(), title.strip()) for artist, _, title in (pair.partition(": ") for pair in pairs)]


def playlists() -> dict[str, object]:
    """As ``Playlist1.json`` has them."""
    found = []
    for number, (name, description, groups, followers) in enumerate(LISTS):
        added = FIRST - timedelta(days=400 - 40 * number)
        items = [
            {"track": {"trackName": title, "artistName": artist, "albumName": "", "trackUri": ""},
             "episode": None, "localTrack": None, "addedDate": added.date().isoformat()}
            for artist, title in songs(*groups)
        ]  # fmt: skip
        if name == "Nachtschicht":
            items.append({"track": None, "episode": {"episodeName": "Folge 12"}, "localTrack": None,
                          "addedDate": added.date().isoformat()})  # fmt: skip
        found.append({"name": name, "lastModifiedDate": added.date().isoformat(), "items": items,
                      "description": description or None, "numberOfFollowers": followers})  # fmt: skip
    return {"playlists": found}


def history() -> list[dict[str, object]]:
    """As ``StreamingHistory_music_0.json`` has it: a child's bedtime, runs at six, four nights at work a month."""
    rng = random.Random(38)  # noqa: S311
    plays = []
    for day in range(DAYS):
        date = FIRST + timedelta(days=day)
        plays += _some(rng, date, 17.6, songs("kids"), 3)
        if date.weekday() < 5:
            plays += _some(rng, date, 5.6, songs("vienna", "youth"), 2) + _some(rng, date, 14.8, songs("slovak"), 2)
        else:
            plays += _some(rng, date, 8.2, songs("slovak", "youth"), 5) + _some(rng, date, 12.1, songs("vienna"), 5)
        if date.weekday() in (1, 3, 5):
            plays += _some(rng, date, 4.4, songs("run"), 5)
        if date.weekday() == 3:
            plays += _some(rng, date, 18.8, songs("worship"), 4)
        if day % 8 == 0:
            plays += _some(rng, date, 21.5, songs("night"), 6)
    return sorted(plays, key=lambda play: str(play["endTime"]))


def _some(
    rng: random.Random, date: datetime, hour: float, pool: list[tuple[str, str]], most: int
) -> list[dict[str, object]]:
    at = date + timedelta(hours=hour, minutes=rng.randrange(0, 20))
    found = []
    for artist, title in rng.sample(pool, rng.randint(1, most)):
        heard = rng.choice((12_000, 190_000, 200_000, 230_000))
        at += timedelta(milliseconds=heard)
        found.append({"endTime": f"{at:%Y-%m-%d %H:%M}", "artistName": artist, "trackName": title, "msPlayed": heard})
    return found


def main() -> None:
    """Write all files."""
    searches = [{"platform": "ANDROID", "searchTime": f"2024-10-{n + 1:02}T19:30:00Z", "searchQuery": words}
                for n, words in enumerate(SEARCHES)]  # fmt: skip
    contents = {
        "Playlist1.json": playlists(),
        "StreamingHistory_music_0.json": history(),
        "SearchQueries.json": searches,
        "Inferences.json": {"inferences": list(CONCLUDED)},
    }
    folder = HERE / "MyData"
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        text = json.dumps(content, indent=1, ensure_ascii=False)
        (folder / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
