"""What makes a class of the syntax tree from its annotations: slots at once, the constructor when its first node is made.

Declared like dataclasses, and read by type checkers as such. Python's own dataclasses write every constructor when the module is
imported, which for some seventy classes took a third of the shell's start.
"""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, dataclass_transform
else:

    def dataclass_transform(**_options):
        """Stand for typing's mark, which is for type checkers only: importing typing takes long."""
        return lambda made: made


class Field:
    """A field: name, type as written, default (`REQUIRED` for none) or the function that makes it, and whether it is derived (no child)."""

    __slots__ = ("default", "derived", "factory", "name", "type")

    def __init__(self, name: str, type: str, default: Any, factory: Callable[[], Any] | None, derived: bool) -> None:
        self.name = name
        self.type = type
        self.default = default
        self.factory = factory
        self.derived = derived


class _Specifier:
    __slots__ = ("default", "derived", "factory")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, derived: bool) -> None:
        self.default = default
        self.factory = factory
        self.derived = derived


class _Required:
    __slots__ = ()


REQUIRED: Any = _Required()


def field(*, default: Any = REQUIRED, default_factory: Callable[[], Any] | None = None, derived: bool = False) -> Any:
    """Declare a field's default, a function that makes it, or that it is derived: no part of the tree."""
    return _Specifier(default, default_factory, derived)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
class NodeType(type):
    """The type of node classes; ``fields`` are a class's own and inherited fields in order."""

    fields: tuple[Field, ...]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> NodeType:
        inherited = [known for base in bases for known in getattr(base, "fields", ())]
        own = [_declared(item, kind, namespace) for item, kind in _annotations(namespace).items()]
        namespace["__slots__"] = tuple(item.name for item in own)
        made = super().__new__(cls, name, bases, namespace)
        made.fields = (*inherited, *own)
        if "__init__" not in namespace:
            made.__init__ = _first_constructor(made)  # type: ignore[misc]
        return made


def _annotations(namespace: dict[str, Any]) -> dict[str, str]:
    """Return the annotations of a class body as texts."""
    found = namespace.get("__annotations__")
    if found is None and "__annotate_func__" in namespace:  # Python 3.14 keeps them as a function
        import annotationlib  # type: ignore[import-not-found,unused-ignore]

        found = annotationlib.call_annotate_function(namespace["__annotate_func__"], annotationlib.Format.STRING)
    return dict(found or {})


def _declared(name: str, kind: str, namespace: dict[str, Any]) -> Field:
    value = namespace.pop(name, REQUIRED)
    if isinstance(value, _Specifier):
        return Field(name, kind, value.default, value.factory, value.derived)
    return Field(name, kind, value, None, False)


def _first_constructor(made: NodeType) -> Callable[..., None]:
    """Return a constructor that puts the real one in its place when the first node is made."""

    def first(self: Any, *arguments: Any, **named: Any) -> None:
        constructor = _constructor(made.fields)
        made.__init__ = constructor  # type: ignore[misc]
        constructor(self, *arguments, **named)

    return first


def _constructor(fields: tuple[Field, ...]) -> Callable[..., None]:
    parameters, lines = ["self"], []
    names: dict[str, Any] = {"REQUIRED": REQUIRED}
    for item in fields:
        value = item.name
        if item.factory is not None:
            names[f"make_{item.name}"] = item.factory
            parameters.append(f"{item.name}=REQUIRED")
            value = f"make_{item.name}() if {item.name} is REQUIRED else {item.name}"
        elif item.default is REQUIRED:
            parameters.append(item.name)
        else:
            names[f"default_{item.name}"] = item.default
            parameters.append(f"{item.name}=default_{item.name}")
        lines.append(f" self.{item.name} = {value}")
    exec("def __init__({}):\n{}".format(", ".join(parameters), "\n".join(lines)), names)
    made: Callable[..., None] = names["__init__"]
    return made


class Node(metaclass=NodeType):
    """Base of the classes of the syntax tree. Nodes are equal only to themselves."""

    def __repr__(self) -> str:
        shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in type(self).fields)
        return f"{type(self).__name__}({shown})"
