"""The command line describes itself in the language in use, what argparse says of its own included."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from redraft.cli.main import main, parser
from redraft.speech import now


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    now.use("en")


def _pages(code: str) -> dict[str, argparse.ArgumentParser]:
    """Every command by what is typed, made while a language is spoken."""
    now.use(code)
    found: dict[str, argparse.ArgumentParser] = {}
    waiting = [parser()]
    while waiting:
        one = waiting.pop()
        found[one.prog] = one
        groups = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
        waiting += [inner for group in groups for inner in group.choices.values()]
    return found


def _helps(page: argparse.ArgumentParser) -> dict[str, str | None]:
    helps = {action.dest: action.help for action in page._actions}
    for group in (action for action in page._actions if isinstance(action, argparse._SubParsersAction)):
        helps |= {choice.dest: choice.help for choice in group._choices_actions}
    return helps


def test_every_option_and_command_is_described_in_german():
    english, german = _pages("en"), _pages("de")
    assert english.keys() == german.keys()
    assert {"redraft", "redraft check", "redraft store backup"} <= german.keys()
    for name, page in english.items():
        theirs = _helps(german[name])
        for dest, text in _helps(page).items():
            assert text is None or text != theirs[dest], f"{name} {dest}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--help"], "Optionen:"),
        (["check", "--help"], "Aufruf: redraft check"),
        (["check", "--help"], "diese Hilfe zeigen"),
        (["check"], "Fehler: diese Angaben fehlen: DATEI|-"),
        (["check", "x", "--threads"], "eine Angabe wird erwartet"),
        (["check", "x", "--threads", "y"], "'y' ist kein gültiger Wert"),
        (["check", "x", "--what"], "unbekannte Angaben: --what"),
        (["frob"], "'frob' steht nicht zur Wahl"),
        (["playlist", "x", "--budget", "soon"], "Angabe --budget: "),
    ],
)
def test_what_argparse_says(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--language", "de", *arguments])
    shown = capsys.readouterr()
    assert said in " ".join((shown.out + shown.err).split())


def test_english_stays_english(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--language", "en", "check"])
    assert "the following arguments are required: FILE|-" in capsys.readouterr().err
