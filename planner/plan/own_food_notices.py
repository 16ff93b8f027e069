"""What to know about foods of her own that stand in a plan: that they count, and what of them is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from planner.diary.kept_contents import holds
from planner.gaps.wording import in_text, joined
from planner.language import _, mark
from planner.plan.goals import food_upper_levels
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.nutrients import nutrient as nutrient_of
from planner.sources.kept import KeptFood

Days = Sequence[dict[str, Any]]
About = tuple[str, str, str, str, str]
"""Rule, severity, food, text, authority."""

_MOST_NAMES: Final = 6
SOURCE: Final = mark("the foods that you keep")


def own_food_notices(request: PlanRequest, days: Days) -> list[About]:
    """Return which foods of her own the plan counts, then for each what is not known of it.

    What is unknown counts as none: towards a target that is careful, but no limit can be promised with it.
    """
    items = [item for day in days for meal in day["meals"] for item in meal["items"]]
    foods = {item["food_id"]: request.foods.kept[item["food_id"]] for item in items if "units" in item}
    if not foods:
        return []
    names = _some([own.food.description for own in foods.values()])
    counted = _("Foods of your own count with what you keep of them: {foods}.", foods=names)
    return [
        ("OWN_FOODS", "info", "", counted, _(SOURCE)),
        *_unread(request, items),
        *(about for own in foods.values() for about in _unknown(request, own)),
    ]


def _unread(request: PlanRequest, items: Sequence[dict[str, Any]]) -> Iterator[About]:
    """Say which proposed foods the safety rules know by their name alone."""
    proposed = (request.foods.kept[item["food_id"]] for item in items if "units" in item and not item["kept"])
    names = [own.food.description for own in proposed if holds(own) is None]
    if names:
        text = _(
            "Not all that is in {foods} is known: the safety rules could look at names alone. "
            "The label decides.",
            foods=_some(names),
        )
        yield "OWN_FOODS_UNREAD", "caution", "", text, _(SOURCE)


def _unknown(request: PlanRequest, own: KeptFood) -> Iterator[About]:
    limited = list(dict.fromkeys(["energy", "caffeine", "sodium", *food_upper_levels(request)]))
    wanted = [name for name in weights().nutrients if not _is_known(own, name)]
    open_limits = [name for name in limited if not _is_known(own, name)]
    name, texts = own.food.description, list[str]()
    if wanted:
        said = _(
            "{food}: how much it brings of these is not known, or not of all that is in it: {nutrients}. "
            "What is unknown counts as none, so the plan may hold more.",
            food=name, nutrients=_some(_names(wanted)),
        )  # fmt: skip
        texts.append(said)
    if open_limits:
        said = _(
            "The plan cannot promise its limits with {food} for: {nutrients}.",
            food=name, nutrients=_some(_names(open_limits)),
        )  # fmt: skip
        texts.append(said)
    if texts:
        yield "OWN_FOODS_UNKNOWN", "caution", name, " ".join(texts), _(SOURCE)


def _is_known(own: KeptFood, nutrient: str) -> bool:
    return nutrient in own.food.amounts and own.known.get(nutrient, 1.0) >= 1


def _names(nutrients: Sequence[str]) -> list[str]:
    return [in_text(_(nutrient_of(name).name)) for name in nutrients]


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    unique = list(dict.fromkeys(names))
    more = [_("{n} more", n=len(unique) - _MOST_NAMES)] if len(unique) > _MOST_NAMES else []
    return joined([*unique[:_MOST_NAMES], *more])
