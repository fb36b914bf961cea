import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from structlog.testing import capture_logs

from app.charter.model import AgreedValue, Behaviour, Charter
from app.charter.press import Press, PressBusyError, Printed
from app.charter.sheet import sheet_of
from app.charter.typeset import FONTS
from app.charter.words import words
from tests.charter.samples import MARKUP, bare, long, named, whole
from tests.printed import opened, text_of


async def printed(press: Press, charter: Charter) -> PdfReader:
    return opened(await press.render(charter))


@pytest.mark.parametrize("charter", [whole(), bare()], ids=["whole", "bare"])
async def test_CHARTER_2_the_pdf_says_what_the_sheet_says(press: Press, charter: Charter) -> None:
    text, sheet = text_of(await printed(press, charter)), sheet_of(charter, words("en"))
    said = [sheet.title, sheet.heading, sheet.purpose, sheet.names, sheet.sealed, sheet.again]
    said += [text for v in sheet.values for text in (v.name, v.statement, v.state, *v.lacking, *v.needs)]
    said += [line.text for value in sheet.values for line in value.lines]
    said += [text for item in sheet.commitments for text in (item.text, item.owner, item.due)]
    said += [*sheet.besides, *sheet.reservations, *sheet.parked]
    for line in said:
        assert line in text


async def test_CHARTER_8_it_is_tagged_with_title_and_language(press: Press) -> None:
    pdf = await printed(press, whole())
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/StructTreeRoot"]["/K"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Platform team, Lisbon and Graz: what we hold on to"
    assert pdf.xmp_metadata is not None
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()
    bookmarks: Any = pdf.outline
    assert [mark["/Title"] for mark in bookmarks[1]] == [
        "Honesty, early",
        "Craft",
        "Rest",
        "We take on",
        "Signed by",
        "Signed with a reservation",
        "For the follow-up",
    ]


@pytest.mark.parametrize(
    "name",
    ["Ehrlichkeit, früh; Größe", "Честность и ответственность", "Ειλικρίνεια και εντιμότητα", "Łączność"],
)
async def test_CHARTER_8_text_can_be_read_out_in_latin_greek_and_cyrillic(press: Press, name: str) -> None:
    with capture_logs() as logs:
        text = text_of(await printed(press, named(name)))
    assert text.count(name) >= 9
    assert not [line for line in logs if line["event"] == "charter_not_ua"]


async def test_CHARTER_8_it_is_set_in_the_fonts_that_the_build_installed(press: Press) -> None:
    pdf = await printed(press, whole())
    resources: Any = pdf.pages[0]["/Resources"]
    fonts = {str(font["/BaseFont"]) for font in resources["/Font"].values()}
    assert FONTS.is_dir()
    for family in ("Piazzolla", "SourceSans3"):
        assert any(family in font for font in fonts), fonts


@pytest.mark.parametrize("name", MARKUP)
async def test_CHARTER_7_a_name_that_is_markup_is_a_name(press: Press, name: str) -> None:
    text = text_of(await printed(press, named(name)))
    assert text.replace(" ", "").count(name.replace(" ", "")) >= 9


@pytest.mark.parametrize(
    "name", ["الصدق والأمانة", "כנות", "诚实", "Joy 🎉", "正直 العدل mixed", "W" * 60, "́", "\u2028x"]
)
async def test_CHARTER_11_no_script_or_character_keeps_it_from_being_made(press: Press, name: str) -> None:
    pdf = await printed(press, named(name))
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]


async def test_CHARTER_11_missing_fonts_are_replaced_with_a_warning(tmp_path: Path) -> None:
    press = Press([tmp_path / "nothing"])
    with capture_logs() as logs:
        text = text_of(await printed(press, named("Честность")))
    press.close()
    assert text.count("Честность") >= 9
    assert [line["event"] for line in logs] == ["charter_fonts_missing"]


async def test_CHARTER_9_no_value_is_split_over_pages(press: Press) -> None:
    pdf = await printed(press, long())
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(pages) > 2
    for place in range(1, 8):
        endings = (
            f"Value {place} ",
            f"statement {place}.",
            f"doing {place}a.",
            f"leaving {place}.",
            f"need {place}b.",
        )
        assert any(all(ending in page for ending in endings) for page in pages), place


async def test_CHARTER_9_nothing_of_a_long_charter_is_lost(press: Press) -> None:
    pdf = await printed(press, long())
    text = text_of(pdf)
    counts = {"task": 20, "reserve": 10, "parked": 10}
    for ending in (f"{what} {n}." for what, count in counts.items() for n in range(1, count + 1)):
        assert ending in text
    for person in range(1, 201):
        assert f"Person-{person}," in text or f"Person-{person} " in text
    assert f"1 of {len(pdf.pages)}" in text


async def test_CHARTER_9_a_value_with_more_on_record_than_a_page_holds_flows_on(press: Press) -> None:
    needs = tuple(f"need-{n} " + "as long as a need may be " * 18 for n in range(1, 61))
    value = AgreedValue("Craft", "We care.", 1, (Behaviour("When …", "will"),), "reservations", needs)
    text = text_of(await printed(press, replace(bare(), values=(value,))))
    for n in range(1, 61):
        assert f"need-{n} " in text


async def test_CHARTER_12_the_digest_stands_last(press: Press) -> None:
    pdf = await printed(press, whole())
    assert text_of(pdf).endswith("7f1c 9a04 e2b8")
    assert pdf.metadata is not None
    assert whole().digest in str(pdf.metadata.get("/Keywords"))


@pytest.mark.parametrize("form", ["pdf", "docx", "png"])
async def test_CHARTER_10_the_event_loop_runs_on_while_it_is_made(press: Press, form: Printed) -> None:
    making = asyncio.create_task(press.render(long(), form=form))
    turns = 0
    while not making.done():
        await asyncio.wait([making], timeout=0)
        turns += 1
    assert turns > 100


async def test_CHARTER_10_one_that_many_ask_for_is_made_once(press: Press) -> None:
    first, *others = await asyncio.gather(*(press.render(whole()) for _ in range(50)))
    assert all(other is first for other in others)
    assert await press.render(whole()) is first


async def test_LIFE_16_what_was_made_is_forgotten_and_whoever_waits_gets_it_all_the_same(
    press: Press,
) -> None:
    await press.render(whole())
    waiting = asyncio.create_task(press.render(long()))
    await asyncio.wait([waiting], timeout=0)
    assert len(press._made) == 2
    press.forget()
    assert not press._made
    assert (await waiting).startswith(b"%PDF")
    assert not press._made


async def test_LIFE_16_a_charter_is_forgotten_by_itself_after_a_while() -> None:
    press = Press(kept_for=0)
    for _ in range(2):
        assert (await press.render(whole())).startswith(b"%PDF")
        async with asyncio.timeout(10):
            while press._made:
                await asyncio.sleep(0)
    press.close()


async def test_CHARTER_10_each_form_is_made_once_and_is_what_was_asked_for(press: Press) -> None:
    asked: list[Printed] = ["pdf", "docx", "png"] * 5
    made = await asyncio.gather(*(press.render(whole(), form=form) for form in asked))
    assert len({id(one) for one in made}) == 3
    assert [one[:4] for one in made[:3]] == [b"%PDF", b"PK\x03\x04", b"\x89PNG"]


async def test_CHARTER_10_who_gives_up_waiting_takes_it_from_nobody(press: Press) -> None:
    waiting = [asyncio.create_task(press.render(long())) for _ in range(2)]
    await asyncio.wait(waiting, timeout=0)
    waiting[0].cancel()
    assert (await waiting[1]).startswith(b"%PDF")


async def test_CHARTER_10_too_many_different_ones_are_refused() -> None:
    press = Press(waiting=2)
    charters = [replace(long(), title=f"Team {n}") for n in range(3)]
    made = await asyncio.gather(*(press.render(charter) for charter in charters), return_exceptions=True)
    press.close()
    assert [type(one) for one in made] == [bytes, bytes, PressBusyError]


async def test_CHARTER_10_the_same_charter_gives_the_same_bytes() -> None:
    presses = [Press(), Press()]
    first, second = [await press.render(whole()) for press in presses]
    for press in presses:
        press.close()
    assert first == second
