"""What platforms concluded about their users, in the platforms' own words: never a post, and never counted as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from redraft.domain.archive import Concluded
from redraft.importers.contract import Part
from redraft.importers.json_records import FromArray, items, mended, whole
from redraft.importers.opening import Member, Source
from redraft.importers.tables import header_of, plain_rows

LONGEST = 300
"""Code points of one conclusion; what is longer is a description of the export, not a conclusion."""
Said = tuple[str, str]
"""What it is about, as one of ours (``interests``, ``age``) or in the platform's words, and what was concluded."""


def _part(member: Member, raws: Any, by: str) -> Part:
    def item(raw: Any) -> Concluded | None:
        about, text = (" ".join(str(one).split()) for one in raw)
        return Concluded(text, by, about) if text and len(text) <= LONGEST else None

    return Part(member, raws, item)


# LinkedIn

_INFERENCES = re.compile(r"(^|/)inferences_about_you[^/]*\.csv$", re.I)
_TARGETING = re.compile(r"(^|/)ad_targeting[^/]*\.csv$", re.I)


def linkedin(source: Source) -> Iterator[Part]:
    """``Inferences_about_you.csv``, a line each, and ``Ad_Targeting.csv``, a column each with values by semicolons."""
    for member in source.find(r"(\.csv|^file)$"):
        columns = header_of(source, member)
        if _INFERENCES.search(member.name) or {"type of inference", "inference"} <= set(columns):
            yield _part(member, lambda m=member: _inferences(source, m), "LinkedIn")
        elif _TARGETING.search(member.name) or {"member age", "job seniorities"} <= set(columns):
            yield _part(member, lambda m=member: _targeting(source, m), "LinkedIn")


def _inferences(source: Source, member: Member) -> Iterator[Said]:
    table = plain_rows(source, member)
    header = [name.strip().lower() for name in next(table, [])]
    about = header.index("type of inference") if "type of inference" in header else 1
    text = header.index("inference") if "inference" in header else -1
    yield from ((row[about], row[text]) for row in table if len(row) > about)


def _targeting(source: Source, member: Member) -> Iterator[Said]:
    """Some names of columns stand there several times."""
    table = plain_rows(source, member)
    header = [name.strip() for name in next(table, [])]
    for row in table:
        for name, cell in zip(header, row, strict=False):
            yield from ((name, value) for value in cell.split(";"))


# X

_X = re.compile(r"(^|/)(personalization|ageinfo)(-part\d+)?\.js$", re.I)
_X_PLACES = (
    ("age", ("inferredAgeInfo", "age")),
    ("gender", ("demographics", "genderInfo", "gender")),
    ("languages", ("demographics", "languages")),
    ("places", ("locationHistory",)),
    ("interests", ("interests", "interests")),
    ("interests", ("interests", "partnerInterests")),
    ("shows", ("interests", "shows")),
)


def x(source: Source) -> Iterator[Part]:
    """``personalization.js`` and ``ageinfo.js``; what the user turned off counts, since it was concluded."""
    for member in source.members:
        if _X.search(member.name):
            yield _part(member, lambda m=member: _personalization(source, m), "X")


def _personalization(source: Source, member: Member) -> Iterator[Said]:
    for raw in items(source, member, "item", FromArray):
        data = raw.get("p13nData") or raw.get("ageMeta") or {} if isinstance(raw, dict) else {}
        for about, path in _X_PLACES:
            here: Any = data
            for key in path:
                here = here.get(key) if isinstance(here, dict) else None
            yield from ((about, text) for text in _texts(here, _X_ASIDE))


_X_ASIDE = frozenset({"isdisabled", "genderoverride", "birthdate"})


# Facebook and Instagram

_META = (
    ("interests", re.compile(r"(^|/)ads_interests\.json$", re.I)),
    ("categories", re.compile(r"(^|/)other_categories_used_to_reach_you\.json$", re.I)),
    ("topics", re.compile(r"(^|/)your(_reels)?_(topics|sentiments)\.json$", re.I)),
    ("life", re.compile(r"(^|/)friend_peer_group\.json$", re.I)),
    ("places", re.compile(r"(^|/)(account_based_in|primary_(public_)?location|locations_of_interest)\.json$", re.I)),
)
_META_ASIDE = frozenset({"label", "href", "uri", "media", "fbid", "ent_name", "ent_field_name", "title", "timestamp"})


def meta(source: Source, by: str) -> Iterator[Part]:
    """Interests, categories, topics and places; their keys are localised, so that every value is taken."""
    for member in source.members:
        about = next((about for about, name in _META if name.search(member.name)), "")
        if about:
            yield _part(member, lambda m=member, a=about: _meta(source, m, a), by)


def _meta(source: Source, member: Member, about: str) -> Iterator[Said]:
    yield from ((about, mended(text)) for text in _texts(whole(source, member), _META_ASIDE))


# TikTok

_TIKTOK = {"adinterestcategories": "interests", "ad interests": "interests", "inferredgender": "gender",
           "inferred gender": "gender", "inferredage": "age", "inferred age": "age", "inferredagerange": "age",
           "inferred age range": "age"}  # fmt: skip


def tiktok(key: str, value: Any) -> list[Said]:
    """What stands under a lower-case key of its JSON; nothing for other keys, and for an object, which goes deeper."""
    about = _TIKTOK.get(key, "")
    if not about or isinstance(value, dict):
        return []
    return [(about, one.strip()) for text in _texts(value, frozenset()) for one in re.split(r"[,|]", text)]


# Google


def google(source: Source) -> Iterator[Part]:
    """What My Ad Center holds, in Takeout's "My Activity"."""
    for member in source.find(r"\.json$"):
        head = source.head(member)
        if b'"titleUrl"' not in head and b'"title"' not in head:
            continue
        if re.search(rb'"(header|products)"\s*:\s*\[?\s*"My Ad Center"', head):
            yield _part(member, lambda m=member: _ads(source, m), "Google")


def _ads(source: Source, member: Member) -> Iterator[Said]:
    for raw in items(source, member, "item"):
        if isinstance(raw, dict):
            yield "interests", str(raw.get("title") or "")


def _texts(value: Any, aside: frozenset[str]) -> Iterator[str]:
    """Every text below a value, in order, but those under keys that hold none of ours."""
    pending = [value]
    while pending:
        here = pending.pop()
        if isinstance(here, str):
            yield here
        elif isinstance(here, list):
            pending += reversed(here)
        elif isinstance(here, dict):
            pending += reversed([inner for key, inner in here.items() if str(key).lower() not in aside])
