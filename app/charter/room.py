"""What a room holds, as data for its host. Made from the shared view alone: nothing that isn't everyone's can enter.

No ids: clusters go by their number, which everyone sees, and people by their names where what they put in was open. What
people put in stands in the orders of that view, which tell neither when nor by whom.
"""

from typing import Literal

import orjson

from app.charter.data import charter_data
from app.charter.model import charter_of
from app.charter.room_shapes import (
    CardData,
    ClusterData,
    ParkedData,
    ProposedData,
    RoomData,
    RoundData,
    ValueData,
    VoteData,
)
from app.domain.shapes import AgreeValueView, CardView, RoundView, SharedView, VoteView

FORMAT: Literal["touchstone-room/1"] = "touchstone-room/1"


def room_data(shared: SharedView) -> RoomData:
    data: RoomData = {
        "format": FORMAT,
        "room": shared["code"],
        "title": shared["title"],
        "language": shared["language"],
        "stage": shared["stage"],
        "scale": shared["settings"]["scale"],
        "open_names": shared["settings"]["open_names"],
        "people": {"taking_part": shared["counts"]["taking_part"]},
    }
    if "contributors" in shared["counts"]:
        data["people"]["put_in"] = shared["counts"]["contributors"]
    if "purpose" in shared:
        data["purpose"] = shared["purpose"]
    numbers = {id: cluster["mark"] for id, cluster in shared.get("clusters", {}).items()}
    if "clusters" in shared:
        data["clusters"] = _clusters(shared)
    if "cards" in shared:
        data["cards"] = [_card(card, numbers, shared) for card in shared["cards"].values()]
    if "vote" in shared and shared["vote"]["state"] == "closed":
        data["vote"] = _vote(shared["vote"], numbers)
    if "agree" in shared:
        values = shared["agree"]["values"].items()
        data["values"] = [_value(value, numbers[id]) for id, value in values]
    if charter := charter_of(shared):
        data["behaviours"] = _behaviours(shared, numbers)
        data["charter"] = charter_data(charter)
    if "parked" in shared:
        data["parked"] = [_parked(item["text"], item.get("name")) for item in shared["parked"].values()]
    return data


def room_json(data: RoomData) -> bytes:
    """The same, encoded: UTF-8, indented, for a file that people open."""
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _clusters(shared: SharedView) -> list[ClusterData]:
    chosen = shared.get("set", ())
    found: list[ClusterData] = []
    for id, cluster in shared["clusters"].items():
        one: ClusterData = {"cluster": cluster["mark"], "name": cluster["name"]}
        if id in chosen:
            one["chosen"] = True
        found.append(one)
    return sorted(found, key=lambda one: one["cluster"])


def _card(card: CardView, numbers: dict[str, int], shared: SharedView) -> CardData:
    data: CardData = {"label": card["label"], "count": card["count"], "stories": card.get("stories", [])}
    # Before `cluster` nobody is shown that a card lies in one.
    if (cluster := card.get("cluster")) in numbers:
        data["cluster"] = numbers[cluster]
    if "more_stories" in card:
        data["more_stories"] = card["more_stories"]
    if "by" in card:
        data["by"] = sorted(shared["members"][id]["name"] for id in card["by"] if id in shared["members"])
    return data


def _vote(vote: VoteView, numbers: dict[str, int]) -> VoteData:
    data: VoteData = {
        "rule": vote["rule"],
        "places": vote["k"],
        "dots": vote["dots"],
        "answered": vote["answered"],
        "of": vote["n"],
    }
    if "results" in vote:
        counted = ((numbers[id], dots) for id, dots in vote["results"].items())
        data["results"] = [{"cluster": number, "dots": dots} for number, dots in sorted(counted)]
    if "reach" in vote:
        data["reach"] = vote["reach"]
    return data


def _value(value: AgreeValueView, number: int) -> ValueData:
    data: ValueData = {
        "cluster": number,
        "status": value["status"],
        "name": value["name"],
        "statement": value["statement"],
        "rounds": [_round(round) for round in value["rounds"] if round["state"] == "closed"],
        "wordings": [
            {"name": one["name"], "statement": one["statement"], "can_live": one["can_live"]}
            for one in value.get("wordings", {}).values()
        ],
    }
    if "date" in value:
        data["until"] = value["date"]
    return data


def _round(round: RoundView) -> RoundData:
    data: RoundData = {
        "round": round["number"],
        "name": round["name"],
        "statement": round["statement"],
        "answered": round["answered"],
        "of": round["n"],
        "needs": round.get("needs", []),
    }
    if "result" in round:
        data["result"] = round["result"]
    if "split" in round:
        data["split"] = True
    if "spread" in round:
        data["spread"] = round["spread"]
    if "unsaid" in round:
        data["unsaid"] = round["unsaid"]
    return data


def _behaviours(shared: SharedView, numbers: dict[str, int]) -> list[ProposedData]:
    found: list[ProposedData] = []
    for one in shared["charter"]["behaviours"].values():
        data: ProposedData = {
            "cluster": numbers[one["cluster"]],
            "text": one["text"],
            "kind": one["kind"],
            "endorsed": one["endorsed"],
        }
        if "accepted" in one:
            data["accepted"] = True
        found.append(data)
    return found


def _parked(text: str, name: str | None) -> ParkedData:
    return {"text": text, "name": name} if name else {"text": text}
