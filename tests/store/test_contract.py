"""What any implementation of ports.Log must do: run for each."""

import datetime as dt

import pytest

from app.domain import events as e
from app.domain.erasing import Blank
from app.domain.ports import (
    AddKey,
    AddRoom,
    AddToken,
    CodeTaken,
    Conflict,
    CountAnswers,
    DropKey,
    EraseActor,
    EraseInput,
    Log,
    MarkTokens,
    MoveTokens,
    RevokeHandle,
    RevokeScreens,
    RevokeTokens,
    RoomRef,
    SetPasscode,
    TokenRef,
)
from tests.store.entries import entries, entry, given_room


async def test_STORE_1_what_was_appended_is_loaded_in_order(log: Log) -> None:
    await given_room(log, until=2)
    await log.append("room-1", 2, entries(3, 5))
    assert await log.load("room-1") == entries(1, 5)
    assert await log.load("room-1", after=3) == entries(4, 5)
    assert await log.load("nowhere") == []


async def test_STORE_24_what_one_has_said_is_loaded_without_the_rest_of_the_log(log: Log) -> None:
    await given_room(log, until=1)
    said = [
        entry(2, e.ValueAdded("v1", "amara", "zebra", "", False), actor="amara"),
        entry(4, e.BehaviourAdded("b1", "amara", "c", "we ask", "will"), actor="host"),
        entry(5, e.ClusterRenamed("c", "Craft"), actor="before-amara"),
        entry(7, e.MemberJoined("before-amara", "Amara"), actor="host"),
    ]
    moved = [entry(3, e.CardMoved("v1", "c"), actor="amara"), entry(6, e.CardMoved("v1", "d"), actor="amara")]
    await log.append("room-1", 1, sorted([*said, *moved], key=lambda one: one.seq))
    await given_room(log, "room-2", "BBBBBB", until=3)
    loaded = await log.load_words("room-1", frozenset({"amara", "before-amara"}))
    assert [one for one in loaded if one.actor != "member-1"] == said
    assert await log.load_words("nowhere", frozenset({"amara"})) == []


async def test_STORE_18_heads_are_told_of_many_rooms_at_once(log: Log) -> None:
    await given_room(log, "room-1", "AAAAAA", until=1)
    await given_room(log, "room-2", "BBBBBB", until=3)
    await log.append("room-1", 1, entries(2, 2))
    assert await log.heads(["room-1", "room-2", "nowhere"]) == {"room-1": 2, "room-2": 3}
    await log.delete_room("room-2")
    assert await log.heads(["room-1", "room-2"]) == {"room-1": 2}


async def test_STORE_2_an_append_that_expects_another_head_is_a_conflict(log: Log) -> None:
    await given_room(log, until=2)
    with pytest.raises(Conflict) as stale:
        await log.append("room-1", 1, entries(2, 3))
    assert (stale.value.expected, stale.value.head) == (1, 2)
    assert await log.load("room-1") == entries(1, 2)


async def test_STORE_2_a_room_that_is_not_there_is_a_conflict(log: Log) -> None:
    with pytest.raises(Conflict):
        await log.append("nowhere", 0, entries(1, 1))


async def test_STORE_3_rows_go_with_the_entries_or_not_at_all(log: Log) -> None:
    await given_room(log, until=1)
    with pytest.raises(Conflict):
        await log.append("room-1", 7, entries(8, 8), [AddToken("digest", "member-1", "member")])
    assert await log.find_token("digest") is None
    await log.append("room-1", 1, entries(2, 2), [AddToken("digest", "member-1", "member")])
    assert await log.find_token("digest") == TokenRef("room-1", "member-1", "member")


async def test_STORE_4_a_code_names_one_room(log: Log) -> None:
    await given_room(log)
    with pytest.raises(CodeTaken):
        await log.append("room-2", 0, entries(1, 1), [AddRoom("KT7M4R")])
    assert await log.find_room("KT7M4R") == RoomRef("room-1", "KT7M4R")
    assert await log.load("room-2") == []
    assert await log.find_room("AAAAAA") is None


async def test_STORE_5_tokens_are_revoked_by_member(log: Log) -> None:
    await given_room(log, until=1)
    tokens = [AddToken("one", "member-1", "member"), AddToken("two", "member-2", "member")]
    await log.append("room-1", 1, entries(2, 2), tokens)
    await log.append("room-1", 2, entries(3, 3), [RevokeTokens("member-1")])
    assert await log.find_token("one") is None
    assert await log.find_token("two") is not None


async def test_STORE_19_a_token_is_told_with_its_handle_and_when_it_expires(log: Log) -> None:
    await given_room(log, until=1)
    ends = dt.datetime(2100, 1, 1, 12, 0, 0, 250_000, tzinfo=dt.UTC)
    code = AddToken("code", "member-1", "code", "offer-1", ends)
    await log.append("room-1", 1, entries(2, 2), [code, AddToken("device", "member-1", "member", "device-1")])
    assert await log.find_token("code") == TokenRef("room-1", "member-1", "code", "offer-1", ends)
    assert await log.find_token("device") == TokenRef("room-1", "member-1", "member", "device-1", None)


async def test_STORE_19_tokens_are_revoked_by_their_handle_in_their_room_alone(log: Log) -> None:
    for room, code in (("room-1", "AAAAAA"), ("room-2", "BBBBBB")):
        await given_room(log, room, code, until=1)
        tokens = [AddToken(f"{room}/{handle}", "m", "member", handle) for handle in ("", "one", "two")]
        await log.append(room, 1, entries(2, 2), tokens)
    await log.append("room-1", 2, entries(3, 3), [RevokeHandle("one")])
    assert await found(log, "room-1/", "room-1/two", "room-2/one") == [True, True, True]
    assert await log.find_token("room-1/one") is None


async def test_STORE_19_screens_are_revoked_together_and_the_new_one_stays(log: Log) -> None:
    await given_room(log, until=1)
    screens = [AddToken("first", "", "screen"), AddToken("member", "m", "member")]
    await log.append("room-1", 1, entries(2, 2), screens)
    await log.append("room-1", 2, entries(3, 3), [RevokeScreens(), AddToken("new", "", "screen", "link")])
    assert await found(log, "first", "member", "new") == [False, True, True]


async def test_STORE_19_tokens_move_to_another_member_and_codes_do_not(log: Log) -> None:
    await given_room(log, until=1)
    ends = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    tokens = [
        AddToken("one", "member-1", "member"),
        AddToken("device", "member-1", "member", "device-1"),
        AddToken("code", "member-1", "code", "offer-1", ends),
        AddToken("other", "member-3", "member"),
    ]
    await log.append("room-1", 1, entries(2, 2), tokens)
    await log.append("room-1", 2, entries(3, 3), [MoveTokens("member-1", "member-2")])
    assert await log.find_token("one") == TokenRef("room-1", "member-2", "member")
    assert await log.find_token("device") == TokenRef("room-1", "member-2", "member", "device-1")
    assert await log.find_token("code") is None
    assert await log.find_token("other") == TokenRef("room-1", "member-3", "member")


async def test_STORE_19_what_has_expired_goes_with_the_next_token_of_its_room(log: Log) -> None:
    ago, later = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    for room, code in (("room-1", "AAAAAA"), ("room-2", "BBBBBB")):
        await given_room(log, room, code, until=1)
        codes = [
            AddToken(f"{room}/late", "m", "code", "late", later),
            AddToken(f"{room}/ago", "m", "code", "ago", ago),
        ]
        await log.append(room, 1, entries(2, 2), codes)
    await log.append("room-1", 2, entries(3, 3), [AddToken("next", "m", "member")])
    assert await found(log, "room-1/ago", "room-1/late", "room-2/ago") == [False, True, True]


async def found(log: Log, *digests: str) -> list[bool]:
    return [await log.find_token(digest) is not None for digest in digests]


async def test_STORE_5_tokens_are_marked_by_member(log: Log) -> None:
    await given_room(log, "room-1", "AAAAAA", until=1)
    await given_room(log, "room-2", "BBBBBB", until=1)
    tokens = [
        AddToken("one", "m-1", "member"),
        AddToken("two", "m-1", "member"),
        AddToken("three", "m-2", "member"),
        AddToken("code", "m-1", "code", "offer", dt.datetime(2100, 1, 1, tzinfo=dt.UTC)),
    ]
    await log.append("room-1", 1, entries(2, 2), tokens)
    await log.append("room-2", 1, entries(2, 2), [AddToken("elsewhere", "m-1", "member")])
    await log.append("room-1", 2, entries(3, 3), [MarkTokens("m-1", "kept_out")])
    found = [await log.find_token(digest) for digest in ("one", "two", "three", "elsewhere", "code")]
    assert [token and token.kind for token in found] == ["kept_out", "kept_out", "member", "member", None]


async def test_STORE_6_keys_live_until_they_are_dropped(log: Log) -> None:
    await given_room(log, until=1)
    await log.append("room-1", 1, entries(2, 2), [AddKey("b1", b"\x00key"), AddKey("b2", b"other")])
    assert await log.keys("room-1") == {"b1": b"\x00key", "b2": b"other"}
    await log.append("room-1", 2, entries(3, 3), [DropKey("b1")])
    assert await log.keys("room-1") == {"b2": b"other"}


async def test_STORE_7_an_actors_entries_are_erased_in_place(log: Log) -> None:
    await given_room(log, until=1)
    secret = entry(2, e.Responded("ballot", 8, "the secret need"), actor="pseudonym")
    await log.append("room-1", 1, [secret, entry(3)])
    await log.append("room-1", 3, [entry(4)], [EraseActor("pseudonym")])
    loaded = await log.load("room-1")
    assert loaded[1] == entry(2, e.Erased(), actor="pseudonym")
    assert loaded[2:] == entries(3, 4)


async def test_LIFE_8_erased_words_are_blanked_in_place_and_nothing_else(log: Log) -> None:
    await given_room(log, until=1)
    said = [
        entry(2, e.ValueAdded("v1", "amara", "zebra", "a story", True), actor="amara"),
        entry(3, e.ValueAdded("v2", "jonas", "zebra", "", False), actor="jonas"),
        entry(4, e.BehaviourAdded("b1", "amara", "c", "words before", "will"), actor="host", command="b1"),
        entry(5, e.BehaviourReworded("b1", "words"), actor="amara"),
        entry(6, e.WordingProposed("w1", "amara", "c", "Craft", "a draft of hers", None), actor="host"),
    ]
    await log.append("room-1", 1, said)
    erased = e.InputErased("amara", ("v1", "w1"), ("b1",))
    blank = Blank(7, erased, frozenset({"amara"}), (("b1", "words"),))
    later = entry(8, e.ValueAdded("v3", "amara", "later", "", False), actor="amara")
    await log.append("room-1", 6, [entry(7, erased, actor="amara"), later], [EraseInput(blank)])
    assert [row.event for row in await log.load("room-1", after=1)] == [
        e.ValueAdded("v1", "amara", "", "", False),
        said[1].event,
        e.BehaviourAdded("b1", "", "c", "words", "will"),
        e.BehaviourReworded("b1", ""),
        e.WordingProposed("w1", "amara", "c", "", "", None),
        erased,
        later.event,
    ]


async def test_DOOR_4_a_passcode_is_kept_changed_and_taken_away(log: Log) -> None:
    await given_room(log, "room-1", "AAAAAA", until=1)
    await given_room(log, "room-2", "BBBBBB", until=1)
    assert await log.passcode("room-1") is None
    await log.append("room-1", 1, entries(2, 2), [SetPasscode("one hash")])
    assert await log.passcode("room-1") == "one hash"
    with pytest.raises(Conflict):
        await log.append("room-1", 1, entries(2, 2), [SetPasscode("of a lost race")])
    await log.append("room-1", 2, entries(3, 3), [SetPasscode("another hash")])
    assert (await log.passcode("room-1"), await log.passcode("room-2")) == ("another hash", None)
    await log.append("room-1", 3, entries(4, 4), [SetPasscode(None)])
    assert await log.passcode("room-1") is None


async def test_STORE_20_the_answers_of_a_closed_ballot_are_nobodys_in_their_places(log: Log) -> None:
    await given_room(log, until=1)
    answers = [entry(2, e.Responded("b", 8, "need"), "one"), entry(3, e.DotPlaced("b", "c"), "two"), entry(4)]
    await log.append("room-1", 1, answers)
    await log.append("room-1", 4, [entry(5)], [CountAnswers("b", ("one", "two"))])
    loaded = await log.load("room-1")
    places = [(one.seq, one.actor, one.command, one.event) for one in loaded[1:3]]
    assert places == [(2, "", "command-2", e.Counted("b")), (3, "", "command-3", e.Counted("b"))]
    assert loaded[3:] == entries(4, 5)


async def test_STORE_8_a_deleted_room_is_gone_with_all_it_had(log: Log) -> None:
    await given_room(log, until=1)
    await log.append(
        "room-1", 1, [], [AddToken("digest", "m", "host"), AddKey("b", b"k"), SetPasscode("hash")]
    )
    await log.delete_room("room-1")
    assert await log.find_room("KT7M4R") is None
    assert await log.find_token("digest") is None
    assert (await log.load("room-1"), await log.keys("room-1")) == ([], {})
    assert await log.passcode("room-1") is None


async def test_STORE_1_it_says_that_it_can_be_written_to(log: Log) -> None:
    assert await log.ready()
