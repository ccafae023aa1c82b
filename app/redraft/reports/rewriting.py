"""A rewording that a person reads with pleasure in a terminal: the new text, what changed, what it did and cost."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit, Wording
from redraft.domain.report import Report
from redraft.reports.terminal import print_headline, printable
from redraft.speech import words
from redraft.speech.now import _, answer, number, share, worded
from redraft.usecases.cost import Cost
from redraft.usecases.stages import Rewrite

NEW = "green"
LONGEST_SHOWN = 60
EASE = 5.0
"""Points of reading ease that nobody feels."""


def print_rewrite(text: str, result: Rewrite, offered: Sequence[Edit], console: Console) -> None:
    """Print the new text with its new words marked, the edits, before and after, and what it cost."""
    print_headline(result.before.headline, console)
    console.rule(f"[bold]{_('The same, with less')}", align="left")
    console.print(Padding(new_text(text, result), (1, 2)))
    taken = [(e, w) for e, w in zip(offered, result.chosen, strict=True) if w is not None]
    if taken:
        console.print(Padding(_edits(taken), (0, 2, 1, 2)))
    else:
        console.print(_("No edit was needed or possible."))
    console.rule(f"[bold]{_('The second look, at the new text alone')}", align="left")
    console.print(Padding(before_after(result.before, result.after), (0, 2, 1, 2)))
    console.print(Padding(Text(cost_in_words(result.cost), style="dim"), (0, 2)))
    for note in result.notes:
        console.print(Text.assemble((_("Note: "), "bold"), worded(note.message)))


def new_text(text: str, result: Rewrite) -> Text:
    """The new text, with the words that are new in colour."""
    shown = Text()
    at = 0
    for edit, wording in zip(result.edits, result.chosen, strict=True):
        if wording is not None:
            shown.append(printable(text[at : edit.span.start]))
            shown.append(printable(wording.text), style=NEW)
            at = edit.span.end
    shown.append(printable(text[at:]))
    return shown


def _edits(taken: Sequence[tuple[Edit, Wording]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for edit, wording in taken:
        new = printable(wording.text.strip())
        instead = Text(_short(new), style=NEW) if new else Text(_("left out"), style="dim")
        decoys = [w.text.strip() for w in edit.wordings if w.untrue]
        if decoys:
            instead.append("   " + _("or, untrue: {words}").format(words=printable(decoys[0])), style="magenta")
        table.add_row(
            Text(words.title(edit.attribute), style="dim"), _short(printable(edit.original.strip())), "→", instead
        )
    return table


def _short(said: str) -> str:
    return said if len(said) <= LONGEST_SHOWN else f"{said[: LONGEST_SHOWN - 1]}…"


def before_after(before: Report, after: Report) -> Table:
    """For every attribute that was or is known, or was only guessed and asked about: the old and the new look."""
    table = Table("", _("before"), _("after"), box=None, padding=(0, 3), header_style="dim")
    order = dict.fromkeys(f.attribute for f in (*before.findings, *after.findings))
    for attribute in order:
        table.add_row(words.title(attribute), _seen(before, attribute), _seen(after, attribute))
    return table


def _seen(report: Report, attribute: Attribute) -> Text:
    found = [f for f in report.findings if f.attribute is attribute]
    if found:
        best = max(found, key=lambda f: f.best.confidence)
        mentions = all(f.mentioned for f in found)
        more = " " + _("and {count} more").format(count=number(len(found) - 1)) if len(found) > 1 else ""
        sure = "" if mentions else f" {share(best.best.confidence)}"
        return Text(f"{printable(answer(best.best.value, attribute.value))}{sure}{more}")
    guess = next((v for v in report.verdicts if v.attribute is attribute), None)
    if guess is None:
        return Text(_("nothing found"), style=NEW)
    at_most = f"{printable(answer(guess.guesses[0].value, attribute.value))} {share(guess.confidence)}"
    return Text.assemble((_("not revealed"), NEW), (", " + _("a guess at most: {guess}").format(guess=at_most), "dim"))


def cost_in_words(cost: Cost) -> str:
    """One line: what is left of the text."""
    asked, kept = cost.questions
    before, after = cost.readability
    alike = abs(after - before) <= EASE
    easier, harder = _("reads more easily than before"), _("reads less easily than before")
    ease = _("reads as easily as before") if alike else easier if after > before else harder
    parts = [_("{share} of your words untouched").format(share=share(cost.words_kept))]
    parts.append(_("likeness {number}").format(number=number(cost.similarity, ".2f")))
    if asked:
        some = _("{kept} of {asked} questions kept").format(kept=kept, asked=asked)
        parts.append(_("every question kept") if kept == asked else some)
    return " · ".join([*parts, ease])
