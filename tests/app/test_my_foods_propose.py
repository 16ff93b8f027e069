"""The choice on the My foods page for which meals plans may propose a recipe."""

import pytest

from planner.sources.kept_file import change_foods, load_foods

from .test_my_foods_page import LINES, fill, label, recipe, view, words


@pytest.fixture
def page(app):
    return app.go("my_foods")


def proposed(page, base="own:lentil-pot"):
    return page.at.get_by_key(f"my_propose_{base}")


def test_a_recipe_is_proposed_for_the_meals_that_are_chosen_and_the_choice_stays(page):
    recipe(page).click("Keep this recipe")
    assert proposed(page).value == []
    page.session.plan_for, page.session.plan = page.session.plan_inputs, {"days": []}
    proposed(page).set_value(["dinner", "snack"])
    page.run()
    assert load_foods().get("own:lentil-pot").meals == ("snack", "dinner")
    assert "Lentil pot may stand in it for: snacks and dinner." in words(page)
    assert page.session.plan_is_stale
    page.session.plan = None
    view(page, "search")
    view(page, "kept")
    assert proposed(page).value == ["snack", "dinner"]
    page.click("Change it").click("Look at it first")
    fill(page, recipe_lines=f"{LINES}\n10 g butter")
    page.click("Keep this recipe")
    kept = load_foods().get("own:lentil-pot")
    assert (kept.number, kept.meals) == (2, ("snack", "dinner"))
    change_foods(lambda foods: foods.propose("own:lentil-pot", ["lunch"]))  # as the command line does
    page.run()
    assert proposed(page).value == ["lunch"]
    proposed(page).set_value([])
    page.run()
    assert load_foods().get("own:lentil-pot").meals == ()
    assert "Plans do not propose it, unless it is a meal of your diary." in page.words


def test_a_chosen_recipe_is_a_dish_of_the_next_plan(page):
    recipe(page).click("Keep this recipe")
    proposed(page).set_value(["lunch"])
    page.run()
    page.session.plan_options = page.session.plan_options | {"days": 1}
    page.go("plan").click("Make the plan")
    assert not page.errors
    dishes = page.session.made.request.own_recipes.dishes
    assert [(dish.name, dish.slots) for dish in dishes] == [("Lentil pot", ("lunch",))]


def test_what_has_no_servings_says_what_it_lacks_and_a_label_asks_nothing(page):
    recipe(page, recipe_servings=None).click("Keep this recipe")
    assert "Plans can propose it once you say, under “Change it”, how many servings it makes." in page.words
    label(page).click("Keep this food")
    assert "Plans can propose" not in page.words
    assert not [one for one in page.at.get("button_group") if str(one.key).startswith("my_propose")]
