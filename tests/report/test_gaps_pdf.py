"""The PDF of an analysis says what its text says."""

from io import BytesIO

from pypdf import PdfReader

import planner
from planner.report.analysis import analysis
from planner.report.gaps_pdf import gaps_pdf
from planner.report.text import EVIDENCE, METHOD, caffeine_lines, gap_row, gap_tables, in_words, limit_lines
from tests.report.conftest import MADE, text_of

ANNA = planner.targets_for(planner.Person(age=29, life_stage="pregnant", gestation_weeks=22))
DOCUMENT = analysis(
    planner.read_diary(
        b"person,date,time,food,amount,unit\nAnn,2026-03-01,08:00,coffee,2,mugs\n"
        b"Ann,2026-03-01,13:00,lentil soup,350,g\n#read(1),2026-03-01,08:00,glass of red wine,1,glass\n"
        b"Ann,2026-03-01,08:00,zqxwv,1,cup\n"
    ),
    ANNA,
)


def test_every_row_and_notice_is_there():
    words = text_of(gaps_pdf(DOCUMENT, "pregnant, week 22, 29 years", MADE))
    assert "For: pregnant, week 22, 29 years." in words
    assert "Rows read: 4; used: 3; need attention: 1." in words
    for person in DOCUMENT["people"]:
        assert f"{person['person']}: 1 day with entries" in words
        for _, gaps in gap_tables(person["gaps"]):
            for gap in gaps:
                assert " ".join(" ".join(filter(None, gap_row(gap))).split()) in words
        said = [f"{gap['name']}: {gap['text']}" for gap in in_words(person["gaps"])]
        for text in [*said, *caffeine_lines(person["caffeine"]), *limit_lines(person)]:
            assert text in words
        for notice in person["notices"]:
            assert notice["text"] in words
    assert DOCUMENT["faults"][0]["problem"] in words
    assert METHOD in words
    assert EVIDENCE in words


def test_it_is_tagged():
    root = PdfReader(BytesIO(gaps_pdf(DOCUMENT, "pregnant", MADE))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_a_diary_of_which_nothing_counts_is_said_to_be_so():
    empty = analysis(planner.read_diary(b"food,amount,unit\nzqxwv,1,cup\n"), ANNA)
    words = text_of(gaps_pdf(empty, "pregnant", MADE))
    assert "No row of this diary could be counted" in words
    assert "Looked at first" not in words
