"""The charter as it is kept apart: it comes back as it was, and holds no more than its page."""

import pytest

from app.charter.kept import charter_to_keep, read, written
from app.charter.model import Charter, charter_of
from tests.charter import samples
from tests.domain.vocabulary import HOST, committing


@pytest.mark.parametrize(
    "charter", [samples.whole(), samples.bare(), samples.named(*samples.MARKUP), samples.long()]
)
def test_LIFE_9_a_kept_charter_comes_back_as_it_was(charter: Charter) -> None:
    assert read(written(charter)) == charter


def test_LIFE_9_what_is_kept_names_no_member_by_id_and_nobody_who_did_not_sign_with_their_name() -> None:
    room, clusters = committing()
    signs, silent, owner = room.people[:3]
    behaviour = room.does(silent, "add_behaviour", cluster=clusters["Craft"], text="we will review")
    room.lead("accept_behaviour", behaviour=behaviour)
    room.lead("add_commitment", text="A note", owner=owner, due="2026-12-12")
    room.does(signs, "sign", named=True)
    room.does(silent, "sign", named=False, reservation="counts for calls too")
    room.lead("seal")
    kept = charter_to_keep(room.state)
    assert read(kept) == charter_of(room.shared)
    assert not any(who.encode() in kept for who in [HOST, *room.people])
    assert not any(name in kept for name in (b"Jonas", b"Tobias", b"Henrik"))
