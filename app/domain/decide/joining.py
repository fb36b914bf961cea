"""Two entries of one person become one."""

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.refusal import Refused
from app.domain.state import Member, State


def join_members(state: State, cmd: c.JoinMembers, ask: Ask) -> Decision:
    """The lead goes along with whom it was given to. What both put in stays, also where it is the same twice: a count
    that fell by one would tell everyone whose it was."""
    member, into = state.member(cmd.member), state.member(cmd.into)
    if member is None or into is None:
        return Refused("no_such_member")
    if refused := _not_one(state, member, into) or _too_many(state, member, into):
        return refused
    lead = [e.LeadHanded(into.id)] if state.lead == member.id else []
    return [e.MembersJoined(member.id, into.id), *lead]


def _not_one(state: State, member: Member, into: Member) -> Refused | None:
    """The host's own entry stays apart: what somebody put in in private must not come to the host this way, nor a phone
    that isn't the host's to the console."""
    if member.id == into.id:
        return Refused("same_member")
    if state.host in (member.id, into.id):
        return Refused("host_stays_apart")
    if into.kind == "guest" and member.kind != "guest":
        return Refused("guest_goes_into_phone")
    return None


def _too_many(state: State, member: Member, into: Member) -> Refused | None:
    """Only while values can still be taken out: afterwards nobody could do anything about it."""
    count = sum(len(state.put_in.get(one.id, ())) for one in (member, into))
    if state.takes_values and count > state.facts.values_per_person:
        return Refused("joined_values", {"count": count, "limit": state.facts.values_per_person})
    return None
