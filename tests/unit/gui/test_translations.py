import importlib.util
import string
from pathlib import Path

import pytest

from redraft.assets import resource
from redraft.gui import i18n

_spec = importlib.util.spec_from_file_location("messages", Path(__file__).with_name("messages.py"))
_messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_messages)
MESSAGES = _messages.messages()
GERMAN = i18n.read_po(resource("translations", "de.po").read_text("utf-8"))


def test_no_string_is_missing_and_none_is_left_over():
    assert len(MESSAGES) > 100
    assert set(GERMAN) == MESSAGES
    assert not [message for message, german in GERMAN.items() if not german.strip()]


def test_places_to_fill_are_the_same_in_both():
    def names(message):
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}

    assert {m: names(m) for m in GERMAN} == {m: names(g) for m, g in GERMAN.items()}


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
