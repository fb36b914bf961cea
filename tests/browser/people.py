"""The people of a browser test: what a host and a participant do on their pages, in their own words."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.ahead import ALL_HERE, files
from tests.browser.words import said


@dataclass
class Seat:
    """Somebody at a page."""

    page: Page

    def button(self, key: str, **params: object) -> Locator:
        return self.page.get_by_role("button", name=said(key, **params), exact=True)

    def press(self, key: str, **params: object) -> None:
        self.button(key, **params).first.click()

    def reads(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def heading(self, key: str, **params: object) -> None:
        expect(self.page.get_by_role("heading", name=said(key, **params)).first).to_be_visible()


_NOTHING_WAITS = "() => !Object.keys(localStorage).some((key) => key.includes(':outbox:'))"


@dataclass
class Phone(Seat):
    name: str

    def is_heard(self) -> None:
        """Nothing waits on this device any more: the room has answered to all of it."""
        self.page.wait_for_function(_NOTHING_WAITS)

    def has_every_page(self) -> None:
        """What it fetches ahead has come, so that it could do without a network."""
        self.page.wait_for_function(ALL_HERE, arg=files())

    def loses_the_network(self) -> None:
        self.has_every_page()
        self.page.context.set_offline(True)

    def joins(self, code: str) -> None:
        """From the landing page through the door, and checked in."""
        self.page.goto("/")
        self.page.locator("#code").fill(code)
        self.page.get_by_role("button", name=said("page.landing.join")).click()
        self.page.locator("#name").fill(self.name)
        self.page.get_by_role("button", name=said("page.join.come_in")).click()
        self.heading("phone.lobby.in", name=self.name)
        self.press("phone.lobby.here")
        self.reads(said("phone.lobby.seen"))

    def puts_in(self, label: str, story: str = "", shown: bool = False) -> None:
        self.page.locator("#label").fill(label)
        if story:
            self.page.locator("#story").fill(story)
            if shown:
                self.page.get_by_role("switch", name=said("phone.value.show_story")).click()
        at_once, kept = self.button("phone.value.put_in"), self.button("phone.deck.keep")
        expect(at_once.or_(kept)).to_be_visible()
        if kept.is_visible():
            kept.click()
            self.press("phone.narrow.put_in.one")
            self.heading("phone.narrow.all.one")
            self.press("phone.narrow.put_in.one")
        else:
            at_once.click()
        expect(self.page.locator("li", has_text=label).first).to_be_visible()

    def moves_to_new_cluster(self, card: str) -> None:
        self.page.get_by_role("button", name=card).first.click()
        self.page.get_by_role("button", name=said("phone.move.new")).click()

    def moves(self, card: str, cluster: str) -> None:
        self.page.get_by_role("button", name=card).first.click()
        self.page.locator("dialog").get_by_role("button", name=cluster).click()

    def places_dot(self, cluster: str) -> None:
        choice = self.page.locator("button.pick", has_text=cluster)
        choice.click()
        expect(choice).to_have_attribute("aria-pressed", "true")

    def answers(self, choice: str, shade: str = "", need: str = "") -> None:
        """The value that is asked about now: two taps and perhaps a need."""
        self.press(f"phone.agree.{choice}")
        if shade:
            self.press(f"phone.agree.shade.{shade}")
        if need:
            self.page.locator("#need").fill(need)
        self.press("phone.agree.answer")

    def endorses(self, behaviour: str) -> None:
        item = self.page.locator("li", has_text=behaviour)
        item.get_by_role("button", name=said("phone.commit.endorse")).click()
        expect(item.get_by_role("button", pressed=True)).to_be_visible()

    def signs(self, how: str = "named", reservation: str = "") -> None:
        self.page.get_by_role("radio", name=said(f"phone.sign.{how}")).check(force=True)
        if reservation:
            self.press("phone.sign.add_reservation")
            self.page.locator("#reservation").fill(reservation)
        self.press("phone.sign.sign")
        self.reads(said(f"phone.sign.done.{how}"))


@dataclass
class Host(Seat):
    def opens_a_room(self, title: str, purpose: str) -> str:
        """From the landing page to the console; gives the code."""
        self.page.goto("/")
        self.page.get_by_role("link", name=said("page.landing.new")).click()
        self.page.locator("#title").fill(title)
        self.page.locator("#purpose").fill(purpose)
        self.page.locator("#host_name").fill("Henrik")
        self.page.get_by_role("button", name=said("page.new.open")).click()
        self.heading("console.lobby")
        return self.page.url.rsplit("/", 1)[-1]

    def goes_to(self, stage: str) -> None:
        self.page.locator("nav.stages .foot").get_by_role(
            "button", name=said(f"console.stage.{stage}")
        ).click()
        expect(self.page.locator("nav.stages [aria-current=step]")).to_contain_text(
            said(f"console.stage.{stage}")
        )

    def names_first_unnamed(self, name: str) -> None:
        self.page.get_by_role("button", name=said("console.cluster.name_this"), exact=True).first.click()
        field = self.page.locator("input.name")
        field.fill(name)
        field.press("Enter")
        expect(self.page.locator("section.tray", has_text=name).first).to_be_visible()

    def row(self, value: str) -> Locator:
        return self.page.get_by_role("region", name=value)

    def does_with(self, value: str, key: str) -> None:
        self.row(value).get_by_role("button", name=said(key), exact=True).click()

    def opens_menu_of(self, value: str) -> None:
        self.row(value).get_by_role("button", name=said("console.agree.more", name=value)).click()
