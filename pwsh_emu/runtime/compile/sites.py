"""What compiled code keeps beside itself: the place of a type name, of a command call and its arguments, of attributes."""

from __future__ import annotations

from pwsh_emu.language.ast import TypeName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class TypeSite:
    """A type name in a script; keeps the type it meant for a session as long as no class or ``using`` changed what names mean."""

    __slots__ = ("end", "key", "literal", "source", "start", "type", "type_name")

    def __init__(self, type_name: TypeName, source: Any, *, brackets: bool = False) -> None:
        self.type_name = type_name
        self.start = type_name.start - brackets  # where an unknown type is reported: with its brackets where it stands alone
        self.end = type_name.end + brackets
        self.source = source
        self.key: Any = None  # what Session.type_key was when ``type`` was found
        self.type: Any = None
        self.literal: Any = None


class ArgumentSite:
    """An argument as written: parameter name, whether a value belongs to it, splatting, place, and source text of a bareword or number."""

    __slots__ = ("colon", "end", "has_value", "name", "splat", "start", "text", "value_end", "value_start")

    def __init__(self, name: str | None, has_value: bool, splat: bool, start: int, end: int, text: str | None, colon: bool = False) -> None:
        self.name = name
        self.has_value = has_value
        self.splat = splat
        self.start = start
        self.end = end
        self.text = text
        self.colon = colon
        self.value_start = start
        self.value_end = end


class RedirectionSite:
    """A redirection as written: ``to_stream`` for a merge, else a file whose path is a value; ``append`` for ``>>``."""

    __slots__ = ("append", "end", "from_stream", "start", "to_stream")

    def __init__(self, from_stream: str, to_stream: str | None, append: bool, start: int, end: int) -> None:
        self.from_stream = from_stream
        self.to_stream = to_stream
        self.append = append
        self.start = start
        self.end = end


class CommandSite:
    """A command as written. The values that a run hands over are, in order: the name's value where ``name`` is None, one for each argument
    with a value, one for each file redirection. ``cache`` belongs to `compile.calls`."""

    __slots__ = (
        "arguments",
        "cache",
        "end",
        "extent",
        "looks_like_method",
        "name",
        "name_end",
        "name_start",
        "operator",
        "redirections",
        "simple",
        "source",
        "start",
    )

    def __init__(self, source: Any, start: int, end: int, name: str | None, name_start: int, name_end: int, operator: str) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.name = name
        self.name_start = name_start
        self.name_end = name_end
        self.operator = operator
        self.arguments: list[ArgumentSite] = []
        self.redirections: list[RedirectionSite] = []
        self.looks_like_method = False  # ``Name(1, 2)``, which strict mode refuses
        self.simple = True  # neither splatting nor redirection
        self.cache: Any = None
        self.extent: Any = None


class PipelineSite:
    """A pipeline of several commands: their sites in order."""

    __slots__ = ("commands", "end", "source", "start")

    def __init__(self, source: Any, start: int, end: int, commands: list[CommandSite]) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.commands = commands


class AttributeSite:
    """The attributes and type constraint before a variable in an assignment, outermost first; the trees and where they stand."""

    __slots__ = ("attributes", "source")

    def __init__(self, attributes: list[Any], source: Any) -> None:
        self.attributes = attributes
        self.source = source
