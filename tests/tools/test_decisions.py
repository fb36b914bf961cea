"""Each decision has a number of its own, bears it in its title, and stands in the list, in order."""

import re
from pathlib import Path

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"


def test_each_decision_has_a_number_of_its_own_and_stands_in_the_list() -> None:
    pages = sorted(page for page in DECISIONS.glob("*.md") if page.name != "README.md")
    titles = [page.read_text().splitlines()[0] for page in pages]
    listed = re.findall(
        r"^- \[(\d{4})\]\(([^)]+)\) (.+)$", (DECISIONS / "README.md").read_text(), re.MULTILINE
    )
    assert [(f"# {number} {title}", name) for number, name, title in listed] == [
        (title, page.name) for title, page in zip(titles, pages, strict=True)
    ]
    numbers = [page.name[:4] for page in pages]
    assert len(numbers) == len(set(numbers))
    assert [title[2:6] for title in titles] == numbers
