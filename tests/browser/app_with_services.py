"""The app with both food services at the address of a test's own server: no other machine is asked."""

import os
import runpy
from pathlib import Path

from planner.sources import fdc, off

fdc.BASE = f"{os.environ['TEST_SERVICES']}/fdc/v1"
off.BASE = os.environ["TEST_SERVICES"]
runpy.run_path(str(Path(__file__).resolve().parents[2] / "app.py"))
