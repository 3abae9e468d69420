"""The index of cmdlets agrees with the code and the declarations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pwsh_emu.cmdlets.index_data import CMDLETS

ROOT = Path(__file__).resolve().parents[2]


def test_the_index_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "index_cmdlets.py"), "--check"], check=False)
    assert done.returncode == 0, "run tools/index_cmdlets.py"


def test_every_implementation_can_be_loaded() -> None:
    from pwsh_emu.cmdlets.index import cmdlet_info

    for name, (module, class_name, _, _) in CMDLETS.items():
        if module:
            assert cmdlet_info(name).implementation.__name__ == class_name


def test_every_declaration_can_be_read() -> None:
    from pwsh_emu.cmdlets.index import cmdlet_info

    for name in CMDLETS:
        assert cmdlet_info(name).metadata.name == name
