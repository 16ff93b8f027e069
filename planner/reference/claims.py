"""What the article claims, one by one, with what sources say of it (``data/guide/article_claims.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from planner.errors import DataError
from planner.reference.check_in import topics
from planner.reference.emphasis import emphasis_groups
from planner.reference.guide import Source, entries, one_of

PARTS: Final = ("what", "causes", "relief", "treatment", "food", "movement", "prevention")
"""Where in the article a claim stands, in its order."""
VERDICTS: Final = ("supported", "partly", "unproven", "contradicted", "unchecked")
EVIDENCE: Final = ("review", "authority", "service", "table", "none")
"""What a verdict rests on: a systematic review, an authority, a health service, the food table, nothing."""


@dataclass(frozen=True)
class Claim:
    """One claim of the article.

    Attributes
    ----------
    id, part : str
        ``part`` is one of :data:`PARTS`.
    claim : str
        In our own words.
    verdict : str
        One of :data:`VERDICTS`; ``unchecked`` has no source that could be checked.
    why : str
        What the sources say.
    evidence : str
        One of :data:`EVIDENCE`.
    sources : tuple of Source
    topics : frozenset of str
        With which it is hidden; see :func:`planner.reference.check_in.topics`.
    groups : tuple of str
        Ids of the groups of foods that it names.
    """

    id: str
    part: str
    claim: str
    verdict: str
    why: str
    evidence: str
    sources: tuple[Source, ...]
    topics: frozenset[str]
    groups: tuple[str, ...]

    @property
    def measured(self) -> tuple[str, ...]:
        """What the food table says of the foods that the claim names, in the language in use."""
        said = {group.id: group.measured for group in emphasis_groups()}
        return tuple(said[name] for name in self.groups)


@dataclass(frozen=True)
class Rule:
    """One rule of the article for prevention, with what is known of it, and the claim it comes from."""

    id: str
    do: str
    note: str
    claim: Claim


@cache
def article_claims() -> tuple[Claim, ...]:
    """Return all claims of the article, in its order.

    Raises
    ------
    DataError
        For a word that the lists do not have, or a verdict without a source.

    Examples
    --------
    >>> one = next(claim for claim in article_claims() if claim.id == "usually_deficiency")
    >>> one.verdict, one.sources[0].id
    ('contradicted', 'nih_ods_2015')
    """
    groups = [group.id for group in emphasis_groups()]
    rows = entries(
        "article_claims",
        "claim",
        ("part", "claim", "verdict", "why", "evidence", "sources", "groups", "topics"),
    )
    for row in rows:
        for field, words in (("part", PARTS), ("verdict", VERDICTS), ("evidence", EVIDENCE)):
            one_of("article_claims", row, field, words)
        one_of("article_claims", row, "groups", groups)
        one_of("article_claims", row, "topics", topics())
        row["topics"], row["groups"] = frozenset(row["topics"]), tuple(row["groups"])
        if row["verdict"] != "unchecked" and not row["sources"]:
            raise DataError("guide/article_claims", f"{row['id']}: {row['verdict']}, but no source")
    return tuple(Claim(**row) for row in rows)


@cache
def prevention() -> tuple[Rule, ...]:
    """Return the article's rules for prevention, each with what is known of it.

    Examples
    --------
    >>> prevention()[0].do
    'Eat many different things, in small meals.'
    """
    claims = {claim.id: claim for claim in article_claims()}
    rows = entries("prevention", "rule", ("do", "note", "claim"))
    for row in rows:
        one_of("prevention", row, "claim", claims)
    return tuple(Rule(**row | {"claim": claims[row["claim"]]}) for row in rows)
