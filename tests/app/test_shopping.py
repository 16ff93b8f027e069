"""The shopping list of the Plan page: prices brought and edited, cost shown and saved, leftovers used up."""

import pytest

from planner.errors import InputError
from planner.plan.prices import Price, read_prices
from planner.report.plan_report import plan_csv, plan_text, plan_xlsx
from planner.report.shopping_text import prices_csv, shopping_csv
from planner.ui import plan_shopping
from planner.ui.session import Session


def two_days(app):
    app.go("plan")
    app.at.get_by_key("plan_days").set_value(2)
    return app.run().click("Make the plan")


def upload(app, data):
    app.at.file_uploader(key=f"prices_file_{app.session.draft['prices_count']}").upload("prices.csv", data)
    return app.run()


def first_foods(app):
    return [row["food"] for row in app.session.plan["shopping_list"]][:2]


def test_prices_from_a_file_give_the_cost_on_the_screen_and_in_every_export(app):
    two_days(app)
    assert app.session.plan["shopping_cost"]["known"] is None
    one, two = first_foods(app)
    upload(app, f'food,price\n"{one}",2.50\n"{two}",1.25\n'.encode())
    plan = app.session.plan
    known = plan["shopping_cost"]["known"]
    assert known == sum(row["cost"] for row in plan["shopping_list"][:2])
    words = app.words.replace("\\", "")
    assert f"Cost: at least {known:.2f}." in words
    assert f", {plan['shopping_list'][0]['cost']:.2f}" in words
    assert f"at least {known:.2f}" in plan_text(plan)
    assert shopping_csv(plan).count("\n") == len(plan["shopping_list"]) + 1
    assert plan_xlsx(plan)
    assert plan_csv(plan).splitlines()[0].endswith(",why")


def test_prices_stay_when_the_plan_changes_and_can_be_saved_and_forgotten(app):
    two_days(app)
    one, two = first_foods(app)
    upload(app, f'food,price,pack\n"{one}",2.50,\n"{two}",1.25,\n'.encode())
    app.go("about").go("plan")
    assert app.session.plan["shopping_cost"]["known"]
    app.click("Make the plan")
    assert app.session.plan["shopping_cost"]["known"]
    assert read_prices(prices_csv(app.session.prices).encode()) == app.session.prices
    app.click("Forget the prices")
    assert app.session.prices == {}
    assert app.session.plan["shopping_cost"]["known"] is None


def test_a_file_that_cannot_be_used_is_explained_and_changes_nothing(app):
    two_days(app)
    upload(app, b"food,price\nEggs,cheap\n")
    assert any("'cheap' is no price" in error for error in app.errors)
    assert app.session.prices == {}


def test_what_uses_up_the_rest_is_on_the_page(app):
    two_days(app)
    assert "To use up what does not keep" in [one.label for one in app.at.expander]
    words, named = app.words.replace("\\", ""), app.session.plan["leftover_dishes"]
    assert any(row["dishes"] for row in named)
    for row in named:
        for use in row["dishes"]:
            assert f"{use['dish']} ({use['grams']:g} g)" in words


# -- the table of prices, without the page ------------------------------------------------------------------

FOODS = ["Eggs", "Kale", "Milk, low fat (1%)"]


@pytest.fixture
def now(monkeypatch):
    visit = Session(prices={"kale": Price(1.2, "200 g"), "salt": Price(0.5, "")})
    monkeypatch.setattr(plan_shopping, "session", lambda: visit)
    return visit


def typed(monkeypatch, rows):
    monkeypatch.setattr(plan_shopping.st, "session_state", {"grid": {"edited_rows": rows}})
    plan_shopping._take_edits("grid", FOODS)


def test_what_is_typed_into_the_table_becomes_a_price(now, monkeypatch):
    typed(monkeypatch, {"0": {"price": 2.4}, "1": {"pack": "1 lb"}, "2": {"pack": "1 l"}})
    assert now.prices == {"eggs": Price(2.4, ""), "kale": Price(1.2, "1 lb"), "salt": Price(0.5, "")}
    typed(monkeypatch, {"1": {"price": None}})
    assert now.prices == {"eggs": Price(2.4, ""), "salt": Price(0.5, "")}


def test_a_size_that_cannot_be_read_is_said_with_the_food(now, monkeypatch):
    before = dict(now.prices)
    with pytest.raises(InputError, match=r"^Kale: 'a bag' is no size"):
        typed(monkeypatch, {"1": {"pack": "a bag"}})
    assert now.prices == before
