"""A rewording that a person reads with pleasure in a terminal: the new text, what changed, what it did and cost."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.edit import Edit, Wording
from redraft.domain.relations import Fate
from redraft.domain.report import Report
from redraft.reports.terminal import print_headline, printable
from redraft.speech import words
from redraft.speech.now import _, answer, number, share, worded
from redraft.usecases.cost import Cost
from redraft.usecases.second_look import Outcome, second_look
from redraft.usecases.stages import Rewrite

NEW = "green"
LONGEST_SHOWN = 60
MOST_QUOTED = 2
EASE = 5.0
"""Points of reading ease that nobody feels."""


def print_rewrite(text: str, result: Rewrite, offered: Sequence[Edit], console: Console) -> None:
    """Print the new text with its new words marked, the edits, before and after, and what it cost."""
    if result.before.headline.unread:
        print_headline(result.before.headline, console)
    console.rule(f"[bold]{_('The same, with less')}", align="left")
    console.print(Padding(new_text(text, result), (1, 2)))
    if offered:
        console.print(Padding(_edits(list(zip(offered, result.chosen, strict=True))), (0, 2, 1, 2)))
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
    """For every attribute that the old text gave away: what it was, and what is left of it."""
    table = Table("", _("before"), _("after"), box=None, padding=(0, 3), header_style="dim")
    for one in second_look(before, after):
        was = Text(printable(answer(one.before, one.attribute.value)))
        table.add_row(words.title(one.attribute), was, _left(one))
    return table


def _left(one: Outcome) -> Text:
    """Gone, vaguer or still there; what a sharp reader may still tell stands beside it."""
    sure = "" if one.told is None else " " + _("(told: {share})").format(share=share(one.told))
    if one.fate is Fate.GONE:
        return Text.assemble((_("gone"), NEW), (sure, "dim"))
    said = printable(answer(one.after, one.attribute.value))
    quoted = ", ".join(f"“{_short(printable(quote))}”" for quote in one.words[:MOST_QUOTED])
    state = (_("vaguer"), "yellow") if one.fate is Fate.VAGUER else (_("still there"), "red")
    return Text.assemble(state, f": {said}{sure} ", (quoted, "dim"))


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
