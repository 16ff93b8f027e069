"""The article's eleven groups: who belongs, and what the table says beside the claim."""

import pytest

from planner.reference.diets import allowed_foods
from planner.reference.emphasis import emphasis_groups, fortified_cereal
from planner.reference.foods import food_table
from planner.reference.safety import planner_excluded

GROUPS = {group.id: group for group in emphasis_groups()}
BY_DESCRIPTION = {text: food for food, text in food_table().foods["description"].items()}


def test_the_article_s_eleven_in_its_order():
    assert list(GROUPS) == [
        "seafood", "cottage_cheese", "bitter_chocolate", "dried_apricots", "bananas", "honey", "greens",
        "sea_fish", "cereals", "fermented_milk", "beans",
    ]  # fmt: skip
    minerals = [group.mineral for group in GROUPS.values()]
    assert minerals == ["magnesium"] * 3 + ["potassium"] * 5 + ["calcium"] * 3


@pytest.mark.parametrize(
    ("group", "inside", "outside"),
    [
        (
            "seafood",
            ["Mussels", "Shrimp, grilled"],
            ["Clams, raw", "Frog legs", "Shrimp, fried", "Fish, salmon, canned"],
        ),
        ("cottage_cheese", ["Cheese, cottage, low fat"], ["Cheese, Cheddar"]),
        ("bitter_chocolate", ["Dark chocolate candy"], ["Chocolate candy", "White chocolate candy"]),
        ("dried_apricots", ["Apricot, dried"], ["Apricot, raw"]),
        ("bananas", ["Banana, raw"], ["Banana split", "Peppers, banana, raw"]),
        ("honey", ["Honey"], ["Honeydew melon, raw", "Honey mustard dip"]),
        ("greens", ["Spinach, raw", "Kale, raw"], ["Greens with ham or pork", "Lettuce, raw"]),
        (
            "sea_fish",
            ["Fish, salmon, baked or broiled", "Fish, cod, steamed"],
            ["Fish, shark", "Fish, trout, NFS", "Fish, cod, fried"],
        ),
        (
            "cereals",
            ["Buckwheat groats", "Oatmeal, NFS", "Cereal, O's, plain"],
            ["Bread, white", "Grits, with cheese, fat added"],
        ),
        (
            "fermented_milk",
            ["Kefir", "Buttermilk", "Yogurt, low fat milk, plain"],
            ["Frozen yogurt, NFS", "Yogurt, soy", "Milk, whole"],
        ),
        ("beans", ["Black beans, NFS", "Lentils, NFS"], ["Black beans with meat", "Green beans, raw"]),
    ],
)
def test_members(group, inside, outside):
    members = GROUPS[group].members
    assert [text for text in inside if BY_DESCRIPTION[text] not in members] == []
    assert [text for text in outside if BY_DESCRIPTION[text] in members] == []


def test_every_group_has_a_food_that_a_plan_may_propose():
    for jurisdiction in ("us", "uk", "eu"):
        for group in GROUPS.values():
            assert group.members - planner_excluded(jurisdiction), (group.id, jurisdiction)


def test_what_a_vegan_diet_leaves_of_the_eleven():
    vegan = allowed_foods("vegan")
    left = {group.id for group in GROUPS.values() if vegan[list(group.members)].any()}
    assert left == {"dried_apricots", "bananas", "greens", "cereals", "beans"}


def test_caps():
    assert GROUPS["bitter_chocolate"].max_per_week == 3
    assert fortified_cereal().max_per_day == 1
    assert BY_DESCRIPTION["Cereal, shredded wheat, plain"] not in fortified_cereal().members
    assert BY_DESCRIPTION["Cereal, O's, plain"] in fortified_cereal().members


def test_claims_stand_beside_the_table_s_values():
    assert GROUPS["honey"].measured.startswith("11 mg potassium in 21 g of Honey")
    assert GROUPS["cottage_cheese"].measured.startswith("10 mg magnesium in 113 g")


def test_servings_go_by_the_food():
    cereals = GROUPS["cereals"]
    assert cereals.servings(BY_DESCRIPTION["Cereal, O's, plain"], 30) == 1
    assert cereals.servings(BY_DESCRIPTION["Oatmeal, NFS"], 240) == 2
    assert cereals.servings(BY_DESCRIPTION["Banana, raw"], 126) == 0
    for group in GROUPS.values():
        assert set(group.servings_g) == group.members
        assert group.weekly_target > 0
        assert group.serving_g in group.servings_g.values()
