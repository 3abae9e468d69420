"""Type names as trees: how simple, generic and array names are put together and spelled."""

from __future__ import annotations

from pwsh_emu.language.ast import TypeName


def simple_type(name: str, start: int, end: int, assembly: str | None = None) -> TypeName:
    """Make a plain type name, with the assembly it is asked from, if any."""
    return TypeName(start, end, f"{name},{assembly}" if assembly else name, name, assembly=assembly)


def generic_type(name: str, arguments: list[TypeName], start: int, end: int, assembly: str | None = None) -> TypeName:
    """Make ``name[arguments]``."""
    result = TypeName(start, end, "", name, arguments=tuple(arguments), assembly=assembly)
    result.text = full_name(result)
    return result


def array_type(element: TypeName, rank: int, start: int, end: int) -> TypeName:
    """Make an array of a type; ``rank`` is its number of dimensions."""
    result = TypeName(start, end, "", element.name, element.arguments, (*element.ranks, rank), element.assembly)
    result.text = f"{element.text}[{',' * (rank - 1)}]" if element.assembly is None else full_name(result)
    return result


def with_assembly(type_name: TypeName, assembly: str) -> TypeName:
    """Return the same name qualified by an assembly."""
    result = TypeName(type_name.start, type_name.end, "", type_name.name, type_name.arguments, type_name.ranks, assembly)
    result.text = full_name(result)
    return result


def full_name(type_name: TypeName) -> str:
    """Spell a type name as PowerShell's TypeName.FullName does: no spaces, the assembly last."""
    text = type_name.name
    if type_name.arguments:
        text += "[" + ",".join(argument.text for argument in type_name.arguments) + "]"
    for rank in type_name.ranks:
        text += "[" + "," * (rank - 1) + "]"
    return f"{text},{type_name.assembly}" if type_name.assembly else text


def parse_type_name(text: str) -> TypeName | None:
    """Parse the text between the brackets of a type literal; None where it is no type name."""
    from pwsh_emu.language.errorpass import parse_type_name as exact

    return exact(text)
