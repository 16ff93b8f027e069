"""A clause to foods: what the table has as one dish stays one, what goes with it is a food of its own."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from planner.diary.clauses import sentence_words, without_context
from planner.diary.matching.coverage import distinguishes, is_other_kind
from planner.diary.matching.queries import table_words
from planner.diary.matching.ranking import profiles
from planner.diary.matching.search import match_food, not_found
from planner.diary.matching.words import kinds, normal, stems
from planner.diary.quantities.amounts import Amount, split_amount

STANDS_IN: Final = "qqown"
"""How a word begins that stands in for a phrase of hers, see :mod:`planner.diary.own_phrases`."""
_ONE_DISH: Final = 0.5
"""A match of this score is good enough for several words of food to be one dish."""
_MOST_LINKED: Final = 6
"""Parts joined by "and" and "with" that may be one dish; without a limit a long text would take minutes."""
_WORDS_OF_LINK: Final = (
    "topped with|served with|served over|mixed with|made with|filled with|stuffed with|and|with|plus"
)
_LINK: Final = re.compile(
    rf"(?:,\s*|\s)(?P<word>(?:and )?(?:{_WORDS_OF_LINK}))(?=\s)|(?P<comma>(?<!\d),|,(?!\d))|\s(?P<plus>\+)\s"
    r"|\s(?P<place>on|in|over|atop|into|onto)(?=\s(?:about )?(?:a |an )?(?:\d|half|one|two|three))"
)
_INTO: Final = re.compile(r"^(?P<added>.+?) (?:in|into|on) (?:my |the )?(?P<host>.+)$")
_SIZE: Final = re.compile(r"^(?:about )?(?:a )?(small|medium|large|regular)(?:[ -]sized?)?$")
_HALF: Final = re.compile(r"^(?:a |one )?(?:half|quarter)$")


class Piece(NamedTuple):
    """One food: the words said, how they are linked to the piece before, the amount and the food's name."""

    text: str
    link: str
    amount: Amount | None
    food: str


def pieces(clause: str) -> list[str]:
    """Take a clause apart into foods.

    Examples
    --------
    >>> pieces("egg and cheese sandwich, 2 slices toast with butter and tea")
    ['egg and cheese sandwich', '2 slices toast', 'butter', 'tea']
    >>> pieces("salmon, 140 g, baked")
    ['salmon 140 g baked']
    """
    parts = _attached(_linked(clause.replace("half and half", "half-and-half")))
    found: list[str] = []
    at = 0
    while at < len(parts):
        end = _end_of_dish(parts, at)
        found.append(_joined(parts[at:end]))
        at = end
    return [told for text in found if (told := without_context(text))]


def _linked(clause: str) -> list[Piece]:
    """Cut at commas, "and", "with"; "milk in coffee" is turned round first."""
    if (said := _INTO.match(clause)) and _is_host(said["host"].split()[-1]) and not _LINK.search(clause):
        clause = f"{said['host']} with {said['added']}"
    found = list(_LINK.finditer(clause))
    starts, ends = [0, *(link.end() for link in found)], [*(link.start() for link in found), len(clause)]
    links = ["", *(link[link.lastgroup or 0].removeprefix("and ") for link in found)]
    out: list[Piece] = []
    for start, end, link in zip(starts, ends, links, strict=True):
        text = clause[start:end].strip(" ,")
        if out and link == "and" and _HALF.match(text):
            out[-1] = _piece(f"{out[-1].text} and {text}", out[-1].link)
        elif text:
            out.append(_piece(text, link))
    return out


def _piece(text: str, link: str) -> Piece:
    amount, food = split_amount(text)
    return Piece(text, link, amount, food)


def _attached(parts: list[Piece]) -> list[Piece]:
    """Give back to a food what is no food itself: "140 g", "baked"."""
    out: list[Piece] = []
    for part in parts:
        if not out or not _is_no_food(part, out[-1]):
            out.append(part)
            continue
        of_dish = _SIZE.match(part.text) or _only_amount(part)
        at = _start_of_dish(out) if of_dish else len(out) - 1
        before = out[at]
        if size := _SIZE.match(part.text):
            out[at] = _piece(f"{size[1]} {before.food}", before.link)
        elif _only_amount(part) and before.amount:
            out[at] = _piece(f"{part.text.removeprefix('about ')} of {before.food}", before.link)
        else:
            out[at] = _piece(f"{before.text} {part.text}", before.link)
    return out


def _start_of_dish(parts: list[Piece]) -> int:
    """Return where the dish that ends a list of pieces begins: "lasagna with meat", one cup of it."""
    last = len(parts) - 1
    return next((at for at in range(max(0, last - 3), last) if _is_one_dish(parts[at:])), last)


def _is_no_food(part: Piece, before: Piece) -> bool:
    if _SIZE.match(part.text):
        return True
    if _only_amount(part):
        return before.amount is None or before.amount.kind not in ("mass", "volume")
    words = part.text.removeprefix("but ").removeprefix("and ")
    return part.amount is None and words in _list("descriptors")


def _only_amount(part: Piece) -> bool:
    """Tell whether a piece is nothing but an amount; "about a cup and a half" was cut at its "and"."""
    said = part.text.removeprefix("about ")
    return split_amount(f"{said} x")[1] == "x" or split_amount(f"x {said}")[1] == "x"


def _end_of_dish(parts: list[Piece], start: int) -> int:
    """Return the place after the longest dish that begins here."""
    longest = min(len(parts), start + _MOST_LINKED)
    ends = (end for end in range(longest, start + 1, -1) if _is_one_dish(parts[start:end]))
    end = next(ends, start + 1)
    if _dish_word(parts[end - 1].food) in _list("holders"):
        while end < len(parts) and parts[end].amount is None and parts[end].food in _list("fillings"):
            end += 1
    return end


def _joined(parts: list[Piece]) -> str:
    text = parts[0].text
    for part in parts[1:]:
        text += f"{part.link} {part.text}" if part.link == "," else f" {part.link} {part.text}"
    return text.strip()


def _is_one_dish(parts: list[Piece]) -> bool:
    later = parts[1:]
    counted = any(part.amount and "one assumed" not in part.amount.assumed for part in later)
    if counted or any(part.link in ("+", "plus") for part in later):
        return False
    is_list = _is_list_of_a_dish(parts) or _is_list_with(later) or _is_measured_list(parts)
    if any(part.link == "," for part in later) and not is_list:
        return False
    _, food = split_amount(_joined(parts))
    if _dish_word(food) in _list("dishes") and all(part.link in ("and", ",") for part in later):
        return _is_list_of_a_dish(parts) or _is_covered(food)
    if later[-1].food in _list("added") and not _is_made(later[-1]) and _has_host(parts[0].food):
        return False
    return _is_covered(food)


def _is_list_of_a_dish(parts: list[Piece]) -> bool:
    """Tell whether this is a list that ends in a dish: "bacon, lettuce and tomato sandwich"."""
    links = [part.link for part in parts[1:]]
    short = all(len(part.food.split()) <= 2 for part in parts[:-1])
    return (
        short
        and links[-1] == "and"
        and set(links[:-1]) <= {","}
        and _dish_word(parts[-1].food) in _list("dishes")
    )


def _is_list_with(later: list[Piece]) -> bool:
    """Tell whether this is a list of what a dish is with: "omelet with cheese, meat and tomatoes"."""
    return later[0].link.endswith("with") and all(part.link in (",", "and") for part in later[1:])


def _is_measured_list(parts: list[Piece]) -> bool:
    """Tell whether one measure is said for a list: "a cup of beef, potatoes and vegetables"."""
    amount = parts[0].amount
    return amount is not None and amount.kind in ("mass", "volume") and parts[-1].link in ("and", "with")


def _is_made(part: Piece) -> bool:
    return part.link == "made with"


def _is_host(word: str) -> bool:
    return word in _list("hosts") or word.startswith(STANDS_IN)


def _has_host(food: str) -> bool:
    return any(food == host or food.endswith(f" {host}") for host in _list("hosts"))


def _is_covered(food: str) -> bool:
    """Whether one food of the table has all of the words, and is no dish that was not named."""
    best = match_food(food, limit=1)
    if not best or best[0].score < _ONE_DISH:
        return False
    known = profiles()[best[0].food_id]
    missing = [said for said in not_found(food, best[0].food_id) if distinguishes(said)]
    missing = [said for said in missing if said.kind not in kinds() or is_other_kind(said, known)]
    named = set(stems(normal(food))) | set(stems(table_words(normal(food))))
    unnamed = set(stems(normal(best[0].description))) & _dish_stems() - named
    return not missing and not unnamed


def _dish_word(food: str) -> str:
    """Return the last word of a name, before what it stands on: "sandwich" of "cheese sandwich on wheat"."""
    words = food.split(" on ")[0].split()
    return words[-1] if words else ""


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(sentence_words()["words"][name])


@cache
def _dish_stems() -> frozenset[str]:
    return frozenset(stems(" ".join(_list("dishes"))))
