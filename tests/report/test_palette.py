"""The colours of charts can be told from the page, and from each other with each kind of colour blindness."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from planner.report import heat_charts
from planner.report.palette import ROLES

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
THEMES = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
PAGE = {"light": "#ffffff", "dark": "#171614"}  # the grounds of Streamlit's own themes
# Machado, Oliveira and Fernandes 2009, severity 1.0: what linear RGB becomes.
SEEN = {
    "everyone": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TOGETHER = [*itertools.combinations(("blue", "orange", "grey"), 2), ("blue", "purple"), ("green", "ink")]
"""Roles that stand in one chart, and whose meaning differs."""
LEAST_APART = 15  # in CIE Lab; 2 is seen as a difference side by side


def linear(colour):
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) + 0.05 for colour in (one, other))
    return light[1] / light[0]


def lab(colour, seen):
    rgb = np.clip(np.array(SEEN[seen]) @ linear(colour), 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ rgb / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one, other, seen):
    return float(np.linalg.norm(lab(one, seen) - lab(other, seen)))


@pytest.mark.parametrize("theme", PAGE)
def test_marks_stand_out_from_the_page_and_text_more(theme):
    colours = dict(zip(ROLES, THEMES[theme]["chartCategoricalColors"], strict=True))
    assert min(contrast(colour, PAGE[theme]) for colour in colours.values()) >= 3
    assert contrast(colours["ink"], PAGE[theme]) >= 7


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("theme", PAGE)
def test_roles_that_stand_together_are_told_apart(theme, seen):
    colours = dict(zip(ROLES, THEMES[theme]["chartCategoricalColors"], strict=True))
    near = {pair: apart(colours[pair[0]], colours[pair[1]], seen) for pair in TOGETHER}
    assert min(near.values()) >= LEAST_APART, near


@pytest.mark.parametrize("seen", SEEN)
def test_steps_of_the_heat_map_grow_lighter_for_everyone_and_their_numbers_can_be_read(seen):
    lightness = [lab(colour, seen)[0] for colour in heat_charts._GROUNDS[:-1]]
    assert min(np.diff(lightness)) >= 10
    pairs = zip(heat_charts._GROUNDS, heat_charts._WORDS_ON, strict=False)
    assert min(contrast(ground, words) for ground, words in pairs) >= 4.5
