"""Whoever was taken out of the room erases what they had put in, and does nothing else."""

import pytest

from app.domain import commands as c
from app.domain.turn import Already, Turn
from tests.domain.test_erasing import gone
from tests.domain.vocabulary import HOST, Workshop, agreeing, code_of, committing


@pytest.mark.parametrize("keep_out", [False, True])
def test_LIFE_17_whoever_was_taken_out_erases_everything_of_theirs_once(keep_out: bool) -> None:
    room, clusters = committing()
    who, other = room.people[:2]
    kept = room.does(who, "add_behaviour", cluster=clusters["Craft"], text="we will axolotl")
    room.lead("accept_behaviour", behaviour=kept)
    room.does(who, "add_behaviour", cluster=clusters["Craft"], text="we will narwhal")
    for one, text in ((who, "Quokka"), (other, "Wombat")):
        room.does(one, "park", text=text, named=True)
    room.does(who, "rename_me", name="Zebrowska")
    room.does(HOST, "remove_member", member=who, keep_out=keep_out)
    erasing = c.EraseRemoved(id="erasing-it-all")
    came = room._take(who, erasing)
    assert isinstance(came, Turn)
    assert gone(room, "narwhal", "Quokka", "Zebrowska", "Amara")
    assert not gone(room, "axolotl")
    assert not gone(room, "Wombat")
    assert len(room.state.door.kept_out) == keep_out
    assert room._take(who, erasing) == Already(room.state.seq)


def test_LIFE_17_nobody_else_erases_so() -> None:
    room = Workshop(3)
    for who in (HOST, room.people[0], "nobody", ""):
        assert code_of(room._take(who, c.EraseRemoved(id="erasing-it-all"))) == "not_in_room"
    room.does(HOST, "join_members", member=room.people[1], into=room.people[2])
    joined = room._take(room.people[1], c.EraseRemoved(id="erasing-it-all"))
    assert code_of(joined) == "not_in_room", "it is the other's now"


def test_LIFE_17_erasing_while_a_round_is_open_leaves_the_others_answers_to_it() -> None:
    """Their own had dropped as they were taken out."""
    room, clusters = agreeing()
    craft, who = clusters["Craft"], room.people[0]
    room.lead("open_rounds")
    room.answers(craft, *[2] * 6, need="the ocelot")
    room.does(HOST, "remove_member", member=who)
    before = room.state.shared[craft].rounds[-1].ballot
    room._take(who, c.EraseRemoved(id="erasing-it-all"))
    after = room.state.shared[craft].rounds[-1].ballot
    assert (after, len(after.answers), after.is_open) == (before, 5, True)
    room.lead("close_rounds", clusters=[craft])
    assert room._take(who, c.EraseRemoved(id="erasing-it-all")) == Already(
        room.state.done[who]["erasing-it-all"].seq
    )
    assert len(room.state.shared[craft].rounds[-1].ballot.answers) == 5
