"""Calendar files: whatever people wrote, a calendar reads it back."""

import datetime as dt

from hypothesis import given, strategies as st

from app.charter.ics import FOLD, Appointment, calendar

BEGINS = dt.datetime(2026, 12, 3, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def _file(title: str = "Platform team", text: str = "", version: int = 3) -> str:
    link = "http://192.168.1.23:8000/r/KT7M4R"
    ends = BEGINS + dt.timedelta(minutes=45)
    return calendar(Appointment("KT7M4R-pause", version, BEGINS, BEGINS, ends, title, text, link)).decode()


def _read(file: str) -> dict[str, str]:
    """As a calendar reads it: unfolded, and its texts without escapes."""
    lines = file.replace("\r\n ", "").split("\r\n")
    fields = dict(line.split(":", 1) for line in lines if line)
    for name in ("SUMMARY", "DESCRIPTION"):
        plain, letters = "", iter(fields[name])
        for letter in letters:
            if letter == "\\":
                escaped = next(letters)
                plain += "\n" if escaped == "n" else escaped
            else:
                plain += letter
        fields[name] = plain
    return fields


def test_AGENDA_16_the_file_names_the_moment_in_utc_and_the_way_back() -> None:
    fields = _read(_file())
    assert (fields["DTSTART"], fields["DTEND"]) == ("20261203T090000Z", "20261203T094500Z")
    assert fields["URL"] == "http://192.168.1.23:8000/r/KT7M4R"
    assert (fields["UID"], fields["SEQUENCE"]) == ("KT7M4R-pause", "3")
    assert _file().startswith("BEGIN:VCALENDAR\r\n")
    assert _file().endswith("END:VCALENDAR\r\n")


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n\\,;:"), max_size=300
)


@given(WORDS, WORDS)
def test_AGENDA_16_what_people_wrote_comes_back_and_makes_no_line_of_its_own(title: str, text: str) -> None:
    file = _file(title, text)
    fields = _read(file)
    assert (fields["SUMMARY"], fields["DESCRIPTION"]) == (title, text)
    assert all(len(line.encode()) <= FOLD for line in file.split("\r\n"))
    assert file.count("BEGIN:VEVENT\r\n") == 1
