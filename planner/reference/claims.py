"""What the article claims, one by one, with what sources say of it (``data/guide/article_claims.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from planner.errors import DataError
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
    measured : tuple of str
        What the food table says of the foods that the claim names.
    """

    id: str
    part: str
    claim: str
    verdict: str
    why: str
    evidence: str
    sources: tuple[Source, ...]
    measured: tuple[str, ...]


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
    measured = {group.id: group.measured for group in emphasis_groups()}
    rows = entries(
        "article_claims", "claim", ("part", "claim", "verdict", "why", "evidence", "sources", "groups")
    )
    for row in rows:
        for field, words in (("part", PARTS), ("verdict", VERDICTS), ("evidence", EVIDENCE)):
            one_of("article_claims", row, field, words)
        one_of("article_claims", row, "groups", measured)
        if row["verdict"] != "unchecked" and not row["sources"]:
            raise DataError("guide/article_claims", f"{row['id']}: {row['verdict']}, but no source")
        row["measured"] = tuple(measured[name] for name in row.pop("groups"))
    return tuple(Claim(**row) for row in rows)
