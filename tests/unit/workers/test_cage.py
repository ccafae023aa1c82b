from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.refusals import refused
from redraft.codec import from_json, to_json
from redraft.domain.errors import SandboxError
from redraft.domain.message import Message, verbatim
from redraft.workers import cage, landlock, namespaces, seccomp
from redraft.workers.cage import CageStatus, Missing
from redraft.workers.proof import ground

WHOLE = CageStatus("linux", cage.PROMISED, (*cage.PROMISED, *cage.IF_ALLOWED), (), 7)
WITHOUT_LANDLOCK = CageStatus(
    "linux",
    cage.PROMISED,
    tuple(p for p in cage.PROMISED if p != "landlock"),
    (Missing("landlock", verbatim("no such call")),),
)


def test_a_whole_cage_holds():
    WHOLE.require()
    assert WHOLE.holds


def test_a_missing_part_is_named_with_its_reason():
    with refused(SandboxError, "landlock: no such call"):
        WITHOUT_LANDLOCK.require()


@pytest.mark.parametrize("status", [WHOLE, WITHOUT_LANDLOCK])
def test_a_status_survives_the_protocol(status):
    assert from_json(CageStatus, to_json(status)) == status


def test_why_a_part_is_off_is_said_by_a_code(monkeypatch):
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    monkeypatch.setattr(seccomp, "AUDIT_ARCH", {})
    monkeypatch.setattr(cage, "_limit", lambda _memory: None)
    monkeypatch.setattr(namespaces, "enter", dict)
    monkeypatch.setattr(cage, "_prctl", lambda _option, _value: None)
    monkeypatch.setattr(cage.sys, "platform", "linux")
    off = {missing.part: missing.why for missing in cage.enter().off}
    assert off == {
        "alone": Message("cage.not_new"),  # the tests' own process
        "control group": Message("cage.no_control_group"),
        "landlock": Message("cage.no_landlock"),
        "seccomp": Message("cage.unknown_machine"),
    }


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_nothing_is_promised_and_nothing_pretended(monkeypatch, system):
    monkeypatch.setattr(cage.sys, "platform", system)
    status = cage.enter()
    assert status.on == status.promised == ()
    assert status.off[0].why == Message("cage.unproven")
    status.require()


def test_folders_with_the_users_files_are_never_opened(monkeypatch, tmp_path):
    home = tmp_path / "home" / "user"
    (home / "app").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(cage.sys, "path", ["", "/", str(home), str(home.parent), str(home / "app")])
    readable = list(cage._readable())
    assert home / "app" in readable
    assert not {home, home.parent, tmp_path, tmp_path.parent} & set(readable)
    assert all(str(p) not in {"/", "/etc", "/proc", "/home", "/root", "/usr", "."} for p in readable)


def test_what_an_older_landlock_does_not_refuse_is_said_to_rest_on_the_filter():
    said = {number: [message.code for message in ground(replace(WHOLE, landlock_abi=number))] for number in range(1, 8)}
    assert said[7] == said[6] == ["cage.landlock"]
    assert said[5] == ["cage.landlock", "cage.rests_signals"]
    assert said[2] == [
        "cage.landlock",
        "cage.rests_truncate",
        "cage.rests_tcp",
        "cage.rests_devices",
        "cage.rests_signals",
    ]
    without = replace(WHOLE, on=cage.PROMISED)
    assert without.holds
    assert [message.code for message in ground(without)] == ["cage.landlock", "cage.no_network_namespace"]
    among_others = replace(WHOLE, on=(*cage.PROMISED, namespaces.NETWORK))
    assert [message.code for message in ground(among_others)] == ["cage.landlock", "cage.no_process_namespace"]
    assert ground(CageStatus("darwin", (), ())) == ground(WITHOUT_LANDLOCK) == ()
