"""Which safety rules are in force in a jurisdiction, for a food, for a person's words, and for a plan.

A jurisdiction's own rules decide. Where the EU has none on a topic, the stricter of the US and UK rules is
applied, under its own authority's name. What other authorities say is shown as information.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import pandas as pd

from planner.errors import DataError, UnknownNameError
from planner.language import _, mark, retold
from planner.reference.fish import fish_content
from planner.reference.foods import food_table
from planner.reference.safety_rules import SEVERITIES, Hit, hits_of_foods, hits_of_words, rules

JURISDICTIONS: Final = ("us", "uk", "eu")
ALCOHOL_G_PER_100_G: Final = 0.5
"""With more alcohol than this a plan never proposes a food (drinks called alcohol free hold up to 0.5 %)."""

_EU_BORROWS_FROM: Final = ("us", "uk")
_ELSEWHERE: Final = mark("Advice elsewhere ({authority}): {advice}")
_NEVER_PROPOSED: Final = ("LIVER", "TONIC_QUININE", "SEAWEED_BROWN", "ENERGY_DRINK")
_FISH_LIMITS: Final = {
    "FISH_BEST_WEEKLY": ("us", "best"),
    "FISH_UK_OILY": ("uk", "oily"),
    "FISH_UK_TUNA": ("uk", "tuna"),
}


@dataclass(frozen=True)
class Flag:
    """A rule as it applies in one jurisdiction.

    Attributes
    ----------
    rule : str
        Id of the rule.
    severity : str
        ``info``, ``caution``, ``limit`` or ``avoid``.
    authority, text : str
        Who says so, and what to do.
    elsewhere : str
        The text of the rule, where only other authorities have it; else empty.
    """

    rule: str
    severity: str
    authority: str
    text: str
    elsewhere: str = ""

    def words(self) -> str:
        """Return the text in the language in use."""
        if self.elsewhere:
            return _(_ELSEWHERE, authority=self.authority, advice=retold(self.elsewhere))
        return retold(self.text)


@dataclass(frozen=True)
class FishLimit:
    """A weekly limit, linear in the grams of each food.

    Attributes
    ----------
    id, name, text, authority : str
        ``id`` is the rule's.
    max_grams : float
        Of counted fish in any seven days (raw or cooked weight, as the rule weighs).
    min_grams : float or None
        What the authority advises at least.
    members : mapping of food id to float
        Grams that count in 100 g of the food.
    """

    id: str
    name: str
    max_grams: float
    min_grams: float | None
    members: Mapping[str, float]
    text: str
    authority: str


def check_jurisdiction(jurisdiction: str) -> str:
    """Return the jurisdiction as given.

    Raises
    ------
    UnknownNameError
        When it is not one of :data:`JURISDICTIONS`.
    """
    if jurisdiction not in JURISDICTIONS:
        raise UnknownNameError(jurisdiction, "jurisdiction", JURISDICTIONS)
    return jurisdiction


@lru_cache(maxsize=20_000)
def flags_of(text: str, food_id: str | None, jurisdiction: str) -> tuple[Flag, ...]:
    """Return what the rules say about one entry: a person's words and the food they were matched to.

    Where both meet a rule the more severe counts. Words that are the food's own description add nothing:
    the reviewed list has judged the food already.

    Parameters
    ----------
    text : str
        What was written; only its first 300 characters are read.
    food_id : str or None
        Matched food, or None.
    jurisdiction : str
        ``us``, ``uk`` or ``eu``.

    Returns
    -------
    tuple of Flag
        The most severe first; empty when no rule is met.

    Examples
    --------
    >>> [(flag.rule, flag.severity) for flag in flags_of("toast with brie", None, "uk")][:1]
    [('CHEESE_MOULD_UK', 'avoid')]
    """
    check_jurisdiction(jurisdiction)
    listed = hits_of_foods().get(food_id or "", [])
    described = food_id in food_table().foods.index and text == food_table().foods.at[food_id, "description"]
    return _in_force([*listed, *([] if described else hits_of_words(text))], jurisdiction)


def flags_of_parts(texts: Iterable[str], food_ids: Iterable[str], jurisdiction: str) -> tuple[Flag, ...]:
    """Return what the rules say about a food by several texts and by the foods of the table in it.

    Examples
    --------
    >>> flags_of_parts(["Sunday stew"], ["fndds:25110140"], "uk")[0].rule
    'LIVER'
    """
    listed = [hit for food in food_ids for hit in hits_of_foods().get(food, [])]
    worded = [hit for text in texts for hit in hits_of_words(text)]
    return _in_force([*listed, *worded], check_jurisdiction(jurisdiction))


def text_flags(text: str, jurisdiction: str) -> tuple[Flag, ...]:
    """Return what the rules say about a person's words alone.

    Examples
    --------
    >>> text_flags("glass of wine", "us")[0].severity
    'avoid'
    >>> text_flags("porridge with honey", "us")
    ()
    """
    return flags_of(text, None, jurisdiction)


def flag_of_rule(rule_id: str, jurisdiction: str) -> Flag:
    """Return a rule that is met, as it applies in a jurisdiction: for rules about amounts.

    Examples
    --------
    >>> flag_of_rule("FISH_UK_OILY", "us").severity
    'info'
    """
    rule = rules()[rule_id]
    hit = Hit(rule.id, rule.severity, tuple(rule.authority), rule.text)
    return _in_force([hit], check_jurisdiction(jurisdiction))[0]


@cache
def food_flags(jurisdiction: str) -> pd.DataFrame:
    """Return what the rules say about the foods of the table.

    Returns
    -------
    pandas.DataFrame
        ``food_id``, ``rule_id``, ``severity``, ``authority``, ``text``: one row for each rule a food meets.

    Examples
    --------
    >>> flags = food_flags("us")
    >>> flags.set_index(["food_id", "rule_id"]).at[("fndds:26143110", "FISH_MERCURY_AVOID"), "severity"]
    'avoid'
    """
    check_jurisdiction(jurisdiction)
    rows = [
        (food, flag.rule, flag.severity, flag.authority, flag.text)
        for food, hits in hits_of_foods().items()
        for flag in _in_force(hits, jurisdiction)
    ]
    return pd.DataFrame(rows, columns=["food_id", "rule_id", "severity", "authority", "text"])


@cache
def excluded_foods(jurisdiction: str) -> frozenset[str]:
    """Return the foods that a rule in force says to avoid."""
    flags = food_flags(jurisdiction)
    return frozenset(flags.loc[flags["severity"] == "avoid", "food_id"])


@cache
def planner_excluded(jurisdiction: str) -> frozenset[str]:
    """Return the foods that a plan must not propose.

    All that a rule in force says to avoid or to be careful with; limits other than the weekly fish
    limits; alcohol over 0.5 g in 100 g; liver, tonic water, seaweed and energy drinks anywhere; and fish
    that FDA/EPA allow once a week or never (tuna stays where the UK's own tuna rule decides).

    Examples
    --------
    >>> "fndds:26143110" in planner_excluded("uk")  # shark
    True
    """
    flags, content = food_flags(jurisdiction), fish_content()
    strict = flags["severity"].isin(["avoid", "caution"]) | flags["rule_id"].isin(_NEVER_PROPOSED)
    limited = (flags["severity"] == "limit") & ~flags["rule_id"].isin(list(_FISH_LIMITS))
    if jurisdiction == "uk":
        fish = content["us"].isin(["good", "avoid"]) & (content["uk"] != "tuna")
    else:
        fish = content["us"].isin(["good", "avoid"])
    alcohol = food_table().composition["alcohol"]
    return frozenset(flags.loc[strict | limited, "food_id"]).union(
        content.index[fish], alcohol.index[alcohol > ALCOHOL_G_PER_100_G]
    )


@cache
def weekly_fish(jurisdiction: str) -> tuple[FishLimit, ...]:
    """Return the weekly fish limits in force, as a plan can use them; in the EU both the US and UK ones.

    All fish but the kinds that FDA/EPA name "good" or "avoid" counts towards the 8–12 oz of the US, so
    does fish of which nobody said the kind. In the UK two tuna steaks or four cans: a can counts half.

    Examples
    --------
    >>> [limit.id for limit in weekly_fish("uk")]
    ['FISH_UK_OILY', 'FISH_UK_TUNA']
    """
    wanted = _EU_BORROWS_FROM if check_jurisdiction(jurisdiction) == "eu" else (jurisdiction,)
    return tuple(_fish_limit(rule, *where) for rule, where in _FISH_LIMITS.items() if where[0] in wanted)


def _fish_limit(rule_id: str, column: str, kind: str) -> FishLimit:
    rule, limit = rules()[rule_id], rules()[rule_id].limit
    if limit is None:
        raise DataError("safety/rules.toml", f"{rule_id} has no limit")
    members = fish_counted(rule_id, fish_content())
    name = {"best": mark("Fish and shellfish"), "oily": mark("Oily fish"), "tuna": mark("Tuna")}[kind]
    return FishLimit(rule_id, name, limit.max_g, limit.min_g, members, rule.text, rule.authority[column])


def fish_counted(rule_id: str, content: pd.DataFrame) -> dict[str, float]:
    """Return the grams that count towards a weekly limit, by food that has any, in 100 g of it.

    Parameters
    ----------
    rule_id : str
        Of a limit of :func:`weekly_fish`.
    content : pandas.DataFrame
        As :func:`planner.reference.fish.fish_content` returns.

    Examples
    --------
    >>> counted = fish_counted("FISH_UK_OILY", fish_content())
    >>> "fndds:26109120" in counted  # cod, which is not oily
    False
    """
    column, kind = _FISH_LIMITS[rule_id]
    limit, own = rules()[rule_id].limit, content[content[column] == kind]
    grams = own["raw_g"] if limit and limit.weighed == "raw" else own["cooked_g"]
    if kind == "tuna":
        grams = grams * (1 - own["tinned"] / 2)
    return {str(food): float(value) for food, value in grams.items()}


def bars_from_plans(flag: Flag) -> bool:
    """Return whether a plan must not propose what meets a rule, as :func:`planner_excluded` has it.

    Examples
    --------
    >>> [bars_from_plans(flag) for flag in text_flags("canned albacore tuna", "us")][0]
    True
    """
    limited = flag.severity == "limit" and flag.rule not in _FISH_LIMITS
    return flag.severity in ("avoid", "caution") or limited or flag.rule in _NEVER_PROPOSED


def _in_force(hits: Iterable[Hit], jurisdiction: str) -> tuple[Flag, ...]:
    """Return each rule once, with the severity that it has in the jurisdiction."""
    hits = list(hits)
    applied = {id(hit): _applies(hit, hits, jurisdiction) for hit in hits}
    found: dict[str, Flag] = {}
    for hit in hits:
        flag = _flag(hit, jurisdiction, applied[id(hit)])
        before = found.get(hit.rule)
        if before is None or SEVERITIES.index(flag.severity) > SEVERITIES.index(before.severity):
            found[hit.rule] = flag
    return tuple(sorted(found.values(), key=lambda flag: -SEVERITIES.index(flag.severity)))


def _applies(hit: Hit, others: Iterable[Hit], jurisdiction: str) -> bool:
    """Tell whether a hit has its full severity here."""
    if jurisdiction in hit.jurisdictions:
        return True
    topic = rules()[hit.rule].topic
    if jurisdiction != "eu" or topic in _topics_of_the_eu() or not _borrowed(hit):
        return False
    rivals = [other.severity for other in others if rules()[other.rule].topic == topic and _borrowed(other)]
    return hit.severity == max(rivals, key=SEVERITIES.index)


def _borrowed(hit: Hit) -> bool:
    return any(name in _EU_BORROWS_FROM for name in hit.jurisdictions)


@cache
def _topics_of_the_eu() -> frozenset[str]:
    return frozenset(rule.topic for rule in rules().values() if "eu" in rule.authority)


def _flag(hit: Hit, jurisdiction: str, applies: bool) -> Flag:
    names = rules()[hit.rule].authority
    if jurisdiction in hit.jurisdictions:
        return Flag(hit.rule, hit.severity, names[jurisdiction], hit.text)
    authority = "; ".join(dict.fromkeys(names[name] for name in hit.jurisdictions))
    if applies or hit.severity == "info":
        return Flag(hit.rule, hit.severity if applies else "info", authority, hit.text)
    text = _ELSEWHERE.format(authority=authority, advice=hit.text)
    return Flag(hit.rule, "info", authority, text, hit.text)
