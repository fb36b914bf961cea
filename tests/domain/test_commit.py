"""Committing: behaviours, signatures, the seal."""

import datetime as dt

from tests.domain.vocabulary import HOST, agreeing, code_of, committing


def test_COMMIT_1_three_behaviours_a_value_and_one_we_wont() -> None:
    room, clusters = committing()
    cluster = clusters["Craft"]
    made = {
        kind: [
            room.does(room.people[0], "add_behaviour", cluster=cluster, text=f"{kind} {n}", kind=kind)
            for n in range(4)
        ]
        for kind in ("will", "wont")
    }
    for kind, limit in (("will", 3), ("wont", 1)):
        for behaviour in made[kind][:limit]:
            room.lead("accept_behaviour", behaviour=behaviour)
        one_more = made[kind][limit]
        assert code_of(room.say(HOST, "accept_behaviour", behaviour=one_more)) == "enough_behaviours"
        room.lead("drop_behaviour", behaviour=made[kind][0])
        room.lead("accept_behaviour", behaviour=one_more)


def test_COMMIT_1_behaviours_belong_to_adopted_values() -> None:
    room, clusters = committing()
    room.goes_to("agree")
    room.lead("set_aside", cluster=clusters["Craft"])
    room.goes_to("commit")
    came = room.say(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    assert code_of(came) == "not_adopted"


def test_COMMIT_2_a_person_endorses_once() -> None:
    room, clusters = committing()
    it = room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    for who in (room.people[1], room.people[1], room.people[2]):
        room.say(who, "endorse", behaviour=it)
    assert room.shared["charter"]["behaviours"][it]["endorsed"] == 2
    room.does(room.people[1], "unendorse", behaviour=it)
    assert room.shared["charter"]["behaviours"][it]["endorsed"] == 1
    assert room.mine(room.people[2])["endorsed"] == {it: True}


def test_COMMIT_3_after_a_change_a_signature_doesnt_count_and_is_asked_for_again() -> None:
    room, _ = committing()
    amara = room.people[0]
    room.does(amara, "sign", named=True)
    assert room.shared["charter"]["signed"] == 1
    added = room.lead("add_commitment", text="Ask the team", owner=amara, due="2027-01-15")
    assert (room.shared["charter"]["signed"], room.shared["charter"]["signers"]) == (0, [])
    assert room.mine(amara)["signed"]["current"] is False
    room.lead("drop_commitment", commitment=added)
    assert room.mine(amara)["signed"]["current"] is True
    room.does(amara, "unsign")
    assert room.shared["charter"]["signed"] == 0


def test_COMMIT_3_signing_and_endorsing_leave_the_text_as_it_is() -> None:
    room, clusters = committing()
    it = room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    before = room.shared["charter"]["digest"]
    room.does(room.people[1], "endorse", behaviour=it)
    room.does(room.people[1], "sign", named=False)
    room.lead("set_follow_up", date="2027-01-15")
    assert room.shared["charter"]["digest"] == before
    room.lead("accept_behaviour", behaviour=it)
    assert room.shared["charter"]["digest"] != before


def test_COMMIT_4_sealing_needs_one_adopted_value_and_signing_ends_with_the_follow_up() -> None:
    room, _ = agreeing()
    room.goes_to("commit")
    assert code_of(room.say(HOST, "seal")) == "nothing_agreed"
    room, _ = committing()
    room.lead("set_follow_up", date="2026-12-22")
    room.lead("seal")
    before = room.shared["charter"]["digest"]
    room.does(room.people[0], "sign", named=True)
    assert room.shared["charter"]["signed"] == 1
    assert room.shared["charter"]["digest"] == before == room.shared["charter"]["sealed"]["digest"]
    room.at += dt.timedelta(days=31)
    assert code_of(room.say(room.people[1], "sign", named=True)) == "signing_over"


def test_COMMIT_5_needs_of_levels_2_and_3_go_on_record() -> None:
    room, clusters = agreeing()
    honesty = clusters["Honesty"]
    room.lead("open_rounds", clusters=[honesty])
    needs = {2: "A minor point", 3: "A reservation", 1: "Only a remark"}
    for who, level in zip(room.people, (1, 1, 1, 1, 2, 3), strict=True):
        room.does(who, "respond", ballot=room.round(honesty), cluster=honesty, level=level, need=needs[level])
    room.lead("close_rounds")
    room.lead("lift_curtain")
    room.lead("adopt", cluster=honesty)
    room.goes_to("commit")
    assert sorted(room.shared["charter"]["on_record"][honesty]) == ["A minor point", "A reservation"]


def test_COMMIT_6_who_signs_with_their_name_is_named_and_the_others_are_counted() -> None:
    room, _ = committing()
    room.does(room.people[1], "sign", named=True)
    room.does(room.people[0], "sign", named=True, reservation="Not on Fridays")
    room.does(room.people[2], "sign", named=False, reservation="A quiet one")
    charter = room.shared["charter"]
    assert (charter["signed"], charter["signers"]) == (3, ["Amara", "Jonas"])
    assert charter["reservations"] == [
        {"text": "A quiet one"},
        {"text": "Not on Fridays", "name": "Amara"},
    ]
