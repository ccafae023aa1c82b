#!/usr/bin/env python3
"""Make function_words.tsv beside this file, and words/function.txt of each folder: the stop words of spaCy 3.8 (MIT)."""

from __future__ import annotations

import importlib
import re
import textwrap
from pathlib import Path

LANGUAGES = (
    "af ca cs da de en es et eu fi fr ga hr hu id is it lb lt lv nb nl pl pt ro sk sl sq sv tl tr vi ru uk bg sr"
)
HEAD = """\
# Stop words of spaCy 3.8 (MIT) by ISO 639-1 code, of languages without a folder: by them a text's language is told.
# Made by build.py beside this file."""
WORD = re.compile(r"[^\W\d_]+")


def words(code: str) -> set[str]:
    """Words of letters alone; spaCy lists some in capitals."""
    listed = importlib.import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS
    return {w.lower() for w in listed if WORD.fullmatch(w)}


def main() -> None:
    """Write the files."""
    here = Path(__file__).parent
    lines = [HEAD]
    for code in LANGUAGES.split():
        listed = " ".join(sorted(words(code)))
        if (here / code).is_dir():
            head = f"# The stop words of spaCy 3.8 (MIT) for {code}; made by ../../build.py."
            text = f"{head}\n{textwrap.fill(listed, 118)}\n"
            (here / code / "words" / "function.txt").write_text(text, encoding="utf-8")
        else:
            lines.append(f"{code}\t{listed}")
    (here / "function_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
