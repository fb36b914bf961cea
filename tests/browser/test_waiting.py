"""What is asked while others go on: the console before it leaves people who write, a phone without a network."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said


@pytest.fixture
def noor(host: Host, device: Device) -> Phone:
    phone = Phone(device(390, 844, has_touch=True, is_mobile=True).new_page(), "Noor")
    phone.joins(host.opens_a_room("Platform team", ""))
    return phone


def test_CONSOLE_7_the_question_before_leaving_stays_until_it_is_answered(host: Host, noor: Phone) -> None:
    host.goes_to("reflect")
    noor.heading("question.reflect")
    host.page.locator("nav.stages .foot").get_by_role("button", name=said("console.stage.share")).click()
    question = host.page.locator(".leaving")
    expect(question).to_be_visible()
    noor.puts_in("Patience")
    host.reads(said("console.reflect.begun", begun=1, all=1))
    expect(question).to_be_visible()
    host.press("console.leaving.last_call")
    expect(question).to_have_count(0)


def test_PHONE_14_the_screen_view_opens_without_a_network(noor: Phone) -> None:
    noor.loses_the_network()
    noor.press("phone.screen")
    noor.heading("phone.screen.now")
    noor.press("phone.screen.back")
    noor.heading("phone.lobby.in", name="Noor")


def test_PHONE_14_a_screen_view_that_did_not_come_through_says_so(noor: Phone) -> None:
    context = noor.page.context
    context.route("**/Screen-*", lambda route: route.abort())
    noor.page.reload()
    noor.press("phone.screen")
    noor.reads(said("phone.stage.missing"))
    noor.press("phone.screen.back")
    noor.heading("phone.lobby.in", name="Noor")
