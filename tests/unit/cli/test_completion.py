"""What shells complete is what the parser takes. Bash is asked; the scripts of the others name the same."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from redraft.cli.completion import Page, bash, fish, page_of, zsh
from redraft.cli.main import parser


@pytest.fixture(scope="module")
def top() -> Page:
    return page_of(parser())


def completed(script: str, folder: Path, *typed: str) -> list[str]:
    ask = f'{script}\nCOMP_WORDS=(redraft "$@"); COMP_CWORD=$#; _redraft; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(
        ["bash", "-c", ask, "bash", *typed], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    assert not done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["che"], ["check"]),
        (["models", "in"], ["install"]),
        (["check", "--au"], ["--audience"]),
        (["check", "--audience", "emp"], ["employer"]),
        (["rewrite", "--hide", "loc"], ["location"]),
        (["check", "--fast", "my"], ["my draft.txt"]),
        (["rewrite", "--report", "my"], ["my draft.txt"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["--lang"], ["--language"]),
        (["check", "--lang"], [""]),
        (["archive", "--since", ""], [""]),
    ],
)
def test_bash_completes_commands_options_values_and_files(
    typed: list[str], wanted: list[str], top: Page, tmp_path: Path
):
    (tmp_path / "my draft.txt").touch()
    assert completed(bash(top), tmp_path, *typed) == wanted


def _all(page: Page) -> list[Page]:
    return [page, *(inner for one in page.below for inner in _all(one))]


def test_zsh_and_fish_know_every_command_and_option(top: Page):
    for page in _all(top):
        name = "_".join(["_redraft", *page.path])
        function = re.search(rf"^{name}\(\) \{{$.*?^\}}$", zsh(top), re.M | re.S)
        assert function
        lines = [line for line in fish(top).splitlines() if all(f"from {word}" in line for word in page.path)]
        for option in page.options:
            long = max(option.names, key=len)
            assert f"'{long}[" in function[0]
            assert any(f" -l {long[2:]} " in line for line in lines)
        for one in page.below:
            assert f"{one.path[-1]}) _redraft_{'_'.join(one.path)} ;;" in function[0]
            assert any(f" -a {one.path[-1]} " in line for line in lines)


def test_words_with_quotes_and_brackets_stay_words(top: Page):
    page = Page((), "", (), top.value, (Page(("x",), "it's [new]: so", (), top.value, ()),))
    assert "'x:it'\\''s [new]: so'" in zsh(page)
    assert "-d 'it\\'s [new]: so'" in fish(page)
