"""A conversation read turn by turn, for a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from redraft.domain.talk import Step, TalkReport
from redraft.reports.talk_words import asks, crowd, gives, known_after
from redraft.reports.terminal import printable
from redraft.speech.now import _, quoted, worded

_SHOWN = 160
"""Characters of a turn that are shown."""


def print_talk(report: TalkReport, console: Console) -> None:
    """The sentences, the timeline, how far each side is known, what could be answered, the notes."""
    console.print()
    for said in report.said:
        console.print(Text(printable(worded(said)), style="bold" if said is report.said[0] else ""))
    console.print()
    steps = [step for step in report.steps if step.questions or step.answers]
    if steps:
        console.rule(f"[bold]{_('Turn by turn')}", align="left")
        console.print(Group(*(_step(step, report.me) for step in steps)))
    known = [(name, fits) for name in report.speakers if (own := report.known(name)) and (fits := crowd(own))]
    if known:
        console.rule(f"[bold]{_('How far each side is known now')}", align="left")
        lines = [f"{_you(name, report.me)}: {fits}" for name, fits in known]
        console.print(Padding(Text("\n".join(lines)), (0, 2, 1, 2)))
    if report.suggestions:
        pending = report.suggestions[0].pending
        heading = _("What you could answer now") if pending else _("What you could answer next time")
        console.rule(f"[bold]{heading}", align="left")
        for suggestion in report.suggestions:
            asked = Text(quoted(printable(suggestion.question.words)), style="dim")
            console.print(Padding(Group(asked, Text(printable(suggestion.replies[0]))), (0, 2, 1, 2)))
    for note in report.notes:
        console.print(Text(printable(worded(note.message)), style="dim"))
    console.print(Text(_("Nothing has left this computer."), style="dim"))


def _step(step: Step, me: str) -> RenderableType:
    words = printable(" ".join(step.turn.text.split()))
    short = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    head = Text.assemble((f"{step.turn.number:3} ", "dim"), (f"{_you(step.turn.speaker, me)}: ", "bold"), short)
    said = [asks(question) for question in step.questions] + [gives(given) for given in step.answers]
    lines = [Text(f"      {printable(line)}", style="yellow") for line in said]
    after = known_after(step)
    return Group(head, *lines, *([Text(f"      {after}", style="dim")] if after else []))


def _you(name: str, me: str) -> str:
    return _("You") if name == me else printable(name)
