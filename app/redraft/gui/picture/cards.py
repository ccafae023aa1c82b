"""What a picture says, as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from PySide6.QtWidgets import QCheckBox, QFrame

from redraft.domain.picture import Code, Picture, Said
from redraft.gui.parts import card, label
from redraft.gui.picture.canvas import Canvas
from redraft.gui.picture.desk import Seen
from redraft.gui.picture.map import Map
from redraft.speech import picture_words
from redraft.speech.now import _, plural, worded

MOST_LINES = 12
"""Things of one sort that a card lists."""


def cards(seen: Seen, covered: set[int], on_cover: Callable[[int, bool], None]) -> Iterator[QFrame]:
    """The place with a map, what else the file says, small pictures, what lies beside, codes, notes."""
    picture = seen.picture
    if picture.says_nothing:
        yield card(label(_("The file says nothing about anybody."), "strong"))
    if picture.place is not None:
        lines = [
            label(picture_words.town(picture.place), "strong"),
            label(picture_words.degrees(picture.place), "small"),
        ]
        if details := picture_words.place_details(picture.place):
            lines.append(label(details, "small"))
        yield card(label(picture_words.said_name(Said.PLACE), "muted"), *lines, Map(picture.place, seen.towns))
    for said, several in groupby(picture.traces, key=lambda trace: trace.said):
        traces = list(several)
        shown = [label(trace.value) for trace in traces[:MOST_LINES]]
        if len(traces) > MOST_LINES:
            shown.append(label(_("and {count} more").format(count=len(traces) - MOST_LINES), "small"))
        yield card(label(picture_words.said_name(said), "muted"), *shown)
    yield from _beside(seen)
    for number, code in enumerate(picture.codes):
        yield _code(number, code, covered=number in covered, on_cover=on_cover)
    yield from _rest(picture)


def _beside(seen: Seen) -> Iterator[QFrame]:
    for number, small in enumerate(seen.picture.thumbnails):
        said = picture_words.thumbnail(small)
        shown = [Canvas(seen.small[number], said, tallest=160)] if number < len(seen.small) else []
        yield card(label(said), *shown)
    for one in seen.picture.attached:
        yield card(label(picture_words.attached(one)))


def _code(number: int, code: Code, *, covered: bool, on_cover: Callable[[int, bool], None]) -> QFrame:
    title = f"{_('Code {number}').format(number=number + 1)}: {picture_words.code(code)}"
    parts = code.parts or ((("text", code.content),) if code.content else ())
    lines = [label(f"{picture_words.part_name(name)}: {value}") for name, value in parts]
    cover = QCheckBox(_("Cover it in the copy"))
    cover.setChecked(covered)
    cover.toggled.connect(lambda checked: on_cover(number, checked))
    return card(label(title, "strong"), *lines, cover)


def _rest(picture: Picture) -> Iterator[QFrame]:
    lines = [label(worded(note.message), "small") for note in picture.notes]
    if picture.other:
        said = plural(
            "{count} more entry that tells of no person", "{count} more entries that tell of no person", picture.other
        )
        lines.append(label(said, "small"))
    if lines:
        yield card(*lines)
