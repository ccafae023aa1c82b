"""Languages by script and function words: short posts too, and English when in doubt."""

from __future__ import annotations

import pytest

from redraft.detectors.language import language_of
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Wir ziehen im März nach Köln um, weil meine Frau dort arbeitet."),
        ("fr", "On déménage à Lyon parce que mon mari y travaille"),
        ("es", "Mi hermana vive en Sevilla desde hace dos años"),
        ("it", "Mia moglie lavora a Torino come infermiera"),
        ("nl", "Ik ga naar huis want ik ben moe en hongerig"),
        ("pl", "jestem bardzo zmęczony i chcę spać"),
        ("tr", "bugün çok yorgunum ve uyumak istiyorum"),
        ("ru", "я очень устал и хочу спать"),
        ("uk", "я дуже втомився і хочу спати"),
        ("ja", "今日はとても疲れたので寝たいです"),
        ("ar", "أنا متعب جدا اليوم وأريد النوم"),
        ("el", "είμαι πολύ κουρασμένος σήμερα"),
    ],
)
def test_other_languages_are_told(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "gotta love a queue that goes nowhere, classic monday",
        "Moved to Köln with my wife",
        "my abuela says hola every morning",
        "not my circus, not my monkeys tbh",
        "Name: Ezgi\nLocation: Beşiktaş",
        "lol",
        "",
        "🎉🎉🎉",
    ],
)
def test_english_is_never_taken_for_another(text: str) -> None:
    assert language_of(text) in {"en", "und"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ich wohne in Leipzig und arbeite bei der Post.", "Leipzig"),
        ("On se connaît ? J'habite à Nantes depuis deux ans.", "Nantes"),
        ("Hola a todos, vivo en Sevilla con mi perro.", "Sevilla"),
        ("Mieszkam w Gdyni i bardzo to lubię.", "Gdyni"),
    ],
)
def test_where_somebody_lives_is_found_in_other_languages(text: str, place: str) -> None:
    found = [f for f in Tier().detect(text).findings if f.kind == "home"]
    assert [f.best.value for f in found] == [place]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Morgen fahre ich nach Göteborg, danach zu meiner Schwester in Essen.", ["Göteborg", "Essen"]),
        ("On part à Lyon demain avec les enfants et le chien.", ["Lyon"]),
        ("Nos vemos en Buenos Aires el viernes, tía.", ["Buenos Aires"]),
        ("Wir treffen uns in der Stadt, ich bin im Garten.", []),
        ("I visited Zürich and München with my mum.", ["Zürich", "München"]),
        ("I love São Paulo and its people.", ["São Paulo"]),
    ],
)
def test_cities_are_found_as_their_people_write_them(text: str, places: list[str]) -> None:
    found = [f for f in Tier().detect(text).findings if f.attribute is Attribute.PLACE]
    assert [f.best.value for f in sorted(found, key=lambda f: f.evidence[0])] == places
