"""The names that compiled code may call, and the modules they are loaded from when a block first uses them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_BUILTIN = {"type": type, "int": int, "str": str, "float": float, "bool": bool, "Exception": Exception, "BaseException": BaseException, "range": range, "len": len}

# name -> (module below pwsh_emu.runtime, attribute)
_HOMES: dict[str, tuple[str, str]] = {}


def _declare(module: str, *names: str) -> None:
    for name in names:
        own, _, attribute = name.partition("=")
        _HOMES[own] = (module, attribute or own)


_declare("scopes", "UNSET")
_declare("values", "AUTOMATION_NULL", "PSArray", "Hashtable", "OrderedDictionary", "PSObject", "PSReference")
_declare("enumeration", "collect", "iterate")
_declare("errors", "BreakLoop", "ContinueLoop", "ExitScript")
_declare("conversion", "to_bool", "to_string", "convert")
_declare("arithmetic", "add", "subtract", "multiply", "divide", "remainder", "negate", "plus", "range_")
_declare("comparison", "eq", "ne", "gt", "ge", "lt", "le")
_declare("bitwise", "band", "bor", "bxor", "bnot", "shl", "shr")
_declare("membership", "contains", "in_", "is_", "as_")
_declare("matching", "join", "split", "like", "notlike", "match", "notmatch", "replace", "unary_join", "unary_split")
_declare("formatoperator", "format_")
_declare("operators", "isnot", "notcontains", "notin")
_declare("members", "get_property", "set_property", "invoke_method", "get_static_property", "set_static_property", "invoke_static")
_declare("indexing", "get_index", "set_index")
_declare("trapping", "statement_error", "catch_error", "matches_catch", "loop_break", "loop_continue", "check_return", "ReturnFlow", "throw_value", "rethrow", "RETURN", "stopped", "push_traps", "pop_traps")
_declare(
    "variables", "lookup", "lookup_in_text", "unset_here", "read_special", "read_qualified", "write_qualified", "assign_cell", "read_cell_or_null", "constant_variable_error", "assign_special",
    "qualified_cell", "using_value",
)  # fmt: skip
_declare(
    "assignment", "declare_variable", "declare_qualified", "unpack", "step_variable", "step_value", "step_base", "reference_to", "apply_compound", "member_compound", "index_compound", "static_compound", "null_assign",
)  # fmt: skip
_declare(
    "compile.support", "emit", "discard", "array_expression", "hash_literal", "ordered_literal", "custom_object_literal", "make_block", "iterate_for", "int_range",
    "resolve_type", "cast_value", "type_literal", "static_target", "define_function", "define_classes", "invoke_as", "exit_code", "switch_items", "switch_matches",
    "switch_block", "switch_file", "run_using", "argument_value", "invoke_member", "foreach_enumerator", "null_index", "label_of", "attributed_value",
    "property_or_null", "member_value", "base_constructor", "generic_method", "right_first", "not_supported_statement", "store_index", "step_element",
)  # fmt: skip
_declare("compile.membersites", "read_property", "write_property", "call_method")
_declare("compile.calls", "run_command", "capture_command", "run_pipeline_site", "capture_pipeline", "redirected_expression")


def load(name: str) -> Any:
    """Return what a global name of compiled code stands for."""
    if name in _BUILTIN:
        return _BUILTIN[name]
    module, attribute = _HOMES[name]
    return getattr(import_module(f"pwsh_emu.runtime.{module}"), attribute)
