"""A person's words through a whole workshop, then erased; then the room deleted: the files are searched for them."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.served import served
from tests.store.searching import gone, in_files
from tests.web.conftest import MARKUP
from tests.web.people import Door, bearer, new_id, open_door

NAME, NEW_NAME = "Zebrowska", "Okapinska"
WORD, LABEL, STORY = "numbat", 'Quokka "ärlig"', "The day of the gharial\nand 勇気"
EDITED, TAKEN_OUT = "Dingo-like honesty", "Wombat"
PARKED, WORDING, BEHAVIOUR, DROPPED = (
    "pangolin pay",
    "We tapir together.",
    "we will axolotl",
    "we will narwhal",
)
NEED, RESERVATION = "kinkajou time", "not the fossa"
ALL = (
    NAME,
    NEW_NAME,
    WORD,
    LABEL,
    STORY,
    EDITED,
    TAKEN_OUT,
    PARKED,
    WORDING,
    BEHAVIOUR,
    DROPPED,
    RESERVATION,
)


async def _workshop(door: Door) -> str:
    """Up to the seal; gives the token of the one whose words are looked for."""
    amara, host = await door.member(NAME), door.host

    async def does(who: str, type: str, **fields: object) -> str:
        id = new_id()
        answer = await door.command(who, type, id=id, **fields)
        assert answer.status_code == 200, (type, answer.text)
        return id

    async def asked(cluster: str) -> str:
        value = (await door.view(host))["shared"]["agree"]["values"][cluster]
        ballot: str = value["rounds"][-1]["ballot"]
        return ballot

    await does(amara, "rename_me", name=NEW_NAME)
    await does(amara, "check_in", word=WORD)
    await does(host, "go_to", stage="reflect")
    await does(amara, "remove_value", value=await does(amara, "add_value", label=TAKEN_OUT, story="x"))
    value = await does(amara, "add_value", label=LABEL, story=STORY, show_story=True)
    await does(amara, "edit_value", value=value, label=EDITED)
    await does(amara, "park", text=PARKED)
    await does(host, "go_to", stage="share")
    await does(host, "lift_curtain")
    await does(host, "go_to", stage="cluster")
    cluster = await does(host, "add_cluster", name="Honesty")
    (card,) = (await door.view(host))["shared"]["cards"]
    await does(amara, "move_card", card=card, cluster=cluster)
    await does(host, "go_to", stage="vote")
    await does(host, "choose_set", clusters=[cluster])
    await does(host, "go_to", stage="agree")
    await does(amara, "propose_wording", cluster=cluster, statement=WORDING)
    await does(host, "lift_curtain")
    await does(host, "open_rounds")
    await does(amara, "respond", ballot=await asked(cluster), cluster=cluster, level=2, need=NEED)
    await does(host, "close_rounds")
    await does(host, "adopt", cluster=cluster)
    await does(host, "go_to", stage="commit")
    await does(
        host,
        "accept_behaviour",
        behaviour=await does(amara, "add_behaviour", cluster=cluster, text=BEHAVIOUR),
    )
    await does(amara, "add_behaviour", cluster=cluster, text=DROPPED)
    await does(amara, "sign", named=True, reservation=RESERVATION)
    await does(host, "seal")
    return amara


async def test_LIFE_8_a_persons_words_are_in_no_file_once_erased_nor_any_once_the_room_is_deleted(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as site, httpx.AsyncClient(base_url=site.url, trust_env=False) as http:
        door = await open_door(site, http, title=MARKUP, host_takes_part=True)
        amara = await _workshop(door)
        assert all(in_files(tmp_path, word) for word in ALL)
        erased = await door.command(amara, "erase_mine", parts=["everything"], name="Someone")
        assert erased.status_code == 200
        taken_up = (BEHAVIOUR, PARKED)  # they stand in the sealed charter, and tell nobody
        assert await gone(tmp_path, *(word for word in ALL if word not in taken_up))
        assert in_files(tmp_path, BEHAVIOUR)
        kept = f"/api/v1/rooms/{door.code}?keep_charter=true"
        told = (await http.get(f"/r/{door.code}/charter/link", headers=bearer(door.host))).json()
        assert (await http.delete(kept, headers=bearer(door.host))).status_code == 204
        assert await gone(tmp_path, door.code, NEED, "Quokka")
        assert in_files(tmp_path, BEHAVIOUR)
        await http.post(urlsplit(told["keeper"]).path, data={"do": "delete"})
        assert await gone(tmp_path, *ALL, MARKUP)
