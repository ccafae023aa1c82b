"""`redraft completion SHELL`: what a shell needs to complete commands and options, made from the parser itself."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redraft.domain.attributes import Attribute
from redraft.speech.now import _


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after an option, or by itself: one of ``words``, or any ``file``, or what nobody can guess."""

    words: tuple[str, ...] = ()
    file: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One option: how it is written, what it does, and its value, None when it has none."""

    names: tuple[str, ...]
    help: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Page:
    """One command: the words that lead to it, what it does, its options, what else follows, and commands below it."""

    path: tuple[str, ...]
    help: str
    options: tuple[Option, ...]
    value: Value
    below: tuple[Page, ...]


def add_parser(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("completion", help=_("print what a shell needs to complete commands and options"))
    parser.add_argument("shell", choices=list(SHELLS), help=_("the shell that reads it"))
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    from redraft.cli.main import parser

    print(SHELLS[arguments.shell](page_of(parser())), end="")
    return 0


def page_of(parser: argparse.ArgumentParser, path: tuple[str, ...] = (), words: str = "") -> Page:
    """A parser as a page, with those of its commands."""
    options: list[Option] = []
    below: list[Page] = []
    free: list[str] = []
    file = False
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            below += [page_of(inner, (*path, name), helps.get(name, "")) for name, inner in action.choices.items()]
        elif action.option_strings:
            value = None if action.nargs == 0 else _value(action)
            options.append(Option(tuple(action.option_strings), _plain(action.help), value))
        else:
            free += _value(action).words
            file = file or _value(action).file
    return Page(path, _plain(words), tuple(options), Value(tuple(free), file), tuple(below))


def _value(action: argparse.Action) -> Value:
    if action.choices:
        return Value(tuple(str(choice) for choice in action.choices))
    if action.metavar == "A,B":
        return Value(tuple(attribute.value for attribute in Attribute))
    return Value(file=action.type is Path or action.metavar == _("FILE|-"))


def _plain(words: str | None) -> str:
    return " ".join((words or "").replace("%%", "%").split())


def _pages(page: Page) -> Iterator[Page]:
    yield page
    for one in page.below:
        yield from _pages(one)


def bash(top: Page) -> str:
    """For bash, also the old one of macOS: which command is typed by now, then what may follow."""
    steps, values, follows = [], [], []
    for page in _pages(top):
        key = " ".join(page.path)
        steps += [f'            "{key}:{one.path[-1]}") path="{" ".join(one.path)}" ;;' for one in page.below]
        for option in page.options:
            if option.value is not None:
                names = "|".join(f'"{key}:{name}"' for name in option.names)
                said = " ".join(option.value.words)
                values.append(f'        {names}) words="{said}" files={int(option.value.file)} ;;')
        words = " ".join((*(one.path[-1] for one in page.below), *page.value.words))
        names = " ".join(name for option in page.options for name in option.names)
        follows.append(f'            "{key}") words="{words}" options="{names}" files={int(page.value.file)} ;;')
    return f"""# redraft: completion for bash
_redraft() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} path= words= options= files= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$path:${{COMP_WORDS[i]}}" in
{_lines(steps)}
        esac
    done
    case "$path:$prev" in
{_lines(values)}
    esac
    if [ -z "$files" ]; then
        case "$path" in
{_lines(follows)}
        esac
        case "$cur" in
            -*) words="$options" files=0 ;;
        esac
    fi
    local IFS=$' \\t\\n'
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    if [ "$files" = 1 ]; then
        IFS=$'\\n'
        COMPREPLY+=($(compgen -f -- "$cur"))
    fi
}}
complete -o filenames -F _redraft redraft
"""


def zsh(top: Page) -> str:
    """For zsh: a function for each command."""
    functions = "\n".join(_zsh_function(page) for page in _pages(top))
    return f"""#compdef redraft
{functions}
if [ "$funcstack[1]" = _redraft ]; then
    _redraft "$@"
else
    compdef _redraft redraft
fi
"""


def _zsh_function(page: Page) -> str:
    specs = [_zsh_option(name, option) for option in page.options for name in option.names]
    below = ""
    if page.below:
        specs += ["'1:command:->command'", "'*::argument:->argument'"]
        known = " ".join(_single(f"{one.path[-1]}:{one.help}") for one in page.below)
        cases = "\n".join(f"            {one.path[-1]}) {_zsh_name(one)} ;;" for one in page.below)
        below = f"""
    case $state in
        command) local -a commands; commands=({known}); _describe command commands ;;
        argument) case $line[1] in
{cases}
            esac ;;
    esac"""
    elif page.value.words or page.value.file:
        specs.append(_single(f"*:argument:{_zsh_value(page.value)}"))
    arguments = " \\\n        ".join(specs)
    return f"""{_zsh_name(page)}() {{
    local state line
    _arguments -C \\
        {arguments}{below}
}}"""


def _zsh_name(page: Page) -> str:
    return "_".join(["_redraft", *page.path])


def _zsh_option(name: str, option: Option) -> str:
    said = re.sub(r"([\[\]:\\])", r"\\\1", option.help)
    value = "" if option.value is None else f":value:{_zsh_value(option.value)}"
    return _single(f"{name}[{said}]{value}")


def _zsh_value(value: Value) -> str:
    return f"({' '.join(value.words)})" if value.words else "_files" if value.file else " "


def fish(top: Page) -> str:
    """For fish: a line for each command and option, with when it may follow."""
    lines = ["# redraft: completion for fish", "complete -c redraft -f"]
    for page in _pages(top):
        here = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in page.path)
        if page.below:
            names = " ".join(one.path[-1] for one in page.below)
            first = f"{here}; and " if here else ""
            when = f"{first}not __fish_seen_subcommand_from {names}"
            lines += [f"{_fish(when)} -a {one.path[-1]} -d {_single(one.help, fish=True)}" for one in page.below]
            here = here or when
        for option in page.options:
            ways = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            value = "" if option.value is None else _fish_value(option.value)
            lines.append(f"{_fish(here)} {ways}{value} -d {_single(option.help, fish=True)}")
        if page.value.words:
            lines.append(f"{_fish(here)} -a {_single(' '.join(page.value.words), fish=True)}")
        if page.value.file:
            lines.append(f"{_fish(here)} -F")
    return "\n".join(lines) + "\n"


def _fish(when: str) -> str:
    return f"complete -c redraft -n '{when}'"


def _fish_value(value: Value) -> str:
    if value.words:
        return f" -x -a {_single(' '.join(value.words), fish=True)}"
    return " -r -F" if value.file else " -x"


def _single(text: str, *, fish: bool = False) -> str:
    """The text in single quotes, of which fish writes its own otherwise than other shells."""
    return "'" + (text.replace("\\", "\\\\").replace("'", "\\'") if fish else text.replace("'", "'\\''")) + "'"


def _lines(lines: list[str]) -> str:
    return "\n".join(lines)


SHELLS: dict[str, Callable[[Page], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
"""What makes the script, by the name of the shell."""
