"""The objects that Get-Help writes: trees of PSCustomObject with the names and type names that PowerShell's help views look for.

`from_comments` and `from_content` make full help (MamlCommandHelpInfo), `reduced` makes what PowerShell shows for a command without help
(ExtendedCmdletHelpInfo), `short` the rows of a list (HelpInfoShort). Shapes: PowerShell's MAML reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.help.comments import CommentHelp, example_sections
from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.command import ALL_SETS, CommandMetadata, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.values import PSArray, PSCustomObject, PSObject

if TYPE_CHECKING:
    from pwsh_emu.help.content import CommandContent
    from pwsh_emu.runtime.session import Session

_MAML = "MamlCommandHelpInfo"
_REDUCED = "ExtendedCmdletHelpInfo"
_NAMESPACES = {
    "xmlns:maml": "http://schemas.microsoft.com/maml/2004/10",
    "xmlns:command": "http://schemas.microsoft.com/maml/dev/command/2004/10",
    "xmlns:dev": "http://schemas.microsoft.com/maml/dev/2004/10",
}
_EMPTY_LINES = 4  # behind the remarks of an example
_TITLE_WIDTH = 64
_SWITCH = "System.Management.Automation.SwitchParameter"


def node(name: str, members: dict[str, Any], attributes: dict[str, Any] | None = None) -> PSCustomObject:
    """Return an element of a help tree with its attributes behind its contents; None contents are left out."""
    found = {key: value for key, value in members.items() if value is not None}
    return PSCustomObject({**found, **(attributes or {})}, [f"{_MAML}#{name}"])


def several(items: list[Any]) -> Any:
    """Return an array of elements, or the one there is; None where there is none."""
    if not items:
        return None
    return items[0] if len(items) == 1 else PSArray(items, "System.Management.Automation.PSObject")


def paragraphs(texts: Iterable[str]) -> PSArray | None:
    """Return paragraphs as text items: all but the last end in a line break, so that an empty line follows them."""
    kept = [text.strip() for text in texts]
    count = sum(1 for text in kept if text)
    items = []
    for index, text in enumerate(kept, 1):
        items.append(PSCustomObject({"Text": text + "\n" if text and index != count else text}, ["MamlParaTextItem", "MamlTextItem"]))
    return PSArray(items, "System.Management.Automation.PSObject") if items else None


def plain_text(text: str) -> PSArray:
    """Return one text item that is kept as it is."""
    return PSArray([PSCustomObject({"Text": text}, ["MamlParaTextItem", "MamlTextItem"])], "System.Management.Automation.PSObject")


# --- help from comments ---------------------------------------------------------------------------------------------


def from_comments(session: Session, name: str, category: str, block: Any, said: CommentHelp) -> PSCustomObject:
    """Return the full help that the comments of a script command give."""
    metadata: CommandMetadata = block.metadata
    synopsis = said.synopsis.strip()
    details = node("details", {"name": PSObject(name), "description": paragraphs([synopsis]) if said.synopsis else None})
    parameters = _all_parameters(metadata)
    members = {
        "details": details,
        "syntax": node(
            "syntax", {"syntaxItem": several([_syntax_item(session, name, metadata, one, said) for one in metadata.set_names or [ALL_SETS]])}
        ),
        "parameters": node("parameters", {"parameter": several([_comment_parameter(session, block, one, said) for one in parameters])}),
        "description": paragraphs([said.description]) if said.description else None,
        "alertSet": node("alertSet", {"alert": paragraphs([said.notes])}) if said.notes else None,
        "examples": _comment_examples(said) if said.examples else None,
        "inputTypes": _types("inputTypes", "inputType", said.inputs),
        "returnValues": _types("returnValues", "returnValue", said.outputs or metadata.output_types),
        "relatedLinks": node("relatedLinks", {"navigationLink": several([_link(one) for one in said.links])}) if said.links else None,
    }
    return finished(members, name, category, synopsis, (said.component, said.role, said.functionality))


def finished(members: dict[str, Any], name: str, category: str, synopsis: str, filters: tuple[str | None, str | None, str | None]) -> PSCustomObject:
    """Return a full help object; ``filters`` are component, role and functionality."""
    found = {key: value for key, value in members.items() if value is not None}
    found.update(_NAMESPACES)
    found.update({"Name": name, "Category": category, "Synopsis": synopsis})
    found.update(zip(("Component", "Role", "Functionality"), filters, strict=True))
    return PSCustomObject(found, [_MAML, "HelpInfo"])


def _all_parameters(metadata: CommandMetadata) -> list[ParameterMetadata]:
    """Return a command's own parameters, those that its CmdletBinding brings, and those that folders bring."""
    from pwsh_emu.runtime.syntaxtext import brought_parameters

    return [*metadata.parameters.values(), *brought_parameters(metadata), *metadata.dynamic.values()]


def _in_set(parameter: ParameterMetadata, set_name: str) -> ParameterSetEntry | None:
    return parameter.sets.get(set_name) or parameter.sets.get(ALL_SETS)


def _syntax_item(session: Session, name: str, metadata: CommandMetadata, set_name: str, said: CommentHelp) -> PSCustomObject:
    shown = []
    for parameter in _all_parameters(metadata):
        entry = _in_set(parameter, set_name)
        if entry is not None:
            contents = {"name": PSObject(parameter.name), "description": _described(said, parameter.name)}
            contents.update(_value(session, parameter, syntax=True))
            shown.append(node("parameter", contents, _attributes(parameter, entry)))
    return node("syntaxItem", {"name": PSObject(name), "parameter": several(shown)})


def _described(said: CommentHelp, name: str) -> PSArray | None:
    text = said.parameter(name)
    return paragraphs([text]) if text else None


def _comment_parameter(session: Session, block: Any, parameter: ParameterMetadata, said: CommentHelp) -> PSCustomObject:
    entry = parameter.sets.get(ALL_SETS) or next(iter(parameter.sets.values()), ParameterSetEntry())
    contents: dict[str, Any] = {"name": PSObject(parameter.name), "description": _described(said, parameter.name)}
    contents.update(_value(session, parameter, syntax=False))
    contents["type"] = node("type", {"name": PSObject(type_name_of(session, parameter.type_name))})
    contents["defaultValue"] = PSObject(_default(session, block, parameter))
    return node("parameter", contents, _attributes(parameter, entry))


def _attributes(parameter: ParameterMetadata, entry: ParameterSetEntry) -> dict[str, str]:
    ways = [text for given, text in ((entry.from_pipeline, "ByValue"), (entry.from_pipeline_by_name, "ByPropertyName")) if given]
    return {
        "required": "true" if entry.mandatory else "false",
        "globbing": "true" if _has_attribute(parameter, "SupportsWildcardsAttribute") else "false",
        "pipelineInput": f"true ({', '.join(ways)})" if ways else "false",
        "position": "named" if entry.position is None else str(entry.position + 1),
    }


def _has_attribute(parameter: ParameterMetadata, name: str) -> Any:
    return next((one for one in parameter.attributes if getattr(one, "type_name", "").endswith(name)), None)


def _value(session: Session, parameter: ParameterMetadata, *, syntax: bool) -> dict[str, Any]:
    """Return parameterValue or parameterValueGroup: the names of an enumeration, else the type; switches have none in a syntax."""
    names = enum_names(session, parameter.type_name)
    if names is not None:
        values = [PSObject(name, {"required": "false"}) for name in names]
        return {"parameterValueGroup": node("parameterValueGroup", {"parameterValue": several(values)})}
    is_switch = parameter.type_name.removesuffix("[]") == _SWITCH
    if syntax and is_switch:
        return {}
    return {"parameterValue": PSObject(type_name_of(session, parameter.type_name), {"required": "false" if is_switch else "true"})}


def enum_names(session: Session, type_name: str) -> list[str] | None:
    """Return the names of an enumeration (or of an array of one); None for other types."""
    from pwsh_emu.runtime.typesystem import EnumType

    found = session.types.find(type_name.removesuffix("[]"))
    return list(found.names) if isinstance(found, EnumType) else None


def type_name_of(session: Session, full: str) -> str:
    """Return a type's own name as Type.Name gives it: ``String[]``, ``Nullable`1``."""
    found = session.types.find(full)
    if found is not None:
        full = found.full_name
    head, _, rest = full.partition("[")
    suffix = ""
    while full.endswith("[]"):
        suffix += "[]"
        full = full[:-2]
    if rest and "`" in head:
        full = head
    return full.rpartition(".")[2].rpartition("+")[2] + suffix


def _default(session: Session, block: Any, parameter: ParameterMetadata) -> str:
    attribute = _has_attribute(parameter, "PSDefaultValueAttribute")
    if attribute is not None:
        from pwsh_emu.runtime.convert_text import to_string

        shown = attribute.named.get("help") or attribute.named.get("value")
        if shown:
            return to_string(session, shown).strip()
    default = parameter.default
    if default is None:
        return _INITIAL.get(parameter.type_name, "")
    if isinstance(default, (tree.ConstantExpressionAst, tree.StringConstantExpressionAst)):
        from pwsh_emu.runtime.convert_text import to_string

        return to_string(session, default.value).strip()
    text = str(block.ast.source.text[default.start : default.end])
    return _CONSTANTS.get(text.lower(), text)


# What a parameter without a default value holds: the initial value of its type.
_INITIAL = {f"System.{name}": "0" for name in (
    "Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal",
)} | {
    "System.Boolean": "False", _SWITCH: "False", "System.DateTime": "01/01/0001 00:00:00", "System.TimeSpan": "00:00:00",
    "System.Guid": "00000000-0000-0000-0000-000000000000",
}  # fmt: skip
_CONSTANTS = {"$true": "True", "$false": "False", "$null": ""}


def _comment_examples(said: CommentHelp) -> PSCustomObject:
    examples = []
    for number, text in enumerate(said.examples, 1):
        prompt, code, remarks = example_sections(text)
        examples.append(_example(f"-------------------------- EXAMPLE {number} --------------------------", prompt, code, [remarks]))
    return node("examples", {"example": several(examples)})


def _example(title: str, prompt: str, code: str, remarks: list[str]) -> PSCustomObject:
    contents = {
        "title": PSObject(title),
        "introduction": plain_text(prompt),
        "code": PSObject(code),
        "remarks": paragraphs([*remarks, *[""] * _EMPTY_LINES]),
    }
    return node("example", contents)


def _types(name: str, item: str, texts: Iterable[str]) -> PSCustomObject | None:
    items = [node(item, {"type": node("type", {"name": PSObject(text.strip())})}) for text in texts]
    return node(name, {item: several(items)}) if items else None


def _link(text: str) -> PSCustomObject:
    kind = "uri" if _is_address(text) else "linkText"
    return node("navigationLink", {kind: PSObject(text)})


def _is_address(text: str) -> bool:
    scheme, colon, rest = text.partition(":")
    return bool(colon and rest) and scheme.isalpha() and " " not in text


# --- help from the emulator's own content ---------------------------------------------------------------------------


def from_content(session: Session, info: Any, category: str, content: CommandContent) -> PSCustomObject:
    """Return the full help of a cmdlet: its interface from the declaration, the words from the content."""
    metadata: CommandMetadata = info.metadata
    name = info.name
    verb, _, noun = name.partition("-")
    details = node("details", {"name": PSObject(name), "description": paragraphs([content.synopsis]), "verb": PSObject(verb), "noun": PSObject(noun)})
    parameters = sorted(_all_parameters(metadata), key=lambda one: one.name.lower())
    types = content.type_names
    members = {
        "details": details,
        "description": paragraphs(content.description),
        "syntax": node("syntax", {"syntaxItem": several(_content_syntax(session, name, metadata, types))}),
        "parameters": node("parameters", {"parameter": several([_content_parameter(one, content) for one in parameters])}),
        "inputTypes": _content_types("inputTypes", "inputType", _inputs(metadata, types)),
        "returnValues": _content_types("returnValues", "returnValue", content.outputs or metadata.output_types or ["System.Object"]),
        "alertSet": node("alertSet", {"alert": paragraphs(content.notes)}) if content.notes else None,
        "examples": _content_examples(content),
        "relatedLinks": node("relatedLinks", {"navigationLink": several([_link(one) for one in content.links])}) if content.links else None,
    }
    made = finished(members, name, category, content.synopsis, ("", "", ""))
    owner = info.module_name
    assert made.type_names is not None
    made.type_names[:0] = [f"{_MAML}#{owner}#{name}", f"{_MAML}#{owner}"]
    if category == "Cmdlet":
        made.members["PSSnapIn"] = None
    made.members["ModuleName"] = owner
    return made


def _content_syntax(session: Session, name: str, metadata: CommandMetadata, types: dict[str, str]) -> list[PSCustomObject]:
    from pwsh_emu.runtime.syntaxtext import ordered_sets, parameters_in_display_order

    items = []
    for set_name in ordered_sets(metadata):
        shown = []
        for parameter, entry in parameters_in_display_order(metadata, set_name):
            contents: dict[str, Any] = {"name": PSObject(parameter.name)}
            if not parameter.is_switch:
                contents.update(_choices(session, parameter) or {"parameterValue": PSObject(_shown_type(parameter, types), {"required": "true"})})
            shown.append(node("parameter", contents, _attributes_of_content(parameter, entry)))
        items.append(node("syntaxItem", {"name": PSObject(name), "parameter": several(shown)}))
    return items


def _choices(session: Session, parameter: ParameterMetadata) -> dict[str, Any] | None:
    values = next((one.values for one in parameter.attributes if type(one).__name__ == "ValidateSet"), None)
    names = list(values) if values else enum_names(session, parameter.type_name)
    if not names:
        return None
    return {
        "parameterValueGroup": node(
            "parameterValueGroup", {"parameterValue": several([PSObject(str(name), {"required": "false"}) for name in names])}
        )
    }


def _shown_type(parameter: ParameterMetadata, types: dict[str, str]) -> str:
    full = types.get(parameter.name) or parameter.type_name
    if full.startswith("System.Nullable`1["):
        return full[len("System.Nullable`1[") : -1]
    return full


def _attributes_of_content(parameter: ParameterMetadata, entry: ParameterSetEntry) -> dict[str, str]:
    ways = [text for given, text in ((entry.from_pipeline_by_name, "ByPropertyName"), (entry.from_pipeline, "ByValue")) if given]
    return {
        "required": "true" if entry.mandatory else "false",
        "globbing": "true" if parameter.name in _WILDCARDS else "false",
        "pipelineInput": f"True ({', '.join(ways)})" if ways else "False",
        "position": "named" if entry.position is None else str(entry.position),
        "aliases": ", ".join(parameter.aliases) or "none",
    }


_WILDCARDS = frozenset(("Path", "Include", "Exclude", "Filter", "Parameter"))


def _content_parameter(parameter: ParameterMetadata, content: CommandContent) -> PSCustomObject:
    entry = parameter.sets.get(ALL_SETS) or next(iter(parameter.sets.values()), ParameterSetEntry())
    shown = _shown_type(parameter, content.type_names)
    contents: dict[str, Any] = {
        "name": PSObject(parameter.name),
        "description": paragraphs([content.parameter(parameter)]),
        "parameterValue": PSObject(shown, {"required": "false" if parameter.is_switch else "true"}),
        "type": node("type", {"name": PSObject(shown)}),
        "defaultValue": PSObject("False" if parameter.is_switch else content.default_of(parameter.name)),
    }
    return node("parameter", contents, _attributes_of_content(parameter, entry))


def _inputs(metadata: CommandMetadata, types: dict[str, str]) -> list[str]:
    found: list[str] = []
    for parameter in metadata.parameters.values():
        if any(entry.from_pipeline or entry.from_pipeline_by_name for entry in parameter.sets.values()):
            shown = _shown_type(parameter, types)
            if shown not in found:
                found.append(shown)
    return found or ["None"]


def _content_types(name: str, item: str, texts: Iterable[str]) -> PSCustomObject:
    return node(name, {item: several([node(item, {"type": node("type", {"name": PSObject(text)})}) for text in texts])})


def _content_examples(content: CommandContent) -> PSCustomObject | None:
    examples = []
    for number, (title, code, remarks) in enumerate(content.examples, 1):
        shown = f" Example {number}: {title} " if title else f" Example {number} "
        dashes = "-" * max(1, (_TITLE_WIDTH - len(shown)) // 2)
        contents = {
            "title": PSObject(dashes + shown + dashes),
            "code": PSObject(code),
            "remarks": paragraphs([*remarks, ""] if remarks else ["", ""]),
        }
        examples.append(node("example", contents))
    return node("examples", {"example": several(examples)}) if examples else None


# --- help of commands without any -----------------------------------------------------------------------------------


def reduced(session: Session, info: Any, category: str, metadata: CommandMetadata, syntax: str) -> PSCustomObject:
    """Return what PowerShell shows for a cmdlet or function without help: its syntax, aliases and parameters."""
    owner = info.module_name
    name = info.name
    verb, _, noun = name.partition("-") if category == "Cmdlet" else ("", "", "")
    common = metadata.is_advanced
    remarks = "None"
    if owner == "Microsoft.PowerShell.Core":
        remarks = (
            "Get-Help cannot find the Help files for this cmdlet on this computer. It is displaying only partial help.\n"
            "    -- To download and install Help files for the module that includes this cmdlet, use Update-Help."
        )
    members: dict[str, Any] = {
        "CommonParameters": common,
        "details": PSCustomObject({"name": name, "noun": noun, "verb": verb}, [f"{_REDUCED}#details"]),
        "Syntax": PSCustomObject({"syntaxItem": _reduced_syntax(session, name, metadata)}, [f"{_REDUCED}#syntax"]),
        "parameters": PSCustomObject(
            {"parameter": PSArray([_reduced_parameter(one, None) for one in sorted(_all_parameters(metadata), key=lambda one: one.name)])},
            [f"{_REDUCED}#parameters"],
        ),
        "inputTypes": _reduced_type("inputTypes", "inputType", "".join(f"{one}\n" for one in _reduced_inputs(metadata))),
        "returnValues": _reduced_type("returnValues", "returnValue", "".join(f"{one}\n" for one in metadata.output_types) or "System.Object"),
        "aliases": "".join(f"{one}\n" for one in _aliases(session, name)) or "None\n",
        "remarks": remarks,
    }  # fmt: skip
    if category == "Cmdlet":
        members["PSSnapIn"] = None
    members |= {"alertSet": None, "description": None, "examples": None, "Synopsis": syntax, "ModuleName": owner, "nonTerminatingErrors": ""}
    members |= {key: _NAMESPACES[key] for key in ("xmlns:command", "xmlns:dev", "xmlns:maml")}
    members |= {"Name": name, "Category": category, "Component": None, "Role": None, "Functionality": None}
    return PSCustomObject(members, [f"{_REDUCED}#{owner}#command", f"{_REDUCED}#{owner}", _REDUCED, "CmdletHelpInfo", "HelpInfo"])


def _aliases(session: Session, name: str) -> list[str]:
    found: dict[str, None] = {}
    for scope in session.scope.chain():
        for alias in (scope.aliases or {}).values():
            if alias.definition.lower() == name.lower():
                found.setdefault(alias.name)
    return list(found)


def _reduced_syntax(session: Session, name: str, metadata: CommandMetadata) -> PSArray:
    from pwsh_emu.runtime.syntaxtext import ordered_sets, parameters_in_display_order

    items = []
    for set_name in ordered_sets(metadata):
        shown = []
        for parameter, _ in parameters_in_display_order(metadata, set_name):
            made = _reduced_parameter(parameter, set_name)
            choices = _choices(session, parameter)
            if choices is not None:
                values = [str(one.base) for one in _listed(choices["parameterValueGroup"].members["parameterValue"])]
                made.members["parameterValueGroup"] = PSCustomObject({"parameterValue": PSArray(values)}, [f"{_REDUCED}#parameterValueGroup"])
            shown.append(made)
        members = {"name": name, "CommonParameters": metadata.is_advanced, "parameter": PSArray(shown)}
        items.append(PSCustomObject(members, [f"{_REDUCED}#syntaxItem"]))
    return PSArray(items)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _reduced_parameter(parameter: ParameterMetadata, set_name: str | None) -> PSCustomObject:
    from pwsh_emu.runtime.syntaxtext import short_type

    entry = (_in_set(parameter, set_name) if set_name else None) or next(iter(parameter.sets.values()), ParameterSetEntry())
    ways = [
        text
        for given, text in (
            (entry.from_pipeline, "ByValue"), (entry.from_pipeline_by_name, "ByPropertyName"), (entry.from_remaining, "FromRemainingArguments"),
        )
        if given
    ]  # fmt: skip
    members: dict[str, Any] = {
        "name": parameter.name,
        "required": "true" if entry.mandatory else "false",
        "pipelineInput": f"true ({', '.join(ways)})" if ways else "false",
        "isDynamic": "true" if parameter.dynamic else "false",
        "parameterSetName": "(All)" if ALL_SETS in parameter.sets else ", ".join(parameter.sets),
    }
    if entry.help_message is not None:
        members["description"] = f"{entry.help_message}\n"
    shown = short_type(parameter.type_name)
    if not parameter.is_switch:
        members["parameterValue"] = PSObject(shown, {"variableLength": parameter.type_name.endswith("[]"), "required": "true"})
    members["type"] = PSCustomObject({"name": shown}, [f"{_REDUCED}#type"])
    members["position"] = "Named" if entry.position is None else str(entry.position)
    members["aliases"] = ", ".join(parameter.aliases) or "None"
    return PSCustomObject(members, [f"{_REDUCED}#parameter"])


def _reduced_inputs(metadata: CommandMetadata) -> list[str]:
    found: list[str] = []
    for parameter in metadata.parameters.values():
        if any(entry.from_pipeline or entry.from_pipeline_by_name or entry.from_remaining for entry in parameter.sets.values()):
            if parameter.type_name not in found:
                found.append(parameter.type_name)
    return found or ["None"]


def _reduced_type(name: str, item: str, text: str) -> PSCustomObject:
    inner = PSCustomObject({"type": PSCustomObject({"name": text}, [f"{_REDUCED}#type"])}, [f"{_REDUCED}#{item}"])
    return PSCustomObject({item: inner}, [f"{_REDUCED}#{name}"])


# --- views of one object --------------------------------------------------------------------------------------------


def with_view(full: Any, view: str) -> Any:
    """Return a help object as -Detailed, -Full and -Examples show it: its type names with the view's name before its own."""
    if type(full) is PSCustomObject and full.type_names:
        names = [name for name in full.type_names if name.lower() not in ("system.string", "system.object")]
        return PSCustomObject(dict(full.members), [f"{name}#{view}" for name in names] + full.type_names)
    if type(full) is PSObject:
        return PSObject(full.base, dict(full.extended or {}))
    return full


def short(full: Any) -> Any:
    """Return a help object as lists of several topics show it."""
    if type(full) is PSCustomObject:
        return PSCustomObject(dict(full.members), ["HelpInfoShort"])
    members = dict(full.extended or {})
    return PSCustomObject(members, ["HelpInfoShort"])


def topic(name: str, text: str, synopsis: str) -> PSObject:
    """Return a conceptual topic: a string that says what it is."""
    return PSObject(text, {"Name": name, "Category": "HelpFile", "Synopsis": synopsis, "Component": "", "Role": "", "Functionality": ""})


def syntax_only(name: str, category: str, syntax: str) -> PSObject:
    """Return what PowerShell shows for a script without help: its syntax as a string."""
    text = syntax.strip("\n") + "\n"
    return PSObject(text, {"Name": name, "Category": category, "Synopsis": text.strip(), "Component": "", "Role": "", "Functionality": ""})


def alias(name: str, definition: str) -> PSCustomObject:
    """Return the row that an alias has in lists of topics."""
    members = {"Name": name, "Category": "Alias", "Synopsis": definition, "Component": "", "Role": "", "Functionality": ""}
    return PSCustomObject(members, [f"AliasHelpInfo#{name}", "AliasHelpInfo", "HelpInfo"])
