"""Figures for whoever operates it. No label names a room or a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from app.web.limits import NAMES, LimitName


class Metrics:
    """A registry of its own for each application, so that tests don't share them."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.sockets = Gauge("touchstone_sockets", "Open websockets", registry=self.registry)
        self.rooms = Gauge("touchstone_rooms", "Rooms open in this process", registry=self.registry)
        self.commands = Counter(
            "touchstone_commands", "Commands by type and outcome", ["type", "outcome"], registry=self.registry
        )
        self.limited = Counter(
            "touchstone_limited", "Refused or held back, by limit", ["limit"], registry=self.registry
        )
        for name in NAMES:  # there from the start, at nought
            self.limited.labels(name)

    def refused(self, limit: LimitName) -> None:
        self.limited.labels(limit).inc()

    def text(self) -> bytes:
        """In the format that Prometheus reads."""
        return generate_latest(self.registry)
