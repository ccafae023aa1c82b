"""Towns near a point on the earth: GeoNames (CC BY 4.0), 170,000 places of at least 1,000 people.

Quarters of cities are among them. The table is sorted by latitude, so that the lines around a point are found in its
bytes by halving.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redraft.assets import resource
from redraft.geography import countries

EARTH_KM = 6371.0
"""Mean radius of the earth (IUGG)."""
KM_A_DEGREE = 111.2
"""Of latitude."""
CITY_PEOPLE = 100_000
CITY_KM = 25.0
"""People of what is named as the city nearby, and how far off it may be."""
_FURTHEST = 8.0
"""Degrees of latitude that are looked at; beyond, a point lies at sea."""


@dataclass(frozen=True, slots=True)
class Town:
    """A place with people; ``country`` in ISO's two letters."""

    name: str
    country: str
    people: int
    latitude: float
    longitude: float

    @property
    def in_country(self) -> str:
        """The name of its country; its letters where no table knows them."""
        known = countries().get(self.country)
        return known.name if known else self.country

    def km_from(self, latitude: float, longitude: float) -> float:
        """The great-circle distance (haversine)."""
        return distance(self.latitude, self.longitude, latitude, longitude)


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two points in degrees, on a sphere (haversine)."""
    first, second = math.radians(latitude), math.radians(other_latitude)
    sines = math.sin((second - first) / 2) ** 2
    sines += math.cos(first) * math.cos(second) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, sines)))


def nearest(latitude: float, longitude: float) -> Town | None:
    """The town nearest to a point; None where none lies within some 900 km, or the point is none of the earth."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    band = 0.125
    while band <= _FURTHEST:
        found = min(within(latitude, longitude, band * KM_A_DEGREE), key=lambda pair: pair[0], default=None)
        if found is not None:
            return found[1]
        band *= 2
    return None


def city_near(latitude: float, longitude: float, km: float = CITY_KM) -> Town | None:
    """The largest city of 100,000 people so near."""
    cities = [town for _km, town in within(latitude, longitude, km) if town.people >= CITY_PEOPLE]
    return max(cities, key=lambda town: town.people, default=None)


def named(name: str) -> list[Town]:
    """Places that are written exactly so, the largest first."""
    table, ending, found, at = _points(), f"\t{name}\n".encode(), [], 0
    while name.strip() and (at := table.find(ending, at)) >= 0:
        north, east, people, country = table[table.rfind(b"\n", 0, at) + 1 : at].decode().split("\t")
        found.append(Town(name, country, int(people), int(north) / 1000, int(east) / 1000))
        at += len(ending) - 1
    return sorted(found, key=lambda town: -town.people)


def within(latitude: float, longitude: float, km: float) -> Iterator[tuple[float, Town]]:
    """Every town so near, with its distance, from south to north."""
    table = _points()
    degrees = km / KM_A_DEGREE
    at = _first_from(table, round((latitude - degrees) * 1000))
    for line in _lines_from(table, at):
        thousandths, fields = line.split(b"\t", 1)
        if int(thousandths) > (latitude + degrees) * 1000:
            return
        east, people, country, name = fields.split(b"\t")
        found = distance(latitude, longitude, int(thousandths) / 1000, int(east) / 1000)
        if found <= km:
            yield (
                found,
                Town(name.decode(), country.decode(), int(people), int(thousandths) / 1000, int(east) / 1000),
            )


@cache
def _points() -> bytes:
    """Lines of latitude and longitude in thousandths of a degree, people, country and name."""
    return resource("gazetteers", "town_points.tsv").read_bytes()


def _lines_from(table: bytes, at: int) -> Iterator[bytes]:
    while at < len(table):
        end = table.find(b"\n", at)
        yield table[at:end]
        at = end + 1


def _first_from(table: bytes, thousandths: int) -> int:
    """Where the first line stands whose latitude is at least so much."""
    low = table.find(b"\n") + 1  # after the line that names the source
    high = len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start)
        if int(table[start : table.find(b"\t", start)]) < thousandths:
            low = end + 1
        else:
            high = start
    return low
