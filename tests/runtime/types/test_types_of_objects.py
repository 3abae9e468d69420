"""Objects and literals tell the same types: a module declares only what the packaged data does not list."""

from __future__ import annotations

import importlib
import pkgutil

from pwsh_emu.runtime import types
from pwsh_emu.runtime.knowntypes import find_builtin
from pwsh_emu.runtime.typesystem import DotNetObject


def test_what_the_classes_of_objects_stand_for_is_what_names_find() -> None:
    modules = [importlib.import_module(one.name) for one in pkgutil.iter_modules(types.__path__, f"{types.__name__}.")]
    classes = [one for module in modules for one in vars(module).values() if isinstance(one, type) and issubclass(one, DotNetObject)]
    shown = {one.__name__: one.__dict__["ps_type"] for one in classes if hasattr(one.__dict__.get("ps_type"), "full_name")}
    assert len(shown) > 100
    assert [name for name, ps_type in shown.items() if find_builtin(ps_type.full_name) is not ps_type] == []
