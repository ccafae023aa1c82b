"""What argparse says of its own, in the language in use."""

from __future__ import annotations

import argparse

from redraft.speech.now import _, plural

SAID = (
    "usage: ", "positional arguments", "options", "show this help message and exit",
    "%(prog)s: error: %(message)s\n", "argument %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)", "invalid %(type)s value: %(value)r",
    "unrecognized arguments: %s", "the following arguments are required: %s", "expected one argument",
    "expected at most one argument", "expected at least one argument", "ignored explicit argument %r",
    "ambiguous option: %(option)s could match %(matches)s",
)  # fmt: skip
"""Its words that people can meet, for the catalogues."""


def speak() -> None:
    """Let argparse take its words from our catalogues: it asks gettext's own, which lie in folders of another form."""
    vars(argparse).update(_=_, ngettext=plural)
