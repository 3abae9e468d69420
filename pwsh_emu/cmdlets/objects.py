"""New-Object, Add-Member and Get-Member."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError, not_supported
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    Extensible,
    PSAliasProperty,
    PSCustomObject,
    PSMemberSet,
    PSNoteProperty,
    PSObject,
    PSPropertySet,
    PSScriptMethod,
    PSScriptProperty,
)


@implements("New-Object")
class NewObject(Cmdlet):
    """Creates an instance of a Microsoft .NET Framework or COM object."""

    TypeName: Any = ""
    ComObject: Any = None
    ArgumentList: Any = None
    Strict = False
    Property: Any = None

    def begin(self) -> None:
        if self.ComObject is not None:
            raise not_supported("New-Object -ComObject")
        session = self.session
        try:
            ps_type = session.types.find(str(self.TypeName), using=self._namespaces())
        except PSError as error:  # the name is ambiguous
            exception = error.record.exception
            raise self.terminate(self.error(exception.type_name, exception.message, error.record.error_id, "InvalidType")) from None
        if ps_type is None:
            message = f"Cannot find type [{self.TypeName}]: verify that the assembly containing this type is loaded."
            raise self.terminate(self.error("System.Management.Automation.PSArgumentException", message, "TypeNotFound", "InvalidType"))
        if ps_type.full_name in ("System.Management.Automation.PSObject", "System.Management.Automation.PSCustomObject"):
            made: Any = PSCustomObject({})
            if self.Property is not None:
                for name, value in self.Property.items():
                    made.members[str(name)] = value
            self.write(made)
            return
        made = self._construct(ps_type)
        if self.Property is not None:
            self._assign(made)
        self.write(made)

    def _namespaces(self) -> tuple[str, ...]:
        """Return what the ``using namespace`` lines of the calling script name."""
        extent = self.invocation.extent
        if extent is None or not self.session.using_namespaces:
            return ()
        from pwsh_emu.runtime.classes.lookup import namespaces

        return namespaces(extent.source, self.session)

    def _construct(self, ps_type: Any) -> Any:
        from pwsh_emu.runtime.members import MISSING, construct, default_value

        if self.ArgumentList is None and ps_type.is_value_type:
            default = default_value(ps_type)
            if default is not MISSING:
                return default
        arguments = list(self.ArgumentList) if self.ArgumentList is not None else []
        try:
            return construct(self.session, ps_type, arguments, name=ps_type.name)
        except PSError as error:
            exception = error.record.exception
            if not arguments and error.record.error_id == "MethodCountCouldNotFindBest":
                message = f"A constructor was not found. Cannot find an appropriate constructor for type {ps_type.to_string()}."
                record = self.error("System.Management.Automation.PSArgumentException", message, "CannotFindAppropriateCtor", "ObjectNotFound")
            else:
                if not exception.type_name.endswith((".MethodException", ".MethodInvocationException")):  # what the constructor of a class threw
                    message = f'Exception calling ".ctor" with "{len(arguments)}" argument(s): "{exception.message}"'
                    exception = ExceptionObject("System.Management.Automation.MethodInvocationException", message, exception)
                record = ErrorRecord(exception, "ConstructorInvokedThrowException", "InvalidOperation")
            raise self.terminate(record) from error
        except NetException as error:
            inner = error.exception
            message = f'Exception calling ".ctor" with "{len(arguments)}" argument(s): "{inner.message}"'
            outer = ExceptionObject("System.Management.Automation.MethodInvocationException", message, inner)
            raise self.terminate(ErrorRecord(outer, "ConstructorInvokedThrowException", "InvalidOperation")) from error

    def _assign(self, made: Any) -> None:
        from pwsh_emu.runtime.members import invoke_method, set_property

        session = self.session
        for name, value in self.Property.items():
            try:
                set_property(session, made, str(name), value)
            except PSError as error:
                if error.record.error_id in ("PropertyAssignmentException", "PropertyNotFound"):
                    if self._is_method(made, str(name)):
                        invoke_method(session, made, str(name), list(value) if isinstance(value, list) else [value])
                        continue
                    type_name = "custom" if type(made) is PSCustomObject else ".NET"
                    message = f'The member "{name}" was not found for the specified {type_name} object.'
                    exception = ExceptionObject("System.InvalidOperationException", message)
                    raise self.terminate(ErrorRecord(exception, "InvalidOperationException", "InvalidOperation")) from error
                message = "The value supplied is not valid, or the property is read-only. Change the value, and then try again."
                exception = ExceptionObject("System.Management.Automation.SetValueException", message, error.record.exception)
                self.write_error(ErrorRecord(exception, "SetValueException", "InvalidData", made))

    def _is_method(self, made: Any, name: str) -> bool:
        from pwsh_emu.runtime.members import find_methods
        from pwsh_emu.runtime.registry import type_of

        return bool(find_methods(type_of(made), name.lower()))


def member_block(session: Any, value: Any) -> Any:
    """Return the script block that a value of a script member stands for, None for none."""
    if value is None:
        return None
    from pwsh_emu.runtime.conversion import convert

    return convert(session, value, session.types.resolve("System.Management.Automation.ScriptBlock"))


def alias_type(session: Any, value: Any) -> Any:
    """Return the type that the second value of an alias property names, None for none."""
    if value is None:
        return None
    from pwsh_emu.runtime.conversion import convert

    return convert(session, value, session.types.resolve("System.Type")).of


@implements("Add-Member")
class AddMember(Cmdlet):
    """Adds custom properties and methods to an instance of a PowerShell object."""

    InputObject: Any = AUTOMATION_NULL
    MemberType: Any = None
    Name: Any = None
    Value: Any = None
    SecondValue: Any = None
    TypeName: Any = None
    Force = False
    PassThru = False
    NotePropertyName: Any = None
    NotePropertyValue: Any = None
    NotePropertyMembers: Any = None

    def process(self) -> None:
        target = self.InputObject
        if target is AUTOMATION_NULL:
            return
        own = isinstance(target, Extensible) and not target.is_shared
        wrapped = not (own and (type(target) is PSCustomObject or hasattr(target, "extended")))
        holder = PSObject(target, {}) if wrapped else target
        if self.parameter_set == "NotePropertyMultiMemberSet":
            for name, value in self.NotePropertyMembers.items():
                self._add(holder, PSNoteProperty(str(name), value))
        elif self.parameter_set == "NotePropertySingleMemberSet":
            self._add(holder, PSNoteProperty(str(self.NotePropertyName), self.NotePropertyValue))
        elif self.parameter_set == "MemberSet":
            member = self._member()
            if member is None:
                return
            if not self._add(holder, member):
                return
        if self.TypeName is not None:
            self._type_name(holder)
        if self.PassThru:
            self.write(holder)

    def _type_name(self, holder: Any) -> None:
        name = str(self.TypeName)
        if type(holder) is PSCustomObject:
            names = self.session.types.type_names(holder)
            if name not in names:
                holder.type_names = [name, *names]
        elif name not in (holder.added_type_names or ()):
            holder.added_type_names = type(holder.added_type_names or [])((name, *(holder.added_type_names or ())))

    def _member(self) -> Any:
        """Return the member that the parameters describe; None where they do not fit (reported)."""
        from pwsh_emu.runtime import codemembers

        kind = str(self.MemberType)
        name = str(self.Name)
        value, second = self.Value, self.SecondValue
        if second is not None and kind in ("NoteProperty", "ScriptMethod", "PropertySet", "MemberSet", "CodeMethod"):
            return self._refused(
                f'The SecondValue parameter is not necessary for a member of type "{kind}", and should not be specified. Do not '
                f"specify the SecondValue parameter when you add members of this type.",
                "Value2ShouldNotBeSpecified",
            )
        if kind == "NoteProperty":
            return PSNoteProperty(name, value)
        if kind == "AliasProperty":
            if value is None or str(value) == "":
                return self._refused("The member referenced by this alias should not be null or empty.", "AliasReferenceShouldNotBeNullOrEmpty")
            return PSAliasProperty(name, str(value), alias_type(self.session, second))
        if kind in ("ScriptProperty", "CodeProperty"):
            if value is None and second is None:
                return self._refused(
                    f'Both Value and SecondValue parameters should not be null for a member of type "{kind}". Specify a non-null '
                    f"value for one of the two parameters.",
                    "Value1AndValue2AreNotBothNull",
                )
            if kind == "CodeProperty":
                return codemembers.code_property(self.session, name, value, second)
            return PSScriptProperty(name, member_block(self.session, value), member_block(self.session, second))
        if kind == "ScriptMethod":
            return PSScriptMethod(name, member_block(self.session, value))
        if kind == "PropertySet":
            return PSPropertySet(name, [str(one) for one in (value if is_enumerable(value) else [value])])
        if kind == "MemberSet":
            return self._member_set(name, value)
        if kind == "CodeMethod":
            return codemembers.code_method(self.session, name, value)
        return self._refused(
            f'Cannot add a member with type "{kind}". Specify a different type for the MemberTypes parameter.', "CannotAddMemberType"
        )

    def _member_set(self, name: str, value: Any) -> PSMemberSet:
        members = as_list(value) if value is not None else []
        if not all(hasattr(member, "name") for member in members):
            from pwsh_emu.runtime.conversion import convert

            members_type = "System.Collections.ObjectModel.Collection[System.Management.Automation.PSMemberInfo]"
            members = as_list(convert(self.session, value, self.session.types.resolve(members_type)))
        if any(not hasattr(member, "name") for member in members):
            message = 'Cannot process argument because the value of argument "member" is null. Change the value of argument "member" to a non-null'
            message += " value."
            raise self.terminate(self.error("System.Management.Automation.PSArgumentNullException", message, "ArgumentNull", "InvalidArgument"))
        return PSMemberSet(name, {member.name: member for member in members})

    def _refused(self, message: str, error_id: str) -> None:
        self.write_error(self.error("System.InvalidOperationException", message, error_id, "InvalidOperation"))

    def _add(self, holder: Any, member: Any) -> bool:
        """Put a member on an object; False where one of that name is there already (reported)."""
        table = holder.members if type(holder) is PSCustomObject else holder.extended
        if table is None:
            table = holder.extended = {}
        existing = next((key for key in table if key.lower() == member.name.lower()), None)
        if existing is not None or self._has_member(holder, member.name):
            if not self.Force:
                message = (
                    f'Cannot add a member with the name "{member.name}" because a member with that name already exists. '
                    "To overwrite the member anyway, add the Force parameter to your command."
                )
                self.write_error(self.error("System.InvalidOperationException", message, "MemberAlreadyExists", "InvalidOperation", holder))
                return False
            if existing is not None:
                del table[existing]
        table[member.name] = member.value if type(member) is PSNoteProperty else member
        return True

    def _has_member(self, holder: Any, name: str) -> bool:
        from pwsh_emu.runtime.members import find_methods, find_property
        from pwsh_emu.runtime.registry import type_of

        kind = type_of(holder.base if type(holder) is PSObject else holder)
        return find_property(kind, name.lower()) is not None or bool(find_methods(kind, name.lower()))


@implements("Get-Member")
class GetMember(Cmdlet):
    """Gets the properties and methods of objects."""

    InputObject: Any = AUTOMATION_NULL
    Name: Any = None
    MemberType: Any = None
    View: Any = None
    Static = False
    Force = False

    def begin(self) -> None:
        self._seen: set[str] = set()
        self._any = False

    def process(self) -> None:
        value = self.InputObject
        if value is None or value is AUTOMATION_NULL:
            return
        self._any = True
        session = self.session
        if self.Static:
            type_name = getattr(getattr(value, "of", None), "full_name", None) or session.types.type_of(value).full_name
        else:
            type_name = next(iter(session.types.type_names(value)), "<null>")
        if type_name in self._seen:
            return
        self._seen.add(type_name)
        from pwsh_emu.runtime.memberviews import get_members
        from pwsh_emu.runtime.wildcard import WildcardPattern

        kinds = self._kinds()
        patterns = [WildcardPattern(str(one), True) for one in self.Name or ["*"]]
        views = get_members(session, value, static=bool(self.Static), force=bool(self.Force))
        if self.Force and not self.Static:
            views += _member_sets(type_name, views)
        written: set[int] = set()
        for pattern in patterns:
            found = [view for view in views if (kinds is None or view.kind in kinds) and pattern.matches(view.Name) and id(view) not in written]
            found = [view for view in found if self._viewed(view.kind)]
            found.sort(key=lambda view: (_ORDER.get(view.kind, 99), view.Name.upper()))
            for view in found:
                written.add(id(view))
                view.TypeName = type_name
                self.write(view)

    def _viewed(self, kind: str) -> bool:
        """Tell whether -View shows members of a kind: Extended those that were added, Adapted and Base those of .NET."""
        if self.View is None:
            return True
        views = {part.strip() for part in str(self.View).split(",")}
        if "All" in views:
            return True
        own = kind in ("Property", "Method", "ParameterizedProperty", "Event")
        return (own and bool(views & {"Adapted", "Base"})) or (not own and "Extended" in views)

    def _kinds(self) -> set[str] | None:
        if self.MemberType is None:
            return None
        wanted: set[str] = set()
        for part in str(self.MemberType).split(","):
            wanted |= _GROUPS.get(part.strip(), {part.strip()})
        return None if "All" in wanted else wanted

    def end(self) -> None:
        if not self._any:
            message = "You must specify an object for the Get-Member cmdlet."
            self.write_error(self.error("System.InvalidOperationException", message, "NoObjectInGetMember", "CloseError"))


def _member_sets(type_name: str, views: list[Any]) -> list[Any]:
    """Return the member sets and the code property that every object has, which -Force shows."""
    from pwsh_emu.runtime.memberviews import MemberView

    adapted = [view.Name for kind in ("ParameterizedProperty", "Property", "Method") for view in views if view.kind == kind]
    extended = [view.Name for view in views if view.kind not in ("Property", "Method", "ParameterizedProperty", "Event")]
    own = ["Members", "Properties", "Methods", "ImmediateBaseObject", "BaseObject", "TypeNames", "get_Members", "get_Properties", "get_Methods"]
    text = f"System.Collections.ObjectModel.Collection`1[[System.String, {_CORELIB}]] pstypenames{{get=PSTypeNames;}}"
    return [MemberView(type_name, "pstypenames", "CodeProperty", text)] + [
        MemberView(type_name, name, "MemberSet", f"{name} {{{', '.join(names)}}}")
        for name, names in (("psadapted", adapted), ("psbase", adapted), ("psextended", extended), ("psobject", own))
    ]


_CORELIB = "System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e"
_ORDER = {
    "AliasProperty": 1, "CodeMethod": 2, "CodeProperty": 3, "Event": 4, "MemberSet": 5, "Method": 6, "NoteProperty": 7, "ParameterizedProperty": 8,
    "Property": 9, "PropertySet": 10, "ScriptMethod": 11, "ScriptProperty": 12,
}  # fmt: skip
_PROPERTIES = {"AliasProperty", "CodeProperty", "NoteProperty", "Property", "ScriptProperty"}
_GROUPS = {"Properties": _PROPERTIES, "Methods": {"CodeMethod", "Method", "ScriptMethod"}}
