"""A table of posts for tests that kill and go on: enough to be read for seconds, few of them telling."""

from __future__ import annotations

from pathlib import Path

POSTS = 1_600
SAID = ("My husband made soup again", "I live in Leeds, near the market", "Write to me: anna{n}@example.org")


def write_posts(folder: Path) -> Path:
    """``posts.csv`` with :data:`POSTS` posts."""
    rows = []
    for n in range(POSTS):
        words = (
            SAID[n // 97 % 3].format(n=n % 5) if n % 97 == 0 else f"The {n}th lap of the small park was wet and slow"
        )
        rows.append(f'{n},2{n % 20:03}-05-01,"{words}."\n')
    made = folder / "posts.csv"
    made.write_text("id,date,text\n" + "".join(rows))
    return made
