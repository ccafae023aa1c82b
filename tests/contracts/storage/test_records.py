"""What every keeper of checkpoints, reports and declared facts must hold to: in memory and encrypted."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.keyring import MemoryKeyring
from redraft.domain.archive import Locator
from redraft.domain.attributes import Attribute
from redraft.domain.errors import StoreError
from redraft.domain.finding import Subject
from redraft.domain.rules import Rule, Ruling
from redraft.domain.stand_ins import Form, Kind, Role, StandIn, StandIns, Style
from redraft.storage.folder import Protection
from redraft.storage.memory import MemoryRecords
from redraft.storage.vault import Vault
from redraft.usecases.kept_draft import KeptDraft
from redraft.usecases.ports import Checkpoint, KeptReport, PostResult


def nobody_to_ask():
    raise AssertionError("a passphrase was asked for")


@pytest.fixture(params=["memory", "encrypted"])
def records(request, tmp_path):
    if request.param == "memory":
        yield MemoryRecords()
        return
    with Vault(tmp_path / "store", MemoryKeyring()).create(Protection.KEYRING, nobody_to_ask) as opened:
        yield opened


def result(member, record, stage="fast", **body):
    return PostResult(Locator(member, record), stage, body)


def test_it_begins_empty(records):
    assert records.load("a") is None
    assert list(records.results("a")) == []
    assert list(records.kept()) == []
    assert records.declared() == frozenset()
    records.drop("a")
    records.forget("a")
    records.withdraw(Attribute.AGE, "30")


def test_rules_hold_until_they_are_dropped(records):
    wrong = Rule(Ruling.WRONG, "nurse", Attribute.OCCUPATION, Subject.RELATIVE)
    never = Rule(Ruling.NEVER, "odd \ud800 words")
    assert records.rules() == frozenset()
    for rule in (wrong, never, never):
        records.add_rule(rule)
    assert records.rules() == {wrong, never}
    records.drop_rule(never)
    records.drop_rule(Rule(Ruling.HIDE, "not there"))
    assert records.rules() == {wrong}


def test_a_store_from_before_rules_reads_as_one_without_and_takes_them(records):
    with records._writing() as connection:
        connection.execute("DROP TABLE rules")
    assert records.rules() == frozenset()
    records.add_rule(Rule(Ruling.STAYS, attribute=Attribute.AGE))
    assert records.rules() == {Rule(Ruling.STAYS, attribute=Attribute.AGE)}


def test_one_draft_is_kept_until_another_takes_its_place_or_it_is_forgotten(records):
    assert records.draft() is None
    records.forget_draft()
    for draft in (KeptDraft("I live in Leeds"), KeptDraft("Grüße \U0001f600 \ud800", "Where are you?")):
        records.keep_draft(draft)
        assert records.draft() == draft
    records.forget_draft()
    assert records.draft() is None


def test_a_store_from_before_drafts_reads_as_one_without_and_takes_one(records):
    with records._writing() as connection:
        connection.execute("DROP TABLE drafts")
    assert records.draft() is None
    records.forget_draft()
    records.keep_draft(KeptDraft("x"))
    assert records.draft() == KeptDraft("x")


def test_a_rule_that_another_version_wrote_is_left_out(records):
    records.add_rule(Rule(Ruling.HIDE, "x"))
    with records._writing() as connection:
        connection.execute(
            "INSERT INTO rules VALUES ('later', '\"y\"', '', 'author'), ('hide', 'no json', '', 'author')"
        )
    assert records.rules() == {Rule(Ruling.HIDE, "x")}


def test_batches_add_up_and_the_last_state_stands(records):
    records.record("a", {"read": 2}, [result(0, 1, n=1), result(0, 0, n=0)])
    records.record("a", {"read": 3}, [result(1, 0, n=2)])
    records.record("a", {"read": 9})
    records.record("b", {"read": 1}, [result(0, 0, n=7)])
    assert records.load("a") == Checkpoint({"read": 9}, 3)
    assert [(r.locator, r.body["n"]) for r in records.results("a")] == [
        (Locator(0, 0), 0),
        (Locator(0, 1), 1),
        (Locator(1, 0), 2),
    ]


def test_a_batch_recorded_twice_counts_once(records):
    for number in (1, 2):
        records.record("a", {"read": 2}, [result(0, 0, n=number), result(0, 0, "model", n=number)])
    assert records.load("a") == Checkpoint({"read": 2}, 2)
    assert [r.body["n"] for r in records.results("a", "model")] == [2]


def test_dropping_one_scan_leaves_the_others(records):
    records.record("a", {}, [result(0, 0)])
    records.record("b", {}, [result(0, 0)])
    records.drop("a")
    assert records.load("a") is None
    assert list(records.results("a")) == []
    assert records.load("b") == Checkpoint({}, 1)
    for name in ("a", "b"):  # also the one that was made last, whose number another may get
        records.drop(name)
        records.record(name, {})
        assert list(records.results(name)) == []


def test_more_results_than_are_read_at_once_come_in_order(records):
    records.record("a", {}, [result(n % 3, n, "fast" if n % 2 else "model") for n in range(5000)])
    found = [(r.locator, r.stage) for r in records.results("a")]
    assert found == sorted(found)
    assert len(found) == 5000
    assert len(list(records.results("a", "model"))) == 2500


def test_results_can_be_read_while_more_are_recorded(records):
    records.record("a", {}, [result(0, n) for n in range(3000)])
    for number, _ in enumerate(records.results("a")):
        if number == 1:
            records.record("a", {}, [result(9, 9)])
    assert records.load("a") == Checkpoint({}, 3001)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.text(st.characters()),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
            max_leaves=8,
        ),
        max_size=4,
    )
)
def test_any_json_comes_back_as_it_was(records, body):
    records.record("a", body, [PostResult(Locator(0, 0), "fast", body)])
    loaded = records.load("a")
    assert loaded is not None
    assert loaded.state == body
    assert next(records.results("a")).body == body


def test_lone_surrogates_and_nul_survive(records):
    text = "a\x00b\ud83d 👩‍🚀"
    records.record("a", {"quote": text}, [result(0, 0, quote=text)])
    assert next(records.results("a")).body["quote"] == text


def test_reports_are_kept_newest_first_and_replaced_by_id(records):
    records.keep(KeptReport("1", "mine", 10), {"n": 1})
    records.keep(KeptReport("2", "other", 20), {"n": 2})
    records.keep(KeptReport("1", "mine", 30), {"n": 3})
    assert [(r.id, r.created, records.body(r.id)) for r in records.kept()] == [("1", 30, {"n": 3}), ("2", 20, {"n": 2})]
    records.forget("1")
    assert [r.id for r in records.kept()] == ["2"]
    assert records.body("1") is None


def test_scans_of_the_same_files_are_found_by_what_their_ids_begin_with(records):
    for name in ("aa.1", "aa.2", "ab.1", "a%.1"):
        records.record(name, {"of": name})
    assert sorted(records.begun("aa.")) == [("aa.1", {"of": "aa.1"}), ("aa.2", {"of": "aa.2"})]
    assert [name for name, _ in records.begun("a%.")] == ["a%.1"]
    assert len(list(records.begun())) == 4


def test_what_is_declared_can_be_withdrawn(records):
    records.declare(Attribute.AGE, "30")
    records.declare(Attribute.AGE, "30")
    records.declare(Attribute.LOCATION, "Leeds")
    records.withdraw(Attribute.AGE, "30")
    assert records.declared() == {(Attribute.LOCATION, "Leeds")}


def test_threads_share_one(records):
    def work(member):
        for number in range(20):
            records.record("a", {"member": member}, [result(member, number)])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loaded = records.load("a")
    assert loaded is not None
    assert loaded.results == 80


def test_stand_ins_are_kept_unless_others_are_by_now(records):
    none = StandIns()
    first = StandIns(
        (StandIn(Kind.TOWN, 1, Style.LABELS, "[Town 1]", (Form(Role.WHOLE, "Leeds", "[Town 1, full name]"),)),)
    )
    assert records.stand_ins() == none
    assert records.keep_stand_ins(first, none)
    assert records.stand_ins() == first
    assert not records.keep_stand_ins(StandIns(), none)
    assert records.stand_ins() == first
    assert records.keep_stand_ins(none, first)
    assert records.stand_ins() == none


def test_a_store_from_before_stand_ins_reads_as_one_without_and_takes_them(records):
    with records._access() as connection:
        connection.execute("DROP TABLE stand_ins")
    assert records.stand_ins() == StandIns()
    assert records.keep_stand_ins(StandIns(), StandIns())


def test_stand_ins_that_cannot_be_read_are_an_error_and_not_nothing(records):
    assert records.keep_stand_ins(StandIns(), StandIns())
    with records._access() as connection:
        connection.execute("UPDATE stand_ins SET body = '{\"entries\": 3}'")
    with pytest.raises(StoreError):
        records.stand_ins()
