"""The names that compiled code may call, and the modules they are loaded from when a block first uses them."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BUILTIN = {
    "type": type,
    "int": int,
    "str": str,
    "float": float,
    "bool": bool,
    "Exception": Exception,
    "BaseException": BaseException,
    "range": range,
    "len": len,
}

_MODULES = {
    "scopes": "UNSET",
    "values": "AUTOMATION_NULL PSArray Hashtable PSObject",
    "enumeration": "collect",
    "errors": "BreakLoop ContinueLoop ExitScript",
    "conversion": "to_bool to_string",
    "arithmetic": "add subtract multiply divide remainder negate plus range_",
    "comparison": "eq ne gt ge lt le",
    "bitwise": "band bor bxor bnot shl shr",
    "membership": "contains is_ as_",
    "turns": "look_around",
    "backgroundpipeline": "run_in_background background_job",
    "limits": "join_parts",
    "matching": "join split like notlike match notmatch replace unary_join unary_split",
    "formatoperator": "format_",
    "operators": "isnot notcontains",
    "members": "get_property set_property invoke_method get_static_property set_static_property invoke_static",
    "indexing": "get_index get_by_object set_index set_called",
    "trapping": (
        "statement_error catch_error loop_break loop_continue check_return hand_on LEAVING ReturnFlow throw_value rethrow RETURN push_traps pop_traps"
    ),
    "variables": (
        "lookup lookup_in_text unset_here read_special read_qualified write_qualified read_cell_or_null constant_variable_error assign_special "
        "qualified_cell using_value"
    ),
    "assignment": "declare_variable declare_qualified unpack step_value step_base reference_to",
    "compile.support": (
        "emit discard array_expression hash_literal ordered_literal custom_object_literal cast_custom_object make_block iterate_for int_range "
        "resolve_type cast_value type_literal static_target define_function define_classes invoke_as exit_code switch_items switch_matches "
        "switch_block switch_file run_using argument_value invoke_member foreach_enumerator null_index label_of attributed_value property_or_null "
        "member_value member_text base_constructor generic_method right_first not_supported_statement store_index step_element returned"
    ),
    "compile.membersites": "read_property write_property call_method call_static",
    "compile.calls": "run_command capture_command run_pipeline_site capture_pipeline redirected_expression",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def load(name: str) -> Any:
    """Return what a global name of compiled code stands for."""
    if name in _BUILTIN:
        return _BUILTIN[name]
    return getattr(import_module(f"pwsh_emu.runtime.{_HOMES[name]}"), name)
