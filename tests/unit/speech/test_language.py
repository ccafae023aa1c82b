from datetime import date

import pytest

from redraft.domain.message import NOTHING, Message, both, message_from_json, message_to_json, verbatim
from redraft.speech import now, words
from redraft.speech.language import Language, languages

GERMAN = Language.of("de")
WINDOW = Language.of("de", window=True)


@pytest.fixture(autouse=True)
def back_to_english():
    yield
    now.use("en")


def test_languages_name_themselves():
    assert list(languages().items())[:2] == [("en", "English"), ("de", "Deutsch")]


@pytest.mark.parametrize(
    ("message", "english", "german"),
    [
        (NOTHING, "", ""),
        (verbatim("As it is: {x}"), "As it is: {x}", "As it is: {x}"),
        (Message("stated.moved", {"value": "Leeds {x} <b>"}), "You say where you moved: Leeds {x} <b>.",
         "Du sagst, wohin du gezogen bist: Leeds {x} <b>."),
        (Message("form.email"), "it has the form of an e-mail address", "es hat die Form einer E-Mail-Adresse"),
        (Message("check.cut", {"count": 1234567, "cut": 1000000}),
         "The text has 1,234,567 characters; the first 1,000,000 were checked. Check the rest on its own.",
         "Der Text hat 1.234.567 Zeichen; die ersten 1.000.000 wurden geprüft. Prüfe den Rest für sich."),
        (Message("profile.say", {"count": 1}), "One post says it.", "Ein Beitrag sagt es."),
        (Message("profile.say", {"count": 1200}), "1,200 posts say it.", "1.200 Beiträge sagen es."),
        (Message("fetch.no_room", {"free": 1.5, "needed": 2.25}),
         "The disk has 1.50 GB free, and 2.25 GB are needed.",
         "Auf dem Datenträger sind 1,50 GB frei, und 2,25 GB werden gebraucht."),
        (Message("exposure.mostly", {"names": ("location", "occupation")}),
         "Mostly because of location and occupation.", "Vor allem wegen: Wohnort und Beruf."),
        (Message("bystander.named", {"person": "your sister Christian"}),
         "It names your sister Christian, who was not asked.",
         "Genannt wird deine Schwester Christian, ohne gefragt zu sein."),
        (both(Message("stopped"), NOTHING, Message("do.try_again")), "Stopped. Try again.",
         "Angehalten. Versuche es noch einmal."),
        (Message("nobody.wrote_this"), "nobody.wrote_this", "nobody.wrote_this"),
    ],
)  # fmt: skip
def test_a_message_is_said_in_the_language(message, english, german):
    assert Language.of("en").said(message) == english
    assert GERMAN.said(message) == german
    assert message_from_json(message_to_json(message)) == message


def test_messages_within_messages_are_put_together():
    steps = (
        Message("advice.move_artists", {"tracks": Message("advice.tracks", {"count": 12}),
                                        "artists": Message("advice.artists", {"count": 3})}),
        Message("advice.rename_lists", {"count": 1}),
    )  # fmt: skip
    about = {"attribute": "sex", "value": "female", "before": 0.61, "after": 0.48}
    advice = both(Message("advice.move", {"steps": steps}), Message("advice.then", about))
    english = (
        "Move 12 tracks of 3 artists to a private playlist and rename 1 playlist. Then sex: female falls from 61% to"
    )
    assert Language.of("en").said(advice) == f"{english} 48%."
    german = "Verschiebe 12 Titel von 3 Künstlern in eine private Playlist und benenne 1 Playlist um."
    assert GERMAN.said(advice) == f"{german} Dann fällt Geschlecht: weiblich von 61\u00a0% auf 48\u00a0%."


def test_the_window_has_buttons_where_others_have_commands():
    assert GERMAN.said(Message("do.create_store")) == "Schalte es ein: redraft store create"
    assert WINDOW.said(Message("do.create_store")) == "Schalte es in den Einstellungen ein."
    assert WINDOW.said(Message("form.email")) == GERMAN.said(Message("form.email"))


@pytest.mark.parametrize(
    ("text", "about", "german"),
    [
        ("married", "relationship", "verheiratet"),
        ("Leeds, United Kingdom", "location", "Leeds, Vereinigtes Königreich"),
        ("Turkey", "birthplace", "Türkei"),
        ("German", "language", "Deutsch"),
        ("German", "ethnicity", "deutsch"),
        ("PhD in physics", "education", "Promotion in Physik"),
        ("PhD in folklore", "education", "Promotion in folklore"),
        ("master's degree in computer science", "", "Master in Informatik"),
        ("studying towards a degree, final year", "education", "im letzten Jahr des Studiums"),
        ("has 3 children", "children", "hat 3 Kinder"),
        ("sees an oncologist", "health", "in Behandlung (Onkologie)"),
        ("PhD in physics", "occupation", "PhD in physics"),
        ("your sister Anna", "person", "deine Schwester Anna"),
        ("your best friend", "person", "dein bester Freund"),
        ("1998 to 2007", "kind", "1998 bis 2007"),
        ("titles in Spanish", "kind", "Titel auf Spanisch"),
        ("from Turkey", "kind", "Herkunft: Türkei"),
        ("read .bashrc", "attempt", ".bashrc lesen"),
        ("low (£400 a month)", "income", "niedrig (£400 a month)"),
        ("Map conservator", "occupation", "Map conservator"),
        ("Christian", "religion", "christlich"),
        ("Christian", "name", "Christian"),
        ("Jordan", "location", "Jordanien"),
        ("Jordan", "name", "Jordan"),
        ("Jordan", "employer", "Jordan"),
        ("your mother", "person", "deine Mutter"),
        ("{x}", "", "{x}"),
        ("", "", ""),
    ],
)
def test_answers_are_shown_in_the_language(text, about, german):
    assert GERMAN.answer(text, about) == german
    assert Language.of("en").answer(text, about) == text


def test_numbers_and_dates_are_written_as_the_language_does():
    now.use("de")
    assert (now.number(1234567), now.number(1.5, ".1f"), now.share(0.94)) == ("1.234.567", "1,5", "94\u00a0%")
    assert (now.day(date(2020, 5, 3)), now.month(date(2020, 3, 1))) == ("3. Mai 2020", "März 2020")
    assert (words.rounded(16_234), words.rounded(2.5e9), now.quoted("x")) == ("16.000", "2,5 Mrd.", "„x“")
    now.use("en")
    assert (now.number(1234567), now.share(0.94), now.day(date(2020, 5, 3))) == ("1,234,567", "94%", "3 May 2020")


def test_switches_language_and_back():
    now.use("de", window=True)
    assert (now._("Preferences"), now.language()) == ("Einstellungen", "de")
    now.use("xx")
    assert (now._("Preferences"), now.language()) == ("Preferences", "en")


@pytest.mark.parametrize("data", [7, None, {"code": 1, "params": {}}, {"code": "x", "params": {"a": True}}])
def test_what_is_no_message_is_refused(data):
    with pytest.raises(ValueError, match="message"):
        message_from_json(data)


def test_words_kept_by_older_versions_are_said_as_they_are():
    assert Language.of("de").said(message_from_json("One post says it.")) == "One post says it."
    assert message_from_json("") == NOTHING
