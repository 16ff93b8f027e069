"""The person a plan is for; the file that describes her is read in :mod:`planner.reference.people`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.errors import PersonError
from planner.language import _, mark
from planner.reference import checks
from planner.reference.nutrients import nutrients
from planner.reference.regimen import Regimen

LIFE_STAGES: Final = ("pregnant", "lactating", "nonpregnant", "preconception")
ACTIVITIES: Final = ("inactive", "low_active", "active", "very_active")
DIETS: Final = ("omnivore", "pescatarian", "vegetarian", "vegan")
JURISDICTION_OF: Final = {"nasem": "us", "efsa": "eu", "uk": "uk"}
"""The jurisdiction of each framework, unless the person says otherwise."""
FRAMEWORKS: Final = tuple(JURISDICTION_OF)
ASSUMED_WEEK: Final = {1: 8, 2: 20, 3: 33}
"""The week taken for a trimester where no week is given."""
_ASSUMED: Final = mark("Week {week} of pregnancy is assumed ({known}).")
_TRIMESTER_KNOWN: Final = mark("trimester {n}")
_NOTHING_KNOWN: Final = mark("no week or trimester was given")


@dataclass(frozen=True)
class Override:
    """A target that she or her clinician set in place of the authority's.

    Attributes
    ----------
    target : float
        A day, in the nutrient's unit.
    reason : str
        Why, in their words.
    """

    target: float
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A woman of 14 to 50 years, her life stage, and what she wants of a plan.

    Everything but ``age`` and ``life_stage`` may be left out; what is then assumed stands in
    :attr:`assumptions` and in the notes of the energy requirement.

    Parameters
    ----------
    age : float
        Years, 14 to 50.
    life_stage : str
        ``pregnant``, ``lactating``, ``nonpregnant`` or ``preconception``.
    gestation_weeks : float, optional
        Completed weeks of pregnancy, 1 to 42.
    trimester : int, optional
        1, 2 or 3, where the week is not known.
    months_postpartum : float, optional
        When lactating, 0 to 36.
    height_cm, weight_kg, pre_pregnancy_weight_kg : float, optional
        Height in cm (120 to 220), weight now and before pregnancy in kg (30 to 250).
    activity : str, optional
        ``inactive``, ``low_active``, ``active`` or ``very_active``.
    framework : str
        Whose reference values: ``nasem``, ``efsa`` or ``uk``.
    jurisdiction : str, optional
        Whose safety rules: ``us``, ``eu`` or ``uk``; by default the framework's own (see
        :meth:`jurisdiction_under`).
    diet : str
        ``omnivore``, ``pescatarian``, ``vegetarian`` or ``vegan``.
    day_start, last_caffeine : str
        Times of day, ``"HH:MM"``.
    target_overrides : mapping of str to Override
        By nutrient id.
    caffeine_cap_mg : float, optional
        Her own cap, 0 to 400 mg a day; at most 200 in pregnancy.
    meals_per_day : int
        4 to 8.
    meal_times : tuple of str
        None, or one time for each meal, in the order of her day.
    exclude, keep : tuple of str
        Foods she does not eat; drinks and foods she will not give up.
    emphasis, priorities : mapping of str to float
        Weight of a food group (0 to 1) and of a nutrient's shortfall (0 to 10).
    supplements : Regimen
        What she takes beside her food, and how often.
    ticked : tuple of str
        What she ticked in the check-in: ids of :func:`planner.reference.guide.red_flags` and of
        :func:`planner.reference.check_in.questions`. What follows is for whoever shows targets and plans:
        :func:`planner.gaps.check_in.check_in`.

    Raises
    ------
    PersonError
        For a value of the wrong kind or out of range; it names the field and what to do.

    Examples
    --------
    >>> Person(age=29, life_stage="pregnant", trimester=3).week
    33.0
    """

    age: float
    life_stage: str
    gestation_weeks: float | None = None
    trimester: int | None = None
    months_postpartum: float | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    pre_pregnancy_weight_kg: float | None = None
    activity: str | None = None
    framework: str = "nasem"
    jurisdiction: str | None = None
    diet: str = "omnivore"
    day_start: str = "00:00"
    target_overrides: Mapping[str, Override] = field(default_factory=dict, hash=False)
    caffeine_cap_mg: float | None = None
    last_caffeine: str | None = None
    meals_per_day: int = 6
    meal_times: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    emphasis: Mapping[str, float] = field(default_factory=dict, hash=False)
    priorities: Mapping[str, float] = field(default_factory=dict, hash=False)
    supplements: Regimen = field(default_factory=Regimen)
    ticked: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._check_body()
        self._check_pregnancy()
        self._check_choices()
        self._check_meals()
        self._freeze()

    @property
    def week(self) -> float | None:
        """Week of pregnancy, as given or assumed; None when she is not pregnant."""
        if self.life_stage != "pregnant":
            return None
        if self.gestation_weeks is not None:
            return float(self.gestation_weeks)
        return float(ASSUMED_WEEK[self.trimester or 2])

    @property
    def current_trimester(self) -> int | None:
        """1 (to week 13), 2 (14 to 27) or 3; None when she is not pregnant."""
        if self.week is None:
            return None
        return 1 if self.week < 14 else 2 if self.week < 28 else 3

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was taken for granted about her pregnancy, in English words."""
        if self.life_stage != "pregnant" or self.gestation_weeks is not None:
            return ()
        known = _TRIMESTER_KNOWN.format(n=self.trimester) if self.trimester else _NOTHING_KNOWN
        return (_ASSUMED.format(week=f"{self.week:.0f}", known=known),)

    def jurisdiction_under(self, framework: str) -> str:
        """Return her jurisdiction, or the framework's own where she has set none.

        Examples
        --------
        >>> Person(age=29, life_stage="pregnant").jurisdiction_under("efsa")
        'eu'
        """
        return self.jurisdiction or JURISDICTION_OF[framework]

    def _check_body(self) -> None:
        checks.number(
            "age",
            self.age,
            14,
            50,
            _("the values here are for women of 14 to 50 years; give the age in years."),
        )
        for name in ("weight_kg", "pre_pregnancy_weight_kg"):
            if (value := getattr(self, name)) is not None:
                checks.number(
                    name, value, 30, 250, _("give the weight in kilograms, 30 to 250, or leave it out.")
                )
        if self.height_cm is not None:
            advice = _("give the height in centimetres, 120 to 220, or leave it out.")
            checks.number("height_cm", self.height_cm, 120, 220, advice)
            self._check_build(self.height_cm)

    def _check_build(self, height_cm: float) -> None:
        for name in ("weight_kg", "pre_pregnancy_weight_kg"):
            weight = getattr(self, name)
            if weight is not None and not 12 <= weight / (height_cm / 100) ** 2 <= 80:
                advice = _(
                    "this does not go with a height of {height} cm; check both, in kg and cm.",
                    height=f"{height_cm:g}",
                )
                raise PersonError(name, weight, advice)

    def _check_pregnancy(self) -> None:
        checks.one_of("life_stage", self.life_stage, LIFE_STAGES)
        for name, stage in (
            ("gestation_weeks", "pregnant"), ("trimester", "pregnant"), ("months_postpartum", "lactating")
        ):  # fmt: skip
            if getattr(self, name) is not None and self.life_stage != stage:
                advice = _(
                    'this belongs to life_stage = "{stage}"; leave it out or change life_stage.', stage=stage
                )
                raise PersonError(name, getattr(self, name), advice)
        if self.gestation_weeks is not None:
            checks.number(
                "gestation_weeks", self.gestation_weeks, 1, 42, _("give the week of pregnancy, 1 to 42.")
            )
        if self.trimester is not None:
            checks.whole("trimester", self.trimester, 1, 3, _("give 1, 2 or 3, or gestation_weeks instead."))
        if self.trimester is not None and self.trimester != self.current_trimester:
            advice = _(
                "week {week} is in trimester {trimester}; give one of the two.",
                week=self.gestation_weeks,
                trimester=self.current_trimester,
            )
            raise PersonError("trimester", self.trimester, advice)
        if self.months_postpartum is not None:
            checks.number(
                "months_postpartum", self.months_postpartum, 0, 36, _("give the months since birth, 0 to 36.")
            )

    def _check_choices(self) -> None:
        checks.one_of("framework", self.framework, FRAMEWORKS)
        checks.one_of("diet", self.diet, DIETS)
        if self.activity is not None:
            checks.one_of("activity", self.activity, ACTIVITIES)
        if self.jurisdiction is not None:
            checks.one_of("jurisdiction", self.jurisdiction, JURISDICTION_OF.values())

    def _check_meals(self) -> None:
        checks.clock("day_start", self.day_start)
        if self.last_caffeine is not None:
            checks.clock("last_caffeine", self.last_caffeine)
        if self.caffeine_cap_mg is not None:
            most = 200 if self.life_stage == "pregnant" else 400
            advice = _(
                "give milligrams a day, 0 to {most}; in pregnancy authorities advise no more than 200.",
                most=most,
            )
            checks.number("caffeine_cap_mg", self.caffeine_cap_mg, 0, most, advice)
        checks.whole("meals_per_day", self.meals_per_day, 4, 8, _("give a whole number of meals, 4 to 8."))
        times = checks.words("meal_times", self.meal_times)
        for time in times:
            checks.clock("meal_times", time)
        if times and len(times) != self.meals_per_day:
            raise PersonError(
                "meal_times", times, _("give {n} times, one for each meal, or none.", n=self.meals_per_day)
            )
        after = [checks.minutes_after(self.day_start, time) for time in times]
        if after != sorted(set(after)):
            raise PersonError("meal_times", times, _("put the times in the order of the day, each once."))

    def _freeze(self) -> None:
        """Hold copies that nobody else can change, of the kinds the fields promise."""
        for name in ("meal_times", "exclude", "keep", "ticked"):
            object.__setattr__(self, name, checks.words(name, getattr(self, name)))
        emphasis = checks.weights("emphasis", self.emphasis, 1)
        priorities = checks.weights("priorities", self.priorities, 10)
        checks.no_unknown_keys(priorities, nutrients(), "priorities.")
        object.__setattr__(self, "emphasis", emphasis)
        object.__setattr__(self, "priorities", priorities)
        if not isinstance(self.supplements, Regimen):
            raise PersonError("supplements", self.supplements, "give a Regimen, as from read_regimen.")
        object.__setattr__(self, "target_overrides", _overrides(self.target_overrides))


def _overrides(given: object) -> dict[str, Override]:
    if not isinstance(given, Mapping):
        raise PersonError("target_overrides", given, _("give a table of nutrients with a target each."))
    checks.no_unknown_keys(given, nutrients(), "targets.")
    for name, override in given.items():
        if not isinstance(override, Override) or not isinstance(override.reason, str):
            raise PersonError(f"targets.{name}", override, _("give a target and, as text, a reason."))
        checks.number(
            f"targets.{name}.target", override.target, 1e-9, 1e9, _("give an amount a day above 0.")
        )
    return dict(given)
