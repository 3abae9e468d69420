"""What binding needs to know about a command, worked out once: parameters by name and prefix, sets as bits, positions, routes of input.

A `Plan` is kept on its CommandMetadata; it holds nothing of a call. Sets are bits of an integer as in PowerShell: `ALL` says
that nothing has narrowed the choice yet, a parameter that is only in "all sets" has flags 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.runtime import validation
from pwsh_emu.runtime.command import ALL_SETS, CommandMetadata, ParameterMetadata, ParameterSetEntry

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

ALL = 0xFFFFFFFF
_ALL_KEY = ALL_SETS.lower()
_OBJECTS = frozenset(("System.Object", "System.Management.Automation.PSObject"))


class SetEntry:
    """A parameter in one set: its bit (0 for all sets) and what it is there."""

    __slots__ = ("bit", "entry", "in_all")

    def __init__(self, bit: int, in_all: bool, entry: ParameterSetEntry) -> None:
        self.bit = bit
        self.in_all = in_all
        self.entry = entry


class Slot:
    """A parameter that can be bound: PowerShell's MergedCompiledCommandParameter."""

    __slots__ = (
        "aliases", "allows_empty_collection", "allows_empty_string", "allows_null", "common", "converters", "default", "element", "entries", "flags",
        "in_all", "is_any", "is_switch", "key", "mandatory", "metadata", "name", "obsolete", "pipeline", "ps_type", "scripted", "simple", "type_name",
        "type_names", "unknown", "validators", "variable_attributes",
    )  # fmt: skip

    def __init__(self, metadata: ParameterMetadata, *, common: bool = False, scripted: bool = False) -> None:
        self.metadata = metadata
        self.name = metadata.name
        self.key = metadata.name.lower()
        self.aliases = [alias.lower() for alias in metadata.aliases]
        self.common = common
        self.scripted = scripted
        self.type_name = metadata.type_name
        self.is_switch = metadata.is_switch
        self.is_any = metadata.type_name in _OBJECTS
        self.default = metadata.default
        self.ps_type: PSType | None = None  # resolved when first needed
        self.element: PSType | None = None
        self.unknown = False  # the type is one that the emulator lacks
        attributes = metadata.attributes
        self.converters = [one for one in attributes if one.converts]
        self.validators = [one for one in attributes if one.validates]
        self.allows_null = self.allows_empty_string = self.allows_empty_collection = False
        self.obsolete: str | None = None
        self.type_names: str | None = None
        for one in attributes:
            if isinstance(one, validation.AllowNull):
                self.allows_null = True
            elif isinstance(one, validation.AllowEmptyString):
                self.allows_empty_string = True
            elif isinstance(one, validation.AllowEmptyCollection):
                self.allows_empty_collection = True
            elif isinstance(one, validation.Obsolete):
                self.obsolete = one.message
            elif isinstance(one, validation.PSTypeNameAttribute):
                self.type_names = one.name
        self.mandatory = any(entry.mandatory for entry in metadata.sets.values())
        self.pipeline = any(entry.from_pipeline or entry.from_pipeline_by_name for entry in metadata.sets.values())
        self.flags = 0
        self.in_all = False
        self.entries: list[SetEntry] = []
        # a value is stored as it is: no type, nothing to check
        self.simple = (
            self.is_any and not self.converters and not self.validators and not self.mandatory and not self.type_names and self.obsolete is None
        )
        self.variable_attributes = (self.converters + self.validators) or None if scripted else None

    def resolve(self, session: Session) -> PSType:
        """Return the parameter's type."""
        if self.ps_type is None:
            constraint = self.metadata.constraint
            self.ps_type = constraint if constraint is not None else session.types.find(self.type_name)
            if self.ps_type is None:  # a type that the emulator lacks takes any value, but only where it is given by name or nothing else fits
                self.unknown = True
                self.ps_type = session.types.resolve("System.Object")
            if self.ps_type.element is not None:
                self.element = self.ps_type.element
        return self.ps_type

    def takes_pipeline(self, flags: int) -> bool:
        """Tell whether it takes pipeline input in one of the sets."""
        if not self.pipeline:
            return False
        return any((one.in_all or one.bit & flags) and (one.entry.from_pipeline or one.entry.from_pipeline_by_name) for one in self.entries)

    def matching(self, flags: int) -> list[SetEntry]:
        """Return its entries of the given sets and of all sets."""
        return [one for one in self.entries if one.in_all or one.bit & flags]

    def entry_in(self, flags: int) -> ParameterSetEntry | None:
        """Return what it is in the given sets, a named set before all sets."""
        found = None
        for one in self.entries:
            if one.in_all:
                found = one.entry
            elif one.bit & flags:
                return one.entry
        return found


class Ambiguity:
    """What a prefix that fits several parameters resolves to."""

    __slots__ = ("slots",)

    def __init__(self, slots: list[Slot]) -> None:
        self.slots = slots


class Plan:
    """The tables of one command."""

    __slots__ = (
        "_found", "advanced", "all_flags", "default_flag", "default_set", "direct", "metadata", "names", "opening", "positions", "set_names",
        "single_set", "slots", "takes_pipeline",
    )  # fmt: skip

    def __init__(self, metadata: CommandMetadata, *, scripted: bool = False, extra: list[ParameterMetadata] | None = None) -> None:
        self.metadata = metadata
        self.advanced = metadata.is_advanced
        self.slots = [Slot(parameter, scripted=scripted) for parameter in metadata.parameters.values()]
        if extra:
            self.slots += [Slot(parameter, scripted=False) for parameter in extra]
        if self.advanced:
            self.slots += common_slots()
            self.slots += brought_slots(metadata)
        self.set_names: list[str] = []
        self.default_set = metadata.default_set or ""
        self.default_flag = 0
        self._map_sets()
        self.single_set = not self.set_names or (not self.default_flag and all(not slot.flags for slot in self.slots))
        self.names: dict[str, Slot] = {}
        for slot in self.slots:
            self.names[slot.key] = slot
        for slot in self.slots:
            for alias in slot.aliases:
                self.names.setdefault(alias, slot)
        self._found: dict[str, Slot | Ambiguity | None] = dict(self.names)
        self.takes_pipeline = any(slot.pipeline for slot in self.slots)
        self.positions = self._single_positions()
        self.opening: dict[int, dict[Slot, list[SetEntry]]] | None = None  # the positions of a call that has bound nothing yet, once asked for
        # a simple function whose arguments go to parameters in order
        self.direct = self.positions if not self.advanced else None

    def bit_of(self, name: str) -> int:
        """Return the bit of a set's name, which is given one where it is new."""
        key = name.lower()
        for index, known in enumerate(self.set_names):
            if known.lower() == key:
                return 1 << index
        self.set_names.append(name)
        return 1 << (len(self.set_names) - 1)

    def _map_sets(self) -> None:
        if self.default_set and self.default_set.lower() != _ALL_KEY:
            self.default_flag = self.bit_of(self.default_set)
        self.extend_sets([slot for slot in self.slots if not slot.common])

    def extend_sets(self, slots: list[Slot]) -> None:
        """Give parameters their sets' bits."""
        for slot in slots:
            flags = 0
            slot.entries = []
            for name, entry in slot.metadata.sets.items():
                if name.lower() == _ALL_KEY:
                    slot.in_all = True
                    slot.entries.append(SetEntry(0, True, entry))
                else:
                    bit = self.bit_of(name)
                    flags |= bit
                    slot.entries.append(SetEntry(bit, False, entry))
            slot.flags = flags
        self.all_flags = (1 << len(self.set_names)) - 1

    def reset_names(self) -> None:
        """Forget what prefixes were found to mean."""
        self._found = dict(self.names)

    def _single_positions(self) -> list[Slot] | None:
        """Return the positional parameters in order where each position belongs to one parameter of all sets; else None."""
        found: dict[int, Slot] = {}
        for slot in self.slots:
            for one in slot.entries:
                if one.entry.position is None or one.entry.from_remaining:
                    continue
                if not one.in_all or one.entry.position in found:
                    return None
                found[one.entry.position] = slot
        return [found[position] for position in sorted(found)]

    def set_name(self, flags: int) -> str:
        """Return the name of the set that flags stand for: "" for several, the default or __AllParameterSets for all."""
        if flags in (ALL, 0):
            return self.default_set or ALL_SETS
        low = flags & -flags
        if flags != low:
            return ""
        index = low.bit_length() - 1
        return self.set_names[index] if index < len(self.set_names) else ""

    def find(self, name: str) -> Slot | Ambiguity | None:
        """Return the parameter that a name, alias or prefix means; None for none, an Ambiguity for several."""
        key = name.lower()
        try:
            return self._found[key]
        except KeyError:
            found = self._found[key] = self._find_prefix(key)
            return found

    def _find_prefix(self, key: str) -> Slot | Ambiguity | None:
        if key[:1] in ("-", "\u2013", "\u2014", "\u2015"):
            return self.find(key[1:]) if len(key) > 1 else None
        matches = [slot for slot in self.slots if slot.key.startswith(key)]
        for slot in self.slots:
            if slot not in matches and any(alias.startswith(key) for alias in slot.aliases):
                matches.append(slot)
        if len(matches) > 1:
            own = [slot for slot in matches if not slot.common]
            if len(own) != 1:
                return Ambiguity(matches)
            matches = own
        return matches[0] if matches else None


# --- common parameters ------------------------------------------------------------------------------------------------

_SWITCH = "System.Management.Automation.SwitchParameter"
_PREFERENCE = "System.Management.Automation.ActionPreference"
COMMON: tuple[tuple[str, str, str], ...] = (
    ("Verbose", "vb", _SWITCH),
    ("Debug", "db", _SWITCH),
    ("ErrorAction", "ea", _PREFERENCE),
    ("WarningAction", "wa", _PREFERENCE),
    ("InformationAction", "infa", _PREFERENCE),
    ("ProgressAction", "proga", _PREFERENCE),
    ("ErrorVariable", "ev", "System.String"),
    ("WarningVariable", "wv", "System.String"),
    ("InformationVariable", "iv", "System.String"),
    ("OutVariable", "ov", "System.String"),
    ("OutBuffer", "ob", "System.Int32"),
    ("PipelineVariable", "pv", "System.String"),
)
_tables: dict[str, list[Slot]] = {}  # immutable


def _made(rows: tuple[tuple[str, str, str], ...]) -> list[Slot]:
    slots = []
    for name, alias, type_name in rows:
        metadata = ParameterMetadata(name, type_name, [alias] if alias else [])
        metadata.sets[ALL_SETS] = ParameterSetEntry()
        if name.endswith("Variable"):
            metadata.attributes.append(validation.ValidateVariableName())
        elif name == "OutBuffer":
            metadata.attributes.append(validation.ValidateRange(0, 0x7FFFFFFF))
        slot = Slot(metadata, common=True)
        slot.in_all = True
        slot.entries = [SetEntry(0, True, metadata.sets[ALL_SETS])]
        slots.append(slot)
    return slots


def common_slots() -> list[Slot]:
    """Return the common parameters."""
    found = _tables.get("common")
    if found is None:
        found = _tables["common"] = _made(COMMON)
    return found


def should_process_slots() -> list[Slot]:
    """Return -WhatIf and -Confirm."""
    found = _tables.get("should")
    if found is None:
        found = _tables["should"] = _made((("WhatIf", "wi", _SWITCH), ("Confirm", "cf", _SWITCH)))
    return found


def paging_slots() -> list[Slot]:
    """Return -IncludeTotalCount, -Skip and -First."""
    found = _tables.get("paging")
    if found is None:
        found = _tables["paging"] = _made((("IncludeTotalCount", "", _SWITCH), ("Skip", "", "System.UInt64"), ("First", "", "System.UInt64")))
    return found


def brought_slots(metadata: CommandMetadata) -> list[Slot]:
    """Return the parameters that CmdletBinding brings beside the common ones: those of ShouldProcess and of paging."""
    found = should_process_slots() if metadata.supports_should_process else []
    return [*found, *paging_slots()] if metadata.supports_paging and "First" not in metadata.parameters else found


def plan_of(metadata: CommandMetadata, *, scripted: bool = False) -> Plan:
    """Return the plan of a command's interface."""
    plan = metadata.plan
    if plan is None:
        plan = metadata.plan = Plan(metadata, scripted=scripted)
    return plan  # type: ignore[no-any-return]
