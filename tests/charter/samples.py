"""Charters for the tests of its forms: a whole one, one that lacks nearly everything, a long one, a hostile one."""

import datetime as dt

from app.charter.model import AgreedValue, Behaviour, Charter, Commitment, OpenValue, Reservation
from app.domain.text import BEHAVIOUR, COMMITMENT, PARKED, STATEMENT

MARKUP = (
    "<script>alert(1)</script>",
    "#typst",
    "*md*",
    "[x](y)",
    '"; #let x = 1',
    "<b>bold</b> & &amp; co",
    "```sh```",
    "$x^2$",
    "\\u{41} \\n",
    "{title} {{ 7 * 7 }} {% raw %}",
    "![pic](https://example.org/p.png)",
    "- not a list",
    "1. nor this",
    "# nor a heading",
    "@anna = /* */ // no comment",
)


def whole() -> Charter:
    return Charter(
        title="Platform team, Lisbon and Graz",
        purpose="So that whoever joins us knows what they can count on.",
        language="en",
        values=(
            AgreedValue(
                "Honesty, early",
                "We say what we see while it can still change something.",
                1,
                (
                    Behaviour("When a date slips, we tell the client the same day.", "will"),
                    Behaviour("When we don’t know, we say so first.", "will"),
                    Behaviour("We won’t wait until we are asked.", "wont"),
                ),
                "consensus",
            ),
            AgreedValue(
                "Craft",
                "We leave things better than we found them, and show each other how.",
                3,
                (Behaviour("When we touch old code, we leave a test behind.", "will"),),
                "reservations",
                ("not at the price of every deadline",),
            ),
        ),
        left_open=(OpenValue("Rest", "We go home at six.", 4, dt.date(2026, 12, 12)),),
        commitments=(
            Commitment("Pairing hour, twice a week", "Tobias", dt.date(2026, 12, 1)),
            Commitment("A template for the Friday note", None, dt.date(2027, 1, 4)),
        ),
        signers=("Amara", "Jonas", "Mei-Lin"),
        unnamed=1,
        reservations=(Reservation("counts for calls too", "Jonas"), Reservation("I’d rather have three")),
        digest="7f1c9a04e2b8" + "5" * 52,
        sealed=dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.UTC),
        follow_up=dt.date(2026, 12, 22),
        for_follow_up=("On-call pay, again.", "Do contractors sign too?"),
    )


def bare() -> Charter:
    return Charter(
        title="T",
        purpose="",
        language="en",
        values=(AgreedValue("Craft", "", 1),),
        left_open=(OpenValue("Rest", "", 2),),
        commitments=(),
        signers=(),
        unnamed=0,
        reservations=(),
        digest="0f" * 32,
    )


def named(*names: str) -> Charter:
    """One whose people, values and texts all bear these names."""
    one = names[0]
    return Charter(
        title=one,
        purpose=one,
        language="en",
        values=tuple(
            AgreedValue(
                name, name, 1, (Behaviour(name, "will"), Behaviour(name, "wont")), "consensus", (name,)
            )
            for name in names
        ),
        left_open=(OpenValue(one, one, 2),),
        commitments=tuple(Commitment(name, name, dt.date(2026, 12, 1)) for name in names),
        signers=names,
        unnamed=0,
        reservations=tuple(Reservation(name, name) for name in names),
        for_follow_up=names,
        digest="ab" * 32,
    )


def long() -> Charter:
    """Seven values of the greatest length, each text with an ending of its own; and a long list of everything."""
    return Charter(
        title="A team that writes much",
        purpose="",
        language="en",
        values=tuple(
            AgreedValue(
                f"Value {place}",
                _filled(STATEMENT, f"statement {place}."),
                place,
                (
                    *(Behaviour(_filled(BEHAVIOUR, f"doing {place}{n}."), "will") for n in "abc"),
                    Behaviour(_filled(BEHAVIOUR, f"leaving {place}."), "wont"),
                ),
                "reservations",
                tuple(_filled(200, f"need {place}{n}.") for n in "ab"),
            )
            for place in range(1, 8)
        ),
        left_open=(),
        commitments=tuple(
            Commitment(_filled(COMMITMENT, f"task {n}."), "W" * 40, dt.date(2026, 12, n))
            for n in range(1, 21)
        ),
        signers=tuple(f"Person-{n}" for n in range(1, 201)),
        unnamed=3,
        reservations=tuple(Reservation(_filled(500, f"reserve {n}.")) for n in range(1, 11)),
        for_follow_up=tuple(_filled(PARKED, f"parked {n}.") for n in range(1, 11)),
        digest="cd" * 32,
    )


def _filled(length: int, ending: str) -> str:
    """A text of this length that ends so."""
    words = "what is left unsaid comes back later and larger so we say it early and stay to help with it "
    return (words * (length // len(words) + 1))[: length - len(ending) - 1].rstrip() + " " + ending
