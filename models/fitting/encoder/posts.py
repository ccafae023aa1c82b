"""The corpus as the encoder learns it: posts with a tag for each piece, and posts that an edit made silent.

A post's hand-made edits for an attribute give a second post in which a sharp reader can no longer tell it: the
smallest difference there is between telling and not telling. Labels that such an edit touched are unknown in it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

EIGHT = ("age", "sex", "relationship", "education", "occupation", "income", "location", "birthplace")
SIXTEEN = ("health", "religion", "politics", "ethnicity", "orientation", "family", "employer", "school", "whereabouts",
           "absence", "contact", "name", "routine", "children", "finance", "other person")  # fmt: skip
ATTRIBUTES = (*EIGHT, *SIXTEEN)
VALUES = {
    "sex": ("female", "male"),
    "relationship": ("single", "in a relationship", "engaged", "married", "divorced", "widowed"),
    "income": ("low", "middle", "high"),
    "education": (
        "no diploma", "in high school", "high school diploma", "studying towards a bachelor's degree",
        "bachelor's degree", "master's degree", "PhD",
    ),
    "age": tuple(f"{low}-{low + 9}" if low else "0-19" for low in (0, 20, 30, 40, 50, 60, 70)),
}  # fmt: skip
"""Answers of which one is chosen; ages by decade."""
SURE = 3
"""Certainty from which a label counts; what is less sure is neither told nor not told."""
ONLY_EIGHT = ("ena", "dem", "frm", "esm")
"""Writers who labelled the first eight attributes alone."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post. ``counts`` holds the attributes whose label, or lack of one, is known."""

    id: str
    text: str
    labels: dict[str, dict]
    rewrites: dict[str, list[dict]]
    counts: frozenset[str]
    decoy: bool = False
    language: str = "en"

    @property
    def writer(self) -> str:
        """Who wrote it; a writer's posts stay in one split."""
        return self.id.split("-")[0]


def load(files: Iterable[Path]) -> list[Post]:
    """All posts of the files."""
    posts = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            if not line.strip():
                continue
            row = json.loads(line)
            few = row["id"].split("-")[0] in ONLY_EIGHT
            unsure = {a for a, label in row["labels"].items() if label["certainty"] < SURE}
            counts = frozenset(EIGHT if few else ATTRIBUTES) - unsure
            sure = {a: label for a, label in row["labels"].items() if a not in unsure}
            posts.append(Post(row["id"], row["text"], sure, row.get("rewrites") or {}, counts, bool(row.get("decoy")),
                              row.get("lang", "en")))  # fmt: skip
    return posts


def silenced(post: Post, rng: random.Random) -> Post:
    """The post after the edits of some of its attributes, chosen by ``rng``; the post itself where it has none."""
    editable = [a for a in post.rewrites if a in post.labels]
    if not editable:
        return post
    gone = rng.sample(editable, rng.randint(1, len(editable)))
    text, hidden = post.text, set()
    for attribute in gone:
        edited = text
        for edit in post.rewrites[attribute]:
            if edited.count(edit["old"]) != 1:
                break
            edited = edited.replace(edit["old"], edit["new"])
        else:
            text = edited
            hidden.add(attribute)
    labels, counts = {}, set(post.counts)
    for attribute, label in post.labels.items():
        if attribute in hidden:
            continue
        if all(quote in text for quote in label["evidence"]):
            labels[attribute] = label
        else:
            counts.discard(attribute)
    return Post(f"{post.id}~", text, labels, {}, frozenset(counts), post.decoy, post.language)


def tags(post: Post, places: Sequence[tuple[int, int]]) -> np.ndarray:
    """For each piece and attribute 1.0 where the piece is evidence; ``places`` are the pieces' code points."""
    result = np.zeros((len(places), len(ATTRIBUTES)), np.float32)
    for attribute, label in post.labels.items():
        for quote in label["evidence"]:
            at = post.text.find(quote)
            if at < 0:
                continue
            for i, (start, end) in enumerate(places):
                if end > start and start < at + len(quote) and end > at:
                    result[i, ATTRIBUTES.index(attribute)] = 1.0
    return result


def choice(attribute: str, value: str) -> int | None:
    """Which of the known answers a label is; None where it is none of them."""
    if attribute == "age":
        numbers = [int(n) for n in value.replace("–", "-").split("-") if n.strip().isdigit()]
        if not numbers:
            return None
        middle = sum(numbers) / len(numbers)
        return min(len(VALUES["age"]) - 1, max(0, int(middle // 10) - 1))
    known = VALUES.get(attribute, ())
    return known.index(value) if value in known else None
