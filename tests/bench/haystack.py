"""Posts that say nothing about their author, made up from pieces: what the needles benchmark hides people among.

Remarks about programs, games, films, recipes and puzzles, half of them with an I or a my, so that neither the first
person nor a usual word tells them from real posts. Seeded: the same number gives the same posts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

_THINGS = (
    "the update", "that patch", "the new menu", "this plugin", "the search", "the export", "the dark theme", "the map",
    "the second level", "that boss", "the soundtrack", "the sequel", "the ending", "the trailer", "the opening scene",
    "this recipe", "the sauce", "the dough", "the crossword", "that puzzle", "the last clue", "the rulebook",
    "the expansion", "the tutorial", "the first chapter", "the translation", "the cover", "this template",
    "the battery", "the charger", "the keyboard", "the screen", "the font", "the layout", "the archive", "the index",
    "the driver", "the firmware", "the settings page", "the backup", "the shortcut", "the preview", "the filter",
)  # fmt: skip
_STATES = (
    "works again", "broke after a restart", "is slower than before", "is better than it looks", "needs more contrast",
    "feels unfinished", "makes no sense to me", "is exactly what was missing", "was worth the wait", "is overrated",
    "looks odd on a small display", "ignores every second click", "resets itself", "is hidden too deep",
    "should be the default", "could be half as long", "is the best part of it", "deserves more attention",
    "fails without a message", "is fine once you know the trick", "does the same with fewer steps",
)  # fmt: skip
_TAILS = (
    "Has anybody else seen this?", "Not sure why.", "Turning it off and on helped.", "No idea who thought of that.",
    "The manual says otherwise.", "It took three tries.", "The older one was simpler.", "Still, no complaints.",
    "A screenshot would help.", "Thanks for the hint above.", "That thread explains it well.", "Worth a look.",
    "Sorry, wrong link before.", "Edit: found it.", "Source in the first comment.", "This got longer than planned.",
    "I might be wrong.", "I did not expect that.", "My guess is a cache.", "I will try the other way round.",
    "I read it twice.", "My copy does the same.", "I gave it a second chance.", "I skipped that part.",
)  # fmt: skip
_OPENINGS = (
    "", "", "", "Honestly, ", "For what it is worth, ", "I think ", "I noticed ", "As far as I can tell ", "Funny how ",
    "To be fair, ", "I still say ", "Agreed, ", "Hot take: ", "Same here, ", "I tested it: ", "Not gonna lie, ",
)  # fmt: skip
_JOINTS = (", but ", ", and ", "; ", ", although ", ", while ", " because ", ", so ")


def posts(number: int, seed: int) -> list[str]:
    """So many different posts of one to three sentences."""
    return list(islice(_distinct(random.Random(seed)), number))


def _distinct(rng: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        text = _post(rng)
        if text not in seen:
            seen.add(text)
            yield text


def _post(rng: random.Random) -> str:
    said = rng.choice(_OPENINGS) + f"{rng.choice(_THINGS)} {rng.choice(_STATES)}"
    if rng.random() < 0.5:
        said += rng.choice(_JOINTS) + f"{rng.choice(_THINGS)} {rng.choice(_STATES)}"
    tails = rng.sample(_TAILS, rng.choice((0, 1, 1, 2)))
    return " ".join([said[0].upper() + said[1:] + ".", *tails])
