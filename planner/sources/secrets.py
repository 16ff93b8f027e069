"""The key of FoodData Central: from the environment or a file, and shown to nobody."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Final

from planner.errors import SourceError
from planner.home import home_folder
from planner.language import _

VARIABLE: Final = "FDC_API_KEY"
_NAME: Final = "fdc_api_key"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")


def secrets_file() -> Path:
    """Return the file that may hold the key, whether or not it is there."""
    return home_folder() / "secrets.toml"


def fdc_key() -> str:
    """Return the key.

    Raises
    ------
    SourceError
        When there is none, or what is there cannot be one; the text does not hold it.
    """
    key = os.environ.get(VARIABLE, "").strip() or _from_file()
    if not key:
        raise SourceError(
            _("FoodData Central needs a key, and none is set."),
            _(
                "Get one for nothing at https://fdc.nal.usda.gov/api-key-signup, and set FDC_API_KEY, or "
                'write fdc_api_key = "…" into {file}.',
                file=secrets_file(),
            ),
        )
    if not _KEY.fullmatch(key):
        raise SourceError(
            _("What is set as the key of FoodData Central cannot be one."),
            _("It has letters and digits only: copy it again."),
        )
    return key


def _from_file() -> str:
    try:
        found = tomllib.loads(secrets_file().read_text(encoding="utf-8")).get(_NAME, "")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):  # its text may hold the key
        raise SourceError(
            _("{file} cannot be read.", file=secrets_file()),
            _('It should hold one line: fdc_api_key = "…".'),
        ) from None
    return found.strip() if isinstance(found, str) else "?"
