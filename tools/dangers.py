"""Checks that what would make text into markup, SQL, code or a request is where it is allowed and nowhere else."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Danger:
    """`allowed`: how often it may stand in which file, each looked at by a person."""

    why: str
    found: re.Pattern[str]
    where: tuple[str, ...]
    allowed: Mapping[str, int] = field(default_factory=dict)


PYTHON, TEMPLATES = ("app/**/*.py",), ("app/templates/**/*.html",)
SVELTE, SCRIPTS, STYLES = ("frontend/src/**/*.svelte",), ("frontend/src/**/*.ts",), ("frontend/src/**/*.css",)
CLIENT = (*SCRIPTS, *SVELTE)

DANGERS = (
    Danger("text taken for markup", re.compile(r"\bMarkup\("), PYTHON, {"app/web/live_pages.py": 1}),
    Danger("markup of a template", re.compile(r"\|\s*safe\b"), TEMPLATES, {"app/templates/marks.html": 1}),
    Danger("escaping switched off", re.compile(r"autoescape\s*(=\s*False|false)"), PYTHON),
    Danger("escaping switched off", re.compile(r"\bautoescape\s+false"), TEMPLATES),
    Danger("an inline script", re.compile(r"<script(?![^>]*(\ssrc=|type=\"application/json\"))"), TEMPLATES),
    Danger("an inline style", re.compile(r"<style|\sstyle="), TEMPLATES),
    Danger("an inline handler", re.compile(r"\son[a-z]+\s*=\s*[\"']"), TEMPLATES),
    Danger("an attribute without quotation marks", re.compile(r"=\{\{"), TEMPLATES),
    Danger("markup from text", re.compile(r"\{@html"), SVELTE),
    Danger("a style that is no property of the object", re.compile(r"\sstyle=\""), SVELTE),
    Danger(
        "markup from text",
        re.compile(r"\.(inner|outer)HTML\s*[+]?=|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser"),
        CLIENT,
    ),
    Danger("code from text", re.compile(r"\beval\(|new Function\(|setTimeout\(['\"`]|javascript:"), CLIENT),
    Danger("messages of other windows", re.compile(r"postMessage\(|['\"]message['\"]|onmessage="), SVELTE),
    Danger("a window that knows its opener", re.compile(r"target=\"_blank\"(?! rel=\"noopener\")"), SVELTE),
    Danger("a cookie that scripts can read", re.compile(r"document\.cookie"), SCRIPTS),
    Danger("another site", re.compile(r"https?://(?!www\.w3\.org)|src=\"//"), SVELTE),
    Danger("another site", re.compile(r"https?://(?!www\.w3\.org)"), STYLES),
    Danger("another site", re.compile(r"(src|href|action)=\"(https?:)?//"), TEMPLATES),
    Danger("markup from text", re.compile(r"\bparse_xml\(|etree\.(fromstring|XML)\("), PYTHON),
    Danger("code from text", re.compile(r"(?<![.\w])(eval|exec)\(|\b(pickle|marshal|shelve)\b|yaml\.load\("), PYTHON),
    Danger("a shell", re.compile(r"shell=True|os\.system\(|os\.popen\("), PYTHON),
    Danger(
        "SQL put together from text",
        re.compile(
            r"(?:execute(?:many)?|fetch(?:row|val)?|exec_driver_sql|\btext)\(\s*f[\"']"
            r"|f\"{1,3}\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|ALTER|CREATE|DROP)\b"
        ),
        PYTHON,
        {"app/store/postgres.py": 6, "app/store/sqlite.py": 3},  # columns of ours; pragmas, which take no parameters
    ),
    # What a spreadsheet opens as a formula (=, +, -, @, tab, return at the beginning) has to be made harmless first.
    Danger("a table that a spreadsheet may open", re.compile(r"csv\.(writer|DictWriter)\("), PYTHON, {"app/charter/table.py": 1, "app/domain/own_deck.py": 1}),
    Danger("a name of a file from text", re.compile(r"[Cc]ontent-[Dd]isposition"), PYTHON, {"app/web/headers.py": 1}),
    Danger("a certificate that isn't looked at", re.compile(r"verify\s*=\s*False|CERT_NONE|_create_unverified"), PYTHON),
)  # fmt: skip


def faults(root: Path = ROOT) -> list[str]:
    """What stands where it isn't allowed, and what is allowed and isn't there any more."""
    return [fault for danger in DANGERS for fault in _of(danger, root)]


def _of(danger: Danger, root: Path) -> Iterator[str]:
    found: Counter[str] = Counter()
    for path in sorted(path for files in danger.where for path in root.glob(files)):
        name = path.relative_to(root).as_posix()
        if name.startswith("app/static/"):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for _ in danger.found.finditer(line):
                found[name] += 1
                if found[name] > danger.allowed.get(name, 0):
                    yield f"{name}:{number}: {danger.why}"
    for name, count in danger.allowed.items():
        if found[name] < count:
            yield f"{name}: {danger.why} is allowed more often than it's there"


if __name__ == "__main__":
    if wrong := faults():
        raise SystemExit("\n".join(wrong))
