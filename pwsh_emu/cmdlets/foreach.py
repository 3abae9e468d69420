"""ForEach-Object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.cmdlets.where import guarded
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, Hashtable, PSArray, PSObject


@implements("ForEach-Object")
class ForEachObject(Cmdlet):
    """Performs an operation against each item in a collection of input objects."""

    InputObject: Any = AUTOMATION_NULL
    Begin: Any = None
    Process: Any = None
    End: Any = None
    RemainingScripts: Any = None
    MemberName = ""
    ArgumentList: Any = None
    Parallel: Any = None
    ThrottleLimit: Any = 5
    TimeoutSeconds: Any = 0
    AsJob = False
    UseNewRunspace = False
    _parallel: Any = None

    def begin(self) -> None:
        self._steppers: list[Any] = []
        self._end: Any = None
        if self.Parallel is not None:
            from pwsh_emu.cmdlets.parallel import ParallelRun

            self._parallel = ParallelRun(self, self.Parallel, int(self.ThrottleLimit), int(self.TimeoutSeconds), bool(self.AsJob))
            return
        if self.parameter_set == "PropertyAndMethodSet":
            return
        if "WhatIf" in self.bound or "Confirm" in self.bound:
            message = "The -WhatIf and -Confirm parameters are not supported for script blocks."
            raise self.terminate(self.error("System.InvalidOperationException", message, "NoShouldProcessForScriptBlockSet", "InvalidOperation"))
        begin, blocks, self._end = self._blocks()
        if begin is not None:
            self._run_once(begin)
        self._steppers = [block.stepper() for block in blocks]

    def _blocks(self) -> tuple[Any, list[Any], Any]:
        """Tell begin, process and end blocks apart: the first of several is begin, the last of three or more end where -End is not given.

        A block given as -Begin, even $null, counts as the first.
        """
        blocks = [*(self.Process or []), *(self.RemainingScripts or [])]
        if "Begin" in self.bound:
            blocks.insert(0, self.Begin)
        begin, end = None, self.End
        if "End" not in self.bound and len(blocks) > 2:
            end = blocks.pop()
        if len(blocks) > 1:
            begin = blocks.pop(0)
        return begin, [block for block in blocks if block is not None], end

    def _run_once(self, block: Any) -> None:
        block.invoke([], out=self.out, new_scope=False)

    def direct_feed(self) -> Callable[[Any], None] | None:
        """Return what takes each object where one script block runs."""
        if len(self._steppers) != 1:
            return None
        return guarded(self._steppers[0].feeder(self.out), self.processor)

    def process(self) -> None:
        item = self.InputObject
        if self._parallel is not None:
            self._parallel.take(item)
            return
        if self._steppers or self.parameter_set != "PropertyAndMethodSet":
            for stepper in self._steppers:
                stepper.run(None if item is AUTOMATION_NULL else item, self.out)
            return
        self._member(item)

    # --- members ---
    def _member(self, item: Any) -> None:
        if item is None or item is AUTOMATION_NULL:
            message = "Cannot operate on a 'null' input object."
            self.write_error(
                self.error("System.Management.Automation.PSArgumentNullException", message, "InputObjectIsNull", "InvalidArgument", item)
            )
            return
        try:
            if self.ArgumentList is not None:
                self._invoke(item, list(self.ArgumentList))
            elif not self._property(item):
                self._invoke_or_complain(item)
        except (PSError, NetException) as error:
            exception = error.record.exception if isinstance(error, PSError) else error.exception
            if isinstance(error, PSError) and (error.stop or error.throw or error.record.origin):
                raise
            record = ErrorRecord(exception, "MethodException" if isinstance(error, NetException) else error.record.error_id, "InvalidOperation", item)
            self.write_error(record)

    def _matches(self, item: Any, names: list[str]) -> list[str]:
        from pwsh_emu.runtime.wildcard import WildcardPattern

        return [name for name in dict.fromkeys(names) if WildcardPattern(self.MemberName, True).matches(name)]

    def _property(self, item: Any) -> bool:
        """Write a property's value; False where the object has none of that name."""
        from pwsh_emu.runtime.members import MISSING, find_methods, read_member
        from pwsh_emu.runtime.memberviews import properties_of
        from pwsh_emu.runtime.registry import type_of

        session = self.session
        name = self.MemberName
        base = item.base if type(item) is PSObject else item
        if isinstance(base, Hashtable) and name in base:
            if self._allowed(f"Retrieve the value for key '{name}'", item):
                self._emit(base.get(name))
            return True
        if any(character in name for character in "*?["):
            properties = self._matches(item, [view.name for view in properties_of(session, item)])
            methods = self._matches(item, [view.Name for view in self._methods(item)])
            found = properties + methods
            if len(found) > 1:
                possible = "".join(f" {one}" for one in found)
                message = f'Input name "{name}" is ambiguous. It can be resolved to multiple matched members. Possible matches include:{possible}.'
                self._complain(message, "AmbiguousPropertyOrMethodName", item)
                return True
            if methods:
                self._invoke(item, [], methods[0])
                return True
            if not properties:
                return False
            name = properties[0]
        elif find_methods(type_of(base), name.lower()) and read_member(session, item, name) is not MISSING:
            from pwsh_emu.runtime.methods import PSMethod

            if isinstance(read_member(session, item, name), PSMethod):
                self._invoke(item, [])
                return True
        value = read_member(session, item, name)
        if value is MISSING:
            return False
        if type(value).__name__ == "ScriptMethodValue":
            self._invoke(item, [])
            return True
        if self._allowed(f"Retrieve the value for property '{self._spelled(item, name)}'", item):
            self._emit(value)
        return True

    def _spelled(self, item: Any, name: str) -> str:
        from pwsh_emu.runtime.memberviews import properties_of

        return next((view.name for view in properties_of(self.session, item) if view.name.lower() == name.lower()), name)

    def _methods(self, item: Any) -> list[Any]:
        from pwsh_emu.runtime.memberviews import get_members

        return [view for view in get_members(self.session, item) if view.kind in ("Method", "ScriptMethod")]

    def _invoke_or_complain(self, item: Any) -> None:
        from pwsh_emu.runtime.members import find_methods
        from pwsh_emu.runtime.registry import type_of

        base = item.base if type(item) is PSObject else item
        if find_methods(type_of(base), self.MemberName.lower()):
            self._invoke(item, [])
        elif self.session.scope.strict_mode() >= 2:
            self._complain(f'The input name "{self.MemberName}" cannot be resolved to a member.', "PropertyOrMethodNotFound", item)
        elif self._allowed(f"Retrieve the value for property '{self.MemberName}'", item):
            self.write(None)

    def _invoke(self, item: Any, arguments: list[Any], name: str | None = None) -> None:
        from pwsh_emu.runtime.members import invoke_method

        name = name or self.MemberName
        if any(character in name for character in "*?["):
            found = self._matches(item, [view.Name for view in self._methods(item)])
            if len(found) != 1:
                possible = "".join(f" {one}" for one in found)
                message = (
                    f'Input name "{name}" is ambiguous. It can be resolved to multiple matched methods. Possible matches include:{possible}.'
                    if found
                    else f'Input name "{name}" cannot be resolved to a method.'
                )
                self._complain(message, "AmbiguousMethodName" if found else "MethodNotFound", item)
                return
            name = found[0]
        from pwsh_emu.runtime.conversion import to_string

        shown = ", ".join(to_string(self.session, one) for one in arguments)
        action = f"Invoke method '{name}' with arguments: {shown}" if arguments else f"Invoke method '{name}'"
        if not self._allowed(action, item):
            return
        from pwsh_emu.runtime.members import find_methods
        from pwsh_emu.runtime.registry import type_of

        base = item.base if type(item) is PSObject else item
        if not find_methods(type_of(base), name.lower()) and not self._has_script_method(item, name):
            if self.session.scope.strict_mode() >= 2 or self.ArgumentList is not None:
                self._complain(f'Input name "{name}" cannot be resolved to a method.', "MethodNotFound", item)
            return
        try:
            value = invoke_method(self.session, item, name, arguments)
        except PSError as error:
            exception = error.record.exception
            if error.throw:  # a method of a script's class that throws: reflection wraps what it throws
                text = f'Exception calling "{name}" with "{len(arguments)}" argument(s): "{exception.message}"'
                exception = ExceptionObject("System.Management.Automation.MethodInvocationException", text, exception)
            record = ErrorRecord(exception, "MethodInvocationError", "InvalidOperation", item)
            record.target_type = "PSObject"
            self.write_error(record)
            return
        self._emit(value)

    def _has_script_method(self, item: Any, name: str) -> bool:
        return any(view.Name.lower() == name.lower() for view in self._methods(item))

    def _allowed(self, action: str, item: Any) -> bool:
        if "WhatIf" not in self.bound and "Confirm" not in self.bound:
            return True
        from pwsh_emu.runtime.conversion import to_string

        return self.should_process(f"InputObject: {to_string(self.session, item)}", action)

    def _complain(self, message: str, error_id: str, item: Any) -> None:
        record = self.error("System.Management.Automation.PSArgumentException", message, error_id, "InvalidArgument", item)
        record.target_type = "PSObject"
        self.write_error(record)

    def _emit(self, value: Any) -> None:
        """Write a value, taken apart where it is a collection."""
        if value is AUTOMATION_NULL:
            return
        if type(value) is PSArray or is_enumerable(value):
            self.write_all(value.base if type(value) is PSObject else value)
        else:
            self.write(value)

    def end(self) -> None:
        if self._parallel is not None:
            self._parallel.finish()
        for stepper in self._steppers:
            stepper.finish()
        if self._end is not None:
            self._run_once(self._end)

    def stop(self) -> None:
        if self._parallel is not None:
            self._parallel.stop()
