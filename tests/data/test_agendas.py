"""The ready agendas."""

from app.data.agendas import READY, agendas


def test_AGENDA_3_the_ready_agendas_add_up_to_what_they_are_called() -> None:
    totals = {name: sum(agenda.values()) for name, agenda in agendas().items()}  # type: ignore[arg-type]
    assert totals == {"45": 45, "90": 90, "half_day": 240}
    assert set(READY) == set(totals)
