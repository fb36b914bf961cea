"""What a camera would have recorded."""

import pytest

from app.domain.method.visible import visible


@pytest.mark.parametrize(
    "text",
    [
        "When a date slips, we will tell the client the same day.",
        "When we disagree we say so in the room",
        "wait until we're asked",
        "We take notes in every meeting",
        "We give each other feedback within a day",
        "We thank people by name when they leave",
        "Wenn ein Termin kippt, sagen wir es dem Kunden am selben Tag.",
        "Cuando algo falla, avisamos al equipo el mismo día",
        "Quand une date glisse, nous prévenons le client",
    ],
)
def test_COACH_18_an_action_that_others_could_see(text: str) -> None:
    assert visible(text)


@pytest.mark.parametrize(
    "text",
    [
        "We trust each other",
        "When it is hard, we will respect each other.",
        "When somebody speaks, we will be respectful",
        "When people ask us for help we are there",
        "Show respect when people speak",
        "We take care of each other",
        "Give our best",
        "When somebody speaks",
        "Wenn jemand spricht, sind wir respektvoll",
        "Nous respectons les autres",
        "123!",
    ],
)
def test_COACH_18_an_attitude_or_the_occasion_alone(text: str) -> None:
    assert visible(text) == (not any(c.isalpha() for c in text))


@pytest.mark.parametrize("text", ["Όταν αργούμε, το λέμε", "会議では全員に聞く", ""])
def test_COACH_18_where_there_is_no_telling_it_is_let_be(text: str) -> None:
    assert visible(text)
