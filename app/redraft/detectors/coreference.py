"""Which mentions speak of the same person, place or code, and mentions that only make sense knowing another one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Guess
from redraft.domain.message import Message
from redraft.domain.text import Evidence
from redraft.languages import Language

_WORD = re.compile(r"(?<![\w@#])[^\W\d_][\w‑-]*")
_REPEATED = (Attribute.NAME, Attribute.ORGANISATION, Attribute.PLACE)
_TRIED = 8
"""Longer names with the same first word that are looked for at each place; more would let a text choose our cost."""
_SHOWN = 0.5
"""Score from which a finding is shown; what stands below it does not keep a surer mention out."""
_LEAST = 0.6
"""Score from which a mention is worth looking for again; the copies score a little less."""


def entity_keys(findings: Sequence[Finding], language: Language) -> list[str]:
    """For each finding a key that mentions of one entity share.

    Codes are compared by their letters and digits, e-mail and names without case; a name of one word is the person
    whose longer name holds it, when there is exactly one such person.
    """
    titles, owners = _titles(language), dict[str, set[str]]()
    for finding in findings:
        if finding.attribute is Attribute.NAME:
            parts = _parts(finding.best.value, titles)
            if len(parts) > 1:
                for part in {parts[0], parts[-1]}:
                    owners.setdefault(part, set()).add(" ".join(parts))
    keys = []
    for finding in findings:
        if finding.attribute is Attribute.NAME:
            parts = _parts(finding.best.value, titles)
            known = owners.get(parts[-1], set()) if len(parts) == 1 else set()
            keys.append(next(iter(known)) if len(known) == 1 else " ".join(parts) or finding.best.value.casefold())
        else:
            keys.append(re.sub(r"\W+", "", finding.best.value.casefold()) or finding.best.value)
    return keys


@cache
def _titles(language: Language) -> frozenset[str]:
    return frozenset(language.table("names").get("bare_titles", ()))


def _parts(name: str, titles: frozenset[str]) -> list[str]:
    return [w for w in (m.lower() for m in re.findall(r"[^\W_]+", name)) if w not in titles and w != "s"]


def more_mentions(text: str, findings: Iterable[Finding], language: Language) -> Iterator[Finding]:
    """The same names, organisations and places where they stand again, and the parts of a full name on their own."""
    known: dict[str, Finding] = {}
    phrases: dict[str, dict[str, Finding]] = {}
    findings = list(findings)
    covered = {(f.evidence[0].start, f.evidence[0].end) for f in findings if f.best.confidence >= _SHOWN}
    for finding in findings:
        if finding.attribute in _REPEATED and finding.best.confidence >= _LEAST:
            for term in _terms(finding, language.words("ordinary") | _titles(language)):
                first = _WORD.search(term)
                if first is None or first.start():
                    continue
                if " " in term:
                    phrases.setdefault(first.group(), {}).setdefault(term, finding)
                else:
                    known.setdefault(term, finding)
    if not known and not phrases:
        return
    for m in _WORD.finditer(text):
        word = m.group()
        if word in known and (m.start(), m.end()) not in covered:
            yield _copy(text, known[word], m.start(), m.end())
        for term, finding in itertools.islice(phrases.get(word, {}).items(), _TRIED):
            span = (m.start(), m.start() + len(term))
            if span not in covered and text.startswith(term, m.start()):
                yield _copy(text, finding, *span)


def _terms(finding: Finding, ordinary: frozenset[str]) -> Iterator[str]:
    whole = finding.evidence[0].quote
    if " " in whole or whole.lower() not in ordinary:
        yield whole
    if finding.attribute is Attribute.NAME and " " in whole:
        for part in whole.split():
            bare = part.strip(".,’'")
            if len(bare) > 3 and bare[0].isupper() and bare.lower() not in ordinary:
                yield bare


def _copy(text: str, finding: Finding, start: int, end: int) -> Finding:
    evidence = Evidence.of(text, start, end)
    score = max(0.5, finding.best.confidence - 0.1)
    return replace(finding, guesses=(Guess(evidence.quote, score),), evidence=(evidence,), why=Message("form.again"))
