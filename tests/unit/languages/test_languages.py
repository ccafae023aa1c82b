"""A language is one folder and one module: what has both is read, what has neither is told so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from redraft import languages
from redraft.detectors import forms, language, nlp
from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.message import NOTHING
from redraft.languages import UNDECIDED, default, every, find, name_of
from redraft.usecases.check import CheckDraft
from redraft.usecases.unread import all_unread, headline_of_many, unread

MADE_UP = Path(__file__).parent / "made_up"
KNOWN = Path(__file__).parents[3] / "resources" / "languages"
CACHES = (languages._known, languages._names, language._owners, forms.forms)
TEXT = "Zo kru vel nim tesh, olo wex 14 blon vel kru zo anna@example.org tesh."
DUTCH = "Ik ga morgen naar huis want ik ben moe, mail me op anna@example.org als je wil."


@pytest.fixture
def with_made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for path in (*KNOWN.iterdir(), MADE_UP / "qaa"):
        (tmp_path / path.name).symlink_to(path)
    monkeypatch.setattr(languages, "resource", lambda _room, *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(MADE_UP)])
    for cache in CACHES:
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in (*CACHES, nlp._pipeline):
        cache.cache_clear()


@pytest.mark.usefixtures("with_made_up")
def test_a_language_is_one_folder_and_its_module() -> None:
    made_up = find("qaa")
    assert made_up is not None
    assert [one.code for one in every()] == ["en", "qaa"]
    assert (made_up.grammar.article("blon"), list(made_up.grammar.stems("bloo"))) == ("zo", ["bl"])
    assert made_up.words("modern") == frozenset()
    report = CheckDraft(Tier()).run(TEXT)
    assert report.language == "qaa"
    assert not report.headline.unread
    found = {(f.attribute, f.best.value) for f in report.findings}
    assert found == {(Attribute.DATE, "14 blon"), (Attribute.CONTACT, "anna@example.org")}


def test_without_its_folder_a_text_is_not_checked() -> None:
    assert find("nl") is None
    assert find(UNDECIDED) is default()
    report = CheckDraft(Tier(), assess=lambda *_args, **_more: pytest.fail("nothing may be assessed")).run(DUTCH)
    assert report.headline.said.code == "check.not_checked"
    assert report.headline.said.params == {"language": "Dutch"}
    assert report.exposure is None
    assert [f.best.value for f in report.findings] == ["anna@example.org"]


def test_an_archive_says_how_many_texts_it_could_not_read() -> None:
    assert unread("en") == unread(UNDECIDED) == headline_of_many({"en": 9, "und": 1}) == NOTHING
    said = headline_of_many({"en": 9, "nl": 2, "de": 3})
    assert said.params == {"count": 5, "languages": ("German", "Dutch")}
    assert all_unread({"nl": 2})
    assert not all_unread({"nl": 2, "und": 1})
    assert not all_unread({})


def test_languages_have_names_and_english_its_grammar() -> None:
    assert (name_of("nl"), name_of("en"), name_of("qx")) == ("Dutch", "English", "qx")
    english = default().grammar
    assert [english.article(words) for words in ("apple", "unit", "hour")] == ["an", "a", "an"]
    assert "carry" in english.stems("carried")
