"""Update-List."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.values import Hashtable, PSArray, PSObject


@implements("Update-List")
class UpdateList(Cmdlet):
    """Adds items to and removes items from a property value that contains a collection of objects."""

    InputObject: Any = None
    Property: Any = None
    Add: Any = None
    Remove: Any = None
    Replace: Any = None

    def process(self) -> None:
        if self.InputObject is None:
            return
        if self.Property is None:
            message = "The Property parameter must be specified if an InputObject is specified."
            record = self.error("System.Management.Automation.PSArgumentException", message, "MissingPropertyParameter", "InvalidOperation")
            raise self.terminate(record)
        self._update(self.InputObject, str(self.Property))
        self.write(self.InputObject)

    def _update(self, obj: Any, name: str) -> None:
        from pwsh_emu.runtime.members import MISSING, invoke_method, read_member, set_property

        value = read_member(self.session, obj, name)
        if value is MISSING:
            message = f'Cannot process the object because the "{name}" property was not found.'
            record = self.error("System.Management.Automation.PSArgumentException", message, "MemberDoesntExist", "InvalidOperation", obj)
            self.write_error(record)
            return
        base = value.base if type(value) is PSObject else value
        changer = self._modifier()
        if isinstance(base, PSArray) or not is_enumerable(base):
            set_property(self.session, obj, name, PSArray(changer.applied(list(base) if is_enumerable(base) else [] if base is None else [base])))
            return
        items = list(base)
        wanted = changer.applied(items)
        invoke_method(self.session, base, "Clear", [])
        for item in wanted:
            invoke_method(self.session, base, "Add", [item])

    def _modifier(self) -> Any:
        from pwsh_emu.runtime.types.listmodifier import PSListModifier

        replace = None if self.Replace is None else as_list(self.Replace)
        return PSListModifier(self.session, as_list(self.Add), as_list(self.Remove), replace)

    def end(self) -> None:
        if self.InputObject is None and self.Property is None:
            self.write(
                Hashtable([(name, PSArray(as_list(getattr(self, name)))) for name in ("Add", "Remove", "Replace") if getattr(self, name) is not None])
            )
