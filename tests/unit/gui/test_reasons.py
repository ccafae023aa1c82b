"""Whatever the fast tier gives as its reason is known in German: tried on the practice archive and on own texts."""

import csv

from redraft.assets import resource
from redraft.detectors.tier import Tier
from redraft.gui import i18n
from unit.detectors.annotated import FOLDER, read


def texts():
    yield resource("examples", "draft.txt").read_text("utf-8")
    for name in ("comments.csv", "posts.csv"):
        with resource("practice", name).open(encoding="utf-8") as file:
            yield from (row.get("body") or row.get("title") or "" for row in csv.DictReader(file))
    for path in FOLDER.glob("*.txt"):
        yield from (one.text for one in read(path.stem))


def test_every_reason_of_the_fast_tier_is_known_in_german():
    tier = Tier()
    reasons = {finding.why for text in texts() for finding in tier.detect(text).findings if finding.why}
    assert len(reasons) > 60
    i18n.use("de")
    unknown = sorted(reason for reason in reasons if i18n.sentence(reason) == reason)
    i18n.use("en")
    assert unknown == []
