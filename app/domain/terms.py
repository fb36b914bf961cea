"""The words the whole product shares: stages, levels, kinds. Closed sets, spelled once."""

from typing import Literal, get_args

Stage = Literal["lobby", "reflect", "share", "cluster", "vote", "agree", "commit", "closed"]
STAGES: tuple[Stage, ...] = get_args(Stage)

Level = Literal[1, 2, 3, 4, 5, 6, 7, 8]
"""Kaner's gradients of agreement: 1 endorse … 4 abstain, 5 discuss, 6 go along … 8 veto (method.md)."""

Scale = Literal["kaner", "fist", "consent"]
"""What people answer with at `agree`: Kaner's eight levels, fist to five, or consent."""

LEVELS: dict[Scale, tuple[Level, ...]] = {
    "kaner": (1, 2, 3, 4, 5, 6, 7, 8),
    "fist": (1, 2, 3, 5, 7, 8),
    "consent": (1, 3, 4, 8),
}
"""The levels of each scale: five fingers to none are 1, 2, 3, 5, 7, 8; agree, concern, abstain, object are 1, 3, 4, 8."""

Shade = Literal["full", "minor", "reservations", "out", "talk", "along", "against"]
"""What a level is to the group; 7 and 8 are one, so that nobody stands out."""

SHADES: dict[Level, Shade] = {
    1: "full",
    2: "minor",
    3: "reservations",
    4: "out",
    5: "talk",
    6: "along",
    7: "against",
    8: "against",
}

OPPOSED: Level = 7
"""From here on people are asked what would have to change."""

Agreement = Literal[
    "blocked",
    "not_enough_voices",
    "needs_discussion",
    "consensus",
    "going_along",
    "reservations",
    "lukewarm",
]
ClusteringStep = Literal["sort", "name", "freeze"]
DoorStands = Literal["open", "waiting", "locked"]
"""Newcomers come in; they wait until somebody lets them in; nobody new comes in."""
MemberKind = Literal["host", "participant", "guest"]
BehaviourKind = Literal["will", "wont"]
Privacy = Literal["anonymous", "confidential"]
Settled = Literal["commitment", "follow_up", "let_go"]
"""What becomes of a parked thought at `commit`."""
Parking = Literal["waiting", "hidden", "commitment", "follow_up", "let_go"]
"""Where a parked thought stands; hidden: kept by the lead from being shown."""
Reason = Literal["named", "close", "shares"]
"""Why a card is in a suggested cluster: a word for its family, close to a cue, shares a word with the others."""
Likeness = Literal["spelling", "word", "family"]
"""How two names look alike: spelt almost the same, sharing a telling word, of one family of values."""
Theme = Literal["light", "dark", "projector"]
VotingRule = Literal["turns", "dots"]
"""`turns`: everyone gets a turn; `dots`: most dots (method.md, Voting)."""
Deed = Literal[
    "card_hidden",
    "card_unhidden",
    "moved",
    "taken_out",
    "added",
    "renamed",
    "card_settled",
    "merged",
    "dissolved",
    "suggestion_accepted",
    "suggestions_accepted",
    "suggestion_rejected",
    "tie_broken",
    "set_chosen",
    "worded",
    "split",
    "text_hidden",
    "adopted",
    "set_aside",
    "brought_back",
    "left_open",
    "behaviour_accepted",
    "behaviour_dropped",
    "behaviour_hidden",
    "commitment_added",
    "commitment_dropped",
    "parked_hidden",
    "parked_settled",
    "parked_back",
    "follow_up_set",
]
"""What a step did, that undo takes back."""
Trigger = Literal[
    "stall",
    "few_write",
    "one_moves",
    "quiet",
    "split",
    "blocked",
    "at_once",
    "going_along",
    "lukewarm",
    "talk",
    "reach",
    "unfair",
    "stuck",
    "stories",
    "unseen",
]
"""What a coach's nudge came for (method.md, The coach)."""
CameBy = Literal["code", "host", "operator", "link"]
"""How another browser became somebody: by a code of their own, by one that the host gave, or whoever operates the server,
or by a token sent in a form."""
Language = Literal["en", "de", "es", "fr"]
"""What people in a room write in: its words are stemmed and matched by it."""
MOST_PUT_IN, MOST_PICKED = 10, 20
"""Values a person may put in, and may pick or keep on the way there, at most."""
FLOOR = 5
"""A ballot with fewer than min(FLOOR, n) answers shows its count and nothing else."""


def at_least(stage: Stage, other: Stage) -> bool:
    """Whether `stage` is `other` or comes after it."""
    return STAGES.index(stage) >= STAGES.index(other)
