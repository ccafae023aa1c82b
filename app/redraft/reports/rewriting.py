"""A rewording that a person reads with pleasure in a terminal: the new text, what changed, what it did and cost."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit, Wording
from redraft.domain.finding import Source
from redraft.domain.report import Report
from redraft.reports.terminal import printable, title
from redraft.usecases.cost import Cost
from redraft.usecases.stages import Rewrite

NEW = "green"
LONGEST_SHOWN = 60
EASE = 5.0
"""Points of reading ease that nobody feels."""


def print_rewrite(text: str, result: Rewrite, offered: Sequence[Edit], console: Console) -> None:
    """Print the new text with its new words marked, the edits, before and after, and what it cost."""
    console.rule("[bold]The same, with less", align="left")
    console.print(Padding(new_text(text, result), (1, 2)))
    taken = [(e, w) for e, w in zip(offered, result.chosen, strict=True) if w is not None]
    if taken:
        console.print(Padding(_edits(taken), (0, 2, 1, 2)))
    else:
        console.print("No edit was needed or possible.")
    console.rule("[bold]The second look, at the new text alone", align="left")
    console.print(Padding(before_after(result.before, result.after), (0, 2, 1, 2)))
    console.print(Padding(Text(cost_in_words(result.cost), style="dim"), (0, 2)))
    for note in result.notes:
        console.print(Text.assemble(("Note: ", "bold"), note.message))


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
        words = printable(wording.text.strip())
        instead = Text(_short(words), style=NEW) if words else Text("left out", style="dim")
        decoys = [w.text.strip() for w in edit.wordings if w.untrue]
        if decoys:
            instead.append(f"   or, untrue: {printable(decoys[0])}", style="magenta")
        table.add_row(Text(title(edit.attribute), style="dim"), _short(printable(edit.original.strip())), "→", instead)
    return table


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"


def before_after(before: Report, after: Report) -> Table:
    """For every attribute that was or is known, or was only guessed and asked about: the old and the new look."""
    table = Table("", "before", "after", box=None, padding=(0, 3), header_style="dim")
    order = dict.fromkeys(f.attribute for f in (*before.findings, *after.findings))
    for attribute in order:
        table.add_row(title(attribute), _seen(before, attribute), _seen(after, attribute))
    return table


def _seen(report: Report, attribute: Attribute) -> Text:
    found = [f for f in report.findings if f.attribute is attribute]
    if found:
        best = max(found, key=lambda f: f.best.confidence)
        mentions = all(f.source in (Source.IDENTIFIERS, Source.ENTITIES) for f in found)
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        return Text(f"{printable(best.best.value)}{'' if mentions else f' {best.best.confidence:.0%}'}{more}")
    guess = next((v for v in report.verdicts if v.attribute is attribute), None)
    if guess is None:
        return Text("nothing found", style=NEW)
    return Text.assemble(
        ("not revealed", NEW), (f", a guess at most: {printable(guess.guesses[0].value)} {guess.confidence:.0%}", "dim")
    )


def cost_in_words(cost: Cost) -> str:
    """One line: what is left of the text."""
    asked, kept = cost.questions
    before, after = cost.readability
    alike = abs(after - before) <= EASE
    ease = "as easily as" if alike else "more easily than" if after > before else "less easily than"
    parts = [f"{cost.words_kept:.0%} of your words untouched", f"likeness {cost.similarity:.2f}"]
    if asked:
        parts.append("every question kept" if kept == asked else f"{kept} of {asked} questions kept")
    return f"{' · '.join(parts)} · reads {ease} before"
