"""Keep the figures of ``make bench``: one row a benchmark, added to history.csv.

A benchmark says what its time is set against, in the same run, through ``benchmark.extra_info``:

- ``compared_with``: a peer (``"pandas merge and groupby"``) or a limit (``"limit of 15 s"``);
- ``reference_s``: the peer's time or the limit, in seconds; ``ratio`` in the history is median over this;
- ``note``: anything else, such as the number of rows.

Seconds depend on the machine; ratios travel better. Only runs with ``--benchmark-json`` are kept, as
``make bench`` makes them.
"""

import csv
import os
from pathlib import Path

HISTORY = Path(__file__).with_name("history.csv")
COLUMNS = ("date", "commit", "name", "median_s", "compared_with", "reference_s", "ratio", "cores", "note")


def history_row(benchmark, output):
    """Return one row of the history from pytest-benchmark's record of one benchmark."""
    extra, median = benchmark["extra_info"], benchmark["stats"]["median"]
    reference = extra.get("reference_s")
    commit = output["commit_info"]
    return {
        "date": output["datetime"][:10],
        "commit": commit.get("id", "")[:10] + ("+" if commit.get("dirty") else ""),
        "name": benchmark["name"].removeprefix("test_"),
        "median_s": f"{median:.4g}",
        "compared_with": extra.get("compared_with", ""),
        "reference_s": "" if reference is None else f"{reference:.4g}",
        "ratio": "" if reference is None else f"{median / reference:.3g}",
        "cores": os.cpu_count(),
        "note": extra.get("note", ""),
    }


def pytest_benchmark_update_json(output_json):
    """Add the run to the history, under a header where the file is new."""
    new = not HISTORY.exists()
    with HISTORY.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerows(history_row(benchmark, output_json) for benchmark in output_json["benchmarks"])
