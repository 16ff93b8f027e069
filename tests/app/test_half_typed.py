"""What is half typed in a form outlasts a page switch and a reload, and is gone once it was used."""

import pytest

from tests.app.test_draft import change, folder, token


def test_what_is_half_typed_about_targets_and_supplements_outlasts_a_page_switch_and_a_reload(visit):
    app = visit().go("targets")
    app.at.number_input(key="override_magnesium").set_value(410.0)
    app.at.text_input(key="override_reason").set_value("night cr")
    app.at.selectbox(key="supplement_product_0").set_value("Prenatal multivitamin with iron (usual US kind)")
    app.at.text_input(key="supplement_when_0").set_value("every second")
    app.at.number_input(key="supplement_amount_0").set_value(2.0)
    app.at.text_area(key="label_text_0").set_value("magnesium: 200")
    app.run().go("about")
    for again in (app.go("targets"), visit(token(app)).go("targets")):
        assert again.at.number_input(key="override_magnesium").value == 410.0
        assert again.at.text_input(key="override_reason").value == "night cr"
        assert again.at.text_input(key="supplement_when_0").value == "every second"
        assert again.at.number_input(key="supplement_amount_0").value == 2.0
        assert again.at.text_area(key="label_text_0").value == "magnesium: 200"
        assert not again.session.typed["target_overrides"]


def test_what_was_half_typed_is_gone_once_it_was_used(visit):
    app = visit().go("targets")
    app.at.number_input(key="override_magnesium").set_value(410.0)
    app.at.text_input(key="override_reason").set_value("night cramps")
    app.run().click("Set this target").go("about").go("targets")
    assert app.session.targets["magnesium"].target == 410
    assert app.at.number_input(key="override_magnesium").value is None
    assert app.at.text_input(key="override_reason").value == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("override_iron", ["plain", "much"]),
        ("supplement_amount_0", ["plain", None]),
        ("label_per_0", ["plain", 0]),
    ],
)
def test_a_half_typed_value_that_its_field_cannot_show_is_left_out(visit, planner_home, name, value):
    before = visit().go("targets")
    before.at.number_input(key="override_magnesium").set_value(410.0)
    before.run()
    change(half_typed={name: value})(folder(planner_home, before))
    after = visit(token(before)).go("targets")
    assert name not in after.session.draft
