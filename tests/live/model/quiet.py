"""What must hold of a world in which nobody has anything left to do."""

from app.domain.evolve import replay
from app.live.room import Room
from tests.live.model.phone import Phone
from tests.live.model.processes import LIMITS
from tests.live.model.world import World
from tests.live.vocabulary import fresh


def check_quiet(world: World) -> None:
    for record, id, sent, one in world.asked():
        assert one.answer.done(), f"no answer to {id}: {sent.fields} of {record.code}"
    for process in world.processes:
        for room in process._open.values():
            _check_room(world, room)
    for phone in world.phones:
        _check_phone(world, phone)


def _check_room(world: World, room: Room) -> None:
    """It waits for something to do, shows what it holds, and holds what is stored; everything has its bound."""
    record = next(record for record in world.records if record.room == room.id)
    feed, presence = room._feed, room._presence
    assert not room._inbox
    assert room._rest.is_set()
    assert not room._task.done()
    assert feed.seq == room.state.seq <= record.head
    if room.state.seq == record.head:
        stored = world.loop.does(world.disk.kept.load(room.id))
        assert room.state == replay(stored)
        assert room._keys == world.loop.does(world.disk.kept.keys(room.id))
        look = room.look(room.state.host)
        parts = {"mine": look.mine, "lead": look.lead, "door": look.door}
        seen = {"shared": look.shared} | {part: view for part, view in parts.items() if view is not None}
        expected = fresh(record.states[look.seq], world.disk.kept.all_keys, room.state.host)
        assert seen == {part: expected[part] for part in expected if part != "guest"}
    assert len(feed._frames._frames) <= LIMITS.kept_frames
    assert len(feed._views._views) <= LIMITS.kept_views
    assert len(feed._openings) <= LIMITS.kept_views + 1
    assert feed._own.keys() <= presence.members
    assert feed._expecting <= set(presence)
    assert all(len(presence.of(member)) <= LIMITS.per_member for member in presence.members)
    assert len(presence) == sum(phone.lines_into.count(room) for phone in world.phones)


def _check_phone(world: World, phone: Phone) -> None:
    """Who has read everything sees what their process holds, reached their acks, and knows how many are there."""
    if phone.line is None or phone.room is None or phone.asleep:
        return
    if phone.said_goodbye is not None:
        assert phone.line.ended
        assert phone.said_goodbye in ("removed", "restart", "unread", "replaced")
        return
    assert not phone.line.ended, f"ended without a goodbye: {phone.line.connection.reason}"
    seq = phone.room.state.seq
    assert phone.room._task.done() is False
    assert phone.seq >= phone.promised, "the ack's seq is not reached"
    expected = fresh(phone.record.states[seq], world.disk.kept.all_keys, phone.member)
    assert phone.view == expected, "having read all, it sees something else than what is there"
    here = {one.member for one in world.phones if one.member and phone.room in one.lines_into}
    assert phone.present == len(here), "it is told that others are there than are"


def check_end(world: World) -> None:
    """All is well again, and all is sent that nobody has heard of: everybody ends with the same."""
    world.disk.heals()
    world.loop.does(world.disk.lands())
    for phone in world.phones:
        phone.lets_go()
        phone.asleep = False
    world.quiet()
    _finish(world)
    for record in world.records:
        for process in (0, 1):
            reader = world.phone(record, None)
            world.connects(reader, process, "the future")
            world.loop.settles()
            reader.loses_its_line(noticed=True)
    for number, phone in enumerate(world.phones):
        if phone.line is None or phone.said_goodbye is not None:
            world.connects(phone, number % 2, "knowing")
    world.quiet()
    check_quiet(world)
    for phone in world.phones:
        if phone.member in phone.record.model.removed:
            assert phone.said_goodbye is not None
        else:
            assert phone.room is not None
            assert phone.room.state.seq == phone.record.head
            assert phone.said_goodbye is None


def _finish(world: World) -> None:
    """Each sender sends again, in order, what it has no answer to."""
    for _ in range(100):
        for phone in world.phones:
            if world.unsettled(phone):
                if phone.line is None or phone.said_goodbye is not None:
                    world.connects(phone, 0, "knowing")
                world.sends_again(phone)
        world.quiet()
        if not any(world.unsettled(phone) for phone in world.phones):
            return
    raise AssertionError("something is never settled")
