"""The check of dangerous places finds each kind where it isn't allowed, and none in the sources."""

from pathlib import Path

import pytest

from tools.dangers import DANGERS, ROOT, faults

PLANTED = {
    "app/web/a.py": [
        "Markup(name)",
        "Environment(autoescape=False)",
        "db.execute(f'SELECT {name}')",
        'QUERY = f"""SELECT {name}"""',
        "eval(text)",
        "import pickle",
        "run(command, shell=True)",
        "csv.writer(out)",
        "parse_xml(f'<w:t>{name}</w:t>')",
        "headers['Content-Disposition'] = name",
        "httpx.get(url, verify=False)",
    ],
    "app/templates/a.html": [
        "{{ name|safe }}",
        "{% autoescape false %}",
        "<script>go()</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        "<p onclick='go()'>",
        "<p title={{ name }}>",
        '<script src="https://elsewhere.example/a.js"></script>',
    ],
    "frontend/src/a/A.svelte": [
        "{@html text}",
        '<p style="color: red">',
        "node.innerHTML = text",
        "eval(text)",
        "addEventListener('message', hear)",
        '<a href="/x" target="_blank">',
        '<img src="http://elsewhere.example/a.png">',
    ],
    "frontend/src/a/a.ts": ["node.outerHTML += text", "new Function(text)", "document.cookie"],
    "frontend/src/a/a.css": ["@import url(https://elsewhere.example/a.css);"],
}


def test_CONTENT_12_no_source_does_what_is_dangerous() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, lines in PLANTED.items() for line in lines]
)
def test_CONTENT_12_each_is_found_where_it_is_planted(tmp_path: Path, name: str, line: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(f"<p>\n{line}\n")
    assert [fault for fault in faults(tmp_path) if fault.startswith(f"{name}:2: ")]


def test_CONTENT_12_what_is_allowed_has_to_be_there(tmp_path: Path) -> None:
    allowed = sum(len(danger.allowed) for danger in DANGERS)
    assert len(faults(tmp_path)) == allowed > 3


def test_CONTENT_12_every_kind_looks_at_files_that_exist() -> None:
    for danger in DANGERS:
        for files in danger.where:
            assert list(ROOT.glob(files)), files
