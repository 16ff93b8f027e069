"""``--preset`` on the command line."""

import json

from tests.test_cli import run, week

__all__ = ["week"]


def test_a_preset_takes_the_place_of_the_persons_settings(capsys, week, tmp_path):
    preset = tmp_path / "preset.toml"
    preset.write_text('framework = "efsa"\n[targets.magnesium]\ntarget = 310.5\nreason = "agreed"\n')
    status, out, _ = run(capsys, "analyze", week, "--preset", str(preset), "--format", "json")
    assert status == 0
    found = json.loads(out)
    gap = next(one for one in found["people"][0]["gaps"] if one["nutrient"] == "magnesium")
    assert (found["framework"], gap["target"], gap["target_kind"]) == ("efsa", 310.5, "override")
    preset.write_text("[plan]\ncloseness = 2")
    status, _, said = run(capsys, "plan", "--preset", str(preset))
    assert status == 2
    assert "Line 2 of preset.toml" in said
