"""Mutants: the application with one piece of a function's text changed, to see that tests can fail.

When that text changes in the application, its mutant says so, and has to follow.
"""

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """`place`: a class or module; `old` stands once in its function of this `name`."""

    says: str
    place: Any
    name: str
    old: str
    new: str


def mutated(mutant: Mutant) -> Callable[..., Any]:
    """The changed function. Raises AssertionError where there is no such text."""
    function = getattr(mutant.place, mutant.name)
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    assert source.count(mutant.old) == 1, f"no such text any more: {mutant.old}"
    source = source.replace(mutant.old, mutant.new)
    # It isn't compiled in its class.
    source = source.replace("super()", f"super({getattr(mutant.place, '__name__', '')}, self)")
    namespace = dict(inspect.unwrap(function).__globals__)
    exec(compile(source, mutant.name, "exec"), namespace)
    made: Callable[..., Any] = namespace[mutant.name]
    return made
