"""Words from right to left amid ours: isolated, so that they turn nothing around them."""

import re

FROM, TO = "\u2068", "\u2069"
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(text: str) -> str:
    """`text` as a run of its own where it holds letters that are read from the right; else as it is."""
    return f"{FROM}{text}{TO}" if _FROM_RIGHT.search(text) else text
