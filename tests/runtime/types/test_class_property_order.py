"""In which order the properties of a class stand that derives from a .NET type."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("class Own : Exception { $Mine }; [Own]::new()", "Mine,Message"),
        ("class Own : Exception { $Mine }; class Sub : Own { $New }; [Sub]::new()", "New,Mine,Message"),
        ("class Own : System.Collections.ArrayList { $Mine }; , [Own]::new()", "Mine,Capacity"),
    ],
)
def test_properties_of_a_class_stand_before_inherited_ones(code: str, first: str) -> None:
    assert str(Shell().run(f"({code}).psobject.Properties.Name -join ','".replace("(class", "$(class")).output[0]).startswith(first)
