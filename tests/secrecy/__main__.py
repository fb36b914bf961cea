"""Tries so many pairs of histories: `python -m tests.secrecy 1000`."""

import sys
import time

from tests.secrecy.told import Told
from tests.secrecy.twins import lived
from tests.secrecy.world import given_chance


def main(histories: int) -> None:
    """Says what was tried and compared. Raises LeakError."""
    told, began = Told(), time.monotonic()
    with given_chance():
        for seed in range(histories):
            told += lived([seed])
    print(
        f"{told.histories} pairs of histories, {told.steps} steps, {told.said.total()} of them said otherwise or by another"
    )
    print(
        f"{told.frames} frames in {told.messages} messages and {told.pages} pages compared, {told.bytes} bytes, all equal"
    )
    print(f"worlds that differed, by what in, after so many steps: {dict(told.unlike)}")
    print(f"ended at: {dict(told.reached)}; {time.monotonic() - began:.0f} s")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
