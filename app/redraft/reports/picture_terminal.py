"""What a picture says, for a person at a terminal."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.text import Text

from redraft.domain.picture import Cleaned, Code, Picture, Place, Said
from redraft.reports.terminal import printable
from redraft.speech import picture_words
from redraft.speech.now import _, plural, worded


def print_picture(name: str, picture: Picture, console: Console) -> None:
    """One picture: the place, what else its file says, what lies beside it, notes."""
    about = f"{picture.form.value}, {picture.width} × {picture.height}"
    console.print(Text.assemble((printable(name), "bold"), f": {about}"), soft_wrap=True)
    if picture.place is not None:
        _print_place(picture.place, console)
    for said, traces in groupby(picture.traces, key=lambda trace: trace.said):
        console.print(Text(f"  {picture_words.said_name(said)}", style="bold"))
        for trace in traces:
            fields = ("  " + ", ".join(trace.fields), "dim")
            console.print(Text.assemble("    ", printable(trace.value), (printable(fields[0]), fields[1])))
    for line in (
        *map(picture_words.thumbnail, picture.thumbnails),
        *map(picture_words.attached, picture.attached),
    ):
        console.print(Text(f"  {line}", style="yellow"))
    for number, code in enumerate(picture.codes, 1):
        _print_code(number, code, console)
    _print_rest(picture, console)


def print_cleaned(path: str, cleaned: Cleaned, console: Console) -> None:
    """A clean copy that was saved."""
    pixels = _("its pixels are unchanged") if cleaned.same_pixels else _("its pixels were written anew")
    said = _("A clean copy is saved as {path}; {pixels}, and another look found nothing in it.")
    console.print(Text(printable(said.format(path=path, pixels=pixels)), style="green"))
    for note in cleaned.notes:
        console.print(Text(f"  {printable(worded(note.message))}", style="dim"))


def _print_place(place: Place, console: Console) -> None:
    console.print(Text(f"  {picture_words.said_name(Said.PLACE)}", style="bold"))
    line = Text.assemble("    ", (picture_words.town(place), "red"), f"  ({picture_words.degrees(place)})")
    console.print(line)
    if details := picture_words.place_details(place):
        console.print(Text(f"    {details}", style="dim"))


def _print_code(number: int, code: Code, console: Console) -> None:
    console.print(Text(f"  {_('Code {number}').format(number=number)}: {picture_words.code(code)}", style="bold"))
    for name, value in code.parts or ((("text", code.content),) if code.content else ()):
        console.print(Text.assemble(f"    {picture_words.part_name(name)}: ", printable(value)))


def _print_rest(picture: Picture, console: Console) -> None:
    if picture.says_nothing:
        console.print(Text(f"  {_('The file says nothing about anybody.')}", style="green"))
    if picture.other:
        said = plural(
            "{count} more entry that tells of no person", "{count} more entries that tell of no person", picture.other
        )
        console.print(Text(f"  {said}", style="dim"))
    for note in picture.notes:
        console.print(Text(f"  {printable(worded(note.message))}", style="dim"))
