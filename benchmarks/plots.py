"""The plots of docs/benchmarks.md, in the product's colours."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.burst import Burst
from benchmarks.fanout import Round
from benchmarks.rows import Bench
from benchmarks.soak import PERIOD, Soak
from benchmarks.stats import spread

PAPER, INK, LINE, GOLD, MINE = "#f8f4eb", "#241c17", "#d7d0c4", "#e4b74a", "#235499"
OTHERS = {"A": "#a9cede", "B": "#63a5c2", "S": "#bb7968"}
STYLE: Any = {
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "grid.color": LINE,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.hashsalt": "touchstone",
    "font.size": 10,
}


def draw(bench: Bench, soak: Soak | None, folder: Path) -> list[tuple[str, str]]:
    """Writes those for which there are figures; gives their names and what they show."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update(STYLE)
    from matplotlib import pyplot

    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[tuple[str, str]] = []

    def plot(name: str, told: str, parts: int, paint: Callable[[Any], None]) -> None:
        figure, axes = pyplot.subplots(1, parts, figsize=(4.5 * parts, 3.2), squeeze=False)
        paint(axes[0])
        figure.tight_layout()
        figure.savefig(folder / name, metadata={"Date": None})
        pyplot.close(figure)
        drawn.append((name, told))

    fans = {n: bench.figures[f"fanout-{n}"] for n in (500, 2000) if f"fanout-{n}" in bench.figures}
    if fans:
        told = "CPU of the server for each delivered message, one change at a time"
        plot("fanout.svg", told, len(fans), lambda axes: _fanout(axes, fans))
    if "burst" in bench.figures:
        told = "A burst of 500 commands in one second: CPU, and the time until all have one"
        plot("burst.svg", told, 2, lambda axes: _burst(axes, bench.figures["burst"]))
    if "cost" in bench.figures:
        told = "What a change costs as a room grows"
        plot("cost.svg", told, 1, lambda axes: _cost(axes[0], bench.figures["cost"]))
    if soak and soak.memory_mib:
        told = f"Memory of the server in the soak, {soak.rooms} rooms of {soak.people} people"
        plot("soak.svg", told, 1, lambda axes: _soak(axes[0], soak))
    return drawn


def _fanout(axes: Any, fans: Mapping[int, Any]) -> None:
    for place, (people, found) in zip(axes, fans.items(), strict=True):
        rounds: Mapping[str, Sequence[Round]] = found
        _bars(place, {name: [one.cpu_us for one in many] for name, many in rounds.items()})
        place.set_title(f"one change to {people:,} people")
        place.set_ylabel("µs of CPU a message")


def _burst(axes: Any, figures: Any) -> None:
    found: Mapping[str, Sequence[Burst]] = figures
    shown = {name: many for name, many in found.items() if name != "ours, no fsync"}
    _bars(axes[0], {name: [one.cpu_us / 1000 for one in many] for name, many in shown.items()})
    axes[0].set_title("burst of 500 in a second")
    axes[0].set_ylabel("ms of CPU a command")
    _bars(axes[1], {name: [one.seen_p99_ms for one in many] for name, many in shown.items()})
    axes[1].set_title("until all have it, p99")
    axes[1].set_ylabel("ms, logarithmic")
    axes[1].set_yscale("log")
    axes[1].set_ylim(bottom=1)


def _cost(axes: Any, figures: Any) -> None:
    """Of each kind of change: microseconds by the number of values."""
    curves: Mapping[str, Sequence[tuple[int, float]]] = figures
    colours = [MINE, GOLD, "#ad4c6e", "#5c7b02", "#269ba5", "#8978e8", "#bb7968", "#3f2267"]
    for (kind, points), colour in zip(curves.items(), colours, strict=False):
        axes.plot([size for size, _ in points], [cost for _, cost in points], "o-", color=colour, label=kind)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("values in the room")
    axes.set_ylabel("µs a change")
    axes.legend(frameon=False, fontsize=8)


def _soak(axes: Any, soak: Soak) -> None:
    minutes = [PERIOD * (place + 1) / 60 for place in range(len(soak.memory_mib))]
    axes.plot(minutes, soak.memory_mib, color=MINE)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("minutes")
    axes.set_ylabel("MiB of PSS")


def _bars(axes: Any, figures: Mapping[str, Sequence[float]]) -> None:
    """Medians, and whiskers from the least to the most."""
    found = {name: spread(many) for name, many in figures.items() if many}
    tops = [one.median for one in found.values()]
    reach = [
        [one.median - one.least for one in found.values()],
        [one.most - one.median for one in found.values()],
    ]
    colours = [OTHERS.get(name, GOLD if name == "ours" else MINE) for name in found]
    places = range(len(found))
    axes.bar(places, tops, 0.65, color=colours, yerr=reach, error_kw={"ecolor": INK, "capsize": 3, "lw": 1})
    axes.set_xticks(list(places), [name.replace("ours, ", "ours,\n") for name in found])
    for place, top in zip(places, tops, strict=True):
        axes.annotate(f"{top:.3g}", (place, top), (6, 3), textcoords="offset points", ha="left", fontsize=8)
    axes.grid(False, axis="x")
    axes.margins(y=0.15)
