"""A host's own deck, and the way from many values to few, on a small phone."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said

VALUES = [
    f"{word} at work" for word in ("Craft", "Rest", "Candour", "Play", "Pace", "Trust", "Depth", "Care")
]
BROKEN = "\n".join(
    [*(f"{value},We mean it.,Work" for value in VALUES), "craft at work", "One,two,three,four"]
)


class Reflecting(Phone):
    def kept(self, label: str) -> Locator:
        return self.page.get_by_role("button", name=label, exact=True)


def _brings(host: Host, file: Path) -> None:
    """A file with two bad lines, of which each is told, and the good ones are taken."""
    host.press("console.deck")
    host.page.locator("#deck-file").set_input_files(file)
    host.press("console.deck.use")
    faults = host.page.get_by_role("dialog").get_by_role("alert")
    expect(faults).to_contain_text(said("console.deck.line", line=9))
    expect(faults).to_contain_text(said("page.deck.fault.twice", first=1))
    expect(faults).to_contain_text(said("console.deck.line", line=10))
    host.press("console.deck.anyway.other", n=8)
    host.reads(said("console.deck.kept.other", n=8))
    host.press("console.close")


def test_BROWSER_19_a_deck_of_ones_own_is_picked_from_and_narrowed_by_taps(
    device: Device, tmp_path: Path
) -> None:
    host = Host(device(1440, 900).new_page())
    mei = Reflecting(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Mei")
    mei.joins(host.opens_a_room("Platform team", ""))
    file = tmp_path / "deck.csv"
    file.write_text(BROKEN, "utf-16")
    _brings(host, file)
    host.goes_to("reflect")

    mei.press("phone.deck.open")
    cards = mei.page.locator("main li button[aria-pressed]")
    expect(cards).to_have_count(8)
    for place in range(6):
        cards.nth(place).click()
    picked = [text.strip() for text in cards.all_inner_texts()[:6]]
    assert set(picked) < set(VALUES)
    assert "Work" not in re.findall(r">(Work)<", mei.page.content())

    mei.press("phone.deck.narrow")
    mei.heading("phone.keep.question.other", count="five")
    for label in picked[:5]:
        mei.kept(label).click()
        expect(mei.kept(label)).to_have_attribute("aria-pressed", "true")
    expect(mei.kept(picked[5])).to_have_attribute("aria-disabled", "true")
    mei.kept(picked[0]).click()
    mei.kept(picked[5]).click()
    mei.press("phone.keep.next.other", count="five")
    mei.heading("phone.narrow.question.other", count="three")

    mei.page.go_back()
    mei.heading("phone.keep.question.other", count="five")
    mei.page.go_back()
    expect(cards).to_have_count(8)
    mei.page.go_back()
    mei.heading("question.reflect")

    host.press("console.reflect.last_call")
    mei.reads(said("phone.deck.last.other", Count="Six"))
    mei.press("phone.deck.choose")
    mei.press("phone.keep.next.other", count="five")
    mei.press("phone.narrow.raise", label=picked[5])
    mei.press("phone.narrow.put_in.other", count="three")
    mei.reads(said("phone.reflect.done"))
    expect(mei.button("phone.value.remove", label=picked[5])).to_be_visible()
    host.reads(said("console.reflect.done", done=1, all=1))


def test_DECK_14_who_put_in_nothing_is_asked_for_it_when_the_room_has_moved_on(device: Device) -> None:
    host = Host(device(1440, 900).new_page())
    mei = Reflecting(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Mei")
    mei.joins(host.opens_a_room("Platform team", ""))
    host.goes_to("reflect")
    for label in VALUES[:7]:
        mei.page.locator("#label").fill(label)
        mei.press("phone.deck.keep")
    host.page.locator("nav.stages .foot").get_by_role("button", name=said("console.stage.share")).click()
    host.press("console.leaving.go")
    mei.reads(said("phone.deck.left.other", Count="Seven"))
    assert VALUES[0] not in host.page.content()
    mei.press("phone.deck.choose")
    for label in VALUES[2:5]:
        mei.kept(label).click()
    mei.press("phone.keep.next.other", count="three")
    mei.press("phone.narrow.put_in.other", count="three")
    mei.heading("curtain.down")
    host.reads(VALUES[4])
    assert VALUES[0] not in host.page.content()
