"""StaticParameterBinder: which parameters the arguments of a command in a syntax tree belong to, without running anything."""

from __future__ import annotations

from typing import Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.command import ALL_SETS, ParameterMetadata
from pwsh_emu.runtime.errors import ExceptionObject
from pwsh_emu.runtime.knowntypes import KnownType, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.dictionaries import new_table_of_names
from pwsh_emu.runtime.types.syntaxtrees import AstView
from pwsh_emu.runtime.typesystem import DotNetObject, PSType

_LANGUAGE = "System.Management.Automation.Language."
_BINDING = "System.Management.Automation.ParameterBindingException"

# types that the packaged data does not list
DECLARED: dict[str, PSType] = {
    _LANGUAGE + name: KnownType([_LANGUAGE + name, "class", "s", "System.Management.Automation", "System.Object", ""])
    for name in ("ParameterBindingResult", "StaticBindingError", "StaticBindingResult")
}


class ParameterBindingResult(DotNetObject):
    """What a parameter is given: an element of the command, and its value where it is a constant."""

    ps_type = DECLARED[_LANGUAGE + "ParameterBindingResult"]
    PROPERTY_ORDER = "Parameter ConstantValue Value"
    SIGNATURES = ("System.Management.Automation.ParameterMetadata Parameter", "System.Object ConstantValue", f"{_LANGUAGE}CommandElementAst Value")
    __slots__ = ("ConstantValue", "Parameter", "Value")

    def __init__(self, parameter: Any, value: Any, constant: Any) -> None:
        super().__init__()
        self.Parameter = parameter
        self.Value = value
        self.ConstantValue = constant


class StaticBindingError(DotNetObject):
    """An element of a command that no parameter takes, and why."""

    ps_type = DECLARED[_LANGUAGE + "StaticBindingError"]
    PROPERTY_ORDER = "CommandElement BindingException"
    SIGNATURES = (f"{_LANGUAGE}CommandElementAst CommandElement", f"{_BINDING} BindingException")
    __slots__ = ("BindingException", "CommandElement")

    def __init__(self, element: Any, exception: ExceptionObject) -> None:
        super().__init__()
        self.CommandElement = element
        self.BindingException = exception


class StaticBindingResult(DotNetObject):
    """What a command's parameters are given, and what none takes."""

    ps_type = DECLARED[_LANGUAGE + "StaticBindingResult"]
    PROPERTY_ORDER = "BoundParameters BindingExceptions"
    SIGNATURES = (
        f"System.Collections.Generic.Dictionary[string,{_LANGUAGE}ParameterBindingResult] BoundParameters",
        f"System.Collections.Generic.Dictionary[string,{_LANGUAGE}StaticBindingError] BindingExceptions",
    )
    __slots__ = ("BindingExceptions", "BoundParameters")

    def __init__(self) -> None:
        super().__init__()
        self.BoundParameters = new_table_of_names(_LANGUAGE + "ParameterBindingResult")
        self.BindingExceptions = new_table_of_names(_LANGUAGE + "StaticBindingError")


class StaticParameterBinderMembers:
    """Static members of System.Management.Automation.Language.StaticParameterBinder."""

    SIGNATURES = tuple(
        f"static {_LANGUAGE}StaticBindingResult BindCommand({_LANGUAGE}CommandAst commandAst{more})"
        for more in ("", ", bool resolve", ", bool resolve, string[] desiredParameters")
    )

    @staticmethod
    @with_session
    def static_BindCommand(session: Any, command: Any, resolve: bool = True, wanted: Any = None) -> StaticBindingResult:
        """Return what the parameters of a command are given; where it is not to be resolved, arguments are bound as they are written."""
        if command is None:
            raise failures.null("commandAst")
        binding = _Binding(session, command)
        names = [str(one).lower() for one in wanted or ()]
        given = {str(one.parameter_name).lower() for one in command.node.elements[1:] if isinstance(one, tree.CommandParameterAst)}
        if names and not any(name.startswith(one) for name in names for one in given):
            return binding.result
        interface = binding.interface() if resolve else None
        if interface is None:
            binding.as_written()
        else:
            binding.bind(interface)
        return binding.result


class _Binding:
    """One command's arguments, in order."""

    def __init__(self, session: Any, command: AstView) -> None:
        self.session = session
        self.command = command
        self.elements: list[Any] = list(command.node.elements[1:])
        self.result = StaticBindingResult()
        self.parameters: list[ParameterMetadata] = []
        self.sets: set[str] = set()
        self.waiting: list[Any] = []

    def interface(self) -> Any:
        """Return the interface of the command that the first element names, None where there is none."""
        from pwsh_emu.runtime.discovery import find
        from pwsh_emu.runtime.types import commandinfos

        first = self.command.node.elements[0]
        if not isinstance(first, tree.StringConstantExpressionAst):
            return None
        info = commandinfos.resolved_command(self.session, find(self.session, first.value))
        found = None if info is None else commandinfos.interface(self.session, info)
        if found is not None:
            self.parameters = [*commandinfos.all_parameters(found, self.session)]
        return found

    def view(self, node: Any) -> AstView:
        return AstView(node, self.command.source, self.command)

    # --- a command that is not known ---
    def as_written(self) -> None:
        position = 0
        index = 0
        while index < len(self.elements):
            element = self.elements[index]
            index += 1
            if not isinstance(element, tree.CommandParameterAst):
                self.put(str(position), None, element)
                position += 1
                continue
            value = element.argument
            if value is None and index < len(self.elements) and not isinstance(self.elements[index], tree.CommandParameterAst):
                value = self.elements[index]
                index += 1
            self.put(element.parameter_name, None, value, constant=None if value is not None else True)

    # --- a command that is ---
    def bind(self, interface: Any) -> None:
        self.sets = set(interface.set_names) or {ALL_SETS}
        index = 0
        while index < len(self.elements):
            element = self.elements[index]
            index += 1
            if not isinstance(element, tree.CommandParameterAst):
                self.waiting.append(element)
                continue
            parameter = self.named(element)
            if parameter is None:  # what follows is its argument
                if element.argument is None and index < len(self.elements) and not isinstance(self.elements[index], tree.CommandParameterAst):
                    index += 1
                continue
            value = element.argument
            if value is None and not parameter.is_switch:
                if index == len(self.elements):
                    self.fail(element, "MissingArgument", f"Missing an argument for parameter '{parameter.name}'.")
                    continue
                value = self.elements[index]
                index += 1
                if isinstance(value, tree.CommandParameterAst) and self.matching(value.parameter_name):
                    index -= 1
                    if len(self.matching(value.parameter_name)) == 1:
                        self.fail(element, "MissingArgument", f"Missing an argument for parameter '{parameter.name}'.")
                    continue
            if parameter.name in self.result.BoundParameters:
                message = f"Cannot bind parameter because parameter '{parameter.name}' is specified more than once."
                self.fail(element, "ParameterAlreadyBound", message)
                continue
            self.give(parameter, value)
        for element in self.waiting:
            found = self.positional(interface.default_set)
            if found is None:
                shown = str(self.view(element))
                self.fail(element, "PositionalParameterNotFound", f"A positional parameter cannot be found that accepts argument '{shown}'.")
            else:
                self.give(found, element)

    def matching(self, name: str) -> list[ParameterMetadata]:
        """Return the parameters that a written name may mean."""
        lower = name.lower()
        exact = [one for one in self.parameters if one.name.lower() == lower or lower in (alias.lower() for alias in one.aliases)]
        return exact or [
            one for one in self.parameters if one.name.lower().startswith(lower) or any(alias.lower().startswith(lower) for alias in one.aliases)
        ]

    def named(self, element: Any) -> ParameterMetadata | None:
        """Return the parameter that an element names; None, with an error noted, where it names none or several."""
        name = element.parameter_name
        found = self.matching(name)
        if len(found) == 1:
            return found[0]
        if found:
            possible = " ".join(f"-{one.name}" for one in found)
            message = f"Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include: {possible}."
            self.fail(element, "AmbiguousParameter", message, name)
        else:
            self.fail(element, "NamedParameterNotFound", f"A parameter cannot be found that matches parameter name '{name}'.", name)
        return None

    def positional(self, default: str | None) -> ParameterMetadata | None:
        """Return the parameter that takes the next argument without a name: of the default set where that is still possible."""
        best: tuple[tuple[int, int], ParameterMetadata] | None = None
        rest = None
        for parameter in self.parameters:
            if parameter.name in self.result.BoundParameters:
                continue
            for name, entry in parameter.sets.items():
                if name != ALL_SETS and name not in self.sets:
                    continue
                if entry.from_remaining:
                    rest = parameter
                if entry.position is not None:
                    rank = (0 if name in (ALL_SETS, default) else 1, entry.position)
                    if best is None or rank < best[0]:
                        best = (rank, parameter)
        return best[1] if best is not None else rest

    def give(self, parameter: ParameterMetadata, value: Any) -> None:
        if ALL_SETS not in parameter.sets:
            self.sets = {one for one in self.sets if one in parameter.sets} or self.sets
        self.put(parameter.name, parameter, value, constant=True if value is None else None)

    def put(self, name: str, parameter: Any, value: Any, constant: Any = None) -> None:
        if isinstance(value, (tree.ConstantExpressionAst, tree.StringConstantExpressionAst)):
            constant = value.value
        elif isinstance(value, tree.VariableExpressionAst) and value.name.lower() in ("true", "false"):
            constant = value.name.lower() == "true"
        shown = None if value is None else self.view(value)
        self.result.BoundParameters.set(name, ParameterBindingResult(parameter, shown, constant))

    def fail(self, element: Any, error_id: str, message: str, key: str | None = None) -> None:
        view = self.view(element)
        exception = ExceptionObject(_BINDING, message, None, {"ParameterName": key or "", "ErrorId": error_id})
        key = key or (element.parameter_name if isinstance(element, tree.CommandParameterAst) else str(view))
        self.result.BindingExceptions.set(key, StaticBindingError(view, exception))


TYPES: dict[str, type] = {
    _LANGUAGE + "StaticParameterBinder": StaticParameterBinderMembers,
    _LANGUAGE + "StaticBindingResult": StaticBindingResult,
    _LANGUAGE + "StaticBindingError": StaticBindingError,
    _LANGUAGE + "ParameterBindingResult": ParameterBindingResult,
}
