"""Members of script classes: properties with their types, attributes and first values, and the bodies of methods and constructors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.classes.scriptclass import ScriptClass, adopt
from pwsh_emu.runtime.errors import ExceptionObject, NetException, PSError, ScriptExtent
from pwsh_emu.runtime.frame import DEEPEST_CALL, Frame, call_depth_overflow, fresh_frame
from pwsh_emu.runtime.scopes import Scope
from pwsh_emu.runtime.scriptblock import ScriptBlock
from pwsh_emu.runtime.values import AUTOMATION_NULL

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType


def _discard(value: Any) -> None:
    """Take what a method writes without ``return``: it goes nowhere."""


class ClassProperty:
    """A property as declared; ``value`` is that of a static one."""

    def __init__(self, owner: ScriptClass, ast: tree.PropertyMemberAst, ps_type: PSType | None) -> None:
        self.owner = owner
        self.ast = ast
        self.ps_type = ps_type
        self.key = ast.name.lower()
        self.static = "Static" in ast.modifiers
        self.value: Any = None
        self._attributes: list[Any] | None = None

    @property
    def attributes(self) -> list[Any]:
        """The validation and transformation attributes, made when first needed."""
        found = self._attributes
        if found is None:
            from pwsh_emu.runtime.parameters_of_script import make_attribute

            block = self.owner.frame.block
            found = self._attributes = [
                make_attribute(self.owner.session, block, one) for one in self.ast.attributes if isinstance(one, tree.AttributeAst)
            ]
        return found

    def start(self) -> Any:
        """Return what the property holds before any initial value: a value type's default, else $null."""
        if self.ps_type is None or not self.ps_type.is_value_type:
            return None
        from pwsh_emu.runtime.members import MISSING, default_value

        value = default_value(self.ps_type)
        return None if value is MISSING else value

    def initial(self, frame: Frame) -> Any:
        """Evaluate the initial value in a frame of the class."""
        node = self.ast.initial_value
        if node is None:
            return self.start()
        from pwsh_emu.runtime.compile.support import evaluate_in

        block = self.owner.frame.block
        try:
            return self.checked(evaluate_in(frame, block, node))
        except (PSError, NetException) as error:
            from pwsh_emu.runtime.trapping import as_error, place_at

            failed = as_error(error)
            place_at(frame, failed, ScriptExtent(block.ast.source, node.start, node.end))
            raise failed from error

    def checked(self, value: Any) -> Any:
        """Convert a value to the property's type and let its attributes look at it."""
        session = self.owner.session
        if value is AUTOMATION_NULL:
            value = None
        if self.ast.attributes:
            from pwsh_emu.runtime.validation import ValidationFailure

            attributes = self.attributes
            for attribute in attributes:
                if attribute.converts:
                    value = attribute.convert(session, value)
            value = self._converted(session, value)
            for attribute in attributes:
                if attribute.validates:
                    try:
                        attribute.validate(session, value)
                    except ValidationFailure as failure:
                        raise NetException(failure.exception.type_name, failure.message) from None
            return value
        return self._converted(session, value)

    def _converted(self, session: Session, value: Any) -> Any:
        target = self.ps_type
        if target is None:
            return value
        kind = type(value)
        full = target.full_name
        if (kind is int and full == "System.Int32") or (kind is str and full == "System.String"):
            return value
        if value is None and not target.is_value_type:
            return "" if full == "System.String" else None
        from pwsh_emu.runtime.conversion import convert

        return convert(session, value, target)

    def set(self, session: Session, obj: Any, value: Any) -> None:
        obj.fields[self.key] = self.checked(value)

    def get_static(self) -> Any:
        self.owner.initialize()
        return self.value

    def set_static(self, value: Any) -> None:
        self.owner.initialize()
        self.value = self.checked(value)


class MethodBody:
    """The body of a method or constructor; ``function`` is None for the constructor that a class without one has."""

    def __init__(
        self,
        owner: ScriptClass,
        member: tree.FunctionMemberAst | None,
        function: tree.FunctionDefinitionAst | None,
        parameters: list[tree.ParameterAst],
        returns: PSType | None,
        *,
        static: bool,
    ) -> None:
        self.owner = owner
        self.member = member
        self.function = function
        self.parameters = parameters
        self.returns = returns
        self.static = static
        self.block: ScriptBlock | None = None
        self._names = [parameter.name.name for parameter in parameters]
        self._types: list[list[Any] | None] | None = None
        self._indexes: list[int] = []
        self._this = -1
        self.returns_void = (
            member is not None and member.return_type is not None and member.return_type.type_name.text.lower() in ("void", "system.void")
        )

    def _block(self) -> ScriptBlock:
        block = self.block
        if block is None:
            from pwsh_emu.runtime.compile import compile_method

            assert self.function is not None
            owner = self.owner
            block = ScriptBlock(
                owner.session, self.function.body, owner.frame.scope.state, parameters=self.function.parameters, name=self.function.name
            )
            compile_method(self.function.body, self.function.parameters)
            self.block = block
            places = {name: index for index, (name, _) in enumerate(block.ast.compiled.names)}
            self._indexes = [places[name.lower()] for name in self._names]
            self._this = places.get("this", -1)
        return block

    def _attributes(self) -> list[list[Any] | None]:
        """Return the attributes that guard each parameter's variable where the body assigns it."""
        found = self._types
        if found is None:
            from pwsh_emu.runtime.parameters_of_script import make_attribute

            assigned = self._block().ast.compiled.assigned
            found = self._types = [
                [make_attribute(self.owner.session, self.owner.frame.block, one) for one in reversed(parameter.attributes)]
                if parameter.attributes and parameter.name.name.lower() in assigned
                else None
                for parameter in self.parameters
            ]
        return found

    def frame(self, obj: Any, arguments: Sequence[Any]) -> Frame:
        """Return a frame with ``$this`` and the parameters set."""
        owner = self.owner
        session = owner.session
        block = self.block or self._block()
        compiled = block.ast.compiled
        scope = Scope(owner.frame.scope)
        frame = fresh_frame(session, block, compiled, scope)
        cells = frame.cells
        if obj is not None:
            index = self._this
            if index < 0:
                scope.cell("this").value = obj
            else:
                cells[index].value = obj
        guards = self._types
        if guards is None:
            guards = self._attributes()
        for index, value, attributes in zip(self._indexes, arguments, guards, strict=False):
            cell = cells[index]
            cell.value = value
            if attributes is not None:
                cell.constrain(session, attributes, typed=True)
        frame.method = self
        return frame

    def _run(self, obj: Any, arguments: Sequence[Any]) -> Any:
        session = self.owner.session
        stack = session.call_stack
        if len(stack) >= DEEPEST_CALL:
            raise call_depth_overflow()
        frame = self.frame(obj, arguments)
        catching = session.catching
        session.catching = catching + 1
        outer = session.scope
        session.scope = scope = frame.scope
        scope.frame = frame
        stack.append(frame)
        try:
            code = frame.compiled.end
            if code is not None:
                code(frame, _discard)
        finally:
            session.catching = catching
            session.scope = outer
            stack.pop()
        return frame.result

    def call(self, session: Session, obj: Any, *arguments: Any) -> Any:
        """Call the method on an object."""
        result = self._run(obj, arguments)
        return AUTOMATION_NULL if self.returns_void else self.converted(session, result)

    def call_static(self, session: Session, *arguments: Any) -> Any:
        """Call the static method."""
        self.owner.initialize()
        result = self._run(None, arguments)
        return AUTOMATION_NULL if self.returns_void else self.converted(session, result)

    def converted(self, session: Session, value: Any) -> Any:
        """Convert what ``return`` gave to the declared type."""
        target = self.returns
        if target is None:
            return AUTOMATION_NULL if self.member is not None and self.member.return_type is None and value is None else value
        if value is AUTOMATION_NULL:
            value = None
        kind = type(value)
        full = target.full_name
        if (kind is int and full == "System.Int32") or (kind is str and full == "System.String") or (kind is bool and full == "System.Boolean"):
            return value
        if value is None and not target.is_value_type:
            return "" if full == "System.String" else None
        from pwsh_emu.runtime.conversion import convert

        return convert(session, value, target)

    # --- constructors ---
    def run_constructor(self, obj: Any, arguments: list[Any]) -> None:
        """Fill an object: own initial values, the base's constructor, then the body."""
        owner = self.owner
        owner.initialize()
        frame = self.frame(obj, arguments) if self.function is not None else owner.static_frame()
        if self.function is None:
            frame.scope.cell("this").value = obj
        frame.method = self
        self._initialize(obj)
        if self.function is None or not calls_base(self.function):
            call_base_constructor(owner, obj, [])
        if self.function is None:
            return
        session = owner.session
        catching = session.catching
        session.catching = catching + 1
        try:
            frame.run(frame.compiled.end, _discard)
        finally:
            session.catching = catching

    def _initialize(self, obj: Any) -> None:
        fields = obj.fields
        frame: Frame | None = None
        redefined = self._redefined(obj)
        for prop in self.owner.property_list:
            if prop.static:
                continue
            if prop.ast.initial_value is None:
                fields.setdefault(prop.key, prop.start())
                continue
            if frame is None:
                frame = self.owner.static_frame()
                frame.scope.cell("this").value = obj
            value = prop.initial(frame)
            if prop.key not in redefined:
                fields[prop.key] = value

    def _redefined(self, obj: Any) -> set[str]:
        """Return the properties that classes derived from this one define anew: what this one's start with is out of reach."""
        keys: set[str] = set()
        for one in obj.ps_type.bases():
            if one is self.owner:
                break
            keys.update(prop.key for prop in one.property_list if not prop.static)
        return keys


def calls_base(function: tree.FunctionDefinitionAst) -> bool:
    """Tell whether a constructor's body begins with ``: base(…)``."""
    end = function.body.end_block
    if end is None or not end.statements:
        return False
    first = end.statements[0]
    expression = getattr(first, "expression", None)
    if isinstance(first, tree.PipelineAst) and len(first.elements) == 1:
        expression = getattr(first.elements[0], "expression", None)
    return isinstance(expression, tree.BaseCtorInvokeMemberExpressionAst)


def call_base_constructor(owner: ScriptClass, obj: Any, arguments: list[Any]) -> None:
    """Run the constructor of the base class that fits the arguments on an object that is being made."""
    from pwsh_emu.runtime import members
    from pwsh_emu.runtime.overloads import choose, convert_arguments

    session = owner.session
    base = owner.base_class()
    if isinstance(base, ScriptClass):
        if not arguments and not base.constructor_bodies:
            MethodBody(base, None, None, [], None, static=False).run_constructor(obj, [])
            return
        plan = choose(session, base.name, base.constructors, arguments)
        converted = arguments if plan.direct else convert_arguments(session, plan, arguments, base.name)
        for overload, body in base.constructor_bodies:
            if overload.function is plan.function:
                body.run_constructor(obj, converted)
                return
        return
    if base.full_name in ("System.Object", "System.Attribute") or base.is_abstract:
        return
    if isinstance(obj, ExceptionObject) and not arguments:
        return
    try:
        adopt(obj, members.construct(session, base, arguments))
    except PSError:
        if arguments:
            raise
