"""`redraft chat` with the real workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("REDRAFT_")}
TALK = """Mia: hey! Where are you from?
Me: thanks for asking! Graz
Mia: What was your first pet called?
Me: haha Bruno
Mia: how old are you?
"""


def redraft(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "redraft", *arguments],
        input=given,
        text=True,
        capture_output=True,
        timeout=280,
        check=False,
        env=ENVIRONMENT | {"PYTHONPATH": str(Path(__file__).parents[3] / "app")},
    )


def test_a_pasted_chat_is_read_turn_by_turn() -> None:
    done = redraft("chat", "-", "--json", given=TALK)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["me"] == "Me"
    answers = {turn["number"]: [(a["attribute"], a["value"]) for a in turn["answers"]] for turn in report["turns"]}
    assert ("location", "Graz, Austria") in answers[2]
    assert ("security_answer", "Bruno") in answers[4]
    assert [question["aims"] for question in report["turns"][4]["questions"]] == [["age"]]
    assert report["patterns"] == {"Mia": ["opening"]}
    assert report["suggestions"][0]["pending"]


def test_a_whatsapp_export_is_read_for_people(tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("12/03/2024, 14:05 - Mia: Where do you live?\n12/03/2024, 14:06 - Jo: Graz\n", encoding="utf-8")
    done = redraft("--language", "de", "chat", str(chat), "--me", "Jo")
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert "Eine Frage von Mia zielt auf deinen Wohnort; nach Beitrag 2 ist das bis auf den Ort bekannt." in said


@pytest.mark.parametrize(
    ("given", "arguments", "words"),
    [
        ("just some text\n", (), "no conversation"),
        ("", (), "no conversation"),
        ("Mia: Hi\nJo: Hello\n", (), "--me NAME: Mia, Jo"),
        ("Mia: Hi\nJo: Hello\n", ("--me", "Kim"), "Nobody of that name"),
    ],
)
def test_what_cannot_be_read_ends_in_a_sentence(given: str, arguments: tuple[str, ...], words: str) -> None:
    done = redraft("chat", "-", *arguments, given=given)
    assert done.returncode == 2
    assert done.stderr.startswith("redraft: ")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
