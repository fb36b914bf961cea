"""One's own values, and where they are in the charter."""

import asyncio
import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from app.charter.html import Around, takeaway_page
from app.charter.model import AgreedValue, OpenValue
from app.charter.press import Press, PressBusyError
from app.charter.takeaway import OwnValue, Takeaway, takeaway_of, takeaway_sheet
from app.charter.words import words
from app.domain.terms import STAGES
from tests.charter.hostile import NAMES
from tests.charter.samples import MARKUP, whole
from tests.charter.test_html import Tags
from tests.domain.vocabulary import Workshop, agreeing
from tests.printed import opened, text_of

AROUND = Around(("/style.css",), (("pdf", "/t.pdf"),), back="/r/KT7M4R", readers="oneself")


def own(room: Workshop, who: str) -> dict[str, str | None]:
    """Where each of their values is."""
    takeaway = takeaway_of(room.shared, room.mine(who))
    assert takeaway is not None
    return {value.label: value.place.name if value.place else None for value in takeaway.values}


def named(*names: str) -> Takeaway:
    one = names[0]
    places = (AgreedValue(one, one, 1), OpenValue(one, one, 2, dt.date(2026, 12, 1)), None)
    return Takeaway(one, "en", tuple(OwnValue(name, name, place) for name in names for place in places))


def committed() -> Workshop:
    """Amara's are in the charter and left open, Jonas's set aside, Mei-Lin's hidden; Tobias put in none."""
    room, clusters = agreeing(6, ("Honesty", "Craft", "Courage"))
    room.lead("go_to", stage="share")
    room.does(room.people[0], "add_value", label="Rest", story="We go home at six.")
    room.does(room.people[2], "add_value", label="Spite")
    room.lead("hide_card", card=room.card("Spite"))
    room.goes_to("cluster")
    room.lead("move_card", card=room.card("Rest"), cluster=clusters["Honesty"])
    room.lead("move_card", card=room.card("Courage"), cluster=clusters["Honesty"])
    room.goes_to("agree")
    room.lead("open_rounds", clusters=[clusters["Honesty"]])
    room.answers(clusters["Honesty"], *[1] * 6)
    room.lead("close_rounds")
    room.lead("adopt", cluster=clusters["Honesty"])
    room.lead("set_aside", cluster=clusters["Craft"])
    room.goes_to("commit")
    return room


def test_TAKEAWAY_1_each_of_ones_own_values_says_where_it_is_in_the_charter() -> None:
    room = committed()
    amara, jonas, mei, tobias = room.people[:4]
    assert own(room, amara) == {"Honesty": "Honesty", "Rest": "Honesty"}
    assert own(room, jonas) == {"Craft": None}
    assert own(room, mei) == {"Courage": "Honesty", "Spite": None}
    assert own(room, tobias) == {}


def test_TAKEAWAY_1_a_value_left_open_says_until_when() -> None:
    room, clusters = agreeing(6)
    room.lead("open_rounds", clusters=[clusters["Honesty"]])
    room.answers(clusters["Honesty"], *[1] * 6)
    room.lead("close_rounds")
    room.lead("adopt", cluster=clusters["Honesty"])
    room.lead("leave_open", cluster=clusters["Craft"], date="2026-12-12")
    room.goes_to("commit")
    takeaway = takeaway_of(room.shared, room.mine(room.people[1]))
    assert takeaway is not None
    (craft,) = takeaway_sheet(takeaway, words("en")).values
    assert (craft.stands, craft.place) == (
        "open",
        "Not agreed yet, within “Craft”. We come back to it on 12 December 2026.",
    )


def test_TAKEAWAY_1_there_is_none_before_commit() -> None:
    room = committed()
    for stage in STAGES[:-1]:
        room.lead("go_to", stage=stage)
        there = takeaway_of(room.shared, room.mine(room.people[0])) is not None
        assert there == (stage == "commit")


def test_TAKEAWAY_2_nothing_in_it_is_somebody_elses() -> None:
    room = committed()
    texts = {who: str(takeaway_of(room.shared, room.mine(who))) for who in room.people[:4]}
    amara, jonas, mei, tobias = room.people[:4]
    assert not any(word in texts[jonas] for word in ("Rest", "Courage", "Spite", "Honesty"))
    assert "home at six" in texts[amara]
    assert not any("home at six" in texts[who] for who in (jonas, mei, tobias))
    assert "Spite" not in texts[amara]


@pytest.mark.parametrize("takeaway", [named("Anna"), Takeaway("T", "en", ())], ids=["some", "none"])
async def test_TAKEAWAY_3_page_and_pdf_say_what_the_sheet_says(press: Press, takeaway: Takeaway) -> None:
    sheet = takeaway_sheet(takeaway, words("en"))
    said = [sheet.title, sheet.heading, sheet.sealed, sheet.none]
    said += [
        text for value in sheet.values for text in (value.label, value.story, value.place, value.statement)
    ]
    page, pdf = Tags(takeaway_page(takeaway, AROUND)), opened(await press.render_own(takeaway))
    for text in said:
        assert text in page.text
        assert text in text_of(pdf)
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == sheet.document
    assert pdf.xmp_metadata is not None
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()
    assert "script" not in page.tags


@given(NAMES)
def test_CONTENT_11_the_page_of_ones_own_has_no_other_element_attribute_or_link(name: str) -> None:
    plain, page = Tags(takeaway_page(named("Anna"), AROUND)), Tags(takeaway_page(named(name), AROUND))
    assert (page.tags, page.attributes, page.links) == (plain.tags, plain.attributes, plain.links)
    assert " ".join(name.split()) in page.text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("name", [*MARKUP, "الصدق والأمانة", "诚实", "Joy 🎉", "W" * 60, "\u0301"])
async def test_CONTENT_11_the_pdf_of_ones_own_is_made_of_whatever_words(press: Press, name: str) -> None:
    pdf = opened(await press.render_own(named(name)))
    if name.isascii():
        assert text_of(pdf).replace(" ", "").count(name.replace(" ", "")) >= 6
    assert not any("/Annots" in page for page in pdf.pages)


async def test_TAKEAWAY_4_it_is_made_for_oneself_and_remembered_by_nobody(press: Press) -> None:
    await press.render_own(named("Anna"))
    await press.render(whole())
    assert len(press._made) == 1
    assert not press._under_way


async def test_TAKEAWAY_4_too_many_at_once_are_refused_and_who_gives_up_makes_room() -> None:
    press = Press(waiting=2)
    names = "Anna", "Ben", "Cleo"
    made = await asyncio.gather(*(press.render_own(named(name)) for name in names), return_exceptions=True)
    assert [type(one) for one in made] == [bytes, bytes, PressBusyError]
    waiting = [asyncio.create_task(press.render_own(named(name))) for name in names[:2]]
    await asyncio.wait(waiting, timeout=0)
    waiting[1].cancel()
    await asyncio.wait(waiting[1:])
    assert isinstance(await press.render_own(named("Dora")), bytes)
    press.close()
