"""Rooms in two processes, people in them with their phones, and all that can go wrong."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from app.domain.commands import Join
from app.live.draft import Acked
from app.live.room import Room
from tests.live.model.phone import Direct, Phone, Pulled
from tests.live.model.processes import LIMITS, Processes
from tests.live.model.record import Record, Sent, Try, asked
from tests.live.model.saying import LABELS, Draw, on_the_wire, said
from tests.live.model.simplest import LEADS, STAGES, Fields
from tests.live.vocabulary import HOST, command, new_id, opening


class World(Processes):
    """`rooms` rooms, each with its host on two devices, two participants and a screen, on lines of these kinds in turn."""

    def __init__(self, rooms: int, wires: Sequence[type[Pulled | Direct]]) -> None:
        super().__init__()
        self._wires = itertools.cycle(wires)
        self.disk.rival = self._writes_first
        self.records: list[Record] = []
        self.phones: list[Phone] = []
        for number in range(rooms):
            self._opens(f"KT7M4{number}")

    def phone(self, record: Record, member: str | None) -> Phone:
        return Phone(self.loop, record, member, next(self._wires))

    def _opens(self, code: str) -> None:
        command = opening(code=code, host_takes_part=True)
        room = self.loop.does(self.processes[0].create(command, HOST))
        assert isinstance(room, Room)
        record = Record(room.id, code, self.disk)
        record.reads_on()
        self.records.append(record)
        self.phones += [self.phone(record, member) for member in (HOST, HOST, None)]
        for _ in range(2):
            self.joins(record, 0)
        self.phones.append(self.phone(record, self.phones[-1].member))
        for number, phone in enumerate(phone for phone in self.phones if phone.record is record):
            self.connects(phone, number % 2, "knowing")
        self.quiet()

    def joins(self, record: Record, process: int) -> None:
        """Somebody new; their phone waits for the answer before it connects."""
        id = new_id()
        record.sent[id] = Sent(id, {"type": "join", "name": f"P {id}"})
        if room := self.room(record.code, process):
            coming = room.submit(id, Join(id=id, name=f"P {id}"))
            record.sent[id].tries.append(asked(coming, room, self.disk))
            self.quiet()
            assert coming.done(), "no answer to who wants to join"
            if isinstance(coming.result(), Acked):
                self.phones.append(self.phone(record, id))

    def connects(self, phone: Phone, process: int, how: str) -> None:
        """`how`: knowing what it holds, nothing, or something that never was."""
        phone.loses_its_line(noticed=True)
        if room := self.room(phone.record.code, process):
            held = phone.seq if phone.seq >= 0 else None
            since = {"knowing": held, "nothing": None, "the future": phone.record.head + 1_000}[how]
            phone.connects(room, since)

    def says(self, phone: Phone, draw: Draw) -> None:
        """What only the lead may say is usually said by the lead."""
        if phone.member is None:
            return
        room = phone.record.model
        fields = said(room, phone.member, draw)
        if fields["type"] in LEADS and draw[2] % 4:
            phone = next(one for one in self.phones if (one.record, one.member) == (phone.record, room.lead))
        self.asks(phone, fields)

    def unsettled(self, phone: Phone) -> list[str]:
        """What is in its outbox: commands of which it doesn't know the outcome, in the order they were given."""
        said = phone.record.sent.items()
        return [id for id, sent in said if sent.member == phone.member and not sent.settled]

    def sends_again(self, phone: Phone) -> None:
        """The beginning of its outbox."""
        for id in self.unsettled(phone)[: LIMITS.answers // 2]:
            self.sends(phone, id)

    def asks(self, phone: Phone, fields: Fields) -> None:
        if phone.member is not None:
            id = new_id()
            phone.record.sent[id] = Sent(phone.member, {**fields, "id": id})
            self.sends(phone, id)

    def sends(self, phone: Phone, id: str) -> None:
        """Over its line, whose server hands the answer back to it."""
        if phone.line is None or phone.room is None:
            return
        sent, room, connection = phone.record.sent[id], phone.room, phone.line.connection
        join = sent.fields["type"] == "join"
        said = Join(id=id, name=sent.fields["name"]) if join else command(**on_the_wire(sent.fields))
        coming = room.submit(str(phone.member), said)
        sent.tries.append(asked(coming, room, self.disk))

        def answered(done: Any) -> None:
            if done.cancelled():
                return
            if isinstance(answer := done.result(), Acked):
                connection.answer({"type": "ack", "id": id, "seq": answer.seq})
            else:
                connection.answer(
                    {"type": "refused", "id": id, "code": answer.code, "params": {}, "message": "No."}
                )

        coming.add_done_callback(answered)

    def asked(self) -> Iterator[tuple[Record, str, Sent, Try]]:
        for record in self.records:
            for id, sent in record.sent.items():
                for one in sent.tries:
                    yield record, id, sent, one

    def dies(self, process: int) -> None:
        """In the middle of whatever it does. Another takes its place."""
        dead = self.processes[process]
        for room in dead._open.values():
            room._task.cancel()
            for phone in self.phones:
                phone.is_cut_off_by(room)
        for _, _, _, one in self.asked():
            if one.room in dead._open.values():
                one.answer.cancel()
        if dead._sweep:
            dead._sweep.cancel()
        self.loop.settles()
        self.processes[process] = self.process()

    def closes(self, process: int) -> None:
        """It is restarted: it says so to everybody, having answered all."""
        self.disk.turning.set()
        rooms = list(self.processes[process]._open.values())
        self.loop.does(self.processes[process].close())
        for _, _, _, one in self.asked():
            assert one.room not in rooms or one.answer.done(), "closed without an answer"
        self.processes[process] = self.process()

    def leaves_alone(self, process: int) -> None:
        """Everybody leaves, until its rooms leave its memory."""
        self.disk.turning.set()
        rooms = list(self.processes[process]._open.values())
        for phone in self.phones:
            phone.lets_go()
            if phone.room in rooms:
                phone.loses_its_line(noticed=True)
        self.loop.passes(LIMITS.idle * 1.5)
        assert not self.processes[process]._open

    async def _writes_first(self, room: str) -> None:
        """The host says something at a process that has no part in what fails."""
        record = next(record for record in self.records if record.room == room)
        there = await self.elsewhere.find(record.code)
        assert there is not None
        id = new_id()
        record.sent[id] = Sent(HOST, {"type": "rename_me", "name": f"H {id}", "id": id})
        coming = there.submit(HOST, command(**on_the_wire(record.sent[id].fields)))
        record.sent[id].tries.append(asked(coming, there, self.disk))
        await coming

    def checks(self) -> None:
        """What holds at any moment."""
        assert not self.trouble, self.trouble
        for record in self.records:
            record.reads_on()
            record.checks_answers()

    def comes_to(self, record: Record, stage: str) -> None:
        """The host leads it there; whoever is in it puts in a value on the way, and makes a cluster."""
        people = list({phone.member: phone for phone in self.phones if phone.record is record}.values())
        host = people[0]
        for number in range(1, STAGES.index(stage) + 1):
            self.asks(host, {"type": "go_to", "stage": STAGES[number]})
            if STAGES[number] == "reflect":
                for place, phone in enumerate(people):
                    self.asks(phone, {"type": "add_value", "label": LABELS[place]})
            if STAGES[number] == "share":
                self.asks(host, {"type": "lift_curtain"})
            if STAGES[number] == "cluster":
                self.asks(host, {"type": "add_cluster", "name": "Kin"})
        self.quiet()

    def quiet(self, *, turning: bool = True) -> None:
        """The disk turns, all is done that can be, and whoever has a line reads it to the end."""
        if turning:
            self.disk.turning.set()
        self.loop.settles()
        for _ in range(100):
            self.loop.passes(LIMITS.presence_tick)
            read = [phone.reads() for phone in self.phones]
            if not any(read):
                break
        else:
            raise AssertionError("there is always more to read")
        self.checks()
