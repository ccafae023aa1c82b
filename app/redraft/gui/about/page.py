"""What this is, and how to look for a newer version."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from redraft.gui.about.curve import Curve
from redraft.gui.page import Page
from redraft.gui.parts import card, centred, column, label
from redraft.gui.reliability import load
from redraft.speech import words
from redraft.speech.now import _, number, share


class AboutPage(Page):
    """Says what Redraft promises and what it does not."""

    def __init__(self, version: str) -> None:
        super().__init__()
        promise = _(
            "Your texts stay on this computer. They are not stored unless you say so, not logged and not sent; the "
            "processes that read them have no network. The Proof page shows it."
        )
        limits = _(
            "What Redraft finds is what a model of this size concludes. People who know you, and larger models, may "
            "conclude more. A number for how sure it is was measured, and is no promise."
        )
        update = _(
            "Redraft does not look for updates by itself, because it does not go online. Look at the project's page "
            "with your browser from time to time."
        )
        licence = _(
            "Redraft is free software under the Apache License 2.0. The window uses Qt for Python under the LGPL; the "
            "licences of all parts come with the app."
        )
        title = label(f"Redraft {version}".strip(), "title")
        self.setLayout(
            column(
                centred(
                    title,
                    card(label(_("What is promised"), "strong"), label(promise)),
                    card(label(_("What is not"), "strong"), label(limits)),
                    *_measured(),
                    card(label(_("Newer versions"), "strong"), label(update)),
                    label(licence, "muted"),
                )
            )
        )


def _measured() -> list[QWidget]:
    """How far confidence can be trusted, where it was measured."""
    known = load()
    if known is None:
        return []
    meant = _(
        "“Almost certain” is what is right at least {certain} of the time, “likely” at least {likely}; what is less "
        "sure is “a guess”. The number is shown where you point at the words, and on the command line behind them. It "
        "means the same everywhere."
    ).format(certain=share(words.CERTAIN), likely=share(words.LIKELY))
    curve = _(
        "The curve is where it comes from: how sure Redraft was against how often it was right, on {count} labels of "
        "texts by others. Dots on the dashed line would be perfect."
    ).format(count=number(known.labels))
    rest = _(
        "What was never labelled has words and no number: telephone numbers, addresses and names, what you say "
        "outright, and whatever is not age, sex, relationship, education, work, income, home or birthplace."
    )
    return [
        card(label(_("How sure is sure"), "strong"), label(meant), label(curve), Curve(known), label(rest, "muted"))
    ]
