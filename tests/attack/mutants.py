"""Commands that were sound, with something wrong in them; as the text of a message."""

import json
from random import Random
from typing import Any

from tests.faults.test_garbage import nested

TRICKS = (
    "\u202eevil\u202c",
    "\u0000",
    "\ufeff\u200b\u200d",
    "a" + "\u0301" * 60,
    "\ud800",
    "\uffff",
    "ﷺ" * 60,
    "ＦＵＬＬ",
    "Нenrik",
    "\u2028</script>",
    "\r\nSet-Cookie: a=b",
    "=1+1",
    "../../etc/passwd",
    "%00",
    "{{7*7}}",
    "'; DROP TABLE entries; --",
)


def message(rng: Random, commands: list[dict[str, Any]], foreign: list[str]) -> str:
    """One message of these commands, most of them changed; `foreign`: ids of other rooms and other people."""
    frames = [mutant(rng, command, foreign) if rng.random() < 0.8 else command for command in commands]
    if rng.random() < 0.1:
        frames.append(rng.choice(frames))
    text = json.dumps(frames)
    if rng.random() < 0.05:
        text = _misspelt(rng, text)
    return text


def mutant(rng: Random, command: dict[str, Any], foreign: list[str]) -> Any:
    changed: dict[str, Any] = dict(command)
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        name = rng.choice([*changed] or ["id"])
        match rng.randrange(9):
            case 0:
                changed.pop(name, None)
            case 1:
                changed[rng.choice(["__proto__", "actor", "sender", "seq", "member", "lead", ""])] = nested(
                    rng
                )
            case 2:
                changed[name] = nested(rng)
            case 3 | 4:
                changed[name] = rng.choice(foreign)
            case 5:
                changed[name] = rng.choice(TRICKS) * rng.choice([1, 1, 30])
            case 6:
                changed[name] = [changed.get(name)] * rng.choice([1, 2, 300])
            case 7:
                changed = {
                    "type": "speak_for",
                    "id": changed.get("id"),
                    "member": rng.choice(foreign),
                    "command": changed,
                }
            case _:
                changed["id"] = rng.choice(foreign)
    return changed if rng.random() < 0.97 else nested(rng)


def _misspelt(rng: Random, text: str) -> str:
    """A letter of the message is gone, doubled or another one."""
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(["", text[at] * 2, rng.choice('"{}[],:\\\u202e0')]) + text[at + 1 :]
