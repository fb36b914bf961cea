"""What was measured on, without a name of the machine."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.processes import CORES


def machine() -> dict[str, Any]:
    """Processor, cores, memory, kernel, versions, and the day."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": len(CORES),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
        "kernel": platform.release().partition("-")[0],
        "python": platform.python_version(),
        **{name: version(name) for name in ("uvicorn", "uvloop", "websockets", "python-socketio")},
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "unknown")


def in_words(found: dict[str, Any]) -> str:
    """One sentence."""
    return (
        f"{found['processor']}, {found['cores']} cores, {found['memory_gib']} GiB, Linux {found['kernel']}, "
        f"Python {found['python']}, uvicorn {found['uvicorn']}, uvloop {found['uvloop']}, "
        f"websockets {found['websockets']}, python-socketio {found['python-socketio']}; {found['day']}"
    )
