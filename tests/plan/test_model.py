"""The parts of the planner against hand calculation and against each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import planner
from planner.errors import InputError, PersonError, UnknownNameError
from planner.plan.anneal import Population
from planner.plan.average_model import built, renewed
from planner.plan.blocks import average_block, day_block
from planner.plan.build import build
from planner.plan.columns import Ints, followed, to_half
from planner.plan.goals import Pieces, day_pieces, food_upper_levels, week_pieces
from planner.plan.layout import Layouts
from planner.plan.ledger import FORBIDDEN, build_ledger
from planner.plan.problem import Problem, build_problem, score, violations
from planner.plan.relaxation import relax
from planner.plan.request import PlanRequest, make_request
from planner.plan.search import State, gather
from planner.plan.slots import slots_for
from planner.plan.solve import solve
from planner.plan.weights import weights
from planner.reference.dishes import dishes
from planner.reference.emphasis import emphasis_groups
from planner.reference.targets import Targets

DEFAULTS = {
    "days": 2, "meals_per_day": 6, "mode": "full", "diet": None, "exclude": (), "keep": (), "times": (),
    "emphasis": None, "priorities": None, "closeness": 0.3, "last_caffeine": None, "seed": 0,
}  # fmt: skip


def request_of(targets: Targets, **changes: object) -> PlanRequest:
    return make_request(targets, None, **{**DEFAULTS, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def problem(targets: Targets) -> Problem:
    return build_problem(request_of(targets), {})


def some_choice(problem: Problem, rng: np.random.Generator) -> Ints:
    """Return any column that may stand in each slot."""
    shape = problem.days, len(problem.request.slots)
    return np.array([rng.choice(problem.candidates(*cell)) for cell in np.ndindex(shape)]).reshape(shape)


def by_hand(pieces: Pieces, names: list[str], amounts: dict[str, float]) -> float:
    row = np.zeros(len(names))
    for name, amount in amounts.items():
        row[names.index(name)] = amount
    return float(pieces.points(row[None, :])[0])


def test_points_of_a_day_by_hand(targets: Targets) -> None:
    """A day by itself is held against the EAR; what has none, and energy in its window, against nothing."""
    request = request_of(targets)
    pieces, names = day_pieces(request), list(followed())
    full = {name: targets[name].target for name in weights().nutrients} | {"energy": request.energy}
    assert by_hand(pieces, names, full) == pytest.approx(0)
    assert by_hand(pieces, names, full | {"magnesium": 290.0}) == pytest.approx(0)  # the EAR; the RDA is 350
    assert by_hand(pieces, names, full | {"magnesium": 145.0}) == pytest.approx(2 * 50)
    assert by_hand(pieces, names, full | {"potassium": 2900 * 0.4}) == pytest.approx(0)
    assert by_hand(pieces, names, full | {"energy": request.energy * 1.08}) == pytest.approx(0)


def test_points_of_a_plan_by_hand(targets: Targets) -> None:
    """The mean of two days: magnesium 10 % short, iron below the EAR too, sodium, fibre and energy over."""
    request = request_of(targets)
    groups = len(emphasis_groups())
    pieces = week_pieces(request, np.zeros(groups, dtype=bool))
    names = [*(f"group {number}" for number in range(groups)), *followed()]
    full = {name: 2 * targets[name].target for name in weights().nutrients} | {"energy": 2 * request.energy}
    assert by_hand(pieces, names, full) == pytest.approx(0)
    assert by_hand(pieces, names, full | {"magnesium": 2 * 315.0}) == pytest.approx(2 * 2 * 10)
    short = 100 * (27 - 11) / 27 + 50  # iron: half of the EAR of 22
    assert by_hand(pieces, names, full | {"iron": 2 * 11.0}) == pytest.approx(2 * 0.5 * short)
    salty = 2 * weights().excess["sodium"] * 10
    assert by_hand(pieces, names, full | {"sodium": 2 * 2300 * 1.1}) == pytest.approx(salty)
    much = 2 * targets["fibre"].target * 1.6 * 1.1
    assert by_hand(pieces, names, full | {"fibre": much}) == pytest.approx(2 * 0.25 * 10)
    assert by_hand(pieces, names, full | {"energy": 2 * request.energy * 1.08}) == pytest.approx(2 * 3)
    assert by_hand(pieces, names, full | {"energy": 2 * request.energy * 0.92}) == pytest.approx(2 * 3)


def test_food_magnesium_is_never_held_against_the_supplement_limit(targets: Targets) -> None:
    levels = food_upper_levels(request_of(targets))
    assert "magnesium" not in levels
    assert "sodium" not in levels  # a reduction level, not an upper level
    assert levels["retinol"] == 3000
    assert levels["folic_acid"] == 1000
    assert levels["calcium"] == 2500


def test_prices_of_a_meal_are_differences_of_the_score(problem: Problem) -> None:
    """What one slot is priced at equals the whole score recomputed, up to one constant."""
    rng = np.random.default_rng(3)
    ledger, choice = build_ledger(problem), solve(problem, lambda share, text: None).choice
    assert choice is not None
    for cell in [(0, 0), (1, 3), (0, 5)]:
        some = rng.choice(problem.candidates(*cell), 25, replace=False)
        state = State(problem, ledger, choice)
        state.move(cell, int(choice[cell]), -1)
        prices = state.prices(cell, gather(problem, ledger, cell[1], some))
        whole = np.array([scored(problem, choice, {cell: column}) for column in some])
        kept = prices < prices.min() + FORBIDDEN / 20
        assert not violations(problem, replaced(choice, {cell: some[prices.argmin()]}))
        assert np.ptp((prices - whole)[kept]) == pytest.approx(0, abs=1e-6)


def test_prices_of_two_meals_are_differences_of_the_score(problem: Problem) -> None:
    """Two slots of one day, and of two days, with dishes and foods in common among the candidates."""
    rng = np.random.default_rng(4)
    ledger, choice = build_ledger(problem), solve(problem, lambda share, text: None).choice
    assert choice is not None
    for first, second in [((0, 2), (0, 4)), ((0, 2), (1, 4)), ((1, 0), (1, 5))]:
        some, others = (
            np.append(rng.choice(problem.candidates(*cell), 24, replace=False), choice[cell])
            for cell in (first, second)
        )
        state = State(problem, ledger, choice)
        state.move(first, int(choice[first]), -1)
        state.move(second, int(choice[second]), -1)
        grid = state.pair_prices(
            first, gather(problem, ledger, first[1], some), second, gather(problem, ledger, second[1], others)
        )
        whole = np.array([[scored(problem, choice, {first: a, second: b}) for b in others] for a in some])
        changed = [[replaced(choice, {first: a, second: b}) for b in others] for a in some]
        kept = np.array([[not violations(problem, one) for one in row] for row in changed])
        assert kept.sum() > 2
        assert np.ptp((grid - whole)[kept]) == pytest.approx(0, abs=1e-6)


def replaced(choice: Ints, columns: dict[tuple[int, int], int]) -> Ints:
    trial = choice.copy()
    for cell, column in columns.items():
        trial[cell] = column
    return trial


def scored(problem: Problem, choice: Ints, columns: dict[tuple[int, int], int]) -> float:
    return sum(score(problem, replaced(choice, columns)).values())


def test_model_and_score_agree(problem: Problem) -> None:
    """The PuLP model of the whole plan, over a few columns, prices its own answer as the score does."""
    rng = np.random.default_rng(1)
    found = solve(problem, lambda share, text: None).choice
    assert found is not None
    blocks = [
        day_block(
            problem,
            day,
            [
                np.union1d(rng.choice(problem.candidates(day, s), 4, replace=False), [found[day, s]])
                for s in range(6)
            ],
        )
        for day in range(problem.days)
    ]
    model = build(problem, blocks)
    assert model.solve()
    choice = np.array([model.choice(block) for block in blocks])
    assert not violations(problem, choice)
    assert sum(score(problem, choice).values()) == pytest.approx(model.prob.objective.value(), abs=1e-4)


def test_bound_is_that_of_the_model_with_every_column(targets: Targets) -> None:
    """Columns are added where row prices ask for them; the model with all of them has the same optimum.

    A vegan week: dishes repeat, foods come twice, groups and stored nutrients are short, so every row counts.
    """
    problem = build_problem(request_of(targets, days=7, diet="vegan"), {})
    relaxation = relax(problem)
    model = build(problem, [average_block(problem)], whole=False)
    assert model.solve()
    assert relaxation.model is not None
    places = relaxation.model.places
    assert len(places) < sum(len(row) for row in average_block(problem).options)
    assert relaxation.bound == pytest.approx(model.prob.objective.value(), abs=1e-4)
    solved = np.array(relaxation.solver.getSolution().col_dual)
    own = [relaxation.cost[cell] * problem.days for cell in places]
    assert own == pytest.approx(solved[list(places.values())], abs=1e-6)


def test_a_renewed_model_has_the_numbers_of_the_other_problem(problem: Problem, targets: Targets) -> None:
    """Row by row and variable by variable: those of the model that is built for it."""
    less_coffee = planner.targets_for(replace(targets.person, caffeine_cap_mg=120.0))
    more = less_coffee.override("magnesium", target=900, reason="agreed")
    weights_of = {"zinc": 3.0, "magnesium": 1.0}
    request = replace(problem.request, targets=more, priorities=weights_of)
    other = replace(problem, request=request)
    again, anew = renewed(built(problem), other), built(other)
    assert again is not None
    assert again.rows.variables == anew.rows.variables
    assert again.rows.names == anew.rows.names
    numbers = ("col_cost_", "col_lower_", "col_upper_", "row_lower_", "row_upper_")
    ours, theirs = again.solver.getLp(), anew.solver.getLp()
    for name in numbers:
        assert list(getattr(ours, name)) == pytest.approx(list(getattr(theirs, name))), name


def test_bound_is_below_the_exact_optimum_of_a_small_problem(targets: Targets) -> None:
    """Few dishes, two days: HiGHS solves the whole plan in one piece to the end."""
    request = request_of(targets, meals_per_day=5, diet="vegetarian")
    problem = build_problem(request, {})
    rng = np.random.default_rng(2)
    few = np.zeros(len(problem.columns), dtype=bool)
    few[rng.choice(len(few), 60, replace=False)] = True
    choice = solve(problem, lambda share, text: None).choice
    assert choice is not None
    few[choice] = True
    small = replace(problem, columns=replace(problem.columns, allowed=problem.columns.allowed & few))
    blocks = [day_block(small, day) for day in range(small.days)]
    model = build(small, blocks)
    assert model.solve(gap=1e-6)
    exact = float(model.prob.objective.value())
    relaxation, found = relax(small), solve(small, lambda share, text: None)
    assert relaxation.bound <= exact + 1e-4
    assert exact <= found.objective + 1e-4


def test_bound_is_below_every_plan_that_was_found(problem: Problem) -> None:
    proof = relax(problem)
    for seed in range(4):
        choice = some_choice(problem, np.random.default_rng(seed))
        assert sum(score(problem, choice).values()) >= proof.bound - 1e-6


def test_best_and_worst_case_are_those_of_the_hard_limits_alone(problem: Problem) -> None:
    """Asked again in place after others, and against a model built anew with every column."""
    proof, names = relax(problem), followed()
    for name, sense in [("magnesium", 1), ("iron", -1), ("magnesium", -1), ("calcium", 1), ("magnesium", 1)]:
        model = build(problem, [average_block(problem)], whole=False, goals=False)
        model.prob.setObjective(-sense * model.blocks[0].totals[names.index(name)])
        assert model.solve()
        assert proof.extreme(name, sense) == pytest.approx(-sense * model.prob.objective.value(), rel=1e-6)


def test_layouts_keep_their_sums(problem: Problem) -> None:
    """After many exchanges the points that run along are those of the layout recomputed."""
    rng, ledger = np.random.default_rng(5), build_ledger(problem)
    chosen = some_choice(problem, rng)
    layouts = Layouts(problem, ledger, chosen.T.copy(), rng)
    first = layouts.points() - [scored(problem, layouts.choice(at), {}) for at in range(len(layouts.order))]
    for _ in range(40):
        layouts.exchange(int(rng.integers(6)), 0, 1, np.full(len(layouts.order), 5.0))
    assert np.ptp(layouts.order, axis=0).any()
    for at in range(8):
        clean = layouts.choice(at)
        days = ledger.day_base + ledger.day[clean].sum(axis=1)
        same = np.maximum(0, problem.columns.foods[clean].sum(axis=1) - 1).sum()
        numbers = problem.columns.dish[clean]
        near = sum((numbers.ravel() == number).sum() - 1 for number in set(numbers.ravel().tolist()))
        own = np.maximum(0, days).sum() + same * weights().variety["same_food"]
        assert layouts.points()[at] >= own - 1e-6
        assert (layouts.points()[at] - own > 100) == (near > 0)
    assert len(first) == len(layouts.order)


def test_cooled_plans_keep_their_sums(problem: Problem) -> None:
    """After cooling and selection the running sums are those of the meals, and the best got better."""
    ledger, relaxation = build_ledger(problem), relax(problem)
    population = Population(relaxation, ledger, 8, np.random.default_rng(6))
    before = population.points.min()
    for heat in (2.0, 0.5, 0.1):
        population.cool(heat, 3)
        population.select(1.0)
    assert population.points.min() < before
    for at in range(len(population.points)):
        meals = population.columns(at)
        counts = np.bincount(problem.columns.dish[meals].ravel(), minlength=problem.dish_count)
        assert (population.uses[at] == counts).all()
        assert population.beyond[at] == pytest.approx(np.maximum(population.sums[at], 0.0).sum())
        plan = problem.base.weekly.sum(axis=0) + problem.columns.weekly[meals].sum(axis=(0, 1))
        alone = problem.linear[np.arange(len(meals))[:, None], meals].sum()
        again = np.maximum(counts - 1, 0).sum() * weights().variety["repeat"]
        goals = problem.week_goals.points(plan[None, :])[0] + alone + again
        assert population.points[at] == pytest.approx(goals, abs=1e-6) or population.points[at] > FORBIDDEN


def test_solution_keeps_every_hard_limit(problem: Problem) -> None:
    solution = solve(problem, lambda share, text: None)
    assert solution.choice is not None
    assert violations(problem, solution.choice) == []


def test_slots_keep_an_evening_snack_whatever_the_number() -> None:
    for meals in range(4, 9):
        assert slots_for(meals)[-1].kind == "evening"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"days": 0}, PersonError),
        ({"days": 15}, PersonError),
        ({"seed": -1}, PersonError),
        ({"meals_per_day": 3}, PersonError),
        ({"mode": "magic"}, UnknownNameError),
        ({"mode": "topup"}, PersonError),
        ({"times": ["07:00"]}, PersonError),
        ({"times": ["07:00", "06:00", "12:00", "15:00", "18:00", "21:00"]}, PersonError),
        ({"last_caffeine": "late"}, PersonError),
        ({"emphasis": {"steak": 1.0}}, UnknownNameError),
        ({"emphasis": {"beans": 2.0}}, PersonError),
        ({"priorities": {"unobtainium": 1.0}}, UnknownNameError),
        ({"keep": ["xyzzy of nothing"]}, InputError),
        ({"closeness": 3}, PersonError),
    ],
)
def test_requests_that_cannot_be_read(
    targets: Targets, changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        request_of(targets, **changes)


def test_unknown_exclusion_names_what_was_meant(targets: Targets) -> None:
    with pytest.raises(UnknownNameError) as caught:
        planner.plan_meals(targets, days=1, exclude=["dariy"])
    assert "dairy" in caught.value.suggestions


def test_what_stands_in_for_bread_is_for_who_leaves_bread_out(targets: Targets) -> None:
    def stand_ins(**changes: object) -> set[str]:
        columns = build_problem(request_of(targets, **changes), {}).columns
        names = {columns.library[number].name for number in columns.dish}
        return {name for name in names if "gluten-free" in name.lower()}

    assert stand_ins() == set()
    assert stand_ins(exclude=("peanut",)) == set()
    assert len(stand_ins(exclude=("gluten",))) >= 4
    pasta = next(dish for dish in dishes() if "gluten-free pasta" in dish.name.lower())
    mine = replace(pasta, id="mine", name="My gluten-free pasta")
    assert stand_ins(own_dishes=(mine,)) == {"My gluten-free pasta"}


def test_servings_count_by_halves(problem: Problem) -> None:
    """20 g of honey is a serving of 21 g; goals see no other parts than halves."""
    assert to_half(np.array([20 / 21, 0.6, 0.2])).tolist() == [1.0, 0.5, 0.0]
    assert (2 * problem.columns.servings % 1 == 0).all()
