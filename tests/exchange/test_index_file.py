"""The list of the service's cmdlets names the module that implements each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_index_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "index_exchange.py"), "--check"], check=False)
    assert done.returncode == 0, "run tools/index_exchange.py"
