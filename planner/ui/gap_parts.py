"""The parts of the Gaps page: bars, one nutrient in detail, caffeine, notices, what the diary cannot tell."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.gaps.wording import in_text, joined
from planner.language import _, mark
from planner.reference.nutrients import nutrients
from planner.report import charts, day_charts
from planner.report.basis import SEVERITIES
from planner.report.charts import ENOUGH, OPEN, SHORT, verdict_of
from planner.report.notice_groups import NoticeGroup, notice_groups
from planner.report.text import FIRST, first_of
from planner.ui import gap_more, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

Person = dict[str, Any]
_NOBODY: Final = mark("No name given")
_UNKNOWN: Final = "unknown"


def choose_person(now: Session, people: list[Person], page: str) -> Person:
    """Return whose diary to show; asks where there are several people."""
    if left_out := now.people_left_out():
        st.info(
            _(
                "The first {n} of {all} people are shown here; {command} counts all.",
                n=len(people),
                all=len(people) + left_out,
                command="`planner analyze FILE --format json`",
            ),
            icon=":material/groups:",
        )
    if len(people) > 1:
        names, key = [str(person["person"] or _NOBODY) for person in people], f"whose_{page}"
        if st.session_state.get(key) not in names:
            st.session_state[key] = str(whose(now, people)["person"] or _NOBODY)
        st.selectbox(
            _("Whose diary?"), names, key=key, on_change=carefully(_keep), args=("whose", key),
            format_func=lambda name: _(name) if name == _NOBODY else name,
        )  # fmt: skip
    return whose(now, people)


def whose(now: Session, people: list[Person]) -> Person:
    """Return the person chosen last, or the first."""
    wanted = now.draft.get("whose")
    return next((one for one in people if str(one["person"] or _NOBODY) == wanted), people[0])


def _keep(name: str, key: str) -> None:
    session().draft[name] = st.session_state[key]


def headline(person: Person) -> None:
    """Say in a sentence what is short among the nutrients that the article is about."""
    first = first_of(person["gaps"])
    count = len(person["days"])
    one_day = mark(":material/help: **Not settled: {what}.** One day of food cannot tell.")
    more_days = mark(":material/help: **Not settled: {what}.** {n} days of food cannot tell.")
    said = (
        (SHORT, mark(":material/trending_down: **Likely too little: {what}.**")),
        (OPEN, one_day if count == 1 else more_days),
        (ENOUGH, mark(":material/check_circle: **Looks enough: {what}.**")),
        (
            _UNKNOWN,
            mark(":material/visibility_off: **Not known: {what}.** This diary gives no amounts of them."),
        ),
    )
    lines = [
        _(words, what=joined(names), n=count)
        for verdict, words in said
        if (names := [in_text(_(gap["name"])) for gap in first if _verdict(gap["status"]) == verdict])
    ]
    avoid = dict.fromkeys(one["food"] for one in person["notices"] if one["severity"] == "avoid")
    if avoid:
        lines.append(
            _(
                ":material/warning: **Advised against in this diary: {foods}.** See Safety.",
                foods=plain(", ".join(avoid)),
            )
        )
    st.markdown("  \n".join(lines))


def _verdict(status: str) -> str:
    """Return the group of a status; what is not known at all is not merely open."""
    return _UNKNOWN if status == _UNKNOWN else verdict_of(status)


def bars(person: Person) -> None:
    """Show the five nutrients first, then the rest."""
    first = first_of(person["gaps"])
    whole = len(first) == len(FIRST)
    five, fewer = (
        _("The five that are asked about with cramps"),
        _("The nutrients that are asked about with cramps"),
    )
    _bars(first, five if whole else fewer, "gaps_first")
    st.caption(
        _(
            "**┃** target (RDA, PRI, RNI or AI). **▲** average requirement (EAR). **✚** upper level, where "
            "it is for the whole intake. **──** where your usual intake probably lies. Dashed outline: what "
            "is missing to the target. Bars end at 200 %."
        )
    )
    with st.expander(_("In words, one by one"), icon=":material/notes:"):
        for gap in first:
            st.markdown(f"**{_(gap['name'])}.** {plain(gap['text'])}")
    others = [gap for gap in person["gaps"] if gap["nutrient"] not in FIRST]
    with st.expander(_("All other nutrients"), icon=":material/expand_more:"):
        _bars(sorted(others, key=lambda gap: gap["ratio"] or 0.0), _("All other nutrients"), "gaps_rest")


def _bars(gaps: list[dict[str, Any]], alt: str, name: str) -> None:
    frame = charts.gap_frame(gaps)
    if frame.empty:
        st.caption(_("This framework has no value for them."))
        return
    said = "; ".join(f"{row.words}, {row.sure}" for row in frame.itertuples())
    widgets.chart(charts.gap_chart(frame), f"{alt}. {said}", frame.drop(columns="words"), name)


def detail(now: Session, person: Person) -> None:
    """Show one nutrient by day, its text and where it came from."""
    known = [gap for gap in person["gaps"] if gap["mean"] is not None and gap["target"] is not None]
    first = [*FIRST, *(gap["nutrient"] for gap in known if gap["nutrient"] not in FIRST)]
    names = {gap["nutrient"]: _(gap["name"]) for gap in known}
    options = [name for name in first if name in names]
    if not options:
        st.caption(_("No nutrient with a target is known in this diary."))
        return
    kept = now.draft.get("nutrient", options[0])
    st.session_state.setdefault("nutrient", kept if kept in options else options[0])
    chosen = str(
        st.selectbox(
            _("Nutrient"), options, key="nutrient", format_func=names.__getitem__, on_change=carefully(_keep),
            args=("nutrient", "nutrient"),
        )
    )  # fmt: skip
    gap = next(gap for gap in known if gap["nutrient"] == chosen)
    st.markdown(plain(gap["text"]))
    frame = day_charts.day_frame(person["days"], chosen)
    alt = _(
        "{nutrient} on each day, with a line at the target of {target}",
        nutrient=_(gap["name"]),
        target=f"{gap['target']:g} {gap['unit']}",
    )
    widgets.chart(day_charts.day_chart(frame, gap["target"], gap["unit"]), alt, frame, f"{chosen}_by_day")
    most = person["top_sources"].get(chosen, [])
    sources = day_charts.source_frame(most, gap["mean"], chosen, gap["unit"])
    if not sources.empty:
        st.markdown(_("**Where it came from**"))
        rows = [(row.food, f"{row.share:.0f}", row.a_day) for row in sources.itertuples()]
        foods = "; ".join(
            _("{food} {percent} %, {amount} a day", food=food, percent=share, amount=a_day)
            for food, share, a_day in rows
        )
        drawing = day_charts.source_chart(sources)
        widgets.chart(drawing, _("Most came from: {foods}", foods=foods), sources, f"{chosen}_sources")
    gap_more.funnel(gap, now)
    st.caption(_("Target: {source}", source=plain(gap["source"])))


def caffeine(person: Person) -> None:
    """Show caffeine by day and by hour beside the cap."""
    found = person["caffeine"]
    if found["mean_mg"] is None:
        st.caption(_("Nothing is known of caffeine in this diary."))
        return
    over = found["days_over_cap"]
    verdict = (
        _("On {n} of {all} days it may be over the cap.", n=over, all=len(found["days"]))
        if over
        else _("No day is over the cap.")
    )
    st.markdown(
        _(
            "About **{mean} mg a day**; the cap is {cap} mg. {verdict} The bars run from a weak to a strong "
            "cup; the tick is the food table's figure.",
            mean=f"{found['mean_mg']:.0f}",
            cap=f"{found['cap_mg']:.0f}",
            verdict=verdict,
        )
    )
    by_day, by_hour = st.columns(2)
    frame = day_charts.caffeine_frame(found["days"])
    hours = day_charts.hour_frame(found["by_hour"], found["by_hour_high"])
    with by_day:
        st.markdown(_("**By day**"))
        alt = _("Caffeine by day. {verdict}", verdict=verdict)
        widgets.chart(day_charts.caffeine_chart(frame, found["cap_mg"]), alt, frame, "caffeine_by_day")
    with by_hour:
        st.markdown(_("**Through a mean day**"))
        alt = _through_the_day(found, hours)
        widgets.chart(day_charts.hour_chart(hours, found["cap_mg"]), alt, hours, "caffeine_by_hour")
        st.caption(_("Bars: each hour. Band: the day so far, from usual to strong cups. Dashed: the cap."))
    if found["unknown_time_mg"] >= 0.5:
        unknown = f"{found['unknown_time_mg']:.0f}"
        st.caption(_("Besides, {mg} mg a day at a time that is not noted.", mg=unknown))


def _through_the_day(found: dict[str, Any], hours: pd.DataFrame) -> str:
    top = max(found["by_hour"], key=found["by_hour"].get)
    noon, night = hours.iloc[11], hours.iloc[-1]
    return _(
        "Caffeine through a mean day: most is drunk from {hour}:00; {noon} mg by noon, {night} mg by "
        "midnight, {strong} mg if the cups are strong; the cap is {cap} mg",
        hour=top,
        noon=f"{noon['so_far']:.0f}",
        night=f"{night['so_far']:.0f}",
        strong=f"{night['so_far_if_strong']:.0f}",
        cap=f"{found['cap_mg']:.0f}",
    )


def notices(person: Person) -> None:
    """Show safety notices with their authority, and questions about days of odd energy."""
    questions = [one for one in person["notices"] if one["kind"] == "energy_question"]
    rules = [one for one in person["notices"] if one["kind"] != "energy_question"]
    serious = [one for one in rules if one["severity"] != "info"]
    notice_cards(serious)
    if not serious:
        st.markdown(_(":material/check: Nothing in this diary meets a food-safety rule that asks for care."))
    if len(rules) > len(serious):
        with st.expander(_("Good to know ({n})", n=len(rules) - len(serious)), icon=":material/info:"):
            notice_cards([one for one in rules if one["severity"] == "info"])
    for one in questions:
        st.info(plain(one["text"]), icon=":material/help:")


def notice_cards(notices: list[dict[str, Any]]) -> None:
    """Show notices, those of one rule together: how serious, about what, what to do, who says so."""
    for group in notice_groups(notices):
        _card(group)


def _card(group: NoticeGroup) -> None:
    colour, icon = widgets.SEVERITIES[group.severity]
    with st.container(border=True):
        about = f" **{plain(', '.join(group.foods))}**" if group.foods else ""
        st.markdown(f":{colour}-badge[{icon} {_(SEVERITIES[group.severity])}]{about}")
        for when, text in group.texts:
            st.markdown(f"{when + ': ' if when else ''}{plain(_(text))}")
        st.caption(_("Source: {authority}", authority=plain(_(group.authority))))


def limits(person: Person) -> None:
    """Say what this diary cannot tell, and how complete the sums are."""
    absent = [_(gap["name"]) for gap in person["gaps"] if gap["status"] == "not_in_table"]
    none = [
        _(gap["name"]) for gap in person["gaps"] if gap["status"] == "no_value" and gap["nutrient"] in FIRST
    ]
    unknown = [_(gap["name"]) for gap in person["gaps"] if gap["status"] == _UNKNOWN]
    partly = [gap for gap in person["gaps"] if gap["lower_bound"] and gap["target"] is not None]
    if absent:
        st.markdown(
            _(
                "**Not in the food table:** {nutrients}. No diary can show these here.",
                nutrients=", ".join(absent),
            )
        )
    if unknown:
        st.markdown(
            _(
                "**Not in this diary:** {nutrients}. Nothing it holds says how much; not zero.",
                nutrients=", ".join(unknown),
            )
        )
    if none:
        st.markdown(_("**No value in this framework:** {nutrients}.", nutrients=", ".join(none)))
    for gap in partly:
        shares = [day["complete"][gap["nutrient"]] for day in person["days"]]
        share = int(100 * sum(shares) / len(shares))  # never rounded up to 100, for it is not all
        in_part = mark("**{nutrient}** is counted in part, so the true amount is higher.")
        known = mark(
            "**{nutrient}** is known for {share} % of the weight of what you ate, so the true amount is "
            "higher."
        )
        st.markdown(_(known if share < 100 else in_part, nutrient=_(gap["name"]), share=share))
    if not partly:
        st.markdown(_("Every sum with a target is complete: each food has a value for it."))
    logged = next((gap for gap in person["gaps"] if gap["status"] == "logged_only"), None)
    if logged:
        st.markdown(f"**{_(nutrients()[logged['nutrient']].name)}.** {plain(logged['text'])}")
