"""What people type is made so that it can be seen, and nothing else is taken from it."""

import unicodedata

import pytest
from hypothesis import example, given, strategies as st

from app.domain.directions import isolated
from app.domain.letters import MARKS
from app.domain.names import told_apart
from app.domain.refusal import Refused
from app.domain.text import NAME, clean
from tests.domain.vocabulary import HOST, Workshop

NASTY = (
    "\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c"  # directions
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u3164\u115f\uffa0\u2800"  # nothing to be seen
    "\ufe0f\ufe0e\u180b\U000e0100\U000e0041\U000e007f\U0001d159\ufffc\ufffe\ue000\ud800\udfff"
    "\u0301\u0323\u0345\u0335\u20e3\u05b0\u0651\u094d"  # marks
    "\x00\x07\x1b\x1c\x7f\x85\x9b\u2028\u2029\t\r\n\x0b \u00a0\u3000"
)
LETTERS = "aZé1*#נתمیकष葛ᠠ👩💻❤🏳🌈İßﷺ한ᄀ"
ANY = st.text(st.one_of(st.sampled_from(NASTY), st.sampled_from(LETTERS), st.characters()))


@given(ANY, st.booleans())
def test_CONTENT_6_what_is_kept_can_be_seen_and_stays_as_it_is(text: str, lines: bool) -> None:
    kept = clean(text, lines=lines)
    assert clean(kept, lines=lines) == kept
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode()
    assert {unicodedata.category(c) for c in kept} & {"Cc", "Cs", "Co", "Zl", "Zp"} <= (
        {"Cc"} if lines else set()
    )
    assert not set(kept) & set(
        "\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u2060\ufeff\u00ad"
    )
    assert "\n" not in kept or lines
    assert "\n\n\n" not in kept
    unseen = ("Mn", "Me", "Zs", "Cc")
    assert not kept or any(unicodedata.category(c) not in unseen and c not in NASTY for c in kept)


@given(
    st.sampled_from(LETTERS),
    st.text(st.sampled_from("\u0301\u0323\u0335\u0345\u05b0\u200d\ufe0f"), max_size=60),
)
def test_CONTENT_6_marks_do_not_heap_up(letter: str, heap: str) -> None:
    plain = unicodedata.normalize("NFD", clean(letter + heap + "x"))
    marks = [c for c in plain if unicodedata.category(c) in ("Mn", "Me") and c != "\ufe0f"]
    # A mark that NFC makes one with its letter isn't counted: no letter has more than three of those.
    assert len(marks) <= MARKS + 3


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Nguyễn",
        "שָׁלוֹם",
        "نمی‌خواهم",  # with a joiner that keeps letters apart
        "क्‍ष",
        "👩‍💻 ❤️‍🔥 🏳️‍🌈 1️⃣",
        "葛󠄀城",
        "Ρωμαίος Ирина 한글",
        "ประเทศไทย",
        "<b>& \"quoted\" 'it' \\n {x}",
    ],
)
def test_CONTENT_6_every_script_and_picture_stays_whole(text: str) -> None:
    assert clean(text) == text


def test_CONTENT_6_what_hides_between_latin_letters_goes() -> None:
    assert clean("He\u200bn\u200dr\u00adik\ufe0f") == "Henrik"
    assert clean("Honesty\u202e ytsenoH") == "Honesty ytsenoH"
    assert clean("🏴" + "".join(chr(0xE0000 + ord(c)) for c in "ignore this")) == "🏴"


@pytest.mark.parametrize(
    "name", ["\u3164", "\u200d\u200d", "\u2800\u2800", "\u0301", " \u202e ", "\U000e0041"]
)
def test_CONTENT_6_a_name_that_can_not_be_seen_is_refused_in_a_sentence(name: str) -> None:
    room = Workshop(1)
    came = room.say(room.people[0], "rename_me", name=name)
    assert isinstance(came, Refused)
    assert (came.code, came.params) == ("unseen", {"field": "name"})


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=NAME).map(clean).filter(bool)


@given(NAMES, st.lists(NAMES, max_size=5))
@example("Henrik", ["Henrik"] * 5)
def test_CONTENT_7_whoever_comes_is_told_from_everyone_there(name: str, others: list[str]) -> None:
    there: list[str] = []
    for one in [*others, name, name]:
        given_name = told_apart(one, there)
        assert given_name not in there
        assert 0 < len(given_name) <= NAME
        assert given_name == clean(given_name)
        assert given_name == one or given_name.endswith(")")
        there.append(given_name)


@pytest.mark.parametrize(
    "twin",
    [
        "Henrik",
        "henrik",
        "Неnrik",
        "Henrіk",
        "Ηenrik",
        "Ｈｅｎｒｉｋ",
        "Hen rik",
        "Henrik.",
        "𝐇𝐞𝐧𝐫𝐢𝐤",
        "HENRIK",
    ],
)
def test_CONTENT_7_a_twin_of_the_host_s_name_gets_a_number(twin: str) -> None:
    assert told_apart(twin, ["Amara", "Henrik"]) == f"{twin} (2)"


def test_CONTENT_7_strokes_and_rings_are_twins_and_other_names_are_not() -> None:
    assert told_apart("lris", ["Iris"]) == "lris (2)"
    assert told_apart("0lga", ["Olga"]) == "0lga (2)"
    for name, other in (
        ("Mila", "Miia"),
        ("José", "Jose"),
        ("Ali", "Ail"),
        ("🙂", "😀"),
        ("Ирина", "Марина"),
    ):
        assert told_apart(name, [other]) == name


def test_CONTENT_7_it_holds_at_the_door_for_guests_and_for_new_names() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    first = room.state.members[amara].name
    guest = room.does(HOST, "add_guest", name=first)
    assert room.state.members[guest].name == f"{first} (2)"
    room.does(jonas, "rename_me", name=first.upper())
    assert room.state.members[jonas].name == f"{first.upper()} (3)"
    named = [member["name"] for member in room.shared["members"].values()]
    assert len(set(named)) == len(named) == 4
    room.does(HOST, "remove_member", member=amara)
    room.does(jonas, "rename_me", name=first)
    assert room.state.members[jonas].name == first


def test_CONTENT_8_words_from_right_to_left_are_isolated_amid_ours() -> None:
    assert isolated("דנה") == "\u2068דנה\u2069"
    assert isolated("Dana (دانا)") == "\u2068Dana (دانا)\u2069"
    assert [isolated(text) for text in ("Zoë", "Ирина", "葛城", "")] == ["Zoë", "Ирина", "葛城", ""]
