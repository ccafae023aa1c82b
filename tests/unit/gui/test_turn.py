import pytest

from redraft.gui.turn import DraftsAttacker, Turn


class Watching:
    """Notes whether others were told to stand back while it was asked."""

    def __init__(self, turn):
        self.turn, self.told = turn, []

    def infer(self, question, *, cancel=None):
        yield from ()
        self.told.append(self.turn.is_set())
        raise ValueError(question)

    def prepare(self, text, in_reply_to="", *, cancel=None):
        self.told.append(self.turn.is_set())


def test_others_stand_back_while_the_draft_asks_and_a_little_longer():
    turn = Turn(linger=0.0)
    behind = Watching(turn)
    attacker = DraftsAttacker(behind, turn)
    assert not turn.is_set()
    attacker.prepare("x")
    with pytest.raises(ValueError, match="y"):
        next(attacker.infer("y"))
    assert behind.told == [True, True]
    assert not turn.is_set()
    long = Turn(linger=60.0)
    with long:
        pass
    assert long.is_set()
