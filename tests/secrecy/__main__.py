"""Tries so many pairs of histories, for so many minutes at most: `python -m tests.secrecy 1000 25`."""

import sys
import time

from tests.secrecy.told import Told
from tests.secrecy.twins import lived
from tests.secrecy.world import given_chance


def main(histories: str = "500", minutes: str = "25") -> None:
    """Says what was tried and compared. Raises LeakError."""
    told, began = Told(), time.monotonic()
    with given_chance():
        for seed in range(int(histories)):
            if time.monotonic() - began > 60 * float(minutes):
                break
            told += lived([seed])
    print(
        f"{told.histories} pairs of histories, {told.steps} steps, {told.said.total()} times something was said otherwise or by another"
    )
    print(
        f"{told.frames} frames in {told.messages} messages and {told.pages} pages compared, {told.bytes} bytes, all equal"
    )
    print(f"worlds that differed, by what in, after so many steps: {dict(told.unlike)}")
    print(f"pages, by what they were and how they were answered: {dict(told.seen)}")
    print(f"ended at: {dict(told.reached)}; {time.monotonic() - began:.0f} s")


main(*sys.argv[1:3])
