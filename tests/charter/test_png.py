"""The charter as a picture."""

import zlib
from dataclasses import replace

import pytest

from app.charter.model import Charter, Reservation
from app.charter.press import Press
from app.charter.typeset import COARSEST, FINEST, MOST_DOTS, TooLongError, size_of
from tests.charter.samples import bare, long, named, whole

A4 = 210 / 25.4
"""Inches it is wide."""


async def picture(press: Press, charter: Charter) -> bytes:
    return await press.render(charter, form="png")


def dots(png: bytes) -> bytes:
    """What is drawn, row after row, as it was before it was packed."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    packed, at = b"", 8
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return zlib.decompress(packed)


async def test_CHARTER_15_it_is_as_wide_as_a4_and_as_tall_as_it_takes(press: Press) -> None:
    width, height = size_of(await picture(press, bare()))
    assert width == round(FINEST * A4)
    assert height < width
    wider, taller = size_of(await picture(press, whole()))
    assert wider == width
    assert taller > height


async def test_CHARTER_15_each_word_is_on_it(press: Press) -> None:
    """Another word is another picture, of the same size; up to the very last of a charter of many pages."""
    here = whole()
    rest = replace(here.left_open[0], name="Nest")
    for other in (
        replace(here, title=here.title.replace("Graz", "Gras")),
        replace(here, left_open=(rest,)),
        replace(here, signers=("Amara", "Jonas", "Mei-Lim")),
        replace(here, for_follow_up=(here.for_follow_up[0], "Do contractors sigh too?")),
    ):
        one, another = await picture(press, here), await picture(press, other)
        assert size_of(one) == size_of(another)
        assert dots(one) != dots(another)
    much = long()
    *parked, last = much.for_follow_up
    one, another = [
        await picture(press, replace(much, for_follow_up=(*parked, f"{last[:-1]}{end}"))) for end in ".!"
    ]
    assert size_of(one) == size_of(another)
    assert dots(one) != dots(another)


async def test_CHARTER_15_a_taller_one_is_coarser(press: Press) -> None:
    width, height = size_of(await picture(press, long()))
    assert COARSEST * A4 < width < FINEST * A4
    assert 0.9 * MOST_DOTS < width * height < 1.01 * MOST_DOTS


async def test_CHARTER_15_one_that_could_not_be_read_is_not_made(press: Press) -> None:
    many = tuple(Reservation(f"{n} what is left unsaid comes back later and larger " * 9) for n in range(200))
    charter = replace(long(), reservations=many)
    with pytest.raises(TooLongError):
        await picture(press, charter)
    assert (await press.render(charter)).startswith(b"%PDF")


async def test_CHARTER_10_the_same_charter_gives_the_same_picture(press: Press) -> None:
    other = Press()
    assert await picture(press, whole()) == await picture(other, whole())
    other.close()


@pytest.mark.parametrize("name", ['#import "/etc/passwd"', "הגינות", "诚实", "Joy 🎉", "W" * 60])
async def test_CHARTER_11_no_script_or_character_keeps_a_picture_from_being_made(
    press: Press, name: str
) -> None:
    assert dots(await picture(press, named(name))) != dots(await picture(press, named("Anna")))
