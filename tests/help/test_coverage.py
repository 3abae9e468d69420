"""docs/coverage.md says what there is: it is made from the code, and made again here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_coverage_page_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "build_coverage.py"), "--check"], check=False, cwd=ROOT)
    assert done.returncode == 0, "run tools/build_coverage.py"


def test_the_page_counts_what_works() -> None:
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert "| Connect-IPPSSession |" in text and "| Get-SCInsights |" not in text
    whole = text.partition("## Microsoft.PowerShell.Utility")[2].partition("Whole: ")[2].partition("\n")[0]
    assert "Select-Object" in whole and "Invoke-WebRequest" not in whole
    assert text.count("\n| ") > 50
