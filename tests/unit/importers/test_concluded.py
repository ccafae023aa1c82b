"""What platforms concluded about their user is no post: it comes along apart, and counts as nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from redraft.domain.archive import Concluded, Post, Reason, Skipped
from redraft.domain.items import Item
from redraft.domain.music import Track
from redraft.importers.contract import Options
from redraft.importers.opening import open_archive
from redraft.importers.recognise import choose

X_SAID = {
    "p13nData": {
        "demographics": {
            "languages": [{"language": "English", "isDisabled": False}],
            "genderInfo": {"gender": "female", "genderOverride": "female"},
        },
        "interests": {
            "interests": [{"name": "Sailing", "isDisabled": True}, {"name": "Tea", "isDisabled": False}],
            "partnerInterests": [],
            "audienceAndAdvertisers": {"numAudiences": "7", "advertisers": ["@shop"], "lookalikeAdvertisers": []},
            "shows": ["The Archers"],
        },
        "locationHistory": ["Leeds"],
        "inferredAgeInfo": {"age": ["35-54"], "birthDate": ""},
    }
}
LINKEDIN = {
    "Inferences_about_you.csv": (
        "Category,Type of inference,Description,Inference\n"
        'Demographics,Age,"Based on your graduation year",35-54\n'
        "Career,Seniority,Based on your job title,Senior\n"
    ),
    "Ad_Targeting.csv": (
        "Member Age,Company Names,Company Names,Member Interests\n"
        '35-54,Some Works,"Other Works; Third Works","Sailing; Tea"\n'
    ),
    "Connections.csv": "Notes:\n\nFirst Name,Last Name,Company\n" + "Ann,Somebody,Some Works\n" * 18,
}
INTEREST = {"inferred_data_ig_interest": [{"string_map_data": {"Interesse": {"value": "CafÃ©s"}}}]}
ARCHIVES: list[tuple[str, str, dict[str, str], set[tuple[str, str]]]] = [
    (
        "linkedin", "LinkedIn", LINKEDIN,
        {("Age", "35-54"), ("Seniority", "Senior"), ("Member Age", "35-54"), ("Company Names", "Some Works"),
         ("Company Names", "Other Works"), ("Company Names", "Third Works"), ("Member Interests", "Sailing"),
         ("Member Interests", "Tea")},
    ),
    (
        "x", "X",
        {"data/personalization.js": f"window.YTD.personalization.part0 = [{json.dumps(X_SAID)}]",
         "data/ageinfo.js": 'window.YTD.ageinfo.part0 = [{"ageMeta": {"inferredAgeInfo": {"age": ["13-54"]}}}]'},
        {("age", "35-54"), ("age", "13-54"), ("gender", "female"), ("languages", "English"), ("places", "Leeds"),
         ("interests", "Sailing"), ("interests", "Tea"), ("shows", "The Archers")},
    ),
    (
        "facebook", "Facebook",
        {"ads_information/ads_interests.json": json.dumps({"topics_v2": ["Tea", "Sailing"]}),
         "ads_information/other_categories_used_to_reach_you.json": json.dumps(
             {"label_values": [{"label": "Categories", "vec": [{"value": "Away from hometown"}]}]}),
         "logged_information/friend_peer_group.json": json.dumps({"friend_peer_group_v2": "Established Adult Life"})},
        {("interests", "Tea"), ("interests", "Sailing"), ("categories", "Away from hometown"),
         ("life", "Established Adult Life")},
    ),
    (
        "instagram", "Instagram",
        {"information_about_you/ads_interests.json": json.dumps(INTEREST)},
        {("interests", "Cafés")},
    ),
    (
        "tiktok", "TikTok",
        {"user_data_tiktok.json": json.dumps(
            {"Ads and data": {"Ad Interests": {"AdInterestCategories": "Tea, Sailing"}},
             "Profile": {"Profile Info": {"ProfileMap": {"bioDescription": "", "inferredGender": "Female"}}}})},
        {("interests", "Tea"), ("interests", "Sailing"), ("gender", "Female")},
    ),
    (
        "youtube", "Google",
        {"Takeout/My Activity/My Ad Center/MyActivity.json": json.dumps(
            [{"header": "My Ad Center", "title": "Sailing holidays", "products": ["My Ad Center"]}])},
        {("interests", "Sailing holidays")},
    ),
]  # fmt: skip


def read(path: Path) -> tuple[str, list[Item]]:
    with open_archive(path) as source:
        importer = choose(source).importer
        return importer.name, list(importer.posts(source, Options()))


@pytest.mark.parametrize(("platform", "by", "files", "said"), ARCHIVES, ids=[a[0] for a in ARCHIVES])
def test_it_is_shown_as_what_the_platform_says_and_there_is_no_post(
    platform: str, by: str, files: dict[str, str], said: set[tuple[str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    name, items = read(path)
    assert name == platform
    assert {type(item) for item in items} == {Concluded}
    concluded: list[Any] = items
    assert {one.by for one in concluded} == {by}
    assert {(one.about, one.text) for one in concluded} == said


def test_posts_beside_it_are_read_as_before(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, text in LINKEDIN.items():
            made.writestr(name, text)
        made.writestr("Comments.csv", "Date,Link,Message\n2020-01-01 10:00:00,https://x.test/1,I sail on Sundays\n")
    _name, items = read(path)
    assert [item.text for item in items if isinstance(item, Post)] == ["I sail on Sundays"]
    assert sum(isinstance(item, Concluded) for item in items) == 8


def test_a_listen_without_a_title_is_passed_over_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "1.jsonl"
    listens: list[dict[str, Any]] = [
        {"listened_at": 1, "track_metadata": {"track_name": "A song", "artist_name": "Somebody"}},
        {"listened_at": 2, "track_metadata": {"track_name": None, "artist_name": "Somebody"}},
        {"listened_at": 3, "track_metadata": {"artist_name": "Somebody"}},
        {"listened_at": 4, "track_metadata": {"track_name": "", "artist_name": "Somebody"}},
    ]
    path.write_text("\n".join(map(json.dumps, listens)), encoding="utf-8")
    name, items = read(path)
    assert name == "listenbrainz"
    assert [item.title for item in items if isinstance(item, Track)] == ["A song"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == [Reason.EMPTY] * 3
