"""Made-up programs give results or PowerShell errors; tools/fuzz.py tries many more of them."""

from __future__ import annotations

import pytest
from fuzzing import MAKERS, Runner, program

from pwsh_emu.runtime import trapping

SEEDS = range(1, 91)


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_no_program_fails_inside_the_emulator(maker: str) -> None:
    runner = Runner()
    failed = [(seed, program(maker, seed), found.details) for seed in SEEDS if (found := runner.run(program(maker, seed))) is not None]
    assert failed == []


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_a_seed_gives_one_program(maker: str) -> None:
    programs = {program(maker, seed) for seed in SEEDS}
    assert programs == {program(maker, seed) for seed in SEEDS}
    assert len(programs) > 75


def test_a_failure_is_heard_even_where_the_script_catches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from pwsh_emu.cmdlets.write import WriteOutput

    def fail(self: object) -> None:
        raise KeyError("a defect")

    monkeypatch.setattr(WriteOutput, "process", fail)
    found = Runner().run("try { Write-Output 1 -ErrorAction SilentlyContinue } catch { }")
    assert found is not None
    assert found.key.startswith("KeyError in ")
    assert trapping._convert.__name__ == "_convert"
