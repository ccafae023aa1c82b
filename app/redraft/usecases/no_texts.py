"""What to say of an archive that was read and holds not one text of its owner: what was there, why it was left out."""

from __future__ import annotations

from redraft.domain.archive import Counts, Reason
from redraft.domain.text import Note

_WHY = {
    Reason.OTHER_AUTHOR: "{label}: {read} records were read, and none is a text of yours; most were written by other "
    "people. If some are yours, say who you are (--me).",
    Reason.REPOST: "{label}: {read} records were read, and none is a text of yours; most pass on what others wrote.",
    Reason.EMPTY: "{label}: {read} records were read, and none holds a word; most are pictures, links or empty.",
    Reason.DELETED: "{label}: {read} records were read, and none is a text of yours; most were deleted before.",
    Reason.SERVICE: "{label}: {read} records were read, and none is a text of yours; most are notices of the platform.",
    Reason.MALFORMED: "{label}: {read} records were found, and most could not be read. Download the archive again, or "
    "name its platform if it is another.",
}
_OTHERWISE = "{label}: {read} records were read, and none is a text of yours."
_NOT_ONE = (
    "{label}: not one post, comment or message is in it. Choose the archive as it was downloaded, with all of its "
    "parts, or name its platform."
)


def no_texts(label: str, counts: Counts) -> Note:
    """The note, by the reason that is most frequent. The counts themselves stand in every report."""
    if counts.read == 0:
        return Note("empty", _NOT_ONE.format(label=label))
    most = max(counts.skipped, key=lambda reason: counts.skipped[reason])
    return Note("empty", _WHY.get(most, _OTHERWISE).format(label=label, read=f"{counts.read:,}"))
