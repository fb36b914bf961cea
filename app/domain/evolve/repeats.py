"""What commands came to, by sender and id: a repeat is known by it. Plain maps, since nobody asks how they differ."""

from collections.abc import Container, Iterable, Mapping

from app.domain import events as e
from app.domain.state import Done

REMEMBERED = 200
"""Command ids kept for each sender. Of answers all are: a ballot takes a bounded number of anybody's."""

DoneBy = Mapping[str, Mapping[str, Done]]


def after(before: DoneBy, entries: Iterable[e.Entry], members: Container[str]) -> DoneBy:
    """The same, with what the commands of these members came to in `entries`.

    An answer's is kept in its ballot, under the pseudonym: its entry's actor is no member. Nor is whoever knocks, yet.
    """
    done, own = dict(before), dict[str, dict[str, Done]]()
    for entry in entries:
        if isinstance(entry.event, e.MemberRemoved):
            done.pop(entry.event.member, None)
            own.pop(entry.event.member, None)
        if isinstance(entry.event, e.MembersJoined):
            gone, into = entry.event.member, entry.event.into
            done[into] = own[into] = _of_both(done.get(into, {}), done.pop(gone, {}))
        if entry.actor in members and not isinstance(entry.event, e.Erased | e.Knocked):
            if entry.actor not in own:
                done[entry.actor] = own[entry.actor] = dict(done.get(entry.actor, {}))
            _remember(own[entry.actor], entry)
        if isinstance(entry.event, e.InputErased) and entry.actor in own:
            _forget(own[entry.actor], entry.event)
    return done


def _of_both(one: Mapping[str, Done], other: Mapping[str, Done]) -> dict[str, Done]:
    """What waits on the phone of either is known under the one that stays."""
    both = sorted((*one.items(), *other.items()), key=lambda item: item[1].seq)
    return dict(both[-REMEMBERED:])


def after_answer(before: DoneBy, entry: e.Entry) -> DoneBy:
    """The same of a ballot, with what this answer's command came to."""
    kept = {**before.get(entry.actor, {}), entry.command: Done(entry.seq, entry.command_type)}
    return {**before, entry.actor: kept}


def _forget(done: dict[str, Done], erased: e.InputErased) -> None:
    """Entries of what stays without its author name no sender any more. In a log without their names these took no places of
    the `REMEMBERED`, and so older ones are there still: as many fewer are kept from here on, in either case."""
    for id in erased.disowned:
        done.pop(id, None)
    _bound(done, max(0, REMEMBERED - len(erased.disowned)))


def after_counted(before: DoneBy, entry: e.Entry) -> DoneBy:
    """The same, with what an answer came to that is no longer anybody's."""
    kept = {**before.get("", {}), entry.command: Done(entry.seq, entry.command_type)}
    return {**before, "": kept}


def together(before: DoneBy) -> DoneBy:
    """Of a closed ballot: what all commands came to, no longer by whom."""
    every = ((id, done) for ids in before.values() for id, done in ids.items())
    return {"": dict(sorted(every, key=lambda one: one[1].seq))} if before else before


def _remember(done: dict[str, Done], entry: e.Entry) -> None:
    done[entry.command] = Done(entry.seq, entry.command_type)
    _bound(done, REMEMBERED)


def _bound(done: dict[str, Done], most: int) -> None:
    while len(done) > most:
        del done[next(iter(done))]
