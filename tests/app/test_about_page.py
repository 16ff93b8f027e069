"""The about page: what comes first, and words that must not drift."""

from planner.report.text import EVIDENCE
from planner.tables import read_toml


def test_red_flags_come_first(app):
    app.go("about")
    assert app.at.header[0].value.endswith("When to get help")
    assert "emergency number" in app.at.error[0].value
    assert all("Source:" in flag.value for flag in app.at.error)


def test_the_evidence_is_worded_as_agreed_and_as_on_the_command_line(app):
    app.go("about")
    assert app.at.info[0].value == EVIDENCE == read_toml("guide/about.toml")["evidence"].strip()


def test_limits_privacy_sources_and_licence_are_said(app):
    words = app.go("about").words
    for piece in (
        "iodine",
        "preformed niacin only",
        "37 foods",
        "never as zero",
        "Nothing is sent anywhere",
        "MIT",
    ):
        assert piece in words
    for source in read_toml("sources.toml").values():
        assert source["title"] in words


def test_every_study_has_a_source():
    studies = read_toml("guide/about.toml")["studies"]
    assert studies
    assert all(study["source"].strip() for study in studies)
