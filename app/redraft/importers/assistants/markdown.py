"""Talks in Markdown or text: a speaker stands over each turn, as a heading, in bold, or before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.importers.assistants.speakers import who
from redraft.importers.assistants.turns import Turn, Who, moment
from redraft.importers.bounds import read_up_to
from redraft.importers.generic import front_matter
from redraft.importers.opening import Member, Source

NAMED = r"(\.(md|markdown|mdx|txt|text)|^file)$"
_LIMIT = 16 << 20
_SIGN = r"[^\w#*\n]{0,6}"
"""A picture that some tools put before the name."""
_SPEAKER = re.compile(
    rf"(?P<heading>\#{{1,6}})[ \t]+{_SIGN}\**(?P<h>[^\W\d_][\w .\-]{{0,30}}?)\**[ \t]*:?\**"
    r"(?P<when>[ \t]*[\[(][^\n]{0,60})?[ \t]*$"
    rf"|_?\*\*{_SIGN}(?P<b>[^\W\d_][\w .\-]{{0,30}}?)[ \t]*:?\*\*_?[ \t]*:?(?P<rest>[^\n]*)$"
    r"|(?P<c>[^\W\d_][\w \-]{0,30}?)[ \t]*:(?P<after>[ \t][^\n]*)?$",
)
_TITLE = re.compile(r"#[ \t]+([^\n]{1,200})$", re.MULTILINE)
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_WHEN = re.compile(r"\d{4}-\d\d-\d\d[T ]?[\d:.]*(?:Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that names a speaker: how it is written, whose turn begins, what stands behind the name, and when."""

    form: str
    who: Who
    rest: str
    when: str


def is_talk(source: Source, member: Member) -> bool:
    """Whether both sides are named over their turns in the first of it, in the same way."""
    head = source.head(member)
    if b"\0" in head:
        return False
    sides: dict[str, set[Who]] = {}
    for named in map(_speaker, head.decode("utf-8-sig", "replace").splitlines()):
        if named is not None:
            sides.setdefault(named.form, set()).add(named.who)
    return any({Who.USER, Who.ASSISTANT} <= found for found in sides.values())


def turns(source: Source, member: Member) -> Iterator[Turn]:
    """Each turn, with the date of its heading or of the file; raises InputError when the file is too large."""
    with source.open(member) as stream:
        data = read_up_to(stream, _LIMIT + 1)
    if len(data) > _LIMIT:
        raise InputError(Message("read.text_too_large"), Message("do.split"))
    fields, body = front_matter(data.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    title = _TITLE.match(body.lstrip("\n"))
    named = title is not None and who(title[1]) is None
    talk = fields.get("title") or (title[1].strip() if title and named else member.base.rpartition(".")[0])
    dated = moment(fields.get("date"), fields.get("created"), fields.get("created_at"))
    last = ""
    for number, (begins, words) in enumerate(_parted(body)):
        when = moment(begins.when) or dated
        yield Turn(begins.who, words, f"{member.base}#{number}", when, talk=talk, follows=last)
        last = f"{member.base}#{number}"


def _parted(body: str) -> Iterator[tuple[_Line, str]]:
    """The turns under their speakers. What is in fences names nobody, and only the way that comes first does."""
    begun: _Line | None = None
    said: list[str] = []
    fence = form = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        named = None if fence or mark else _speaker(line)
        if named is None or (form and named.form != form):
            said.append(line)
            continue
        if begun is not None:
            yield begun, _cleaned(said)
        begun, said, form = named, [named.rest], named.form
    if begun is not None:
        yield begun, _cleaned(said)


def _speaker(line: str) -> _Line | None:
    """The speaker whom a line names; None for any other line."""
    found = _SPEAKER.match(line.rstrip()) if len(line) < 10_000 else None
    if found is None:
        return None
    name = found["h"] or found["b"] or found["c"] or ""
    side = who(name)
    if side is None or (side is Who.NEITHER and not found["heading"]):
        return None
    form = found["heading"] or ("**" if found["b"] else ":")
    when = _WHEN.search(found["when"] or "")
    return _Line(form, side, (found["rest"] or found["after"] or "").strip(), when[0] if when else "")


def _cleaned(lines: list[str]) -> str:
    """The words of a turn without the rule that parts it from the next."""
    while lines and (not lines[-1].strip() or _RULE.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()
