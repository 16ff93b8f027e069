"""Supplements on the Targets page, in the sums of the Gaps page, and in the draft."""

from planner.reference.regimen import Regimen
from planner.report.supplement_sums import PLAN_NOTE, sum_rows


def add(app, product="Magnesium 250 mg", when="daily", amount=1.0):
    app.at.selectbox(key="supplement_product_0").set_value(product)
    app.at.text_input(key="supplement_when_0").set_value(when)
    app.at.number_input(key="supplement_amount_0").set_value(amount)
    return app.click("Add it")


def keep_own(app, text, name="Night pills"):
    app.at.text_input(key="label_name_0").set_value(name)
    app.at.text_area(key="label_text_0").set_value(text)
    return app.click("Keep this product")


def test_one_of_the_list_reaches_the_sums_and_can_be_taken_off(app):
    app.sample().go("targets")
    add(app, when="every second day")
    assert app.session.targets.person.supplements.usual() == {"magnesium": 125.0}
    app.go("gaps")
    assert "From food and from supplements, a day" in app.words
    [person] = app.session.document()["people"]
    assert person["sums"]["magnesium"]["supplements"] >= 125
    app.go("targets").click("Take it off the list")
    assert not app.session.targets.person.supplements


def test_the_plan_page_shows_what_they_add_as_its_files_do(app):
    app.go("targets")
    add(app)
    app.go("plan").at.slider(key="plan_days").set_value(1)
    app.run().click("Make the plan")
    assert PLAN_NOTE in app.words
    table = next(one.value for one in app.at.table if "Magnesium" in one.value.index)
    assert [[name, *row] for name, row in zip(table.index, table.values.tolist(), strict=True)] == sum_rows(
        app.session.plan
    )


def test_her_own_by_its_label_with_what_stays_open(app):
    app.go("targets")
    keep_own(app, "magnesium: 200 mg as citrate\niron 200 mg of ferrous sulphate\niodine: 150 ug")
    assert "does not settle" in app.words
    add(app, "Night pills")
    own = app.session.targets.person.supplements
    assert own.usual()["magnesium"] == 200
    app.click("Delete the product")
    assert app.session.targets.person.supplements == Regimen()


def test_what_cannot_be_read_is_said_and_nothing_is_lost(app):
    app.go("targets")
    keep_own(app, "magnesium: lots")
    assert any("write it as the label does" in error for error in app.errors)
    assert app.at.text_area(key="label_text_0").value == "magnesium: lots"
    add(app, when="now and then")
    assert any("write how often" in error for error in app.errors)
    assert not app.session.targets.person.supplements


def test_the_draft_keeps_them(visit):
    app = visit()
    app.go("targets")
    keep_own(app, "magnesium: 200 mg")
    add(app, "Night pills", "Mon Wed Fri", 2.0)
    before = app.session.typed["supplements"]
    named = app.at.query_params["draft"]
    again = visit(named if isinstance(named, str) else named[0])
    assert again.session.typed["supplements"] == before
