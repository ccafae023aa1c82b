"""Whatever the source says has words in every language, with the same things to fill in, and is compiled."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import io
import json
import string
from pathlib import Path

import pytest

from redraft import geography
from redraft.assets import resource
from redraft.domain.attributes import Attribute

ROOT = Path(__file__).parents[3]
_spec = importlib.util.spec_from_file_location("make_messages", ROOT / "packaging" / "messages.py")
assert _spec is not None
assert _spec.loader is not None
make = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)
FOLDERS = sorted(path for path in make.MESSAGES.iterdir() if path.is_dir())
SOURCES = sorted(make.MESSAGES.glob("*/*.po"))
NO_LONGER = {"Netherlands Antilles", "Serbia and Montenegro"}
"""Countries of the list that are none any more."""


def one(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_compiled_catalogue_is_not_stale(path):
    fresh = gettext.GNUTranslations(io.BytesIO(make.compiled(make.read(path))))
    with path.with_suffix(".mo").open("rb") as file:
        kept = gettext.GNUTranslations(file)
    assert {k: v for k, v in kept._catalog.items() if k} == {k: v for k, v in fresh._catalog.items() if k}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_code_has_words_in_every_language(folder):
    known = {one(m) for m in make.read(folder / "messages.po") if m.id and not m.context}
    assert len(known) > 400
    assert sorted(make.codes() - known) == []
    assert sorted(known - make.codes()) == []


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f.name != "en"], ids=lambda folder: folder.name)
def test_what_views_say_is_translated_and_nothing_is_left_over(folder):
    known = {one(m) for m in make.read(folder / "views.po") if m.id}
    wanted = {text if isinstance(text, str) else text[0] for text in make.views()}
    assert len(wanted) > 300
    assert (sorted(wanted - known), sorted(known - wanted)) == ([], [])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_is_without_words(path):
    def words(message):
        return [message.string] if isinstance(message.string, str) else list(message.string)

    assert [one(m) for m in make.read(path) if m.id and not all(w.strip() for w in words(m))] == []


def said(folder: Path) -> dict[tuple[str, str | None], set[str]]:
    """What each message of a language fills in."""
    found = {}
    for message in make.read(folder / "messages.po"):
        words = message.string if isinstance(message.string, str) else " ".join(message.string)
        if message.id:
            found[one(message), message.context] = places(words)
    return found


def test_languages_fill_in_the_same():
    english = said(make.MESSAGES / "en")
    for folder in FOLDERS:
        assert {key: names for key, names in said(folder).items() if names != english.get((key[0], None))} == {}
    for path in make.MESSAGES.glob("*/views.po"):
        for message in make.read(path):
            texts = [*message.string] if not isinstance(message.string, str) else [message.string]
            asked = places(one(message)) | ({"count"} if not isinstance(message.id, str) else set())
            assert all(places(text) <= asked for text in texts), message.id


def test_the_source_gives_what_is_filled_in():
    english = said(make.MESSAGES / "en")
    wrong = []
    for path in make.APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message" and len(node.args) == 2):
                continue
            code, params = node.args
            if isinstance(code, ast.Constant) and isinstance(params, ast.Dict):
                given = {key.value for key in params.keys}
                if not english[code.value, None] - {"attribute"} <= given | {"value"}:
                    wrong.append((code.value, given))
    assert wrong == []


def test_every_answer_of_a_known_set_is_known():
    playlist = json.loads(resource("languages", "en", "prompts", "playlist.json").read_text("utf-8"))
    wanted = {(attribute.value, value) for attribute in Attribute for value in attribute.values}
    for name, question in playlist["questions"].items():
        wanted |= {(name, option[0]) for option in question.get("answers", ()) if option[0]}
    wanted |= {("kind", option[0]) for option in playlist["kind"]["answers"]}
    assert len(wanted) > 50
    for path in make.MESSAGES.glob("*/answers.po"):
        if path.parent.name != "en":
            known = {(m.context or "", one(m).casefold()) for m in make.read(path)}
            lost = [a for a in wanted if not known & {(a[0], a[1].casefold()), ("", a[1].casefold())}]
            assert sorted(lost) == []


def test_every_country_has_a_name():
    prompts = resource("languages", "en", "prompts", "places.tsv").read_text("utf-8").splitlines()
    wanted = {line.split("\t")[1] for line in prompts} | {c.name for c in geography.countries().values()}
    for path in make.MESSAGES.glob("*/answers.po"):
        if path.parent.name != "en":
            assert wanted - {one(m) for m in make.read(path) if m.context == "country"} == NO_LONGER


def test_every_attribute_has_a_name():
    codes = {f"attribute.{attribute.value}" for attribute in Attribute}
    assert codes <= make.codes()
