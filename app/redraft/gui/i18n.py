"""The words of the window in the user's language: gettext catalogues read from their ``.po`` source."""

from __future__ import annotations

import ast
import gettext
import locale
import re

from redraft.assets import resource

_SIGNS = {"de": str.maketrans({",": ".", ".": ","})}
"""How a language writes the separators of a number that Python has written."""
_AS_WRITTEN = frozenset(
    {
        *("name", "names", "person", "account", "contact", "document", "finance", "device", "title", "organisation"),
        *("event", "quantity", "date", "security_answer", "path", "code", "words", "subject", "medicine", "amount"),
        *("scheme", "whom"),
    }
)
"""Attributes, and places to fill in sentences, whose words are somebody's own: Christian and Jordan are people, too."""
_PLACES = frozenset(
    {"", "location", "birthplace", "place", "whereabouts", "country", "value", "guess", "earlier", "later"}
)
"""Those that may be a place; nothing else is taken for a country."""
LANGUAGES = {"en": "English", "de": "Deutsch"}
_active = gettext.NullTranslations()
_language = "en"
_patterns: list[tuple[re.Pattern[str], str]] = []
_values: dict[str, str] = {}
_value_patterns: list[tuple[re.Pattern[str], str]] = []
_countries: dict[str, str] = {}


class _Catalogue(gettext.NullTranslations):
    """A catalogue of messages without plural forms, which the window does not use."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__()
        self._messages = messages

    def gettext(self, message: str) -> str:
        return self._messages.get(message) or message


def use(choice: str) -> None:
    """Speak a language: a key of :data:`LANGUAGES`, or ``system``."""
    global _active, _language, _patterns, _values, _value_patterns, _countries  # noqa: PLW0603 - one at a time, as gettext
    code = _language = (locale.getlocale()[0] or "en")[:2] if choice == "system" else choice
    # Other rooms write about "the author"; in every language the window speaks to them.
    words, sentences = _read(f"{code}.po"), _read("en.sentences.po") | _read(f"{code}.sentences.po")
    values = _read("en.values.po") | _read(f"{code}.values.po")
    _active = _Catalogue(words | sentences)
    _patterns, _value_patterns = _shapes(sentences), _shapes(values)
    _values = {known.casefold(): shown for known, shown in values.items()}
    _countries = _read(f"{code}.countries.po")


def _read(name: str) -> dict[str, str]:
    path = resource("translations", name)
    return read_po(path.read_text("utf-8")) if path.is_file() else {}


def _(message: str) -> str:
    """The message in the language in use."""
    return _active.gettext(message)


def number(value: float, form: str = ",.0f") -> str:
    """A number in a format of Python's, with the separators of the language in use."""
    return format(value, form).translate(_SIGNS.get(_language, {}))


def quoted(text: str) -> str:
    """In the quotation marks of the language in use."""
    return f"„{text}“" if _language == "de" else f"“{text}”"


def share(value: float) -> str:
    """A share from 0 to 1 as a percentage."""
    return f"{value * 100:.0f}\u00a0%" if _language == "de" else f"{value:.0%}"


def sentence(text: str) -> str:
    """A sentence that another room wrote, in the language in use where it is known, as it is where it is not."""
    known = _active.gettext(text)
    return known if known != text else _filled(text, _patterns) or value(text)


def value(text: str, about: str = "") -> str:
    """An answer of a known set in the language in use; a place with its country. What is not known stays as it is.

    ``about`` tells apart what is written alike: the attribute's name, or ``kind`` for kinds of music.
    """
    if about in _AS_WRITTEN:
        return text
    for key in (f"{about}|{text}", text):
        if key.casefold() in _values:
            return _values[key.casefold()]
    town, comma, country = text.rpartition(", ")
    if about in _PLACES and country in _countries:
        return f"{town}{comma}{_countries[country]}"
    return _filled(text, _value_patterns) or text


def _filled(text: str, patterns: list[tuple[re.Pattern[str], str]]) -> str:
    """The translation of the first message that the text has the form of; empty when there is none.

    What is filled in is an answer or a sentence itself; the name of its place tells what about.
    """
    for pattern, translated in patterns:
        if (found := pattern.fullmatch(text)) is not None:
            return translated.format(**{name: _told(part, name) for name, part in found.groupdict().items()})
    return ""


def _told(text: str, about: str) -> str:
    shown = value(text, about)
    return shown if shown != text or about in _AS_WRITTEN else sentence(text)


def _shapes(messages: dict[str, str]) -> list[tuple[re.Pattern[str], str]]:
    """Messages with something to fill in, the longest first: one may be the beginning of another."""
    filled = sorted((message for message in messages if "{" in message), key=len, reverse=True)
    return [(_pattern(message), messages[message]) for message in filled]


def _pattern(message: str) -> re.Pattern[str]:
    """What a message looks like once its braces are filled in."""
    parts = re.split(r"\{(\w+)\}", message)
    shaped = (f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(shaped), re.DOTALL)


def read_po(source: str) -> dict[str, str]:
    """The messages of a ``.po`` file without contexts and plurals."""
    messages: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    into = ""
    for line in [*source.splitlines(), 'msgid ""']:
        keyword, _space, rest = line.strip().partition(" ")
        if keyword == "msgid":
            if parts["msgid"]:
                messages[parts["msgid"]] = parts["msgstr"]
            parts = {"msgid": "", "msgstr": ""}
        if keyword in parts:
            into = keyword
            parts[into] = ast.literal_eval(rest)
        elif line.startswith('"'):
            parts[into] += ast.literal_eval(line.strip())
    return messages
