"""The HTTP API under whatever its own description allows, and whatever that doesn't (schemathesis)."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings, strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.attack.scenes import scenes
from tests.attack.stored import on_site, token_of
from tests.figures import TRIED
from tests.served import Served, served
from tests.web.people import Door, bearer, visitor

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UNBOUNDED: dict[str, Any] = {
    "commands_per_second": 1e9,
    "command_burst": 10**9,
    "rooms_per_hour": 10**9,
    "uploads_per_minute": 10**9,
    "wrong_codes_per_minute": 10**9,
}


@dataclass(frozen=True)
class Stage:
    """A room, and a token of it by role."""

    name: str
    code: str
    tokens: dict[str, str]


@contextmanager
def beside(folder: Path) -> Iterator[tuple[str, list[Stage]]]:
    """A site on a thread of its own, with a room at each stage: who asks it here may wait for the answer."""
    ready: list[Any] = []
    up, loop = threading.Event(), asyncio.new_event_loop()
    done = asyncio.Event()

    async def serving() -> None:
        async with served(folder, **UNBOUNDED) as site, visitor(site) as http:
            ready.extend(
                (site.url, [await _staged(scene, site, http) for scene in scenes() if _wanted(scene)])
            )
            up.set()
            await done.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serving()))
    thread.start()
    try:
        assert up.wait(60)
        yield ready[0], ready[1]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()


def _wanted(scene: Any) -> bool:
    return "host with the lead" in scene.cast and (not scene.paused or scene.stage == "agree")


async def _staged(scene: Any, site: Served, http: Any) -> Stage:
    door: Door
    door, _ = await on_site(scene, site, http)
    member = token_of(door.code, scene.cast["participant"])
    return Stage(
        str(scene), door.code, {"host": door.host, "member": member, "screen": door.screen, "nobody": ""}
    )


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("examples", [25, pytest.param(200, marks=pytest.mark.siege)])
def test_ATTACK_6_whatever_is_asked_gets_an_answer_that_the_description_names(
    tmp_path: Path, examples: int
) -> None:
    with beside(tmp_path) as (url, stages):
        described = requests.get(f"{url}/api/openapi.json", timeout=30).json()
        schema = schemathesis.openapi.from_dict(described)
        for found in schema.get_all_operations():
            assert isinstance(found, Ok), found.err()
            for mode in GenerationMode:
                try_out(found.ok(), mode, url, stages, examples)
        assert requests.get(f"{url}/readyz", timeout=30).status_code == 200


def try_out(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    url: str,
    stages: list[Stage],
    examples: int,
) -> None:
    """Mostly with the code of a room that there is; what deletes one, always with none."""
    deletes = operation.method == "delete" and operation.path == "/api/v1/rooms/{code}"

    @settings(max_examples=examples, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(
        case=operation.as_strategy(generation_mode=mode),
        stage=st.sampled_from(stages),
        role=st.sampled_from(["host", "member", "screen", "nobody"]),
        astray=st.integers(0, 9),
    )
    def one(case: Any, stage: Stage, role: str, astray: int) -> None:
        if "code" in (case.path_parameters or {}) and astray and not deletes:
            case.path_parameters["code"] = stage.code
        if key := (case.headers or {}).get("idempotency-key"):
            # These rooms are one at different times, and so have one salt, of which tokens are made with such a key.
            case.headers["idempotency-key"] = f"{case.path_parameters['code']}{key}"[:200]
        token = stage.tokens[role]
        response = case.call(base_url=url, headers=bearer(token) if token else {})
        TRIED["HTTP requests made from the API's description"] += 1
        TRIED[f"  of them answered {response.status_code // 100}xx"] += 1
        case.validate_response(response, checks=CHECKS)

    run: Callable[[], None] = one
    # Where there's nothing that could be said wrongly, there is nothing to try.
    with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():
        run()
