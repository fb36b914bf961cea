"""Which entries of a log carry somebody's words, and what they are without them."""

from dataclasses import dataclass, replace

from app.domain import events as e
from app.domain.state import State


def selves_of(state: State, member: str) -> frozenset[str]:
    """The ids of this member: also those of entries that were joined with theirs."""
    selves, found = frozenset[str](), frozenset({member})
    while found != selves:
        selves = found
        found = selves | {one.id for one in state.members.values() if one.into in selves}
    return selves


@dataclass(frozen=True, slots=True)
class Blank:
    """What `erased`, which stands at `seq`, asks of the entries before it.

    `selves`: under which ids the member spoke. `texts`: what the behaviours that stay say now. `drafting`: drafts that
    groups are still at, which are named or stay. `values`: whether there are values among it, whose words stand in what
    was made of them by the server.
    """

    seq: int
    erased: e.InputErased
    selves: frozenset[str]
    texts: tuple[tuple[str, str], ...] = ()
    drafting: frozenset[str] = frozenset()
    values: bool = False

    def blanked(self, entry: e.Entry) -> e.Entry | None:
        """The entry without the words that were erased; None when it holds none of them."""
        event = self._event(entry.event, entry.actor)
        if event is None or event == entry.event:
            return None
        # An entry of what stays without its author must not name them either.
        nobody = entry.command in self.erased.disowned and entry.actor in self.selves
        return replace(entry, event=event, actor="" if nobody else entry.actor)

    def _event(self, event: e.Event, actor: str) -> e.Event | None:
        me, name = self.selves, self.erased.name
        match event:
            case e.ValueAdded() | e.ValueEdited() if self._goes(event.value, _member(event, actor)):
                return replace(event, label="", story="", show_story=False)
            case e.WordingProposed() if event.wording in self.erased.disowned:
                return replace(event, name="", statement="", base=None, member="")
            case e.WordingProposed() if self._goes(event.wording, event.member):
                return replace(event, name="", statement="")
            case e.BehaviourAdded() if event.behaviour in self.erased.disowned:
                return replace(event, member="", text=dict(self.texts)[event.behaviour])
            case e.BehaviourAdded() if self._goes(event.behaviour, event.member):
                return replace(event, text="")
            case e.BehaviourReworded() if self._goes(event.behaviour, actor):
                return replace(event, text="")
            case e.ThoughtParked() if event.item in self.erased.disowned:
                return replace(event, member="", named=False)
            case e.ThoughtParked() if self._goes(event.item, event.member):
                return replace(event, text="", named=False)
            case e.LateVoiced() if self._goes(event.voice, event.member):
                return replace(event, text="", fine=True)
            case e.DraftSaved() if event.member in me and self._drafted(event.draft):
                return replace(event, statement="", behaviour="")
            case e.CheckedIn() if event.member in me and (self.erased.word or self.erased.everything):
                return replace(event, word="")
            case e.Signed() if event.member in me and (self.erased.signature or self.erased.everything):
                return replace(event, reservation="")
            case e.ClusterAdded() | e.ClusterRenamed() if event.cluster in self.erased.unnamed:
                return replace(event, name="")
            case e.MemberJoined() | e.HostJoined() | e.GuestAdded() | e.MemberRenamed():
                return replace(event, name=name) if name and event.member in me else None
            case e.Knocked(newcomer=newcomer):
                return e.Knocked(newcomer, name) if name and newcomer in me else None
            case e.ClusterSuggested() if self.values:
                return replace(event, name="", texts=("",) * len(event.texts))
            case _:
                return None

    def _goes(self, id: str, member: str) -> bool:
        everything = self.erased.everything and member in self.selves
        return id in self.erased.ids or id in self.erased.disowned or everything

    def _drafted(self, draft: str) -> bool:
        """What groups drafted became proposals when they ended: it goes with whatever is erased."""
        if draft in self.erased.ids or self.erased.everything:
            return True
        return bool(self.erased.ids or self.erased.disowned) and draft not in self.drafting


def _member(event: e.ValueAdded | e.ValueEdited, actor: str) -> str:
    return event.member if isinstance(event, e.ValueAdded) else actor


OTHERS_MAY_STORE = (
    e.HostJoined,
    e.MemberJoined,
    e.GuestAdded,
    e.Knocked,
    e.WordingProposed,
    e.BehaviourAdded,
    e.ClusterAdded,
    e.ClusterRenamed,
    e.ClusterSuggested,
)
"""Entries that carry somebody's words under another one's name: who made the room, let them in, added a guest, or ended
the drafting; or under nobody's, as what the server made of them."""
