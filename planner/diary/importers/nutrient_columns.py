"""Columns of nutrients: which nutrient of the registry each is, and the factor from its unit to ours.

A name is used only where it means what the registry means. Left out on purpose: vitamin A in IU (an IU of
retinol and one of carotene differ), folate that does not say whether it is DFE, single isomers of fatty
acids, and carbohydrate or fibre by another definition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from planner.reference.nutrients import nutrients
from planner.units import KJ_PER_KCAL, convert_mass

UG_OF_VITAMIN_D_IN_AN_IU: Final = 0.025

UNITS: Final = {
    "g": "g",
    "mg": "mg",
    "μg": "ug",
    "ug": "ug",
    "mcg": "ug",
    "kcal": "kcal",
    "kj": "kj",
    "iu": "iu",
}

_SAME_NAME: Final = (
    "energy alcohol caffeine theobromine water choline calcium copper iron magnesium phosphorus potassium "
    "selenium sodium zinc cholesterol protein fat retinol lycopene"
)
CRONOMETER: Final[Mapping[str, str]] = {name: name for name in _SAME_NAME.split()} | {
    "b1thiamine": "thiamin", "b2riboflavin": "riboflavin", "b3niacin": "niacin", "b6pyridoxine": "vitamin_b6",
    "b12cobalamin": "vitamin_b12", "vitamina": "vitamin_a", "vitaminc": "vitamin_c", "vitamind": "vitamin_d",
    "vitamine": "vitamin_e", "vitamink": "vitamin_k", "carbs": "carbohydrate", "fiber": "fibre",
    "sugars": "sugars_total", "saturated": "fat_saturated", "monounsaturated": "fat_monounsaturated",
    "polyunsaturated": "fat_polyunsaturated", "epa": "epa", "dha": "dha", "alphacarotene": "carotene_alpha",
    "betacarotene": "carotene_beta", "betacryptoxanthin": "cryptoxanthin_beta",
    "luteinzeaxanthin": "lutein_zeaxanthin",
}  # fmt: skip
"""Names without spaces and unit; every column of Cronometer says its unit."""

MYFITNESSPAL: Final[Mapping[str, str]] = {
    "calories": "energy", "fat": "fat", "saturatedfat": "fat_saturated", "cholesterol": "cholesterol",
    "polyunsaturatedfat": "fat_polyunsaturated", "monounsaturatedfat": "fat_monounsaturated",
    "sodium": "sodium", "potassium": "potassium", "carbohydrates": "carbohydrate", "fiber": "fibre",
    "sugar": "sugars_total", "protein": "protein",
}  # fmt: skip
MYFITNESSPAL_WITH_UNIT: Final[Mapping[str, str]] = {
    "vitaminc": "vitamin_c", "calcium": "calcium", "iron": "iron",
}  # fmt: skip
"""Usually the header does not tell whether these are percent or weight; used by themselves where it does."""

INTAKE24: Final[Mapping[str, str]] = {name: name for name in _SAME_NAME.split()} | {
    "totalsugars": "sugars_total", "sugars": "sugars_total", "satdfa": "fat_saturated",
    "saturatedfat": "fat_saturated", "saturatedfattyacids": "fat_saturated", "totalfat": "fat",
    "thiamin": "thiamin", "thiamine": "thiamin", "riboflavin": "riboflavin", "niacin": "niacin",
    "vitaminb6": "vitamin_b6", "vitaminb12": "vitamin_b12", "vitaminc": "vitamin_c", "vitamind": "vitamin_d",
    "alphacarotene": "carotene_alpha", "betacarotene": "carotene_beta",
    "betacryptoxanthin": "cryptoxanthin_beta", "totalfolate": "folate_total", "moisture": "water",
}  # fmt: skip
"""Labels of the surveys' food composition tables; most say no unit."""

_SHARED: Final = {
    "kcal": "energy", "prot": "protein", "tfat": "fat", "carb": "carbohydrate", "mois": "water",
    "caff": "caffeine", "theo": "theobromine", "sugr": "sugars_total", "fibe": "fibre", "calc": "calcium",
    "iron": "iron", "magn": "magnesium", "phos": "phosphorus", "pota": "potassium", "sodi": "sodium",
    "zinc": "zinc", "copp": "copper", "sele": "selenium", "vc": "vitamin_c", "vb1": "thiamin",
    "vb2": "riboflavin", "niac": "niacin", "vb6": "vitamin_b6", "fola": "folate_total", "fa": "folic_acid",
    "ff": "folate_food", "fdfe": "folate", "vb12": "vitamin_b12", "vara": "vitamin_a", "ret": "retinol",
    "bcar": "carotene_beta", "acar": "carotene_alpha", "cryp": "cryptoxanthin_beta", "lyco": "lycopene",
    "lz": "lutein_zeaxanthin", "atoc": "vitamin_e", "vk": "vitamin_k", "sfat": "fat_saturated",
    "s040": "fa_4_0", "s060": "fa_6_0", "s080": "fa_8_0", "s100": "fa_10_0", "s120": "fa_12_0",
    "s140": "fa_14_0", "s160": "fa_16_0", "s180": "fa_18_0", "mfat": "fat_monounsaturated",
    "m161": "fa_16_1", "m181": "fa_18_1", "m201": "fa_20_1", "m221": "fa_22_1",
    "pfat": "fat_polyunsaturated", "p182": "fa_18_2", "p183": "fa_18_3", "p184": "fa_18_4",
    "p204": "fa_20_4", "p205": "epa", "p225": "dpa", "p226": "dha",
}  # fmt: skip
ASA24: Final[Mapping[str, str]] = _SHARED | {
    "alc": "alcohol", "chole": "cholesterol", "choln": "choline", "vitd": "vitamin_d",
    "viteadd": "vitamin_e_added", "b12add": "vitamin_b12_added",
}  # fmt: skip
"""The survey tools of the food table's own family use its units and give amounts as eaten."""
NHANES: Final[Mapping[str, str]] = _SHARED | {
    "alco": "alcohol", "chol": "cholesterol", "chl": "choline", "vd": "vitamin_d",
    "atoa": "vitamin_e_added", "b12a": "vitamin_b12_added",
}  # fmt: skip
"""What follows DR1I, DR2I or DRXI."""


def nutrient_columns(
    plain: Sequence[str], known: Mapping[str, str], *, unit_needed: bool = True
) -> tuple[dict[str, int], dict[str, float]]:
    """Find the columns of nutrients.

    Parameters
    ----------
    plain : sequence of str
        Column names as :func:`planner.diary.columns.plain_name` gives them: "vitamin d iu".
    known : mapping
        Nutrient id by the tool's name without spaces and unit.
    unit_needed : bool
        Whether a column whose name says no unit is left out; else it is taken as the registry's unit (energy
        must always say, for it is given in kcal or in kJ).

    Returns
    -------
    columns : dict of str to int
        Column number by nutrient id; the first usable column of each.
    factors : dict of str to float
        What to multiply a cell by.

    Examples
    --------
    >>> nutrient_columns(["day", "vitamin d iu", "vitamin a iu", "copper μg"], CRONOMETER)
    ({'vitamin_d': 1, 'copper': 3}, {'vitamin_d': 0.025, 'copper': 0.001})
    """
    columns: dict[str, int] = {}
    factors: dict[str, float] = {}
    for number, name in enumerate(plain):
        *words, last = name.split() or [""]
        unit = UNITS.get(last, "") if words else ""
        nutrient = known.get("".join(words) if unit else name.replace(" ", ""), "")
        if not nutrient or nutrient in columns:
            continue
        if not unit and not unit_needed and nutrient != "energy":
            unit = nutrients()[nutrient].unit
        factor = _factor(nutrient, unit)
        if factor is not None:
            columns[nutrient], factors[nutrient] = number, factor
    return columns, factors


def _factor(nutrient: str, unit: str) -> float | None:
    """Return what turns the unit into the registry's; None where nothing does."""
    ours = nutrients()[nutrient].unit
    if unit == "kj" and ours == "kcal":
        return 1 / KJ_PER_KCAL
    if unit == "iu" and nutrient == "vitamin_d":
        return UG_OF_VITAMIN_D_IN_AN_IU
    if "kcal" in (unit, ours):
        return 1.0 if unit == ours else None
    return round(convert_mass(1.0, unit, ours), 12) if unit in ("g", "mg", "ug") else None
