"""Which row holds the column names and which column holds what: by name, never by position."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from planner.diary.importers.kinds import recognise, wrong_export
from planner.errors import DiaryFileError

# Names of a column without accents, in lower case; the first names of a field are the surest.
_NAMES: Final = {
    "food": """
        food, foods, food name, food item, item, food or drink, food and drink, food eaten, food
        drink, foods and drinks, what, what did you eat, what i ate, food description, lebensmittel,
        nahrungsmittel, speise, essen, alimento, alimentos, comida, aliment, aliments, nourriture,
        product, produkt, produit, producto, ingredient, description, name
    """,
    "amount": """
        amount, quantity, qty, how much, amount eaten, portion size, menge, anzahl, cantidad,
        quantite, qte, portion, portions, portionen, porciones, porcion, serving size, servings
    """,
    "unit": """
        unit, units, measure, household measure, uom, unit of measure, einheit, masseinheit, unidad,
        unidades, unite, unites, mesure, medida
    """,
    "grams": """
        grams, gram, g, weight g, weight in g, weight grams, weight in grams, amount g, amount in g,
        amount grams, quantity g, grams eaten, gramm, gewicht g, gewicht in g, menge g, menge in g,
        gramos, peso g, peso en g, cantidad g, grammes, poids g, poids en g, quantite g, gewicht,
        peso, poids, weight
    """,
    "date": """
        date, day, meal date, diary date, date eaten, datum, tag, fecha, dia, jour, entry date
    """,
    "time": """
        time, time of day, clock, meal time, time eaten, hour, uhrzeit, zeit, hora, heure
    """,
    "datetime": """
        date time, datetime, date and time, timestamp, when, datum uhrzeit, datum und uhrzeit, fecha
        hora, fecha y hora, date heure, date et heure, logged at, eaten at
    """,
    "meal": """
        meal, meal type, meal name, eating occasion, occasion, group, mahlzeit, comida del dia, tipo
        de comida, repas
    """,
    "person": """
        person, participant, participant id, client, client id, subject, subject id, patient, user,
        user id, username, who, teilnehmer, teilnehmerin, klientin, persona, paciente, participante,
        personne, patiente
    """,
    "food_id": """
        food id, food code, fndds code, fndds, usda code, foodcode, foodid
    """,
    "notes": """
        notes, note, comment, comments, remarks, notiz, notizen, bemerkung, bemerkungen, notas,
        nota, comentarios, remarque, remarques, commentaire, commentaires
    """,
}
_UNIT_IN_NAME: Final = re.compile(
    r"(?:amount|quantity|menge|cantidad|quantite|volume|volumen)(?: in| en)? (ml|cl|dl|l|oz|fl oz|cups?)"
)
UNIT_NOT_SAID: Final = frozenset({"weight", "gewicht", "peso", "poids"})
"""Names of a weight that do not say that it is in grams."""
_FIRST_ROWS: Final = 40
EXAMPLE: Final = "date,time,meal,food,amount,unit"


def _ranks() -> dict[str, tuple[str, int]]:
    """Return (field, how sure: 0 the surest) by name."""
    lists = {field: [" ".join(name.split()) for name in names.split(",")] for field, names in _NAMES.items()}
    return {name: (field, rank) for field, names in lists.items() for rank, name in enumerate(names)}


_FIELD_OF: Final = _ranks()


@dataclass(frozen=True)
class Header:
    """The row of column names.

    Attributes
    ----------
    position : int
        Its place among the rows that are not blank.
    names : tuple of str
        As written.
    kind : str
        ``own``, or another tool of :mod:`planner.diary.importers.kinds`.
    fields : dict
        Column number by field, and by nutrient id where the file brings nutrients.
    amount_unit : str
        The unit that the amount column's name tells, as in "Amount (ml)"; else empty.
    factors : mapping
        By nutrient id, what turns the column's unit into the registry's.
    """

    position: int
    names: tuple[str, ...]
    kind: str
    fields: dict[str, int]
    amount_unit: str = ""
    factors: Mapping[str, float] = field(default_factory=dict)

    @property
    def left_over(self) -> list[str]:
        """Names of the columns that are not used."""
        used = set(self.fields.values())
        return [name for number, name in enumerate(self.names) if number not in used and name.strip()]


def plain_name(cell: object) -> str:
    """Return a column name in lower case, without accents and signs.

    Examples
    --------
    >>> plain_name(" Quantité (g) ")
    'quantite g'
    """
    letters = unicodedata.normalize("NFKD", str(cell or "").replace("ß", "ss"))
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", bare).lower().split())


def find_header(rows: Sequence[Sequence[object]]) -> Header | None:
    """Return the row with the most known names among the first rows; None where none names a food column."""
    best: Header | None = None
    for position, row in enumerate(rows[:_FIRST_ROWS]):
        header = _as_header(position, row)
        if header and (best is None or len(header.fields) > len(best.fields)):
            best = header
    return best


def _as_header(position: int, row: Sequence[object]) -> Header | None:
    names = tuple(str(cell or "").strip() for cell in row)
    plain = [plain_name(name) for name in names]
    if (found := recognise(plain)) is not None:
        return Header(position, names, found.kind, found.fields, factors=found.factors)
    fields, unit = _own_fields(plain)
    return Header(position, names, "own", fields, unit) if "food" in fields else None


def _own_fields(plain: Sequence[str]) -> tuple[dict[str, int], str]:
    found: dict[str, tuple[int, int]] = {}
    unit = ""
    for number, name in enumerate(plain):
        in_name = _UNIT_IN_NAME.fullmatch(name)
        field, rank = ("amount", 0) if in_name else _FIELD_OF.get(name, ("", 0))
        if field and (field not in found or rank < found[field][1]):
            found[field] = (number, rank)
            unit = in_name[1] if in_name else ("" if field == "amount" else unit)
    return {field: number for field, (number, _) in found.items()}, unit


def no_food_column(rows: Sequence[Sequence[object]]) -> DiaryFileError:
    """Return the refusal of a table in which no column is named as food, with the names that were seen."""
    for row in rows[:_FIRST_ROWS]:
        if (wrong := wrong_export(row)) is not None:
            return wrong
    seen = next(
        (row for row in rows if sum(bool(str(cell or "").strip()) for cell in row) > 1),
        rows[0] if rows else [],
    )
    shown = ", ".join(f"“{str(cell)[:30]}”" for cell in list(seen)[:8] if str(cell or "").strip())
    advice = f"Give the columns names in the first row, for example: {EXAMPLE}."
    return DiaryFileError(f"No column is named “food”. The first row has {shown or 'nothing'}.", advice)
