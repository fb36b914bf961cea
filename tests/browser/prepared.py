"""Rooms that are made over the API up to where a test begins, and devices of the people in them."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Device


@dataclass
class Prepared:
    """A room with its host, who is called Henrik; people are found by name."""

    server: str
    takes_part: bool = False
    open_names: bool = False
    code: str = ""
    screen: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._client = httpx.Client(base_url=self.server, timeout=30)
        fields: dict[str, Any] = {
            "title": "Platform team",
            "host_name": "Henrik",
            "host_takes_part": self.takes_part,
        }
        fields["open_names"] = self.open_names
        made = self._client.post("/api/v1/rooms", json=fields).raise_for_status().json()
        self.code, self.screen = made["code"], made["screen_url"]
        self.tokens["Henrik"], self.ids["Henrik"] = made["host_token"], made["host_id"]

    def joins(self, *names: str) -> None:
        for name in names:
            answer = self._client.post(f"/api/v1/rooms/{self.code}/members", json={"name": name})
            made = answer.raise_for_status().json()
            self.tokens[name], self.ids[name] = made["token"], made["member_id"]

    def goes_from_the_door(self, name: str) -> None:
        headers = {"Authorization": f"Bearer {self.tokens[name]}"}
        self._client.delete(f"/api/v1/rooms/{self.code}/door", headers=headers).raise_for_status()

    def does(self, who: str, type: str, **fields: Any) -> str:
        """Gives the id of what was made."""
        id = str(uuid.uuid4())
        command = {"type": type, "id": id, **fields}
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        answer = self._client.post(f"/api/v1/rooms/{self.code}/commands", json=command, headers=headers)
        assert answer.is_success, answer.text
        return id

    def lead(self, type: str, **fields: Any) -> str:
        return self.does("Henrik", type, **fields)

    def sees(self, who: str = "Henrik") -> Any:
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        return self._client.get(f"/api/v1/rooms/{self.code}", headers=headers).json()

    def asks_for_passcode(self, passcode: str) -> None:
        headers = {"Authorization": f"Bearer {self.tokens['Henrik']}"}
        address = f"/api/v1/rooms/{self.code}/passcode"
        self._client.put(address, json={"passcode": passcode}, headers=headers).raise_for_status()

    def links(self) -> dict[str, str]:
        """Where the sealed charter is read and looked after."""
        headers = {"Authorization": f"Bearer {self.tokens['Henrik']}"}
        answer = self._client.get(f"/r/{self.code}/charter/link", headers=headers)
        told: dict[str, str] = answer.raise_for_status().json()
        return told

    def clusters_for(self, *values: str) -> None:
        """To `vote`, with a cluster for each of these."""
        people = self._people()
        self.lead("go_to", stage="reflect")
        for place, value in enumerate(values):
            self.does(people[place % len(people)], "add_value", label=value)
        self.lead("go_to", stage="share")
        self.lead("lift_curtain")
        self.lead("go_to", stage="cluster")
        self.lead("set_clustering", step="name")
        for value in values:
            self.clusters[value] = self.lead("add_cluster", name=value)
        for id, card in self.sees()["shared"]["cards"].items():
            self.lead("move_card", card=id, cluster=self.clusters[card["label"]])
        self.lead("go_to", stage="vote")

    def _people(self) -> list[str]:
        """All but the host."""
        return [name for name in self.tokens if name != "Henrik"]

    def agrees(self, **values: str) -> None:
        """To `commit`, with these values adopted, each with its statement."""
        people = self._people()
        self.clusters_for(*values)
        self.lead("choose_set", clusters=list(self.clusters.values()))
        self.lead("go_to", stage="agree")
        for value, statement in values.items():
            if statement:
                self.lead("word_value", cluster=self.clusters[value], name=value, statement=statement)
        self.lead("open_rounds")
        asked = self.sees()["shared"]["agree"]["values"]
        for cluster in self.clusters.values():
            ballot = asked[cluster]["rounds"][-1]["ballot"]
            for name in people:
                self.does(name, "respond", ballot=ballot, cluster=cluster, level=1)
        self.lead("close_rounds")
        for cluster in self.clusters.values():
            self.lead("adopt", cluster=cluster)
        self.lead("go_to", stage="commit")

    def page(self, device: Device, who: str, width: int, height: int, **options: object) -> Page:
        """This person's page on a device of their own."""
        context = device(width, height, **options)
        self.lets_in(context, who)
        page = context.new_page()
        page.goto(f"/r/{self.code}")
        return page

    def lets_in(self, context: BrowserContext, who: str) -> None:
        """A device that this person has joined with, whatever port it takes."""
        cookie = {"name": f"ts-member-{self.code}", "value": self.tokens[who], "url": self.server}
        context.add_cookies([cookie])  # type: ignore[list-item]

    def projector(self, device: Device) -> Page:
        page = device(1920, 1080).new_page()
        page.goto(f"/r/{self.code}/screen?{self.screen.partition('?')[2]}")
        return page
