"""Leave out of the tables of common knowledge what everybody says: ``python knowledge.py POSTS … --leave WRITERS``.

A term that stands in several posts of *train*, seldom of somebody of its place or trade, is an ordinary word too, or
another's name. What stands in no post is kept as it was written. Changes ``resources/knowledge`` in place.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from posts import Post, load  # noqa: E402

from redraft.assets import resource  # noqa: E402
from redraft.domain.attributes import Attribute  # noqa: E402
from redraft.domain.relations import same  # noqa: E402
from redraft.knowledge.tables import ordinary, rows  # noqa: E402
from redraft.knowledge.terms import Terms  # noqa: E402

LEAST_POSTS, LEAST_RIGHT = 2, 0.34
"""Posts from which a term is judged, and the share of them that has to be of its place; of trades, which are many,
half of that."""


def told(
    entries: Sequence[tuple[str, str]], posts: Sequence[Post], fits: Callable[[str, Post], bool]
) -> dict[tuple[str, str], tuple[int, int]]:
    """By term and meaning: how many posts that hold the term are of its meaning, and how many hold it."""
    terms = Terms(((term, (term, meaning)) for term, meaning in entries), ordinary())
    found: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for post in posts:
        for pair in {pair for one in terms.find(post.text) for pair in one.meanings}:
            found[pair] += 1
            right[pair] += fits(pair[1], post)
    return {pair: (right[pair], count) for pair, count in found.items()}


def in_country(place: str, post: Post) -> bool:
    """Whether the post tells that its author lives in, comes from or is in the country."""
    country = place.rpartition(", ")[2]
    labels = (post.labels.get(name) for name in ("location", "birthplace", "whereabouts"))
    return any(label is not None and str(label["value"]).endswith(country) for label in labels)


def of_trade(trade: str, post: Post) -> bool:
    """Whether the post tells that its author does this."""
    label = post.labels.get("occupation")
    return label is not None and same(Attribute.OCCUPATION, trade, str(label["value"]))


def main() -> None:
    """Prune both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", type=Path, nargs="+")
    parser.add_argument("--leave", required=True)
    given = parser.parse_args()
    left = set(given.leave.split(","))
    posts = [p for p in load(given.posts) if p.writer not in left]
    places = list(rows("places"))
    seen = told([(row[0], row[1]) for row in places], posts, in_country)
    bad = {pair for pair, (right, count) in seen.items() if count >= LEAST_POSTS and right < LEAST_RIGHT * count}
    file = resource("knowledge", "places", "world.tsv")
    head = file.read_text("utf-8").splitlines()[0]
    kept = ["\t".join(row) for row in places if (row[0], row[1]) not in bad]
    file.write_text("\n".join([head, *kept]) + "\n", "utf-8")
    print(f"places: {len(places)} lines, {len(seen)} seen in {len(posts)} posts, {len(bad)} left out")
    trades = list(rows("trades"))
    pairs = [(t.strip(), row[0]) for row in trades for column in row[1:3] for t in column.split(";") if t.strip()]
    seen = told(pairs, posts, of_trade)
    bad = {pair for pair, (right, count) in seen.items() if count > LEAST_POSTS and right < LEAST_RIGHT / 4 * count}
    file = resource("knowledge", "trades", "all.tsv")
    head = file.read_text("utf-8").splitlines()[0]
    kept = []
    for row in trades:
        columns = [
            "; ".join(t.strip() for t in c.split(";") if t.strip() and (t.strip(), row[0]) not in bad) for c in row[1:3]
        ]
        if any(columns):
            kept.append("\t".join([row[0], *columns]))
    file.write_text("\n".join([head, *kept]) + "\n", "utf-8")
    print(f"trades: {len(pairs)} terms, {len(seen)} seen, {len(bad)} left out")


if __name__ == "__main__":
    main()
