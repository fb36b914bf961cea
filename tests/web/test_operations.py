"""What whoever operates it asks."""

from pathlib import Path

import httpx

from tests.web.people import visited


async def test_WEB_1_it_says_whether_it_is_alive_and_can_work(http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).text == "ok"
    assert (await http.get("/readyz")).text == "ready"
    assert (await http.head("/healthz")).status_code == (await http.head("/readyz")).status_code == 200
    assert "touchstone_sockets 0.0" in (await http.get("/metrics")).text


async def test_OPERATE_7_figures_are_for_whom_the_operator_named(tmp_path: Path) -> None:
    async with visited(tmp_path, trusted_proxies="127.0.0.1", metrics_from="10.1.0.0/16") as (_, http):
        for visitor, status in (("10.1.2.3", 200), ("10.2.2.3", 404), ("10.1.2.3, 192.0.2.7", 404)):
            answer = await http.get("/metrics", headers={"X-Forwarded-For": visitor})
            assert answer.status_code == status, visitor
            assert ("touchstone_" in answer.text) == (status == 200)
        assert (await http.get("/metrics")).status_code == 404


async def test_OPERATE_7_unless_told_they_stay_on_this_machine(http: httpx.AsyncClient) -> None:
    assert (await http.get("/metrics")).status_code == 200
    colleague = {"X-Forwarded-For": "192.168.1.30"}
    assert (await http.get("/metrics", headers=colleague)).status_code == 404
