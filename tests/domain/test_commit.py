"""Committing: behaviours, commitments, signatures under the text's digest, the seal."""

import json

from tests.domain.vocabulary import HOST, Workshop, agreeing, code_of, committing


def behaving(room: Workshop, cluster: str, count: int, kind: str = "will") -> list[str]:
    return [
        room.does(room.people[0], "add_behaviour", cluster=cluster, text=f"{kind} {n}", kind=kind)
        for n in range(count)
    ]


def test_COMMIT_1_at_most_three_are_accepted_a_value_and_one_wont() -> None:
    room, clusters = committing()
    wills = behaving(room, clusters["Craft"], 4)
    wonts = behaving(room, clusters["Craft"], 2, "wont")
    for behaviour in (*wills[:3], wonts[0]):
        room.lead("accept_behaviour", behaviour=behaviour)
    assert code_of(room.say(HOST, "accept_behaviour", behaviour=wills[3])) == "enough_behaviours"
    room.lead("drop_behaviour", behaviour=wills[0])
    room.lead("accept_behaviour", behaviour=wills[3])
    accepted = {id for id, b in room.shared["charter"]["behaviours"].items() if b.get("accepted")}
    assert accepted == {*wills[1:], wonts[0]}


def test_COMMIT_11_another_we_wont_is_refused_in_a_sentence_of_its_own() -> None:
    room, clusters = committing()
    first, second = behaving(room, clusters["Craft"], 2, "wont")
    room.lead("accept_behaviour", behaviour=first)
    assert code_of(room.say(HOST, "accept_behaviour", behaviour=second)) == "enough_wonts"
    room.lead("drop_behaviour", behaviour=first)
    room.lead("accept_behaviour", behaviour=second)


def test_COMMIT_1_behaviours_belong_to_adopted_values() -> None:
    room, clusters = committing()
    room.goes_to("agree")
    room.lead("set_aside", cluster=clusters["Craft"])
    room.goes_to("commit")
    refused = room.say(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="Test it")
    assert code_of(refused) == "not_adopted"


def test_COMMIT_1_a_hidden_behaviour_is_gone_for_everyone() -> None:
    room, clusters = committing()
    (behaviour,) = behaving(room, clusters["Craft"], 1)
    room.lead("hide_behaviour", behaviour=behaviour)
    assert room.shared["charter"]["behaviours"] == {}
    assert code_of(room.say(room.people[1], "endorse", behaviour=behaviour)) == "no_such_behaviour"


def test_COMMIT_2_endorsements_are_counted_a_person_once_and_nobody_is_named() -> None:
    room, clusters = committing()
    (behaviour,) = behaving(room, clusters["Craft"], 1)
    for who in (*room.people[1:4], room.people[1]):
        room.does(who, "endorse", behaviour=behaviour)
    room.does(room.people[3], "unendorse", behaviour=behaviour)
    assert room.shared["charter"]["behaviours"][behaviour]["endorsed"] == 2
    assert room.people[1] not in json.dumps(room.shared["charter"]["behaviours"])
    assert room.mine(room.people[1])["endorsed"] == {behaviour: True}


def test_COMMIT_3_a_signature_under_an_earlier_text_does_not_count_and_is_asked_for_again() -> None:
    room, clusters = committing()
    (behaviour,) = behaving(room, clusters["Craft"], 1)
    amara = room.people[0]
    room.does(amara, "sign", named=True)
    assert room.shared["charter"]["signed"] == 1
    room.lead("accept_behaviour", behaviour=behaviour)
    assert room.shared["charter"]["signed"] == 0
    assert room.mine(amara)["signed"] == {"named": True, "current": False}
    room.does(amara, "sign", named=True)
    assert room.shared["charter"]["signed"] == 1
    room.does(amara, "unsign")
    assert "signed" not in room.mine(amara)


def test_COMMIT_3_the_digest_follows_the_text_and_nothing_else() -> None:
    room, _ = committing()
    before = room.shared["charter"]["digest"]
    room.does(room.people[0], "sign", named=True)
    room.lead("set_follow_up", date="2027-01-01")
    room.does(room.people[0], "rename_me", name="Amara B.")
    assert room.shared["charter"]["digest"] == before
    room.lead("add_commitment", text="Hang it up", owner=room.people[0], due="2027-01-01")
    assert room.shared["charter"]["digest"] != before


def test_COMMIT_4_sealing_needs_one_agreed_value_and_no_signature() -> None:
    empty, _ = agreeing()
    empty.goes_to("commit")
    assert code_of(empty.say(HOST, "seal")) == "nothing_agreed"
    assert code_of(empty.say(empty.people[0], "sign", named=True)) == "nothing_agreed"
    room, _ = committing()
    room.lead("seal")
    assert room.shared["stage"] == "closed"
    assert room.shared["charter"]["sealed"]["digest"] == room.shared["charter"]["digest"]


def test_COMMIT_4_one_can_sign_until_the_follow_up() -> None:
    room, _ = committing()
    room.lead("set_follow_up", date=room.at.date().isoformat())
    room.lead("seal")
    room.does(room.people[0], "sign", named=True)
    assert room.shared["charter"]["signed"] == 1
    room.at = room.at.replace(year=room.at.year + 1)
    assert code_of(room.say(room.people[1], "sign", named=True)) == "signing_over"


def test_COMMIT_12_a_signature_to_a_text_that_changed_meanwhile_is_refused() -> None:
    room, clusters = committing()
    (behaviour,) = behaving(room, clusters["Craft"], 1)
    read = room.shared["charter"]["digest"]
    room.does(room.people[0], "sign", named=True, digest=read)
    assert room.shared["charter"]["signed"] == 1
    room.lead("accept_behaviour", behaviour=behaviour)
    assert code_of(room.say(room.people[1], "sign", named=True, digest=read)) == "charter_changed"
    room.does(room.people[1], "sign", named=True, digest=room.shared["charter"]["digest"])
    assert room.shared["charter"]["signed"] == 1


def test_COMMIT_5_needs_go_on_record_with_consensus_and_with_reservations() -> None:
    room, clusters = agreeing(labels=("Honesty", "Craft", "Courage"))
    levels = {"Honesty": (1, 1, 1, 1, 1, 2), "Craft": (1, 1, 1, 2, 3, 3), "Courage": (1, 1, 1, 1, 6, 6)}
    room.lead("open_rounds")
    for label, answers in levels.items():
        room.answers(clusters[label], *answers, need=f"For {label}")
    room.lead("close_rounds")
    room.lead("lift_curtain")
    for cluster in clusters.values():
        room.lead("adopt", cluster=cluster)
    room.goes_to("commit")
    record = room.shared["charter"]["on_record"]
    assert record[clusters["Honesty"]] == ["For Honesty"]
    assert record[clusters["Craft"]] == ["For Craft"] * 3
    assert clusters["Courage"] not in record


def test_COMMIT_6_those_who_sign_with_their_name_are_named_and_the_others_counted() -> None:
    room, _ = committing()
    amara, jonas, mei = room.people[:3]
    room.does(amara, "sign", named=True, reservation="Only with time for it.")
    room.does(jonas, "sign", named=False, reservation="Not on Fridays.")
    room.does(mei, "sign", named=False)
    charter = room.shared["charter"]
    assert charter["signed"] == 3
    assert charter["signers"] == ["Amara"]
    assert charter["reservations"] == [
        {"text": "Not on Fridays."},
        {"text": "Only with time for it.", "name": "Amara"},
    ]
    assert jonas not in json.dumps(charter)
