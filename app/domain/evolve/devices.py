"""Codes, devices, and the link for screens."""

from app.domain import events as e
from app.domain.immutable import put, replace, without
from app.domain.state import Device, Offer, State
from app.domain.times import moment


def code_offered(s: State, ev: e.CodeOffered, entry: e.Entry) -> State:
    offer = Offer(ev.offer, ev.member, entry.actor, moment(ev.ends))
    over = (old.id for old in s.offers.values() if old.ends < entry.at)
    return replace(s, offers=put(without(s.offers, *over), offer.id, offer))


def code_ended(s: State, ev: e.CodeEnded, entry: e.Entry) -> State:
    return replace(s, offers=without(s.offers, ev.offer))


def device_admitted(s: State, ev: e.DeviceAdmitted, entry: e.Entry) -> State:
    device = Device(ev.device, ev.member, ev.came_by, entry.at)
    s = replace(s, devices=put(s.devices, device.id, device))
    if ev.came_by != "host":
        return s
    member = s.members[ev.member]
    return replace(s, members=put(s.members, member.id, replace(member, renewed=member.renewed + 1)))


def device_revoked(s: State, ev: e.DeviceRevoked, entry: e.Entry) -> State:
    return replace(s, devices=without(s.devices, ev.device))


def devices_ended(s: State, ev: e.DevicesEnded, entry: e.Entry) -> State:
    s = without_devices_of(s, ev.member)
    return replace(s, members=put(s.members, ev.member, replace(s.members[ev.member], first_ended=True)))


def screen_link_made(s: State, ev: e.ScreenLinkMade, entry: e.Entry) -> State:
    return replace(s, screen_link=ev.link, screen_link_made=entry.at)


def without_codes_of(s: State, member: str) -> State:
    """The room in which no code makes anybody this member."""
    return replace(s, offers=without(s.offers, *(o.id for o in s.offers.values() if o.member == member)))


def without_devices_of(s: State, member: str) -> State:
    gone = (device.id for device in s.devices.values() if device.member == member)
    return replace(without_codes_of(s, member), devices=without(s.devices, *gone))
