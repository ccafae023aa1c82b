"""Rules and decisions in words."""

from __future__ import annotations

from redraft.domain.rules import Rule, Ruling
from redraft.speech.now import _, answer, attribute_name, quoted

LONGEST = 40
"""Code points of a user's words in one line."""


def rule_text(rule: Rule) -> str:
    """A rule as a line of a list."""
    name = "" if rule.attribute is None else attribute_name(rule.attribute)
    said = answer(rule.words, rule.attribute.value) if rule.attribute is not None and rule.words else rule.words
    return {
        Ruling.WRONG: _("Not so: {name}: {words}"),
        Ruling.NEVER: _("Never flag: {words}"),
        Ruling.HIDE: _("Always hide: {words}"),
        Ruling.LEAVE: _("Leave as it is: {words}"),
        Ruling.GOES: _("Has to go: {name}"),
        Ruling.STAYS: _("May stay: {name}"),
    }[rule.ruling].format(name=name, words=cut(said))


def cut(words: str) -> str:
    """Words on one line, shortened in the end."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def in_quotes(words: str) -> str:
    """The same in quotation marks."""
    return quoted(cut(words))
