"""Makes the tables beside this file from copies of the sources; never runs with the app.

Usage: ``build.py WPP_GIT FACTBOOK_GIT ACS_GIT OEWS_SQLITE SSA_CSV_GZ ORPHA_GIT``; those called GIT are git
directories at the commits that ``manifest.json`` names. Nothing is fetched; the script only reads and condenses.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent
ACS = "data-sets/census/us/acs-acs1/data/2018"


def show(repo: str, path: str) -> str:
    """The text of one file at the repository's HEAD, remembered with its hash."""
    raw = subprocess.run(["git", "-C", repo, "show", f"HEAD:{path}"], check=True, capture_output=True).stdout
    HASHES[path] = hashlib.sha256(raw).hexdigest()
    return raw.decode("utf-8")


HASHES: dict[str, str] = {}


def people(repo: str) -> dict[str, dict[str, list[float]]]:
    """Country -> sex -> people in five-year groups 0-4 … 100+ in 2020."""
    table: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for sex, letter in (("male", "M"), ("female", "F")):
        rows = csv.DictReader(io.StringIO(show(repo, f"data/pop{letter}.txt")), delimiter="\t")
        groups: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            if int(row["country_code"]) < 900:
                groups[f"{int(row['country_code']):03d}"].append(round(float(row["2020"]) * 1000))
        for code, values in groups.items():
            table[code][sex] = values
    return dict(table)


def shares_of(text: str) -> dict[str, float]:
    """``Christian (…) 59.5%, Muslim 4.4%`` -> shares; bounds such as ``<1%`` are left out."""
    plain = re.sub(r"<[^>]+>", "", text).split("note:")[0]
    plain = re.sub(r"\([^()]*\)", "", plain)
    found: dict[str, float] = {}
    for part in re.split(r"[,;]", plain):
        match = re.match(r"\s*([A-Za-z][A-Za-z '/\-]*?)\s+(\d+(?:\.\d+)?)%", part)
        if match:
            found[match[1].lower().strip()] = float(match[2]) / 100
    return found


def factbook(repo: str) -> dict[str, Any]:
    """Country name -> religions, obesity and smoking among adults by name."""
    names = subprocess.run(
        ["git", "-C", repo, "ls-tree", "-r", "--name-only", "HEAD"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    result: dict[str, Any] = {}
    for name in names:
        if not re.fullmatch(r"[a-z\-]+/[a-z]{2}\.json", name):
            continue
        page = json.loads(show(repo, name))
        society = page.get("People and Society")
        country = page.get("Government", {}).get("Country name", {}).get("conventional short form", {}).get("text")
        if not society or not country:
            continue
        entry: dict[str, Any] = {"religion": shares_of(society.get("Religions", {}).get("text", ""))}
        for key, text in (
            ("obesity", society.get("Obesity - adult prevalence rate", {}).get("text", "")),
            ("smoking", society.get("Tobacco use", {}).get("total", {}).get("text", "")),
        ):
            match = re.match(r"([\d.]+)%", text)
            if match:
                entry[key] = float(match[1]) / 100
        result[country] = entry
    return result


def survey(repo: str, group: str) -> dict[tuple[str, ...], float]:
    """One table of the American Community Survey of 2018: label path -> people."""
    legend = show(repo, f"{ACS}/legend-md/acs-acs1-2018-GROUP_{group}_LEGEND.md")
    header, values = list(csv.reader(io.StringIO(show(repo, f"{ACS}/acs-acs1-2018-GROUP_{group}_DATA.csv"))))[:2]
    row = dict(zip(header, values, strict=True))
    cells: dict[tuple[str, ...], float] = {}
    for line in legend.splitlines():
        match = re.match(rf"\| ({group}_\d+E) \| Estimate !!<br>Total(.*?) \| int", line)
        if match and row.get(match[1]):
            path = tuple(part.strip() for part in match[2].split("!!<br>") if part.strip())
            cells[path] = float(row[match[1]])
    return cells


def rare(repo: str) -> dict[str, str]:
    """Rare condition -> class of its point prevalence in Europe; entries that contradict each other are left out."""
    path = "data/03_processed/orpha/orphadata/orpha_prevalence/regional_data/europe_prevalences.json"
    classes: dict[str, set[str]] = defaultdict(set)
    for row in json.loads(show(repo, path)):
        if row["prevalence_type"] == "Point prevalence" and re.search(r"\d", row["prevalence_class"] or ""):
            classes[row["disease_name"].lower()].add(row["prevalence_class"])
    return {name: next(iter(found)) for name, found in classes.items() if len(found) == 1}


def states(repo: str) -> dict[str, float]:
    """FIPS code of a state -> people in 2018."""
    path = "data-sets/census/bystate/acs-acs1/data/2018/acs-acs1-2018-GROUP_B01001_DATA.csv"
    rows = csv.DictReader(io.StringIO(show(repo, path)))
    return {row["GEO_ID"][-2:]: float(row["B01001_001E"]) for row in rows}


def by_sex(cells: dict[tuple[str, ...], float]) -> list[list[Any]]:
    """Rows [sex, label path below it …, people] in the order of the survey."""
    return [[path[0].lower(), *path[1:], value] for path, value in cells.items() if path]


def occupations(path: str) -> dict[str, Any]:
    """Detailed title -> employees in the United States; no title holds another, so that they may be added up."""
    base = sqlite3.connect(path)
    HASHES["oews-2025.sqlite"] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    titles = dict(base.execute("select occupation_code, occupation_name from occupation where display_level = 3"))
    rows = {}
    for code, title in titles.items():
        hit = base.execute("select v01 from cell where key = ?", (f"OEUN0000000000000{code}",)).fetchone()
        if hit and hit[0]:
            try:
                rows[title] = float(hit[0].replace(",", ""))
            except ValueError:
                continue
    return rows


def names(path: str) -> dict[str, list[int]]:
    """First name -> girls and boys born 1940-2015, those given at least 2,000 times."""
    HASHES["year_of_birth_counts.csv.gz"] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    total = [0, 0]
    with gzip.open(path, "rt") as lines:
        for row in csv.DictReader(lines):
            if 1940 <= int(row["year_of_birth"]) <= 2015:
                at = 0 if row["sex"] == "f" else 1
                table[row["first_name"]][at] += int(row["count"])
                total[at] += int(row["count"])
    kept = {name: pair for name, pair in table.items() if sum(pair) >= 2000}
    return {"": total, **kept}


def write(name: str, value: object) -> None:
    """Compact JSON beside this file."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    (OUT / name).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    wpp, book, acs, oews, ssa, orpha = sys.argv[1:7]
    write("people.json", people(wpp))
    write("countries.json", factbook(book))
    write("survey.json", {g: by_sex(survey(acs, g)) for g in ("B12002", "B15001", "B20001")})
    write("states.json", states(acs))
    write("occupations.json", occupations(oews))
    write("names.json", names(ssa))
    write("rare.json", rare(orpha))
    pages = {path: digest for path, digest in HASHES.items() if re.fullmatch(r"[a-z\-]+/[a-z]{2}\.json", path)}
    digest = hashlib.sha256("".join(f"{p} {h}\n" for p, h in sorted(pages.items())).encode()).hexdigest()
    rest = {path: each for path, each in HASHES.items() if path not in pages}
    write("hashes.json", {**rest, "factbook pages, path and hash a line": digest})
