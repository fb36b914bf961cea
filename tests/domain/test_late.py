"""Late voices: who came after a value was adopted says whether they can share it."""

import json

from tests.domain.vocabulary import HOST, agreeing, asked, code_of


def test_AGREE_13_latecomers_answer_an_adopted_value_once_and_the_lead_sees_no_name() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[1] * 6)
    noor, ivo = room.joins("Noor"), room.joins("Ivo")
    assert code_of(room.say(noor, "voice_late", cluster=craft, fine=True)) == "not_adopted_yet"
    room.lead("adopt", cluster=craft)
    assert room.mine(noor)["may_voice"] == {craft: True}
    room.does(noor, "voice_late", cluster=craft, fine=False, text="Who pays for it?")
    room.does(ivo, "voice_late", cluster=craft, fine=True, text="dropped")
    assert code_of(room.say(noor, "voice_late", cluster=craft, fine=True)) == "voiced_already"
    assert room.mine(noor)["voiced"] == {craft: "concern"}
    assert room.mine(noor)["may_voice"] == {}
    room.goes_to("commit")
    assert room.lead_view["late"] == {craft: {"fine": 1, "concerns": 1, "texts": ["Who pays for it?"]}}
    assert not any(member in json.dumps(room.lead_view["late"]) for member in (noor, ivo))
    everyone_else = [room.shared, room.mine(ivo), room.mine(room.people[0])]
    assert "Who pays" not in json.dumps(everyone_else)


def test_AGREE_13_late_voices_stand_in_an_order_that_tells_neither_when_nor_whose_device() -> None:
    told = []
    for ids in (("voice-aaaa", "voice-bbbb", "voice-cccc"), ("voice-cccc", "voice-aaaa", "voice-bbbb")):
        room, clusters = agreeing()
        craft = clusters["Craft"]
        asked(room, craft, *[1] * 6)
        late = [room.joins(name) for name in ("Noor", "Ivo", "Sam")]
        room.lead("adopt", cluster=craft)
        texts = ("Who pays for it?", "Since when?", "And on Fridays?")
        for who, text, id in zip(late, texts, ids, strict=True):
            room.does(who, "voice_late", cluster=craft, fine=False, text=text, id=id)
        told.append(room.lead_view["late"][craft]["texts"])
    assert told[0] == told[1]


def test_AGREE_13_who_took_part_in_the_round_has_had_their_say() -> None:
    room, clusters = agreeing()
    craft, silent, left = clusters["Craft"], room.people[5], room.people[4]
    room.lead("mark_away", member=left, away=True)
    asked(room, craft, *[1] * 4)
    room.lead("adopt", cluster=craft)
    assert code_of(room.say(silent, "voice_late", cluster=craft, fine=True)) == "had_your_say"
    assert code_of(room.say(left, "voice_late", cluster=craft, fine=True)) == "takes_no_part"
    room.lead("mark_away", member=left, away=False)
    room.does(left, "voice_late", cluster=craft, fine=True)
    assert room.mine(silent)["may_voice"] == {}


def test_AGREE_13_a_value_adopted_anew_is_answered_anew() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[1] * 6)
    room.lead("adopt", cluster=craft)
    guest = room.does(HOST, "add_guest", name="Ruth")
    fine = {"type": "voice_late", "cluster": craft, "fine": True}
    room.does(HOST, "speak_for", member=guest, command=fine)
    room.lead("word_value", cluster=craft, name="Craft", statement="Another")
    assert "late" not in room.lead_view
    asked(room, craft, *[1] * 6)
    room.lead("adopt", cluster=craft)
    assert room.mine(guest)["may_voice"] == {}
    assert "late" not in room.lead_view
