"""Being oneself: codes for another browser, devices that come and are signed out, the link for screens."""

import datetime as dt
from collections.abc import Sequence

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.refusal import Refused
from app.domain.state import Offer, State
from app.domain.terms import CameBy
from app.domain.times import iso

VALID = dt.timedelta(minutes=5)
OPERATOR = ""
"""Who asks for a code where it is whoever operates the server."""
MOST_DEVICES = 5
"""Of one member, beside the browser they came with. At the bound the oldest is signed out: none of them is a dead end."""


def offer_code(state: State, cmd: c.OfferCode, ask: Ask) -> Decision:
    """In place of the one that was offered for them before.

    The host gives one only to someone who isn't connected: whoever is can show their own, and nobody becomes them
    while they sit there.
    """
    member = state.member(cmd.member)
    if ask.member != OPERATOR and state.member(ask.member) is None:
        return Refused("not_in_room")
    if member is None:
        return Refused("no_such_member")
    if member.kind == "guest":
        return Refused("guest_has_no_device")
    if ask.member not in (OPERATOR, member.id):
        if ask.member != state.host:
            return Refused("host_only")
        if member.id in ask.connected:
            return Refused("shows_their_own_code")
    before = (offer.id for offer in state.offers.values() if offer.member == member.id)
    return [*(e.CodeEnded(id) for id in before), e.CodeOffered(cmd.id, member.id, iso(ask.at + VALID))]


def admit_device(state: State, cmd: c.AdmitDevice, ask: Ask) -> Decision:
    """A code is used up by it: of two processes that are shown the same one, the log lets one have it. One of the
    host's is none for somebody who has come back meanwhile.

    Who comes in may sign out what was theirs until now: a phone that was lost. Of the host's only by a code of the
    operator's, so that a co-host locks nobody out.
    """
    if state.member(ask.member) is None:
        return Refused("not_in_room")
    offer = None if cmd.offer is None else state.offers.get(cmd.offer)
    if cmd.offer is not None and (offer is None or offer.member != ask.member or ask.at > offer.ends):
        return Refused("code_over")
    came_by = _came_by(offer)
    if came_by == "host" and ask.member in ask.connected:
        return Refused("code_over")
    if cmd.alone and ask.member == state.host and came_by != "operator":
        return Refused("first_browser_stays")
    used = [e.CodeEnded(offer.id)] if offer else []
    ended = [e.DevicesEnded(ask.member)] if cmd.alone else _over(state, ask.member)
    return [*used, *ended, e.DeviceAdmitted(cmd.id, ask.member, came_by)]


def _came_by(offer: Offer | None) -> CameBy:
    if offer is None:
        return "link"
    if offer.by == OPERATOR:
        return "operator"
    return "code" if offer.by == offer.member else "host"


def _over(state: State, member: str) -> Sequence[e.Event]:
    """Those that make way for one more."""
    own = sorted((one for one in state.devices.values() if one.member == member), key=lambda one: one.at)
    return [e.DeviceRevoked(one.id, one.member) for one in own[: max(0, len(own) + 1 - MOST_DEVICES)]]


def revoke_device(state: State, cmd: c.RevokeDevice, ask: Ask) -> Decision:
    """Somebody else's is as unknown as one that never was."""
    device = state.devices.get(cmd.device)
    if device is None or device.member != ask.member:
        return Refused("no_such_device")
    return [e.DeviceRevoked(device.id, device.member)]


def renew_screen_link(state: State, cmd: c.RenewScreenLink, ask: Ask) -> Decision:
    return [e.ScreenLinkMade(cmd.id)] if ask.member == state.host else Refused("host_only")
