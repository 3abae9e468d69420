"""Update-TypeData, Remove-TypeData and Get-TypeData."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.cmdlets.objects import alias_type, member_block
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime import typedata
from pwsh_emu.runtime.codemembers import code_method, code_property
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, NetException, PSError, not_supported
from pwsh_emu.runtime.values import PSAliasProperty, PSMember, PSNoteProperty, PSScriptMethod, PSScriptProperty

_AUTOMATION = "System.Management.Automation."


def definition_files(cmdlet: Cmdlet, paths: Any, error_id: str) -> Iterator[Location]:
    """Yield the ``.ps1xml`` files that a path parameter names; what cannot be used is reported under ``error_id``."""
    from pwsh_emu.providers.locations import drives_of

    for path in as_list(paths):
        try:
            places = list(drives_of(cmdlet.session).expand(str(path)))
        except ProviderError as error:
            exception = error.exception
            cmdlet.write_error(cmdlet.error(exception.type_name, exception.message, error_id, "InvalidOperation", path, exception.inner))
            continue
        for place in places:
            if place.provider.name != "FileSystem":
                message = f'Cannot open the file because the current provider is "{place.provider.name}", and this command requires a file.'
                cmdlet.write_error(cmdlet.error(f"{_AUTOMATION}PSInvalidOperationException", message, "WrongProvider", "InvalidArgument"))
            elif not place.path.lower().endswith(".ps1xml"):
                message = f'Cannot read the file "{place.path}"  because it does not have the file name extension "ps1xml".'
                cmdlet.write_error(cmdlet.error(f"{_AUTOMATION}PSInvalidOperationException", message, "WrongExtension", "InvalidArgument"))
            else:
                yield place


def _empty_name(cmdlet: Cmdlet, name: str) -> ErrorRecord:
    message = "The target type name should not be null, empty, or contain only white spaces."
    return cmdlet.error("System.InvalidOperationException", message, "TargetTypeNameEmpty", "InvalidOperation", name)


@implements("Update-TypeData")
class UpdateTypeData(Cmdlet):
    """Updates the extended type data in the session."""

    AppendPath: Any = None
    PrependPath: Any = None
    TypeName: Any = None
    TypeData: Any = None
    MemberType: Any = None
    MemberName: Any = None
    Value: Any = None
    SecondValue: Any = None
    TypeConverter: Any = None
    TypeAdapter: Any = None
    SerializationMethod: Any = None
    TargetTypeForDeserialization: Any = None
    SerializationDepth: Any = None
    DefaultDisplayProperty: Any = None
    InheritPropertySerializationSet: Any = None
    StringSerializationSource: Any = None
    DefaultDisplayPropertySet: Any = None
    DefaultKeyPropertySet: Any = None
    PropertySerializationSet: Any = None
    Force: Any = False

    def process(self) -> None:
        if self.parameter_set == "FileSet":
            for place in definition_files(self, self.PrependPath, "TypesPrependPathException"):
                self._load(place)
            for place in definition_files(self, self.AppendPath, "TypesAppendPathException"):
                self._load(place)
        elif self.parameter_set == "TypeDataSet":
            for one in as_list(self.TypeData):
                self._update(one.data(), force=bool(self.Force) or one.IsOverride)
        else:
            self._dynamic()

    # --- files ---

    def _load(self, place: Location) -> None:
        from pwsh_emu.runtime.typefile import TypeFileError, read_types, unknown_nodes

        if not self.should_process(f"FileName: {place.path}", "Update TypeData"):
            return
        content = self.session.services["files"].read(place.path)
        try:
            found = read_types(self.session, content)
        except TypeFileError as error:
            self._refuse(f", {place.path} : {error}", "TypesXmlUpdateException")
            return
        wrong = unknown_nodes(content)
        for line, name, sentence in wrong:
            self._refuse(f', {place.path}({line}) : Error in type "{name}": {sentence}', "TypesXmlUpdateException")
        if wrong:
            return
        for data in found:
            for name in typedata.update(self.session, data):
                message = f', {place.path} : Error in type "{data.name}": The member {name} is already present.'
                self._refuse(message, "TypesXmlUpdateException")
            self.session.types.type_files.setdefault(place.path, []).append(data)

    # --- parameters ---

    def _dynamic(self) -> None:
        name = str(self.TypeName)
        if not name.strip():
            raise self.terminate(_empty_name(self, name))
        data = typedata.TypeData(name)
        member = self._member()
        if member is not None:
            data.members[member.name.lower()] = member
        if self.TypeConverter is not None or self.TypeAdapter is not None:
            raise not_supported(f"Update-TypeData -{'TypeConverter' if self.TypeConverter is not None else 'TypeAdapter'}")
        data.default_display_property = self.DefaultDisplayProperty
        data.default_display_set = None if self.DefaultDisplayPropertySet is None else [str(one) for one in self.DefaultDisplayPropertySet]
        data.default_key_set = None if self.DefaultKeyPropertySet is None else [str(one) for one in self.DefaultKeyPropertySet]
        for setting in _SETTINGS:
            value = getattr(self, setting)
            if value is not None:
                data.properties[setting[:1].lower() + setting[1:]] = list(value) if isinstance(value, list) else value
        self._update(data, force=bool(self.Force))

    def _update(self, data: typedata.TypeData, *, force: bool) -> None:
        standard = (data.default_display_property, data.default_display_set, data.default_key_set)
        if not data.members and not data.properties and all(one is None for one in standard):
            self._report("TypeDataEmpty", f'No member is specified for the update on type "{data.name}".')
            return
        if not self.should_process(f"Type to update: {data.name}", "Update TypeData"):
            return
        for name in typedata.update(self.session, data, force=force):
            self._refuse(f'Error in TypeData "{data.name}": The member {name} is already present.', "TypesDynamicUpdateException")

    def _member(self) -> PSMember | None:
        """Return the member that -MemberType and its values describe; None where none is given. Ends the cmdlet where they do not fit."""
        if self.MemberType is None:
            if self.MemberName is not None or "Value" in self.bound or self.SecondValue is not None:
                message = "The MemberName, Value, and SecondValue parameters cannot be specified without the MemberType parameter."
                raise self._ends("MemberTypeIsMissing", message)
            return None
        kind = str(self.MemberType)
        if not self.MemberName:
            raise self._needed("MemberName", kind)
        name = str(self.MemberName)
        if "Value" not in self.bound:
            raise self._needed("Value", kind)
        if kind in ("NoteProperty", "ScriptMethod", "CodeMethod") and self.SecondValue is not None:
            message = (
                f'The SecondValue parameter is not necessary for a member of type "{kind}", and should not be specified. '
                "Do not specify the SecondValue parameter when updating this member type."
            )
            raise self._ends("SecondValueShouldNotBeSpecified", message)
        if kind == "NoteProperty":
            return PSNoteProperty(name, self.Value)
        if kind == "AliasProperty":
            return self._alias(name)
        if kind in ("ScriptProperty", "CodeProperty"):
            if self.Value is None and self.SecondValue is None:
                message = (
                    f'The Value and SecondValue parameters should not both be null for a member of type "{kind}". '
                    "Specify a non-null value for one of the two parameters."
                )
                raise self._ends("ValueAndSecondValueAreNotBothNull", message)
            if kind == "CodeProperty":
                return code_property(self.session, name, self.Value, self.SecondValue)
            return PSScriptProperty(name, member_block(self.session, self.Value), member_block(self.session, self.SecondValue))
        if kind == "ScriptMethod":
            return PSScriptMethod(name, member_block(self.session, self.Value))
        if kind == "CodeMethod":
            return code_method(self.session, name, self.Value)
        raise not_supported(f"Update-TypeData -MemberType {kind}")

    def _alias(self, name: str) -> PSMember:
        if self.Value is None or self.Value == "":
            message = (
                'The Value parameter should not be null or an empty string for a member of type "AliasProperty". '
                "Specify a non-null value for the Value parameter when updating this member type."
            )
            raise self._ends("ValueShouldBeSpecified", message)
        from pwsh_emu.runtime.conversion import to_string

        return PSAliasProperty(name, to_string(self.session, self.Value), alias_type(self.session, self.SecondValue))

    # --- errors ---

    def _needed(self, parameter: str, kind: str) -> PSError:
        message = f'The {parameter} parameter is required for the type "{kind}". Please specify the {parameter} parameter.'
        return self._ends(f"{parameter}ShouldBeSpecified", message)

    def _ends(self, error_id: str, message: str) -> PSError:
        return self.terminate(self.error("System.InvalidOperationException", message, error_id, "InvalidOperation"))

    def _report(self, error_id: str, message: str) -> None:
        self.write_error(self.error("System.InvalidOperationException", message, error_id, "InvalidOperation"))

    def _refuse(self, message: str, error_id: str) -> None:
        self.write_error(self.error(f"{_AUTOMATION}RuntimeException", message, error_id, "InvalidOperation"))


_SETTINGS = (
    "SerializationMethod", "TargetTypeForDeserialization", "SerializationDepth", "InheritPropertySerializationSet", "StringSerializationSource",
    "PropertySerializationSet",
)  # fmt: skip


@implements("Remove-TypeData")
class RemoveTypeData(ItemCmdlet):
    """Deletes extended types from the current session."""

    TypeName: Any = None
    TypeData: Any = None

    def process(self) -> None:
        if self.parameter_set == "RemoveFileSet":
            for place in definition_files(self, self.Path, "TypePathException"):
                self._remove_file(place)
            return
        name = self.TypeData.TypeName if self.parameter_set == "RemoveTypeDataSet" else str(self.TypeName)
        if not name.strip():
            raise self.terminate(_empty_name(self, name))
        if not self.should_process(f"Name of the type that will be removed: {name}", "Remove TypeData"):
            return
        if not typedata.remove(self.session, name):
            message = (
                f'Error in TypeData "{name}": The type "{name}" was not found. The type name value must be the full name of the type. '
                "Verify the type name and run the command again."
            )
            self.write_error(self.error(f"{_AUTOMATION}RuntimeException", message, "TypesDynamicRemoveException", "InvalidOperation"))

    def _remove_file(self, place: Location) -> None:
        if not self.should_process(f"FileName: {place.path}", "Remove type file"):
            return
        found = self.session.types.type_files.pop(place.path, None)
        if found is None:
            message = f"The file {place.path} is not imported into the current session."
            self.write_error(self.error("System.InvalidOperationException", message, "TypeFileNotExistsInCurrentSession", "InvalidOperation"))
            return
        for data in found:
            typedata.take_back(self.session, data)


@implements("Get-TypeData")
class GetTypeData(Cmdlet):
    """Gets the extended type data in the current session."""

    TypeName: Any = None

    def process(self) -> None:
        from pwsh_emu.runtime.types.typedatas import TypeDataView
        from pwsh_emu.runtime.wildcard import WildcardPattern

        patterns = [WildcardPattern(name, True) for name in self._names()]
        registry = self.session.types
        own = [data.name for key, data in registry.type_data.items() if data is not None]
        seen: set[str] = set()
        for name in [*typedata.known_names(), *own]:
            if name.lower() in seen or not any(pattern.matches(name) for pattern in patterns):
                continue
            seen.add(name.lower())
            data = typedata.current(self.session, name)
            if data is not None:
                self.write(TypeDataView(data))

    def _names(self) -> list[str]:
        if self.TypeName is None:
            return ["*"]
        names: list[str] = []
        for name in map(str, as_list(self.TypeName)):
            if not name.strip():
                self.write_error(_empty_name(self, name))
                continue
            try:
                known = self.session.types.find(name)
            except (NetException, PSError):  # a pattern is no type name
                known = None
            names.append(known.full_name if known is not None else name)
        return names
