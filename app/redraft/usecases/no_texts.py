"""What to say of an archive that was read and holds not one text of its owner: what was there, why it was left out."""

from __future__ import annotations

from redraft.domain.archive import Counts, Reason
from redraft.domain.message import Message
from redraft.domain.text import Note

_WHY = {
    Reason.OTHER_AUTHOR: Message("archive.none_yours_others"),
    Reason.REPOST: Message("archive.none_yours_reposts"),
    Reason.EMPTY: Message("archive.none_word"),
    Reason.DELETED: Message("archive.none_yours_deleted"),
    Reason.SERVICE: Message("archive.none_yours_notices"),
    Reason.MALFORMED: Message("archive.most_unreadable"),
}
_OTHERWISE = Message("archive.none_yours")
_NOT_ONE = Message("archive.not_one")


def no_texts(label: str, counts: Counts) -> Note:
    """The note, by the reason that is most frequent. The counts themselves stand in every report."""
    if counts.read == 0:
        return Note("empty", _NOT_ONE.filled(label=label))
    most = max(counts.skipped, key=lambda reason: counts.skipped[reason])
    return Note("empty", _WHY.get(most, _OTHERWISE).filled(label=label, read=counts.read))
