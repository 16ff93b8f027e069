"""What the README shows was run: its examples give the output it prints, and what it points to exists."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from planner.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```console\n\$ planner (.+)\n((?:(?!```).*\n)*)```", README, flags=re.MULTILINE)


def test_there_are_examples():
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_gives_what_is_printed(command, output, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)) == 0
    printed = capsys.readouterr().out
    same = doctest.OutputChecker().check_output(output, printed, doctest.ELLIPSIS)
    assert same, printed


@pytest.mark.parametrize("page", ["README.md", "data/README.md", "CHANGELOG.md"])
def test_links_within_the_project_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)\)", text)
    missing = [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()]
    assert missing == []


def test_the_sample_of_the_diary_format_is_read(tmp_path):
    from planner import read_diary

    block = re.search(r"(?:^ {4}.*\n)*^ {4}date,time.*\n(?:^ {4}.*\n)*", README, flags=re.MULTILINE)
    lines = [line.strip() for line in block[0].splitlines()]
    diary = read_diary("\n".join(lines).encode())
    assert diary.rows == {"read": len(lines) - 1, "used": len(lines) - 1, "with_faults": 0}


def test_the_sample_of_a_person_file_is_read(tmp_path):
    from planner import read_person

    block = re.search(r"^ {4}age = 29\n(?:(?: {4}.*)?\n)*", README, flags=re.MULTILINE)
    path = tmp_path / "person.toml"
    path.write_text(re.sub(r"^ {4}", "", block[0], flags=re.MULTILINE))
    assert read_person(path).caffeine_cap_mg == 150
