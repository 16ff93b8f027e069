"""Safety rules on hostile words, against 0.1 s a text; and on a large diary's words, against 5 s."""

import pytest

from planner.reference.safety import text_flags
from planner.reference.safety_rules import hits_of_words

# fmt: off
HOSTILE = ["a " * 200, "raw " * 100, "smoked salmon " * 30, "'" * 400, "-" * 400, "vegan " * 70, "0 % " * 100,
           "wine and " * 50, "virgin and a wine, then " * 20, "deli a b c " * 40, "not " * 100, "salad " * 70,
           "lick the a out " * 30, "home made a b " * 30, "mackerel king " * 30, "é" * 400, "a-b " * 100]
# fmt: on


@pytest.mark.parametrize("text", [*HOSTILE, "wine " * 2_000_000], ids=lambda text: text[:12])
def test_rules_on_a_hostile_text(benchmark, text):
    benchmark.pedantic(hits_of_words, (text,), rounds=3)
    benchmark.extra_info |= {"compared_with": "limit of 0.1 s", "reference_s": 0.1}


def test_rules_on_2000_texts_three_times(benchmark):
    texts = [f"bowl of soup number {number} with brie" for number in range(2000)] * 3
    benchmark.pedantic(lambda: [text_flags(text, "us") for text in texts], rounds=1)
    benchmark.extra_info |= {"compared_with": "limit of 5 s", "reference_s": 5}
