"""The workshop that is rehearsed, stage by stage: what the lead does, what everyone does, what they wait for."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from app.rehearse import words
from app.rehearse.person import Person
from app.rehearse.report import Stopwatch, now

VALUES_EACH = 3
MOST_CLUSTERS = 9
K = 4


class Rehearsal:
    """One room and its people. Every method is a stage; `say` tells what happens."""

    def __init__(self, host: Person, people: list[Person], seed: int, say: Callable[[str], None]) -> None:
        self.host, self.people, self.say = host, people, say
        self.chance = random.Random(seed)
        self.watch = Stopwatch()
        self.commands = 0
        self.families: dict[str, str] = {}

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
        await self._all(lambda person: self._visible(person, "check_in"))
        self.say(f"lobby: {len(self.people)} people are here and have checked in")

    async def reflect(self) -> None:
        await self._go_to("reflect")
        collection = words.phrases()
        picks = {p.name: words.pick(collection, VALUES_EACH, self.chance) for p in self.people}
        self.families = {phrase.label.casefold(): phrase.family for phrase in collection}

        async def write(person: Person) -> None:
            await self._does(person, "start_reflecting")
            for place, phrase in enumerate(picks[person.name]):
                story = words.STORIES[len(phrase.label) % len(words.STORIES)] if place == 0 else ""
                await self._does(
                    person, "add_value", label=phrase.label, story=story, show_story=len(story) % 2 == 0
                )

        await self._all(write)
        await self.host.until(lambda: self.host.shared["counts"]["done"] == len(self.people))
        self.say(f"reflect: {self.host.shared['counts']['values']} values, still behind the curtain")

    async def share(self) -> None:
        await self._go_to("share")
        await self._visible(self.host, "lift_curtain")
        cards = self.host.shared["cards"]
        largest = max(sorted(cards), key=lambda card: int(cards[card]["count"]))
        await self._visible(self.host, "spotlight", card=largest)
        self.say(f"share: the curtain is up, {len(cards)} cards; most wrote “{cards[largest]['label']}”")

    async def cluster(self) -> None:
        """Everybody moves cards at once, each to the cluster of its family; what's rare goes into the last."""
        await self._go_to("cluster")
        await self._visible(self.host, "set_clustering", step="name")
        cards: dict[str, dict[str, Any]] = dict(self.host.shared["cards"])
        family_of = {id: self.families.get(card["label"].casefold(), "") for id, card in cards.items()}
        common = [family for family, _ in Counter(family_of.values()).most_common(MOST_CLUSTERS)]
        clusters = {}
        for family in common:
            _, clusters[family] = await self._makes(
                self.chance.choice(self.people), "add_cluster", name=family
            )
        moves = [(card, clusters[family]) for card, family in family_of.items() if family in clusters]
        rest = [card for card, family in family_of.items() if family not in clusters]
        if rest:
            _, also = await self._makes(self.host, "add_cluster", name="And also")
            moves += [(card, also) for card in rest]
        self.chance.shuffle(moves)
        await self._deal(moves, lambda p, move: self._visible(p, "move_card", card=move[0], cluster=move[1]))
        await self._visible(self.host, "set_clustering", step="freeze")
        self.say(f"cluster: {len(cards)} cards in {len(self.host.shared['clusters'])} clusters")

    async def vote(self) -> None:
        await self._go_to("vote")
        count = len(self.host.shared["clusters"])
        if count <= K:
            await self._visible(self.host, "choose_set", clusters=sorted(self.host.shared["clusters"]))
            self.say(f"vote: {count} clusters, so no vote is needed")
            return
        await self._visible(self.host, "open_vote", k=K)

        async def put_dots(person: Person) -> None:
            vote = person.shared["vote"]
            for cluster in self._favourites(person)[: vote["dots"]]:
                await self._does(person, "place_dot", ballot=vote["ballot"], cluster=cluster)

        await self._all(put_dots)
        await self._visible(self.host, "close_vote")
        vote = self.host.shared["vote"]
        await self._visible(self.host, "choose_set", clusters=vote.get("proposed") or vote["options"][:K])
        reach = self.host.shared["own_reach"]
        names = ", ".join(self._name(cluster) for cluster in self.host.shared["set"])
        self.say(f"vote: {names}; {reach['count']} of {reach['of']} see one of their own values")

    def _favourites(self, person: Person) -> list[str]:
        """First where one's own values are, then whatever chance says."""
        options: list[str] = list(person.shared["vote"]["options"])
        self.chance.shuffle(options)
        cards = person.shared["cards"]
        own = {cards[v["card"]].get("cluster") for v in person.mine["values"].values() if v["card"] in cards}
        return sorted(options, key=lambda cluster: cluster not in own)

    async def agree(self) -> None:
        """A sweep over all; the last value has doubters, gets a better wording, and a second round."""
        await self._go_to("agree")
        chosen: list[str] = list(self.host.shared["set"])
        for cluster in chosen:
            name = self._name(cluster)
            await self._visible(
                self.host, "word_value", cluster=cluster, name=name, statement=words.statement(name)
            )
        await self._visible(self.host, "open_rounds")
        await self._all(lambda person: self._sweep(person, chosen, doubted=chosen[-1]))
        await self._visible(self.host, "close_rounds")
        await self._visible(self.host, "lift_curtain")
        await self._reword(chosen[-1])
        for cluster in chosen:
            await self._visible(self.host, "adopt", cluster=cluster)
        rounds = sum(len(v["rounds"]) for v in self.host.shared["agree"]["values"].values())
        self.say(f"agree: {len(chosen)} values adopted after {rounds} rounds")

    async def _sweep(self, person: Person, chosen: list[str], doubted: str) -> None:
        place = self.people.index(person)
        for cluster in chosen:
            level, need = (1, 1, 2, 1, 1)[place % 5], ""
            if cluster == doubted and place % 4 == 1:
                level, need = 5, "That we can say it in one breath."
            elif level == 2:
                need = "That it also counts for those who aren't in the room."
            await self._respond(person, cluster, level, need)

    async def _respond(self, person: Person, cluster: str, level: int, need: str = "") -> None:
        ballot = person.shared["agree"]["values"][cluster]["rounds"][-1]["ballot"]
        await self._does(person, "respond", ballot=ballot, cluster=cluster, level=level, need=need)

    async def _reword(self, cluster: str) -> None:
        better = words.better_statement(self._name(cluster))
        author = self.people[-1]
        _, wording = await self._makes(author, "propose_wording", cluster=cluster, statement=better)
        await self._visible(self.host, "lift_curtain")
        await self._all(lambda person: self._does(person, "can_live_with", wording=wording, yes=True))
        await self._visible(self.host, "use_wording", wording=wording)
        await self._visible(self.host, "open_rounds", clusters=[cluster])
        await self._all(lambda person: self._respond(person, cluster, 1 + (len(person.name) % 2)))
        await self._visible(self.host, "close_rounds")

    async def commit(self) -> None:
        await self._go_to("commit")
        adopted: list[str] = list(self.host.shared["charter"]["adopted"])
        for cluster in adopted:
            for text in words.behaviours(self._name(cluster)):
                author = self.chance.choice(self.people)
                _, behaviour = await self._makes(author, "add_behaviour", cluster=cluster, text=text)
                friends = self.chance.sample(self.people, min(3, len(self.people)))
                await asyncio.gather(*(self._visible(p, "endorse", behaviour=behaviour) for p in friends))
                await self._visible(self.host, "accept_behaviour", behaviour=behaviour)
        follow_up = date.today() + timedelta(days=30)
        owner = self.people[0].member
        await self._visible(
            self.host,
            "add_commitment",
            text="Put the charter where we meet",
            owner=owner,
            due=follow_up.isoformat(),
        )
        await self._visible(self.host, "set_follow_up", date=follow_up.isoformat())
        await self._all(lambda person: self._visible(person, "sign", named=len(person.name) % 4 != 0))
        signed = self.host.shared["charter"]["signed"]
        await self._visible(self.host, "seal")
        self.say(f"commit: {signed} of {len(self.people)} have signed; sealed")

    def _name(self, cluster: str) -> str:
        return str(self.host.shared["clusters"][cluster]["name"])

    async def _go_to(self, stage: str) -> None:
        await self._visible(self.host, "go_to", stage=stage)
        for person in self.people:
            await person.until(lambda person=person: person.shared["stage"] == stage)  # type: ignore[misc]

    async def _all(self, act: Callable[[Person], Awaitable[None]]) -> None:
        await asyncio.gather(*(act(person) for person in self.people))

    async def _deal(
        self, things: list[tuple[str, str]], act: Callable[[Person, tuple[str, str]], Awaitable[None]]
    ) -> None:
        """Things to do are dealt among the people like cards; each does theirs one after the other."""

        async def hand(person: Person, mine: list[tuple[str, str]]) -> None:
            for thing in mine:
                await act(person, thing)

        count = len(self.people)
        await asyncio.gather(*(hand(p, things[i::count]) for i, p in enumerate(self.people)))

    async def _does(self, person: Person, type: str, **fields: Any) -> None:
        self.commands += 1
        await person.does(type, **fields)

    async def _makes(self, person: Person, type: str, **fields: Any) -> tuple[int, str]:
        """Does it, waits until the lead sees it, and gives the id of what was made."""
        self.commands += 1
        at = now()
        seq, id = await person.makes(type, **fields)
        if type not in ("propose_wording",):
            self.watch.note(type, seq, at)
        await self.host.until(lambda: self.host.seq >= seq)
        return seq, id

    async def _visible(self, person: Person, type: str, **fields: Any) -> None:
        """Does something that all see, and takes its time."""
        self.commands += 1
        at = now()
        seq = await person.does(type, **fields)
        self.watch.note(type, seq, at)
        await person.until(lambda: person.seq >= seq)
