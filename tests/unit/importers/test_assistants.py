"""Talks with assistants: only what the user said is a post, what was remembered stands apart, what is new is named."""

# ruff: noqa: E501  # a turn stands on one line

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contracts.importers import talks
from contracts.importers.case import Case
from redraft.domain.archive import Audience, Concluded, Kind, Post
from redraft.domain.items import Item
from redraft.importers.assistants.gemini_page import read_moment
from redraft.importers.assistants.remembered import remembered
from redraft.importers.assistants.turns import question
from redraft.importers.assistants.verbs import Verbs
from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import candidates, choose
from redraft.importers.reread import reread
from redraft.speech.now import worded

BY_NAME = {case.name: case for case in talks.TALKS}

SAID: dict[str, list[str]] = {
    "chatgpt": [
        "I am a nurse.\n\nBe brief", "my rash", "since I began night shifts", "since May, on both arms", "I sleep badly",
        "rewrite this letter to my boss",
    ],
    "chatgpt-page": [
        "I am a nurse.\n\nBe brief", "my rash", "since I began night shifts", "since May, on both arms", "I sleep badly",
    ],
    "chatgpt-drawn": ["I am a nurse.", "two days in Ghent & Bruges", "and in Leuven"],
    "chatgpt-2023": ["hello from 2022", "41"],
    "claude": [
        "I owe my sister 4,000 euros", "1,900 a month", "an old form",
        "Divorce\n\nwhat I need for the lawyer\n\nAnswer as a lawyer would.",
    ],
    "gemini": ["what helps against chilblains", "can I take ibuprofen with it"],
    "gemini-korean": [f"질문 {n}" for n in range(6)],
    "gemini-older": ["my plan"],
    "gemini-page": ["is my knee broken?\nit clicks", "read this"],
    "gemini-german-page": ["Welche Salbe hilft?"],
    "copilot": ["I want to quit at Brinkmann,\nhow long do I wait?"],
    "copilot-chats": ["my query", "make it friendlier"],
    "mistral": ["find me a doctor", "in Nantes, near the Erdre"],
    "transcripts-markdown": [
        "I was fired from Halvorsen", "they owe me two months",
        "I am leaving my husband in June.\n\n```\n## Assistant\n```", "At my mother's in Riga.",
        "my son is ill", "a fever since Monday",
    ],
    "transcripts-openai": ["I never declared my cash jobs", "about 9,000", "my PIN is in my phone"],
    "transcripts-webui": ["hello"],
    "transcripts-trees": ["my visa ran out", "roast me"],
    "transcripts-coder": ["deploy to the staging box", "the one in Oslo"],
    "transcripts-tavern": ["I feel alone"],
}  # fmt: skip


def read(case: Case, folder: Path) -> tuple[list[Item], Options]:
    for name, data in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    options = Options()
    with open_archive(folder) as source:
        return list(choose(source).importer.posts(source, options)), options


def posts(items: list[Item]) -> list[Post]:
    return [item for item in items if isinstance(item, Post)]


def notes(options: Options) -> str:
    return "\n".join(worded(note.message) for note in options.notes)


@pytest.mark.parametrize("name", SAID)
def test_every_turn_of_the_user_is_read_and_none_of_the_assistant(name: str, tmp_path: Path) -> None:
    items, _options = read(BY_NAME[name], tmp_path)
    found = posts(items)
    assert sorted(post.text for post in found) == sorted(SAID[name])
    assert {post.audience for post in found} == {Audience.DIRECT}
    assert {post.kind for post in found} <= {Kind.MESSAGE, Kind.PROFILE}
    assert all(post.own for post in found)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("chatgpt", {"since I began night shifts": "Since when do you have it?", "since May, on both arms": "Since when do you have it?"}),
        ("chatgpt-2023", {"41": "Hello! How old are you?"}),
        ("claude", {"1,900 a month": "I see. What do you earn?"}),
        ("mistral", {"in Nantes, near the Erdre": "Where do you live?"}),
        ("transcripts-markdown", {"At my mother's in Riga.": "Do you have somewhere to stay?", "a fever since Monday": "What does he have?"}),
        ("transcripts-openai", {"about 9,000": "How much was it?"}),
        ("transcripts-coder", {"the one in Oslo": "Which one?"}),
    ],
)  # fmt: skip
def test_what_the_assistant_asked_stands_by_the_answer(name: str, answers: dict[str, str], tmp_path: Path) -> None:
    items, _options = read(BY_NAME[name], tmp_path)
    assert {post.text: post.in_reply_to for post in posts(items) if post.in_reply_to} == answers


@pytest.mark.parametrize(
    ("name", "by", "kept"),
    [
        ("chatgpt", "ChatGPT", {("memory", "User has had a rash since May."), ("memory", "User works at a clinic."),
                                ("memory", "User has a dog.")}),
        ("claude", "Claude", {("Work context", "Mira is a nurse on the night ward."), ("Personal context", "Has a sister"),
                              ("Personal context", "Owes her money"), ("memory", "Wants to end her marriage."),
                              ("profile", "[inferred] Works in UTC+1")}),
        ("mistral", "Le Chat (Mistral)", {("memory", "Lives in Nantes")}),
    ],
)  # fmt: skip
def test_what_was_remembered_is_no_post(name: str, by: str, kept: set[tuple[str, str]], tmp_path: Path) -> None:
    items, _options = read(BY_NAME[name], tmp_path)
    concluded = [item for item in items if isinstance(item, Concluded)]
    assert {(one.about, one.text) for one in concluded} == kept
    assert {one.by for one in concluded} == {by}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("chatgpt-unknown", ["content_type: hologram", "mapping"]),
        ("claude-unknown", ["chat_messages", "sender: robot"]),
        ("copilot-unknown", ["Author"]),
        ("mistral-unknown", ["role:"]),
    ],
)
def test_what_a_vendor_changed_is_named(name: str, parts: list[str], tmp_path: Path) -> None:
    _items, options = read(BY_NAME[name], tmp_path)
    for part in parts:
        assert part in notes(options)


def test_the_name_of_an_unknown_part_never_holds_what_somebody_wrote(tmp_path: Path) -> None:
    secret = "my account is 12, and <b>I</b> drink"
    case = Case(
        "c", "claude", {"conversations.json": json.dumps([talks.talk("t", talks.message("m", secret, "x"))])}, 0, 0, 0
    )
    _items, options = read(case, tmp_path)
    assert "account" not in notes(options)
    assert "…" in notes(options)


def test_files_that_were_attached_are_left_and_that_is_said(tmp_path: Path) -> None:
    items, options = read(BY_NAME["claude"], tmp_path)
    assert "attached" in notes(options)
    assert not any("contract" in post.text for post in posts(items))


def test_settings_of_gemini_are_no_talks_and_the_way_to_them_is_said(tmp_path: Path) -> None:
    _items, options = read(
        Case("g", "gemini", {"Takeout/Gemini/gemini_gems_data.html": "<div></div>"}, 0, 0, 0), tmp_path
    )
    assert "My Activity" in notes(options)


def test_a_takeout_with_talks_and_comments_is_read_whole(tmp_path: Path) -> None:
    comments = "Comment ID,Channel ID,Comment Create Timestamp,Video ID,Comment Text\nUgx1,c,2023-01-01T00:00:00Z,abcdefghijk,nice\n"
    files = {**BY_NAME["gemini"].files, "Takeout/YouTube/comments.csv": comments}
    items, _options = read(Case("both", "", files, 0, 0, 0), tmp_path)
    assert {post.text for post in posts(items)} == {*SAID["gemini"], "nice"}


def test_a_turn_is_found_again_by_its_place(tmp_path: Path) -> None:
    items, _options = read(BY_NAME["chatgpt"], tmp_path)
    wanted = {post.locator: post for post in posts(items)}
    with open_archive(tmp_path) as source:
        assert reread(source, choose(source).importer, Options(), wanted) == wanted


def test_talks_are_told_apart_from_other_archives(tmp_path: Path) -> None:
    read(BY_NAME["claude"], tmp_path)
    with open_archive(tmp_path) as source:
        assert candidates(source)[0].importer.talks


def test_only_what_a_turn_ends_by_asking_is_a_question() -> None:
    assert question("How are you?\n\nTake two of these.") == ""
    assert question("Take two.\n\nDo you smoke, by the way?") == "Do you smoke, by the way?"
    assert len(question("x" * 5_000 + "?")) == 600


def test_a_long_memory_comes_by_sentences() -> None:
    long = " ".join(f"Mira told number {n} of her many stories about the harbour." for n in range(9))
    found = [one.text for one in remembered(long, "Claude")]
    assert len(found) == 9
    assert [one.text for one in remembered("x" * 900, "Claude")] == ["x" * 299 + "…"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Apr 12, 2026, 3:34:31\u202fPM EDT", datetime(2026, 4, 12, 15, 34, 31, tzinfo=UTC)),
        ("26.04.2026, 10:12:33 MESZ", datetime(2026, 4, 26, 10, 12, 33, tzinfo=UTC)),
        ("10 de mai. de 2026, 03:46:09 BRT", datetime(2026, 5, 10, 3, 46, 9, tzinfo=UTC)),
        ("2026年6月20日 00:28:51 CST", datetime(2026, 6, 20, 0, 28, 51, tzinfo=UTC)),
        ("13/4/2026, 9:15:00 AM", datetime(2026, 4, 13, 9, 15, 0, tzinfo=UTC)),
        ("3/4/2026, 9:15:00 AM", None),
        ("31 feb 2026, 10:00", None),
    ],
)
def test_the_moments_of_an_activity_page(text: str, when: datetime | None) -> None:
    assert read_moment(text) == when


def test_a_verb_is_learnt_where_most_lines_begin_with_it() -> None:
    lines = [
        f"Hai chiesto: {what}" for what in ("la ricetta", "un medico", "la strada", "un nome", "la data", "il resto")
    ]
    assert Verbs.of(lines).asked("Hai chiesto: dove abito", answered=True) == "dove abito"
    assert Verbs.of(lines).asked("Hai dato un parere", answered=False) is None
    assert (
        Verbs.of(["my dog", "a cat", "the car", "no idea", "Paris", "why"]).asked("my dog", answered=True) == "my dog"
    )
