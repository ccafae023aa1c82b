"""One language: its catalogues, and how it writes numbers, dates, quotations and lists.

A language is a folder of ``resources/messages`` and nothing else. In it are three gettext catalogues, each as source
and compiled (``make messages``): ``messages``, what any part of Redraft may say, by its code; ``views``, what stands in
the window, the reports and the command line, by its English; ``answers``, what attributes can come out as, by its
English too, with the attribute as context where two are written alike. English needs the first alone.
"""

from __future__ import annotations

import gettext
import string
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from redraft.assets import resource
from redraft.domain.answers import composed
from redraft.domain.attributes import Answers, Attribute
from redraft.domain.message import Message, Param

WINDOW = "window"
"""Context of messages that the window words in its own way, since it has buttons where others have commands."""


def languages() -> dict[str, str]:
    """The languages there are, each with its own name for itself, English first."""
    codes = sorted(path.parent.name for path in resource("messages").glob("*/messages.mo"))
    return {code: Language.of(code).code("language.name") for code in sorted(codes, key=lambda code: code != "en")}


class Language:
    """Says things in one language. ``window`` prefers what is worded for the window."""

    def __init__(self, code: str, *, window: bool = False) -> None:
        self.name = code
        self._window = window
        self._messages = _catalogue(code, "messages")
        self._views = _catalogue(code, "views")
        self._answers = _catalogue(code, "answers")
        self._form = _Form(self)

    @staticmethod
    @cache
    def of(code: str, *, window: bool = False) -> Language:
        """The language of that code, as ``de``; what it has no words for is said in English."""
        return Language(code, window=window)

    # What is said

    def said(self, message: Message) -> str:
        """A message in words; empty when it says nothing."""
        if not message:
            return ""
        count = message.params.get("count")
        code = self.code(message.code, count if isinstance(count, int) else None)
        try:
            return self._form.vformat(code, (), message.params)
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
            return message.code  # of another version, or of a worker that was taken over

    def code(self, code: str, count: int | None = None) -> str:
        """The sentence of a code before anything is filled in; the code itself where no language has it."""
        for catalogue in (self._messages, _catalogue("en", "messages")):
            found = self._worded(catalogue, code, count)
            if found != code:
                return found
        return code

    def _worded(self, catalogue: gettext.NullTranslations, code: str, count: int | None) -> str:
        if self._window and (own := _singular_or_plural(catalogue, code, count, WINDOW)) != code:
            return own
        return _singular_or_plural(catalogue, code, count)

    def view(self, text: str) -> str:
        """What a view says, found by its English."""
        return self._views.gettext(text)

    def view_of(self, one: str, many: str, count: int) -> str:
        """The same for a count, which is filled in as ``{count}``."""
        return self._views.ngettext(one, many, count).format(count=self.number(count))

    def answer(self, text: str, about: str = "") -> str:
        """An answer of a known set, a place with its country; what is not known stays as it is.

        ``about`` is the attribute, or ``kind`` for kinds of music; it tells apart what is written alike.
        """
        if about in _AS_WRITTEN or not text:
            return text
        if about in _ALONE:
            found = self._answers.pgettext(about, text)
            return found if found != text else self.said(composed(about, text)) or text
        if (found := self._answer(text, about)) != text:
            return found
        town, comma, country = text.rpartition(", ")
        if comma and (known := self._answers.pgettext("country", country)) != country:
            return f"{town}{comma}{known}"
        return self.said(composed(about, text)) or text

    def _answer(self, text: str, about: str) -> str:
        contexts = (about, "", "country") if about in _PLACES else (about, "")
        for context in contexts:
            for written in (text, text[:1].lower() + text[1:]):
                found = self._answers.pgettext(context, written) if context else self._answers.gettext(written)
                if found != written:
                    return found
        return text

    # How it is written

    def number(self, value: float, form: str = ",.0f") -> str:
        """A number in a format of Python's, with the separators of the language."""
        signs = str.maketrans({",": self.code("format.group"), ".": self.code("format.decimal")})
        return format(value, form).translate(signs)

    def share(self, value: float, form: str = ".0f") -> str:
        """A share from 0 to 1 as a percentage."""
        return self.code("format.percent").format(number=self.number(value * 100, form))

    def quoted(self, text: str) -> str:
        """In quotation marks."""
        return self.code("format.quotation").format(text=text)

    def day(self, when: date) -> str:
        """A date, with its year."""
        return self.code("format.date").format(day=when.day, month=self.code(f"month.{when.month}"), year=when.year)

    def month(self, when: date) -> str:
        """A month of a year."""
        return self.code("format.month").format(month=self.code(f"month.{when.month}"), year=when.year)

    def listed(self, items: Sequence[str]) -> str:
        """As a sentence lists them: one, two and three."""
        if len(items) < 2:
            return "".join(items)
        return self.code("format.and").format(first=", ".join(items[:-1]), last=items[-1])

    def attribute(self, attribute: str, *, inline: bool = False) -> str:
        """What an attribute is called: as a heading, or within a sentence."""
        code = f"attribute.{attribute}.inline" if inline else f"attribute.{attribute}"
        found = self.code(code)
        return attribute.replace("_", " ") if found == code else found


_AS_WRITTEN = frozenset(
    [
        *("name", "account", "contact", "document", "finance", "device", "title", "organisation", "event"),
        *("quantity", "date", "security_answer", "employer", "school"),
    ]
)
"""Attributes whose answers are somebody's own words: Christian and Jordan are people, too."""
_ALONE = frozenset({"person", "found"})
"""Contexts that look nowhere else: somebody called Christian is no answer about religion."""
_PLACES = frozenset({"", "inside", "country", *(a for a in Attribute if a.relation.kind is Answers.PLACE)})
"""Those that may be a country; nothing else is taken for one."""


@cache
def _catalogue(code: str, name: str) -> gettext.NullTranslations:
    path = resource("messages", code, f"{name}.mo")
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def _singular_or_plural(catalogue: gettext.NullTranslations, code: str, count: int | None, context: str = "") -> str:
    if count is not None:
        found = catalogue.npgettext(context, code, code, count) if context else catalogue.ngettext(code, code, count)
        if found != code:
            return found
    return catalogue.pgettext(context, code) if context else catalogue.gettext(code)


class _Form(string.Formatter):
    """Fills a sentence in. What stands after the colon in its braces says how, and is the translator's to choose.

    Nothing: numbers with separators, words as they are. ``answer``: in the language where known; ``person``,
    ``language`` and the like likewise, with that as context. ``attribute``: its name. ``percent``, ``plain`` (a number
    without separators), ``date``, ``month``. A format of Python's, as ``.1f``: a number in it. For several: ``and:``
    before the form of each lists them with an "and", ``And:`` does so and begins with a capital, ``sentences`` with
    spaces.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def format_field(self, value: Param, format_spec: str) -> str:
        """One parameter."""
        if value is None:
            return ""
        if isinstance(value, Message):
            return self._language.said(value)
        if isinstance(value, tuple):
            return self._several(value, format_spec)
        if isinstance(value, (int, float)):
            return self._number(value, format_spec)
        return self._text(str(value), format_spec)

    def _several(self, values: tuple[Param, ...], form: str) -> str:
        how, _colon, each = form.partition(":")
        parts = [self.format_field(value, each if how in {"and", "And"} else form) for value in values]
        if how == "sentences":
            return " ".join(parts)
        listed = self._language.listed(parts) if how in {"and", "And"} else ", ".join(parts)
        return listed[:1].upper() + listed[1:] if how == "And" else listed

    def _number(self, value: float, form: str) -> str:
        if form == "plain":
            return str(value)
        if form == "percent":
            return self._language.share(value)
        if form in {"", "answer"}:
            return self._language.number(value, ",d" if isinstance(value, int) else ",.6g")
        return self._language.number(value, form)

    def _text(self, value: str, form: str) -> str:
        if form in {"date", "month"}:
            when = datetime.fromisoformat(value)
            return self._language.day(when) if form == "date" else self._language.month(when)
        if form == "attribute":
            return self._language.attribute(value, inline=True)
        if form == "told":
            # What a reader can tell, as a clause: "where you live".
            return self._language.code(f"attribute.{value}.told")
        return self._language.answer(value, "" if form == "answer" else form) if form.isalpha() else value
