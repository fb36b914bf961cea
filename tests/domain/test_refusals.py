"""Every refusal has a sentence, and every sentence a refusal."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from app.domain.policy import _NOT_FOR

APP = Path(__file__).parents[2] / "app"
SENTENCES = {key.split(".")[1] for key in json.loads((APP / "locales/en/refusals.json").read_text("utf-8"))}


def _trees() -> Iterator[ast.AST]:
    for path in APP.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def _outcomes(node: ast.expr) -> set[str]:
    """The texts an expression can come to; of a choice both, not what it compares."""
    if isinstance(node, ast.IfExp):
        return _outcomes(node.body) | _outcomes(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_refusal_has_a_sentence() -> None:
    calls = [node for node in _trees() if isinstance(node, ast.Call) and node.args]
    made = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Refused"]
    codes = set(_NOT_FOR.values()).union(*(_outcomes(call.args[0]) for call in made))
    assert len(codes) > 50
    assert codes - SENTENCES == set()


def test_every_sentence_has_a_refusal() -> None:
    constants = {n.value for n in _trees() if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert SENTENCES - constants == set()
