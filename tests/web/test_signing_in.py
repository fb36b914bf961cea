"""Hosts who sign in with a provider: the way there and back, and what is kept of it."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.web.signing_in import ANNA, HERE, Browser, Place, place


async def test_SIGNIN_1_who_has_signed_in_opens_rooms(at: Place) -> None:
    assert not await at.browser.may_open()
    assert 'href="/sign-in"' in (await at.browser.get("/new")).text
    back = await at.browser.signs_in()
    assert (back.status_code, back.headers["location"]) == (303, "/new")
    assert await at.browser.may_open()
    made = await at.browser.post("/new", title="Us", host_name="Greta")
    assert made.status_code == 303
    assert not await at.another_browser().may_open()
    refused = await at.browser.http.post("/api/v1/rooms", json={"title": "Us"})
    assert refused.json()["type"] == "urn:touchstone:opening_restricted"


async def test_SIGNIN_1_signing_out_ends_it(at: Place) -> None:
    await at.browser.signs_in()
    await at.browser.post("/sign-out")
    assert not await at.browser.may_open()
    assert at.browser.cookies == {}


async def test_SIGNIN_2_the_way_there_carries_state_nonce_and_a_challenge_of_its_own(at: Place) -> None:
    asked = []
    for _ in range(2):
        there = await at.browser.get("/sign-in")
        address = urlsplit(there.headers["location"])
        asked.append({name: values[0] for name, values in parse_qs(address.query).items()})
        assert f"{address.scheme}://{address.netloc}" == at.provider.issuer
        cookie = there.headers["set-cookie"]
        assert cookie.startswith("__Host-ts-signing-in=")
        assert {"HttpOnly", "Secure", "SameSite=lax", "Max-Age=600"} <= set(cookie.split("; "))
        assert asked[-1]["code_challenge_method"] == "S256"
        assert asked[-1]["redirect_uri"] == f"{HERE}/sign-in/back"
        assert asked[-1]["scope"] == "openid"
        assert all(len(asked[-1][each]) >= 43 for each in ("state", "nonce", "code_challenge"))
    for each in ("state", "nonce", "code_challenge"):
        assert asked[0][each] != asked[1][each]


async def test_SIGNIN_2_who_comes_back_with_another_state_is_not_signed_in(at: Place) -> None:
    back = await at.browser.goes_to_sign_in()
    wrong = back.replace(f"state={at.provider.asked['state']}", "state=" + "x" * 43)
    assert wrong != back
    for url in (wrong, wrong.replace("x" * 43, ""), wrong.replace("x" * 43, "%C3%A4")):
        answer = await at.browser.get(url)
        assert answer.status_code == 400
        assert "This sign-in has run out." in answer.text
    assert not await at.browser.may_open()
    assert at.provider.traded == 0


async def test_SIGNIN_2_a_way_back_is_for_the_browser_that_went(at: Place) -> None:
    """Else somebody could sign others in as themselves, or as whoever they please."""
    back = await at.browser.goes_to_sign_in()
    other = at.another_browser()
    assert (await other.get(back)).status_code == 400
    await other.goes_to_sign_in()
    assert (await other.get(back)).status_code == 400
    assert not await other.may_open()
    assert (await at.browser.get(back)).status_code == 303


async def test_SIGNIN_2_a_code_counts_once(at: Place) -> None:
    back = await at.browser.goes_to_sign_in()
    kept = dict(at.browser.cookies)
    assert (await at.browser.get(back)).status_code == 303
    assert (await at.browser.get(back)).status_code == 400  # the attempt is over
    thief = Browser(at.browser.http, kept)
    assert (await thief.get(back)).status_code == 403  # and the provider takes no code twice
    assert not await thief.may_open()
    assert at.provider.traded == 1


async def test_SIGNIN_2_a_code_without_the_verifier_is_worth_nothing(at: Place) -> None:
    """Whoever overhears a code and goes back with it in an attempt of their own."""
    heard = await at.browser.goes_to_sign_in()
    thief = at.another_browser()
    own = await thief.goes_to_sign_in()
    code = parse_qs(urlsplit(heard).query)["code"][0]
    own_code = parse_qs(urlsplit(own).query)["code"][0]
    answer = await thief.get(own.replace(own_code, code))
    assert answer.status_code == 403
    assert not await thief.may_open()


async def test_SIGNIN_2_the_provider_s_no_is_said_and_ends_the_attempt(at: Place) -> None:
    await at.browser.goes_to_sign_in()
    state = at.provider.asked["state"]
    answer = await at.browser.get(f"/sign-in/back?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "You weren’t signed in." in answer.text
    assert at.browser.cookies == {}


async def test_SIGNIN_2_what_another_provider_sends_back_is_not_traded(at: Place) -> None:
    back = await at.browser.goes_to_sign_in()
    mixed_up = back.partition("&iss=")[0] + "&iss=https%3A%2F%2Fevil.example"
    assert (await at.browser.get(mixed_up)).status_code == 403
    assert at.provider.traded == 0


async def test_SIGNIN_6_nothing_of_who_it_was_is_kept(tmp_path: Path) -> None:
    async with place(tmp_path, oidc_email_domains="team.example") as at:
        at.provider.claims = {**ANNA, "sub": "anna-4711", "name": "Anna Kowalska"}
        await at.browser.signs_in()
        await at.browser.post("/new", title="Us", host_name="Greta")
        kept = " ".join(at.browser.cookies.values())
    files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert any(b"Greta" in found for found in files)
    for word in ("anna", "Kowalska", "team.example", "4711"):
        assert word not in kept
        assert not any(word.encode() in found for found in files)


async def test_SIGNIN_7_beside_it_a_password_lets_in_too(tmp_path: Path) -> None:
    async with place(tmp_path, new_room_password="Meister") as at:
        assert 'href="/sign-in"' in (await at.browser.get("/new")).text
        assert (await at.browser.post("/new/password", password="Meister")).status_code == 303
        assert await at.browser.may_open()
        other = at.another_browser()
        await other.signs_in()
        assert await other.may_open()


async def test_LIMIT_2_sign_ins_are_counted_by_address(at: Place) -> None:
    statuses = [(await at.browser.get("/sign-in")).status_code for _ in range(61)]
    assert statuses[:60] == [303] * 60
    assert statuses[60] == 429
