"""What was eaten: readers, quantities to grams, text to foods, faults."""

from planner.diary.corrections import Corrections
from planner.diary.dates import DateOrderError
from planner.diary.model import Diary
from planner.diary.parse import parse_meal
from planner.diary.read import read_diary

__all__ = ["Corrections", "DateOrderError", "Diary", "parse_meal", "read_diary"]
