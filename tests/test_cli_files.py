"""The command line writes PDF and iCalendar as it writes workbooks."""

import datetime as dt

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from planner import cli

ONE_DAY = ("plan", "--days", "1")


def run(capsys, *arguments):
    """Run a command in this process: status, standard output, standard error."""
    status = cli.main(arguments)
    return status, *capsys.readouterr()


def test_plan_writes_a_pdf(capsys, tmp_path):
    file = tmp_path / "plan.pdf"
    asked = ("--start", "2026-03-02", "--name", "Anna", "--why")
    status, out, err = run(capsys, *ONE_DAY, *asked, "--format", "pdf", "--output", str(file))
    assert (status, out) == (0, "")
    assert "Laying out the PDF" in err
    assert f"Written to {file}" in err
    words = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "Anna (pregnant" in words
    assert "Day 1, Monday 2 March" in words
    assert "Why: " in words


def test_plan_writes_a_calendar_from_the_day_that_is_asked(capsys):
    status, out, err = run(capsys, *ONE_DAY, "--start", "2026-03-04", "--format", "ics")
    assert status == 0
    assert "starts on Wednesday, 2026-03-04" in err
    found = Calendar.from_ical(out).walk("VEVENT")
    assert {event["dtstart"].dt.date() for event in found} == {dt.date(2026, 3, 4)}
    assert len(found) == 6


def test_a_calendar_starts_on_the_next_monday_otherwise(capsys):
    _, out, err = run(capsys, *ONE_DAY, "--format", "ics")
    first = Calendar.from_ical(out).walk("VEVENT")[0]["dtstart"].dt.date()
    assert first.weekday() == 0
    assert 0 < (first - dt.date.today()).days <= 7
    assert str(first) in err


def test_a_calendar_has_the_routine_on_request_without_what_the_check_in_hides(capsys, tmp_path):
    person = tmp_path / "person.toml"
    person.write_text('age = 29\nlife_stage = "pregnant"\n[check_in]\nticked = ["myasthenia_or_block"]\n')
    _, out, _ = run(capsys, *ONE_DAY, "--person", str(person), "--routine", "--format", "ics")
    said = [str(event["summary"]) for event in Calendar.from_ical(out).walk("VEVENT")]
    assert "A warm foot bath, if you like it: warm, not hot" in said
    assert not [words for words in said if "stretch" in words or "A short walk" in words]


def test_a_pdf_is_not_poured_into_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    status, out, err = run(capsys, *ONE_DAY, "--format", "pdf")
    assert (status, out) == (2, "")
    assert "--output" in err


def test_a_date_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([*ONE_DAY, "--start", "02.03.2026", "--format", "ics"])
    assert stopped.value.code == 2
    assert "write it as 2026-03-02" in capsys.readouterr().err


def test_an_impossible_plan_makes_a_pdf_and_no_calendar(capsys, tmp_path):
    asked = (*ONE_DAY, "--diet", "vegan", "--keep", "2 cups peanut butter at 12:30")
    pdf, ics = tmp_path / "plan.pdf", tmp_path / "plan.ics"
    status, _, err = run(capsys, *asked, "--format", "pdf", "--output", str(pdf))
    assert status == 1
    assert "No plan keeps to all of this" in err
    assert "What would free it" in PdfReader(pdf).pages[0].extract_text()
    status, _, err = run(capsys, *asked, "--format", "ics", "--output", str(ics))
    assert status == 1
    assert "in every format but ics" in err
    assert not ics.exists()


def test_analyze_writes_a_pdf(tmp_path):
    diary = tmp_path / "diary.csv"
    diary.write_text("food,amount,unit\nbanana,1,medium\n")
    file = tmp_path / "gaps.pdf"
    assert cli.main(["analyze", str(diary), "--format", "pdf", "--output", str(file)]) == 0
    assert "What the diary holds" in PdfReader(file).pages[0].extract_text()
