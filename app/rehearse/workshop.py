"""The workshop that is rehearsed, stage by stage: what the lead does, what everyone does, what they wait for."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.rehearse import words
from app.rehearse.agreeing import Agreeing
from app.rehearse.crowd import Crowd, View
from app.rehearse.person import Person

VALUES_EACH = 3
MOST_CLUSTERS = 9
K = 4
LEFT_OVER = "And also"


class Rehearsal:
    """One room and its people. Every method is a stage; `say` tells what happens."""

    def __init__(self, host: Person, people: Sequence[Person], seed: int, say: Callable[[str], None]) -> None:
        self.host, self.people, self.say = host, people, say
        self.crowd = Crowd(host, people)
        self.chance = random.Random(seed)
        self.families: dict[str, str] = {}
        self.follow_up = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()

    async def run(self) -> None:
        """From lobby to sealed charter."""
        await self.lobby()
        await self.reflect()
        await self.share()
        await self.cluster()
        await self.vote()
        await self.agree()
        await self.commit()

    async def lobby(self) -> None:
        await self.crowd.at_once(lambda person: self.crowd.does(person, "check_in"))
        self.say(f"lobby: {len(self.people)} people are here and have checked in")

    async def reflect(self) -> None:
        await self._go_to("reflect")
        collection = words.phrases()
        picks = {p.name: words.pick(collection, VALUES_EACH, self.chance) for p in self.people}
        self.families = {phrase.label.casefold(): phrase.family for phrase in collection}

        async def write(person: Person) -> None:
            await self.crowd.keeps(person, "start_reflecting")
            for place, phrase in enumerate(picks[person.name]):
                story = words.STORIES[len(phrase.label) % len(words.STORIES)] if place == 0 else ""
                shown = len(story) % 2 == 0
                await self.crowd.keeps(person, "add_value", label=phrase.label, story=story, show_story=shown)

        await self.crowd.at_once(write)
        await self.crowd.all_see(lambda room: room["counts"]["done"].get("count") == len(self.people))
        self.say(f"reflect: {self._room['counts']['values']} values, still behind the curtain")

    async def share(self) -> None:
        await self._go_to("share")
        await self.crowd.leads("lift_curtain")
        cards = self._room["cards"]
        largest = max(sorted(cards), key=lambda card: int(cards[card]["count"]))
        await self.crowd.leads("spotlight", card=largest)
        self.say(f"share: the curtain is up, {len(cards)} cards; most wrote “{cards[largest]['label']}”")

    async def cluster(self) -> None:
        """Everybody moves cards at once, each to the cluster of its family; what's rare goes into the last."""
        await self._go_to("cluster")
        await self.crowd.leads("set_clustering", step="name")
        cards: dict[str, dict[str, Any]] = dict(self._room["cards"])
        family_of = {id: self.families.get(card["label"].casefold(), "") for id, card in cards.items()}
        common = [family for family, _ in Counter(family_of.values()).most_common(MOST_CLUSTERS)]
        clusters = {
            family: await self.crowd.does(self.chance.choice(self.people), "add_cluster", name=family)
            for family in common
        }
        moves = [(card, clusters[family]) for card, family in family_of.items() if family in clusters]
        if rest := [card for card, family in family_of.items() if family not in clusters]:
            also = await self.crowd.leads("add_cluster", name=LEFT_OVER)
            moves += [(card, also) for card in rest]
        self.chance.shuffle(moves)
        await self.crowd.deal(
            moves, lambda p, move: self.crowd.does(p, "move_card", card=move[0], cluster=move[1])
        )
        await self.crowd.leads("set_clustering", step="freeze")
        self.say(f"cluster: {len(cards)} cards in {len(self._room['clusters'])} clusters")

    async def vote(self) -> None:
        await self._go_to("vote")
        count = len(self._room["clusters"])
        if count <= K:
            await self.crowd.leads("choose_set", clusters=sorted(self._room["clusters"]))
            self.say(f"vote: {count} clusters, so no vote is needed")
            return
        await self.crowd.leads("open_vote", k=K)
        await self.crowd.all_see(lambda room: "vote" in room)
        await self.crowd.at_once(self._put_dots)
        await self.crowd.leads("close_vote")
        vote = self._room["vote"]
        await self.crowd.leads("choose_set", clusters=_filled_up(vote))
        reach = self._room["own_reach"]
        names = ", ".join(self._name(cluster) for cluster in self._room["set"])
        self.say(f"vote: {names}; {reach['count']} of {reach['of']} see one of their own values")

    async def _put_dots(self, person: Person) -> None:
        vote = person.shared["vote"]
        for cluster in self._favourites(person)[: vote["dots"]]:
            await self.crowd.keeps(person, "place_dot", ballot=vote["ballot"], cluster=cluster)

    def _favourites(self, person: Person) -> list[str]:
        """First where one's own values are, then whatever chance says; what was left over comes last."""
        options: list[str] = list(person.shared["vote"]["options"])
        self.chance.shuffle(options)
        cards = person.shared["cards"]
        own = {cards[v["card"]].get("cluster") for v in person.mine["values"].values() if v["card"] in cards}
        return sorted(options, key=lambda c: (self._name(c) == LEFT_OVER, c not in own))

    async def agree(self) -> None:
        await self._go_to("agree")
        told = await Agreeing(self.crowd, self.follow_up).run()
        self.say(f"agree: {told}")

    async def commit(self) -> None:
        await self._go_to("commit")
        for cluster in list(self._room["charter"]["adopted"]):
            for text in words.behaviours(self._name(cluster)):
                await self._behaviour(cluster, text)
        await self.crowd.leads(
            "add_commitment",
            text="Put the charter where we meet",
            owner=self.people[0].member,
            due=self.follow_up,
        )
        await self.crowd.leads("set_follow_up", date=self.follow_up)
        await self.crowd.at_once(self._sign)
        signed = self._room["charter"]["signed"]
        await self.crowd.leads("seal")
        self.say(f"commit: {signed} of {len(self.people)} have signed; sealed")

    async def _sign(self, person: Person) -> None:
        reservation = words.SIGNING_RESERVATION if person is self.people[-1] else ""
        named = len(person.name) % 4 != 0
        await self.crowd.does(person, "sign", named=named, reservation=reservation)

    async def _behaviour(self, cluster: str, text: str) -> None:
        author = self.chance.choice(self.people)
        id = await self.crowd.does(author, "add_behaviour", cluster=cluster, text=text)
        friends = self.chance.sample(self.people, min(3, len(self.people)))
        await asyncio.gather(*(self.crowd.does(friend, "endorse", behaviour=id) for friend in friends))
        await self.crowd.leads("accept_behaviour", behaviour=id)

    @property
    def _room(self) -> View:
        return self.host.shared

    def _name(self, cluster: str) -> str:
        return str(self._room["clusters"][cluster]["name"])

    async def _go_to(self, stage: str) -> None:
        await self.crowd.leads("go_to", stage=stage)
        await self.crowd.all_see(lambda room: room["stage"] == stage)


def _filled_up(vote: View) -> list[str]:
    """The proposed set; where it is shorter than asked, the lead adds by hand what had most dots."""
    dots: dict[str, int] = vote.get("results", {})
    first: list[str] = vote.get("proposed", [])
    return [*first, *sorted(set(vote["options"]) - set(first), key=lambda c: -dots.get(c, 0))][:K]
