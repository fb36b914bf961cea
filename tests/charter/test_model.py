from app.charter.data import charter_data
from app.charter.model import charter_of
from app.charter.sheet import sheet_of
from app.charter.words import words
from app.domain.terms import STAGES
from tests.domain.vocabulary import HOST, agreeing, committing


def test_CHARTER_1_there_is_none_before_commit() -> None:
    room, _ = committing()
    for stage in STAGES[:6]:
        room.lead("go_to", stage=stage)
        assert charter_of(room.shared) is None
    room.lead("go_to", stage="commit")
    assert charter_of(room.shared) is not None


def test_CHARTER_1_only_what_was_accepted_and_adopted_is_in_it() -> None:
    room, clusters = agreeing()
    room.lead("open_rounds")
    for cluster in clusters.values():
        room.answers(cluster, *([1] * 6))
    room.lead("close_rounds")
    room.lead("adopt", cluster=clusters["Honesty"])
    room.lead("set_aside", cluster=clusters["Craft"])
    room.goes_to("commit")
    accepted = room.does(
        room.people[0], "add_behaviour", cluster=clusters["Honesty"], text="When it hurts, we say so."
    )
    room.lead("accept_behaviour", behaviour=accepted)
    room.does(room.people[1], "add_behaviour", cluster=clusters["Honesty"], text="Only proposed")
    hidden = room.does(
        room.people[2], "add_behaviour", cluster=clusters["Honesty"], text="Accepted, then hidden"
    )
    room.lead("accept_behaviour", behaviour=hidden)
    room.lead("hide_behaviour", behaviour=hidden)

    charter = charter_of(room.shared)

    assert charter is not None
    assert [value.name for value in charter.values] == ["Honesty"]
    assert [b.text for b in charter.values[0].behaviours] == ["When it hurts, we say so."]
    assert "Craft" not in str(charter)
    assert "Only proposed" not in str(charter)
    assert "Accepted, then hidden" not in str(charter)


def test_CHARTER_2_values_stand_in_the_sets_order_and_what_we_do_before_what_we_wont() -> None:
    room, clusters = committing()
    room.goes_to("vote")
    room.lead("choose_set", clusters=[clusters[name] for name in ("Courage", "Honesty", "Craft")])
    room.goes_to("commit")
    for id, kind in (("00000001", "wont"), ("00000003", "will"), ("00000002", "will")):
        room.does(
            room.people[0], "add_behaviour", id=id, cluster=clusters["Craft"], text=f"{kind} {id}", kind=kind
        )
        room.lead("accept_behaviour", behaviour=id)

    charter = charter_of(room.shared)

    assert charter is not None
    assert [value.name for value in charter.values] == ["Courage", "Honesty", "Craft"]
    assert [b.text for b in charter.values[2].behaviours] == [
        "will 00000002",
        "will 00000003",
        "wont 00000001",
    ]


def test_CHARTER_4_a_value_left_open_keeps_its_date() -> None:
    room, clusters = committing()
    room.lead("go_to", stage="agree")
    room.lead("leave_open", cluster=clusters["Courage"], date="2026-12-12")
    room.goes_to("commit")

    charter = charter_of(room.shared)

    assert charter is not None
    assert [value.name for value in charter.values] == ["Honesty", "Craft"]
    assert [(value.name, str(value.until)) for value in charter.left_open] == [("Courage", "2026-12-12")]
    assert charter_data(charter)["not_agreed_yet"][0]["until"] == "2026-12-12"


def test_CHARTER_5_needs_of_people_who_agreed_are_on_record_once_shown() -> None:
    room, clusters = agreeing()
    honesty = clusters["Honesty"]
    room.lead("open_rounds", clusters=[honesty])
    room.answers(honesty, 2, 2, 1, 1, 1, 1, need="not on Fridays")
    room.lead("close_rounds")
    room.lead("lift_curtain")
    room.lead("adopt", cluster=honesty)
    room.goes_to("commit")

    charter = charter_of(room.shared)

    assert charter is not None
    value = charter.values[0]
    assert (value.result, value.needs) == ("consensus", ("not on Fridays", "not on Fridays"))


def test_CHARTER_6_names_counts_and_reservations_are_those_of_the_signatures() -> None:
    room, _ = committing()
    first, second, third = room.people[:3]
    room.does(first, "sign", named=True)
    room.does(second, "sign", named=True, reservation="counts for calls too")
    room.does(third, "sign", named=False, reservation="three would do")

    charter = charter_of(room.shared)

    assert charter is not None
    assert charter.signers == ("Amara", "Jonas")
    assert charter.unnamed == 1
    assert [(r.text, r.name) for r in charter.reservations] == [
        ("counts for calls too", "Jonas"),
        ("three would do", None),
    ]


def test_CHARTER_6_a_commitment_whose_owner_has_left_says_so() -> None:
    room, _ = committing()
    for owner, due in ((room.people[0], "2026-12-04"), (room.people[1], "2026-12-01")):
        room.lead("add_commitment", text="A note", owner=owner, due=due)
    room.does(HOST, "remove_member", member=room.people[0])

    charter = charter_of(room.shared)

    assert charter is not None
    assert [(c.owner, c.due.day) for c in charter.commitments] == [("Jonas", 1), (None, 4)]
    assert sheet_of(charter, words("en")).commitments[1].owner == "someone who has left"


def test_CHARTER_12_once_sealed_the_digest_is_the_sealed_one() -> None:
    room, _ = committing()
    before = charter_of(room.shared)
    room.lead("set_follow_up", date="2026-12-22")
    room.lead("seal")

    charter = charter_of(room.shared)

    assert before is not None
    assert charter is not None
    assert before.sealed is None
    assert charter.sealed is not None
    assert charter.sealed.date().isoformat() == "2026-11-22"
    assert charter.digest == before.digest == room.shared["charter"]["sealed"]["digest"]


def test_PARK_8_what_goes_to_the_follow_up_is_in_it_without_a_name() -> None:
    room, _ = committing()
    items = [room.does(room.people[0], "park", text=text, named=True) for text in ("Stairs", "Budget", "Tea")]
    room.lead("settle_parked", item=items[0], into="follow_up")
    room.lead("settle_parked", item=items[1], into="let_go")

    charter = charter_of(room.shared)

    assert charter is not None
    assert charter.for_follow_up == ("Stairs",)
    assert charter_data(charter)["for_the_follow_up"] == ["Stairs"]
    assert not {"Budget", "Tea", "Amara"} & set(str(charter).replace("'", " ").split())
