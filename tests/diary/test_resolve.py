"""Texts and amounts to grams; every expected weight was read from the food's own portions by hand."""

from __future__ import annotations

import math

import pytest

from planner.diary.resolve import Resolution, resolve
from planner.reference.foods import food_table

# text, food code, grams, household
BY_TEXT = [
    ("1 banana", 63107010, 126, "1 banana"),
    ("2 bananas", 63107010, 252, "2 bananas"),
    ("half a banana", 63107010, 63, "1/2 banana"),
    ("1 cup mashed banana", 63107010, 225, "1 cup, mashed"),
    ("1 apple", 63101000, 200, "1 medium"),
    ("1 large apple", 63101000, 242, "1 large"),
    ("an orange", 61119010, 154, "1 fruit"),
    ("10 strawberries", 63223020, 180, "10 fruits"),
    ("20 raisins", 62125100, 10, "20 raisins"),
    ("1 small box of raisins", 62125100, 43, "1 small box (1.5 oz)"),
    ("5 prunes", 62122100, 40, "5 prunes"),
    ("1/4 cup dried apricots", 62104100, 40, "1/4 cup"),
    ("1 tomato", 74101000, 125, "1 whole"),
    ("5 cherry tomatoes", 74101000, 85, "5 cherries"),
    ("2 carrots", 73101010, 120, "2 regular carrots"),
    ("1 potato", 71000100, 170, "1 potato, any size"),
    ("2 cups spinach", 72125100, 50, "2 cups"),
    ("1 cup black beans", 41101990, 185, "1 cup"),
    ("100 g tofu", 41420010, 100, "100 g"),
    ("2 tbsp hummus", 41205070, 30, "2 tablespoons"),
    ("10 almonds", 42100100, 12, "10 nuts"),
    ("1 oz almonds", 42100100, 28.3, "1 oz"),
    ("2 tbsp peanut butter", 42202000, 32, "2 tablespoons"),
    ("3 eggs", 31102000, 150, "3 eggs"),
    ("a boiled egg", 31103010, 50, "1 egg"),
    ("1 chicken breast", 24120120, 120, "1 breast"),
    ("200 g salmon", 26137110, 200, "200 g"),
    ("a can of tuna", 26155110, 115, "1 standard can"),
    ("1 large can of tuna", 26155110, 255, "1 large can"),
    ("4 sardines", 26139180, 48, "4 sardines"),
    ("2 slices cheddar", 14104100, 42, "2 slices"),
    ("1 cup shredded cheddar", 14104100, 113, "1 cup, shredded"),
    ("1 cup diced cheddar", 14104100, 132, "1 cup, diced"),
    ("1 1/2 cups milk", 11100000, 366, "1 1/2 cups"),
    ("1½ cups kefir", 11115400, 366, "1 1/2 cups"),
    ("250 ml kefir", 11115400, 257.8, "250 ml"),
    ("8 oz kefir", 11115400, 244, "8 fl oz"),
    ("1 tsp honey", 91302010, 6.7, "1 tsp"),
    ("1 slice wholemeal bread", 51300110, 36, "1 medium or regular slice"),
    ("2 thick slices wholemeal bread", 51300110, 86, "2 large or thick slices"),
    ("1 thin slice whole wheat bread", 51300110, 24, "1 small or thin/very thin slice"),
    ("2 slices of wholemeal toast", 51300120, 66, "2 medium or regular slices"),
    ("1 bagel", 51180010, 105, "1 regular"),
    ("3 pancakes", 55100005, 150, "3 medium pancakes"),
    ("1 cup oatmeal", 56202960, 240, "1 cup, cooked"),
    ("1 cup dry oatmeal", 56202960, 485, "1 cup, dry, yields"),
    ("a bowl of porridge", 56202960, 240, "1 cup, cooked"),
    ("1 cup cooked rice", 56205000, 158, "1 cup, cooked"),
    ("a slice of cheese pizza", 58106210, 119, "1 piece, NFS"),
    ("1 scoop vanilla ice cream", 13110100, 120, "1 scoop"),
    ("1 packet of crisps", 71200010, 28, "1 small single serving bag"),
    ("1 cup coffee", 92100000, 240, "1 cup (8 fl oz)"),
    ("1 large coffee", 92100000, 600, "1 large"),
    ("a mug of coffee", 92100000, 300, "1 1/4 cups (8 fl oz)"),
    ("a can of coke", 92410310, 372, "1 can (12 fl oz)"),
    ("330 ml coke", 92410310, 345.9, "330 ml"),
    ("500 ml water", 94000010, 507.2, "500 ml"),
    ("a glass of red wine", 93401010, 180, "1 glass"),
    ("a handful of almonds", 42100100, 28.35, "1 oz"),
]


@pytest.mark.parametrize(("text", "code", "grams", "household"), BY_TEXT)
def test_text_with_its_amount(text: str, code: int, grams: float, household: str) -> None:
    found = resolve(text)
    assert found.problem is None, found
    assert (found.food_id, found.household) == (f"fndds:{code}", household)
    assert found.grams == pytest.approx(grams, abs=0.06)
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize(
    ("food", "amount", "unit", "grams"),
    [
        ("milk", 330, "ml", 340.3),
        ("milk", "1 1/2", "cups", 366),
        ("toast", 2, "slices", 50),
        ("apple", 1, "large", 242),
        ("banana", 2, None, 252),
        ("banana", "2", math.nan, 252),
        ("banana", "a couple", None, 252),
        ("rice", "150g", None, 150),
        ("rice", "150", "g", 150),
        ("rice", 5.5, "oz", 155.9),
        ("cheddar", 1, "cup, diced", 132),
        ("eggs", "1-2", None, 75),
        ("slice of toast", 2, None, 50),
        ("330 ml can of cola", 2, None, 691.8),
        ("yogurt, Greek, plain", 1, "container", 150),
    ],
)
def test_amount_in_cells(food: str, amount: object, unit: object, grams: float) -> None:
    assert resolve(food, amount, unit).grams == pytest.approx(grams, abs=0.06)


def test_grams_and_id_decide_over_text() -> None:
    found = resolve("something odd", 3, "cups", grams=80, food_id="63107010")
    assert (found.food_id, found.grams, found.confidence) == ("fndds:63107010", 80, 0.5)
    assert resolve("x", 1, "banana", food_id="fndds:63107010").grams == 126


@pytest.mark.parametrize("food_id", ["fndds:99999999", "fndds:11000000", "63107010x", "fdc:1", "nonsense"])
def test_an_id_without_values_is_a_fault_with_suggestions(food_id: str) -> None:
    found = resolve("banana", 1, food_id=food_id)
    assert_fault(found)
    assert found.alternatives[0].food_id == "fndds:63107010"


def assert_fault(found: Resolution) -> None:
    assert found.problem
    assert found.advice
    assert math.isnan(found.grams)
    assert (found.household, found.confidence) == ("", 0.0)


@pytest.mark.parametrize(
    ("text", "amount", "unit", "says"),
    [
        ("banana", None, None, "No amount"),
        ("2% milk", None, None, "No amount"),
        ("2 slices milk", None, None, "not in the food table"),
        ("milk", 2, "slices", "not in the food table"),
        ("10 cups", None, None, "found"),
        ("blorp", 1, "cup", "found"),
        ("", 1, "cup", "No food"),
        ("rice", 0, "g", "not understood"),
        ("rice", -100, "g", "not understood"),
        ("rice", "lots", None, "not understood"),
        ("rice", 100, "kg", "10 kg"),
        ("rice", 1e20, "g", "10 kg"),
        ("99999999999999999999 g rice", None, None, "10 kg"),
        ("=A1", 1, "cup", "formula"),
        ("0 bananas", None, None, "not more than 0"),
        ("rice", 1, "furlong", "not in the food table"),
        ("10 rice", None, None, "not in the food table"),
        ("a bunch of grapes", None, None, "not in the food table"),
    ],
)
def test_what_is_not_understood_is_a_fault(text: str, amount: object, unit: object, says: str) -> None:
    found = resolve(text, amount, unit)
    assert_fault(found)
    assert says in str(found.problem)


@pytest.mark.parametrize("grams", [0, -5, 1e9, math.inf])
def test_a_weight_that_cannot_be_is_a_fault(grams: float) -> None:
    assert_fault(resolve("rice", grams=grams))


def test_a_fault_of_the_amount_names_the_foods_own_measures() -> None:
    advice = resolve("banana", 1, "furlong").advice
    assert advice is not None
    assert "grams" in advice
    assert "1 banana" in advice


def test_what_was_assumed_is_said_and_lowers_the_confidence() -> None:
    sure, sized, usual = resolve("100 g toast"), resolve("1 slice toast"), resolve("1 serving toast")
    assert sure.assumed == ""
    assert "25 g" in sized.assumed
    assert "usual amount" in usual.assumed
    assert sure.confidence > sized.confidence > usual.confidence


def test_alternatives_are_other_foods() -> None:
    found = resolve("1 cup yogurt")
    assert len(found.alternatives) == 5
    assert found.food_id not in {food.food_id for food in found.alternatives}


def test_household_counts_the_portion_that_it_names() -> None:
    found = resolve("3 pancakes")
    assert found.portion_seq is not None
    assert food_table().portion_grams(str(found.food_id), found.portion_seq) * 3 == found.grams


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'; DROP TABLE foods; --",
        "NEAR(a b)",
        "* OR *",
        "🍌🍌🍌",
        "\x00",
        "a" * 10_000,
        "1" * 400,
        "½" * 50,
        "((((",
        "1/0 cup rice",
    ],
)
def test_hostile_text_is_a_fault_or_a_food(text: str) -> None:
    found = resolve(text)
    assert found.problem or found.grams > 0


def test_a_pint_is_an_imperial_one_where_the_words_are_british() -> None:
    british, plain = resolve("a pint of semi-skimmed milk"), resolve("a pint of skim milk")
    assert british.grams == pytest.approx(568.26 / 473.18 * plain.grams, rel=0.01)
    assert "the words are British" in british.assumed


def test_the_portion_that_is_described_is_taken() -> None:
    assert resolve("a small order of fries").household == "1 small fast food order"
    assert resolve("half a grapefruit").grams == 154
    assert resolve("five caramel candies").grams == 25
    assert resolve("ten french fries from frozen, baked").grams == 50
    assert resolve("a serving of crackers").grams == 18
