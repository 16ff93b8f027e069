"""The My foods page: labels, recipes, searches, what is kept, its versions and files, and the diary."""

import datetime as dt
import json

import pytest

from planner.sources import fdc, off
from planner.sources.kept_file import change_foods, foods_file, foods_from_json, foods_to_json, load_foods

from ..sources.conftest import KEY, service

__all__ = ["service"]

MORE = "magnesium: 56 mg\nVitamin D: 0.75 µg"
LINES = "200 g cooked lentils\n2 carrots\n1 tablespoon olive oil"


@pytest.fixture
def page(app):
    return app.go("my_foods")


def view(app, name):
    app.at.get_by_key("my_foods_view").set_value(name)
    return app.run()


def fill(app, **fields):
    for key, value in fields.items():
        app.at.get_by_key(f"my_{key}").set_value(value)
    return app.run()


def label(app, name="Oat drink", **fields):
    given = {"label_name": name, "label_per": "100 ml", "label_energy": "190 kJ / 45 kcal"}
    fill(view(app, "label"), **(given | {"label_salt": "0.1 g", "label_more": MORE} | fields))
    return app.click("Look at it first")


def recipe(app, **fields):
    given = {"recipe_name": "Lentil pot", "recipe_lines": LINES, "recipe_servings": 2.0}
    fill(view(app, "recipe"), **(given | fields))
    return app.click("Look at it first")


def search(app, text, source="fdc"):
    fill(view(app, "search"), search_source=source)
    fill(app, search_text=text)
    return app.click("Send these words and search")


def words(app):
    return app.words.replace("\\", "")


def tables(app):
    return [table.value for table in app.at.table]


def test_it_is_empty_at_first_and_says_what_to_do(page):
    assert any("You keep no food yet" in one.value for one in page.at.info)
    assert not page.errors


def test_a_label_is_looked_at_and_then_kept(page):
    label(page, label_list="water, oats, salt")
    assert "It is new among your foods." in page.words
    shown = tables(page)[0].set_index("Nutrient")["100 ml"]
    assert shown["Sodium"] == "40 mg"
    assert "Iron" not in shown
    assert "Not known, which is not zero: " in page.words
    assert not foods_file().exists()
    page.click("Keep this food")
    one = load_foods().get("own:oat-drink")
    assert one.food.amounts == pytest.approx(
        {"energy": 190 / 4.184, "sodium": 40, "magnesium": 56, "vitamin_d": 0.75}
    )
    assert one.food.ingredients == "water, oats, salt"
    assert "Oat drink** (version 1, since" in page.words
    assert page.session.draft["my_label_name"] == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"label_name": ""}, "Write the name of the food."),
        ({"label_energy": "", "label_salt": "", "label_more": ""}, "Write at least one figure"),
        ({"label_fat": "1.5"}, "Fat: “1.5” is no amount of fat."),
        ({"label_more": "magnesum: 3 mg"}, "“magnesum”: no nutrient is called this."),
        ({"label_more": "sodium: 3 mg"}, "Sodium: It is given twice"),
        ({"label_more": "iron: 15 %"}, "Iron: Say whose daily values"),
        ({"label_energy": "190 furlongs"}, "Energy: “furlongs” is no unit of energy."),
    ],
)
def test_what_is_wrong_with_a_label_is_said_and_nothing_can_be_kept(page, fields, words):
    label(page, **fields)
    assert any(words in error.replace("\\", "") for error in page.errors), page.errors
    assert not [button for button in page.at.button if button.label == "Keep this food"]


def test_percents_count_once_whose_they_are_is_said(page):
    label(page, label_more="iron: 15 %")
    fill(page, label_daily="eu")
    assert not page.errors
    assert tables(page)[0].set_index("Nutrient").loc["Iron", "100 ml"] == "2.1 mg"


def test_a_label_that_cannot_be_right_is_flagged_and_its_figure_unknown(page):
    label(page, label_more="iron: 4.7 g\niodine: 3 µg")
    assert "Iron: 4,700 mg in 100 ml cannot be right, so not known" in words(page)
    assert "iodine is not in the nutrient table" in page.words
    page.click("Keep this food")
    assert "iron" not in load_foods().get("own:oat-drink").food.amounts


def test_a_change_is_a_new_version_and_the_past_stays(page):
    label(page).click("Keep this food").click("Change it")
    assert page.at.get_by_key("my_label_salt").value == ""
    assert "sodium: 40 mg" in page.at.get_by_key("my_label_more").value
    page.click("Look at it first")
    assert "nothing in it has changed" in page.words
    fill(page, label_energy="200 kJ")
    assert "Keeping this makes version 2 of it" in page.words
    page.click("Keep this food")
    kept = load_foods()
    assert [one.number for one in kept.versions] == [1, 2]
    assert kept.get("own:oat-drink@1").food.amounts["energy"] == pytest.approx(190 / 4.184)
    assert any("Energy" in list(table["What differs"]) for table in tables(page) if "Version" in table)


def test_a_change_keeps_what_the_form_has_no_field_for(page):
    whole = (
        b'name = "Oat drink"\nper = "100 ml"\nserving = "1 cup = 240 ml = 250 g"\nsource = "packet"\n'
        b'measures = ["1 carton = 1000 ml"]\namounts = { calcium = "120 mg" }\n'
    )
    from planner.diary import Corrections
    from planner.diary.own_foods import add_food

    change_foods(lambda kept: add_food(whole, Corrections().with_foods(kept)).foods)
    before = load_foods().versions
    view(page, "kept").click("Open").click("Change it").click("Look at it first")
    assert "nothing in it has changed" in page.words
    page.click("Keep this food")
    assert load_foods().versions == before


def test_a_recipe_says_what_its_lines_were_taken_for_and_what_a_serving_holds(page):
    recipe(page)
    assert "200 g cooked lentils: **Lentils, " in page.words
    assert "No weight after cooking is given" in page.words
    assert "1 serving" in tables(page)[0].columns
    page.click("Keep this recipe")
    one = load_foods().get("own:lentil-pot")
    assert len(one.parts) == 3
    assert one.food.measures[0].words == "1 serving"


def test_of_an_ingredient_that_is_known_in_part_the_share_is_said(page):
    label(page, "Crumble", label_per="100 g").click("Keep this food")
    recipe(page, recipe_lines="200 g cooked lentils\n145 g crumble")
    rows = tables(page)[0].set_index("Nutrient")
    assert rows.loc["Iron", "Known for"] == "58 % of the weight"
    assert rows.loc["Iron", "100 g"].startswith("at least ")
    assert "in part" in page.words


def test_a_line_that_is_not_understood_stands_in_the_way(page):
    recipe(page, recipe_lines="200 g cooked lentils\nsome xyzzy")
    assert any("some xyzzy" in error for error in page.errors)
    assert not [button for button in page.at.button if button.label == "Keep this recipe"]
    fill(page, recipe_lines="200 g cooked lentils")
    page.click("Keep this recipe")
    assert len(load_foods().get("own:lentil-pot").parts) == 1


@pytest.mark.parametrize("line", ["100 g flour", "200 g beefy lentil bake"])
def test_a_line_that_is_doubtful_or_not_found_asks_which_food_is_meant(page, line):
    recipe(page, recipe_lines=line)
    asked = next(box for box in page.at.selectbox if box.label == f"“{line}” is")
    assert ("this is not certain" in page.words) == (asked.value is not None)
    wanted = asked.options[-1]
    asked.select(wanted)
    page.run().click("Keep this recipe")
    assert load_foods().get("own:lentil-pot").parts[0].description == wanted


def test_what_goes_in_dry_is_not_taken_for_the_cooked_food_unless_she_says_so(page):
    recipe(page, recipe_lines="200 g dry lentils\n1 tsp salt")
    said = " ".join(page.errors).replace("\\", "")
    assert "the nearest is “Lentils, NFS”" in said
    assert "The food table has no salt" in said
    assert not [button for button in page.at.button if button.label == "Keep this recipe"]
    page.at.selectbox(key="my_recipe_pick 200 g dry lentils").set_value("fndds:41304970")
    fill(page, recipe_lines="200 g dry lentils")
    page.click("Keep this recipe")
    [kept] = load_foods().versions
    assert [part.description for part in kept.parts] == ["Lentils, NFS"]


def test_a_recipe_is_changed_with_the_same_foods(page):
    recipe(page).click("Keep this recipe")
    before = load_foods().get("own:lentil-pot")
    page.click("Change it").click("Look at it first")
    assert not page.errors
    page.click("Keep this recipe")
    after = load_foods().get("own:lentil-pot")
    assert [part.food_id for part in after.parts] == [part.food_id for part in before.parts]
    assert after.food.amounts["iron"] == pytest.approx(before.food.amounts["iron"], rel=1e-3)


def test_more_lost_than_there_is_water_is_said_kindly(page):
    recipe(page, recipe_weight=20.0)
    assert any("more is lost than there is water" in error for error in page.errors)
    assert page.at.get_by_key("my_recipe_name").value == "Lentil pot"


def test_a_food_goes_into_the_diary_with_an_amount_and_counts(page):
    label(page, label_serving="1 glass", label_size=250.0, label_unit="ml").click("Keep this food")
    fill(page, **{"count_own:oat-drink": 2.0})
    page.click("Add to my diary")
    assert "Added to your diary: Oat drink, 2 × 1 glass (250 ml)." in page.words
    entry = page.session.diary().entries.iloc[0]
    assert (entry["source"], entry["units"], entry["household"]) == ("kept", 5.0, "2 glasses")
    page.click("Take it back")
    assert page.session.table.cells.empty
    app = page.go("diary")
    app.at.text_area(key="meal_text").set_value("a glass of oat drink")
    app.run().click("Add to the diary")
    assert app.session.diary().entries.iloc[0]["food_id"] == "own:oat-drink@1"


def test_a_food_is_removed_and_brought_back(page):
    label(page).click("Keep this food").click("Remove it")
    assert load_foods().in_force() == []
    page.click("Bring it back")
    assert load_foods().get("own:oat-drink").number == 2


def test_files_come_back_as_they_were(page):
    label(page).click("Keep this food")
    saved = foods_to_json(load_foods()).encode()
    foods_file().unlink()
    page.run().at.file_uploader(key="my_foods_file").upload("foods.json", saved)
    page.run()
    assert load_foods().versions == foods_from_json(saved).versions
    page.at.file_uploader(key="my_foods_file").upload("x.csv", b"name,per,iron\nCrumble,100 g,2 mg\n")
    page.run()
    assert load_foods().get("own:crumble").food.amounts == {"iron": 2.0}
    page.at.file_uploader(key="my_foods_file").upload("again.csv", b"name,per,iron\nCrumble,100 g,2 mg\n")
    assert "holds nothing that you do not keep already" in page.run().words


@pytest.mark.parametrize("data", [b"\x00\x01", b"{}", b'{"format": "cramp planner foods 1"}', b""])
def test_a_file_that_is_none_is_refused_kindly(page, data):
    page.at.file_uploader(key="my_foods_file").upload("foods.json", data)
    assert page.run().errors
    assert not foods_file().exists()


def test_a_damaged_file_of_foods_is_said_and_stays(page):
    foods_file().parent.mkdir(parents=True, exist_ok=True)
    foods_file().write_text("no foods")
    page.run()
    assert any("What you keep is not in use" in one.value for one in page.at.warning)
    label(page).click("Keep this food")
    assert page.errors
    assert foods_file().read_text() == "no foods"


def test_many_foods_are_narrowed_by_words(page):
    rows = "".join(f"Bar number {'abcdefghij'[n // 5]}{'vwxyz'[n % 5]},100 g,2 mg\n" for n in range(25))
    page.at.file_uploader(key="my_foods_file").upload("x.csv", f"name,per,iron\n{rows}".encode())
    page.run().run()
    assert "The first 20 of 25" in page.words
    fill(page, foods_find="bar av")
    assert "Bar number av" in page.words
    assert "Bar number bv" not in page.words


def test_half_a_form_outlasts_another_page_and_a_reload(visit):
    app = visit().go("my_foods")
    fill(view(app, "label"), label_name="Half a", label_size=12.0, label_more="iron: ")
    fill(view(app, "recipe"), recipe_lines="200 g len", recipe_servings=3.0)
    app.go("diary").go("my_foods")
    assert app.at.get_by_key("my_recipe_lines").value == "200 g len"
    token = app.at.query_params["draft"]
    again = visit(token[0] if isinstance(token, list) else token).go("my_foods")
    assert again.at.get_by_key("my_recipe_servings").value == 3.0
    view(again, "label")
    assert again.at.get_by_key("my_label_name").value == "Half a"
    assert again.at.get_by_key("my_label_size").value == 12.0
    assert again.at.get_by_key("my_label_more").value == "iron: "


def test_a_tampered_draft_of_a_field_is_left_out(app):
    app.session.draft.update(
        {"my_label_size": "heavy", "my_label_name": 3, "my_label_per": "a ton", "my_foods_view": "label"}
    )
    app.go("my_foods")
    assert app.at.get_by_key("my_label_size").value is None
    assert app.at.get_by_key("my_label_name").value == ""
    assert app.at.get_by_key("my_label_per").value == "100 g"


def test_nothing_is_sent_before_the_button(page, service):
    fill(view(page, "search"), search_text="rolled oats")
    assert service.seen == []
    assert "Nothing leaves this computer until you press the button." in page.words
    assert "127.0.0.1" in page.words


def test_a_search_shows_where_it_is_from_and_a_food_is_kept_with_its_details(page, service):
    search(page, "oats")
    assert [path.split("?")[0] for path, _ in service.seen] == ["/fdc/v1/foods/search"]
    assert "FoodData Central, " in page.words
    assert "CC0" in page.words
    assert KEY not in page.words
    radio = page.at.radio(key="my_search_pick")
    assert len(radio.options) == 2
    page.click("Keep it")
    assert load_foods().in_force()[0].food_id == "fdc:900003@1"
    assert "Its household measures could not be had" in page.words  # the service has no such details


def test_a_barcode_is_looked_up_and_flags_are_said(page, service):
    search(page, "5000000000012", "off")
    assert "Zinc: only “less than”" in words(page)
    assert "Open Database License" in page.words
    page.click("Keep it")
    assert load_foods().get("off:5000000000012").food.amounts["magnesium"] == 110
    assert len(service.seen) == 1
    page.click("Add to my diary")
    assert page.session.diary().entries.iloc[0]["food_id"] == "off:5000000000012@1"


def test_a_barcode_is_never_sent_to_the_other_service(page, service):
    search(page, "5000000000012")
    assert any("nothing was sent" in one.value for one in page.at.warning)
    assert service.seen == []


@pytest.mark.parametrize("fault", ["status_403", "status_500", "no_json", "cut_off", "elsewhere"])
def test_a_service_that_fails_is_said_kindly_and_all_else_goes_on(page, service, monkeypatch, fault):
    monkeypatch.setattr("planner.sources.fetch.time.sleep", lambda _: None)
    service.always = fault
    search(page, "oats")
    assert page.at.warning
    assert KEY not in "".join(one.value for one in page.at.warning)
    label(page).click("Keep this food")
    assert load_foods().in_force()


def test_without_a_key_it_is_said_how_to_get_one_and_the_other_service_works(page, service, monkeypatch):
    monkeypatch.delenv("FDC_API_KEY")
    view(page, "search")
    assert any("api-key-signup" in one.value and "FDC_API_KEY" in one.value for one in page.at.info)
    assert next(one for one in page.at.button if one.label.startswith("Send")).disabled
    search(page, "ale", "off")
    assert len(page.at.radio(key="my_search_pick").options) == 2


def test_nothing_found_and_nothing_asked_are_said(page, service):
    search(page, " ")
    assert service.seen == []
    assert page.at.warning
    service.body = json.dumps({"products": []}).encode()
    search(page, "xyzzy", "off")
    assert any("Nothing was found" in one.value for one in page.at.info)


def test_the_real_services_are_where_they_should_be():
    assert fdc.BASE.startswith("https://api.nal.usda.gov/")
    assert off.BASE == "https://world.openfoodfacts.org"


def test_an_older_day_of_the_diary_counts_with_the_version_of_then(page):
    label(page).click("Keep this food")
    assert load_foods().get("own:oat-drink", dt.date(2026, 3, 1)).number == 1
