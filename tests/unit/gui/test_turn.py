from redraft.gui.turn import Turn


def test_others_stand_back_while_the_draft_asks_and_a_little_longer():
    turn = Turn(linger=0.0)
    assert not turn.is_set()
    with turn:
        assert turn.is_set()
    assert not turn.is_set()
    long = Turn(linger=60.0)
    with long:
        pass
    assert long.is_set()
