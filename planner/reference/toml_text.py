"""Settings as TOML text that reads back to the last digit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def toml_value(value: Any) -> str:
    """Return a text, a number or a list of these as TOML.

    Examples
    --------
    >>> toml_value(400.0), toml_value(0.1 + 0.2), toml_value(["07:30"])
    ('400', '0.30000000000000004', '["07:30"]')
    """
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(toml_value(one) for one in value)}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    short = f"{value:.10g}"
    return short if float(short) == value else repr(float(value))


def toml_block(header: str, values: Mapping[str, Any]) -> str:
    """Return a table of a file, without a header its first lines; ``""`` where it holds nothing.

    Examples
    --------
    >>> print(toml_block("caps", {"caffeine_mg": 150.0}))
    [caps]
    caffeine_mg = 150
    """
    lines = [f"{name} = {toml_value(value)}" for name, value in values.items()]
    return "\n".join([f"[{header}]", *lines] if header and lines else lines)


def toml_text(blocks: Iterable[str]) -> str:
    """Return the blocks that hold something, a line free between them."""
    return "\n\n".join(block for block in blocks if block) + "\n"
