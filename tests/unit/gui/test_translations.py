import importlib.util
import string
from pathlib import Path

import pytest

from redraft import geography
from redraft.assets import resource
from redraft.gui import i18n
from redraft.music.concluding import _SAID

_spec = importlib.util.spec_from_file_location("messages", Path(__file__).with_name("messages.py"))
_messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_messages)
MESSAGES = _messages.messages()
SENTENCES = i18n.read_po(resource("translations", "de.sentences.po").read_text("utf-8"))
TO_YOU = i18n.read_po(resource("translations", "en.sentences.po").read_text("utf-8"))
VALUES = i18n.read_po(resource("translations", "de.values.po").read_text("utf-8"))
NO_LONGER = {"Netherlands Antilles", "Serbia and Montenegro"}
"""Countries of the list that are none any more."""
GERMAN = i18n.read_po(resource("translations", "de.po").read_text("utf-8"))


def test_no_string_is_missing_and_none_is_left_over():
    assert len(MESSAGES) > 100
    assert set(GERMAN) == MESSAGES
    assert not [message for message, german in GERMAN.items() if not german.strip()]


def test_sentences_of_other_rooms_are_those_that_they_write():
    known = _messages.written()
    assert not [message for message in (*SENTENCES, *TO_YOU) if _messages.shape(message) not in known]
    assert set(TO_YOU) <= set(SENTENCES)
    assert not [message for message, german in SENTENCES.items() if not german.strip()]


def test_no_sentence_of_another_room_is_missing():
    shapes = {_messages.shape(message) for message in SENTENCES}
    found = _messages.sentences()
    assert len(found) > 200
    assert sorted(found - shapes) == []
    assert sorted(m for m in SENTENCES if "author" in m and m not in TO_YOU) == []


def test_no_answer_of_a_known_set_is_missing():
    shapes = {_messages.shape(message).casefold() for message in VALUES}
    found = _messages.answers()
    assert len(found) > 250
    assert sorted(a for a in found if not shapes & {a[1].casefold(), f"{a[0]}|{a[1]}".casefold()}) == []
    assert not [message for message, german in VALUES.items() if not german.strip()]
    spoken = {message for message in VALUES if message.startswith(("language|", "kind|"))}
    assert spoken == {f"{about}|{text}" for about, text in found if about in {"language", "kind"}}


def test_why_music_tells_something_is_said_in_german():
    i18n.use("de")
    english = [said.format(value="31-36") for said in _SAID.values()]
    shown = [i18n.sentence(f"{said}, most of all: A.") for said in english]
    i18n.use("en")
    assert not [said for said, text in zip(english, shown, strict=True) if said in text]


def test_every_country_has_a_german_name():
    german = i18n.read_po(resource("translations", "de.countries.po").read_text("utf-8"))
    prompts = resource("languages", "en", "prompts", "places.tsv").read_text("utf-8").splitlines()
    assert {line.split("\t")[1] for line in prompts} <= set(german)
    assert {country.name for country in geography.countries().values()} - set(german) == NO_LONGER


@pytest.mark.parametrize(
    ("text", "about", "german"),
    [
        ("married", "relationship", "verheiratet"),
        ("Leeds, United Kingdom", "location", "Leeds, Vereinigtes Königreich"),
        ("Turkey", "birthplace", "Türkei"),
        ("German", "language", "Deutsch"),
        ("German", "ethnicity", "deutsch"),
        ("PhD in physics", "education", "Promotion in physics"),
        ("low (£400 a month)", "income", "niedrig (£400 a month)"),
        ("Map conservator", "occupation", "Map conservator"),
        ("Christian", "religion", "christlich"),
        ("Christian", "name", "Christian"),
        ("Jordan", "location", "Jordanien"),
        ("Jordan", "name", "Jordan"),
        ("Jordan", "employer", "Jordan"),
        ("{x}", "", "{x}"),
        ("", "", ""),
    ],
)
def test_answers_are_shown_in_the_language_in_use(text, about, german):
    i18n.use("de")
    assert i18n.value(text, about) == german
    i18n.use("en")
    assert i18n.value(text, about) == text


@pytest.mark.parametrize(
    ("written", "english", "german"),
    [
        (
            "it has the form of an e-mail address",
            "it has the form of an e-mail address",
            "es hat die Form einer E-Mail-Adresse",
        ),
        (
            "The author says where they moved: Leeds {x} <b>.",
            "You say where you moved: Leeds {x} <b>.",
            "Du sagst, wohin du gezogen bist: Leeds {x} <b>.",
        ),
        (
            "It names Christian, who was not asked.",
            "It names Christian, who was not asked.",
            "Es nennt Christian, ohne zu fragen.",
        ),
        ("Nobody has translated this.", "Nobody has translated this.", "Nobody has translated this."),
    ],
)
def test_sentences_speak_to_the_reader_with_what_was_filled_in(written, english, german):
    i18n.use("de")
    assert i18n.sentence(written) == german
    i18n.use("en")
    assert i18n.sentence(written) == english


def test_sentences_that_are_put_together_are_put_together_in_german_too():
    i18n.use("de")
    advice = "Move 12 tracks of 3 artists to a private playlist and rename 1 playlist. "
    advice += "Then sex: female falls from 61% to 48%."
    why = i18n.sentence(
        "The years of the songs fit somebody of 31-36 best, most of all: A, B. "
        "The language model's view of the artists is in it."
    )
    told = i18n.sentence(advice)
    cut = i18n.sentence("That alone brings religion: Muslim from 80% to 60% only; the rest is in the whole of it.")
    i18n.use("en")
    assert why == (
        "Die Jahre der Songs passen am besten zu jemandem von 31-36; vor allem: A, B. "
        "Darin steckt auch, was das Sprachmodell von den Künstlern hält."
    )
    assert told == (
        "Verschiebe 12 Titel von 3 Künstlern in eine private Playlist und benenne 1 Playlist um. "
        "Dann fällt Geschlecht: weiblich von 61% auf 48%."
    )
    assert cut == "Das allein bringt Religion: muslimisch nur von 80% auf 60%; der Rest steckt im Ganzen."
    assert i18n.sentence(advice) == advice


def test_the_longer_sentence_is_not_taken_for_the_shorter():
    i18n.use("de")
    said = i18n.sentence("The author says where they belong: Kurds. A special category of GDPR article 9.")
    i18n.use("en")
    assert said == "Du sagst, wohin du gehörst: Kurds. Eine besondere Kategorie nach Artikel 9 DSGVO."


def test_numbers_are_written_as_the_language_does():
    i18n.use("de")
    assert (i18n.number(1234567), i18n.number(1.5, ".1f"), i18n.share(0.94)) == ("1.234.567", "1,5", "94\u00a0%")
    i18n.use("en")
    assert (i18n.number(1234567), i18n.share(0.94)) == ("1,234,567", "94%")


def test_places_to_fill_are_the_same_in_both():
    def names(message):
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}

    assert {m: names(m) for m in GERMAN} == {m: names(g) for m, g in GERMAN.items()}
    assert {m: names(m) for m in VALUES} == {m: names(g) for m, g in VALUES.items()}
    assert {m: names(m) for m in SENTENCES} == {m: names(g) for m, g in SENTENCES.items()}


def test_switches_language_and_back():
    i18n.use("de")
    assert i18n._("Preferences") == "Einstellungen"
    i18n.use("en")
    assert i18n._("Preferences") == "Preferences"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('msgid "a"\nmsgstr "b"\n', {"a": "b"}),
        ('msgid ""\n"long"\nmsgstr ""\n"er \\"q\\""\n', {"long": 'er "q"'}),
        ('# c\nmsgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr ""\n', {"a": ""}),
    ],
)
def test_reads_po(source, expected):
    assert i18n.read_po(source) == expected
