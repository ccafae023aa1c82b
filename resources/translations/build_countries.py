#!/usr/bin/env python3
"""Make de.countries.po beside this file: ``build_countries.py BABEL_FOLDER``, an unpacked wheel of Babel 2.18.

German names of countries are those of Unicode CLDR (https://cldr.unicode.org, Unicode licence v3), as packed in Babel;
the English names are those that Redraft uses itself: of ``gazetteers/countries.tsv``, ``places.tsv`` of the prompts and
``music/countries.txt``, and the short forms that people write.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
SHORT = {
    "England": "England", "Scotland": "Schottland", "Wales": "Wales", "Northern Ireland": "Nordirland",
    "Bavaria": "Bayern", "Catalonia": "Katalonien", "Sicily": "Sizilien", "Tuscany": "Toskana",
    "California": "Kalifornien", "Hong Kong": "Hongkong", "Macau": "Macau", "Macao": "Macau",
}  # fmt: skip
"""By hand: parts of countries that the lists of the detectors name, and what CLDR calls by its office."""
CODES = {
    "USA": "US", "UK": "GB", "Holland": "NL", "Netherlands": "NL", "Czech Republic": "CZ", "Ivory Coast": "CI",
    "Burma": "MM", "Swaziland": "SZ", "Macedonia": "MK",
}  # fmt: skip


def english() -> dict[str, str]:
    """Every name of a country that Redraft may show, with its two letters."""
    rows = [line.split("\t") for line in (HERE.parent / "gazetteers" / "countries.tsv").read_text("utf-8").splitlines()]
    known = {name: code for code, _number, name, *_rest in (row for row in rows if len(row) > 3)} | CODES
    music = (HERE.parent / "music" / "countries.txt").read_text("utf-8").splitlines()
    known |= {line.split("|")[1]: line.split("|")[0] for line in music if not line.startswith("#")}
    places = {
        line.split("\t")[1]
        for line in (HERE.parent / "languages" / "en" / "prompts" / "places.tsv").read_text("utf-8").splitlines()
    }
    if missing := places - set(known) - set(SHORT):
        sys.exit(f"no code is known for {sorted(missing)}")
    return known


def main() -> None:
    """Write the catalogue."""
    sys.path.insert(0, sys.argv[1])
    from babel import Locale

    german = Locale("de").territories
    names = {name: german[code] for name, code in english().items() if code in german} | SHORT
    head = "# German names of countries: Unicode CLDR (Unicode licence v3) by Babel 2.18, see build_countries.py.\n"
    head += 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    quoted = [(json.dumps(a, ensure_ascii=False), json.dumps(b, ensure_ascii=False)) for a, b in sorted(names.items())]
    entries = "".join(f"\nmsgid {name}\nmsgstr {translated}\n" for name, translated in quoted)
    (HERE / "de.countries.po").write_text(head + entries, encoding="utf-8")


if __name__ == "__main__":
    main()
