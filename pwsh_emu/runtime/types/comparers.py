"""StringComparer, Comparer, CaseInsensitiveComparer and the default comparers."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session, with_type
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.types.strings import compare
from pwsh_emu.runtime.typesystem import DotNetObject, PSType


class StringComparer(DotNetObject):
    """Compares strings: with or without case, by culture or ordinally."""

    is_shared = True
    __slots__ = ("ignore_case", "ordinal", "ps_type")

    def __init__(self, ignore_case: bool, ordinal: bool) -> None:
        super().__init__()
        self.ignore_case = ignore_case
        self.ordinal = ordinal
        name = (
            "System.CultureAwareComparer"
            if not ordinal
            else "System.OrdinalIgnoreCaseComparer"
            if ignore_case
            else "System.OrdinalCaseSensitiveComparer"
        )
        self.ps_type: PSType = builtin(name)

    def compare_values(self, session: Any, left: Any, right: Any) -> int:
        if (isinstance(left, str) and isinstance(right, str)) or left is None or right is None:
            return compare(left, right, ignore_case=self.ignore_case, ordinal=self.ordinal)
        from pwsh_emu.runtime.types.arrays import default_compare

        return default_compare(session, left, right)

    @with_session
    def Compare(session: Any, self: StringComparer, left: Any, right: Any) -> int:
        return self.compare_values(session, left, right)

    def Equals(self, left: Any, *rest: Any) -> bool:
        if not rest:
            return self is left
        right = rest[0]
        if isinstance(left, str) and isinstance(right, str):
            return compare(left, right, ignore_case=self.ignore_case, ordinal=self.ordinal) == 0
        return same(left, right)

    def GetHashCode(self, value: Any = None) -> int:
        text = value.lower() if self.ignore_case and isinstance(value, str) else value
        return hash(text) & 0x7FFFFFFF

    static_get_Ordinal = staticmethod(lambda: StringComparer(False, True))
    static_get_OrdinalIgnoreCase = staticmethod(lambda: StringComparer(True, True))
    static_get_InvariantCulture = staticmethod(lambda: StringComparer(False, False))
    static_get_InvariantCultureIgnoreCase = staticmethod(lambda: StringComparer(True, False))
    static_get_CurrentCulture = staticmethod(lambda: StringComparer(False, False))
    static_get_CurrentCultureIgnoreCase = staticmethod(lambda: StringComparer(True, False))

    @staticmethod
    def static_FromComparison(options: Any) -> StringComparer:
        return StringComparer(options.value % 2 == 1, options.value >= 4)

    @staticmethod
    def static_Create(culture: Any, option: Any) -> StringComparer:
        ignore = option if isinstance(option, bool) else bool(option.value & 1)
        return StringComparer(ignore, False)


class DefaultComparer(DotNetObject):
    """Comparer.Default."""

    is_shared = True
    __slots__ = ("ps_type",)

    def __init__(self, ps_type: PSType | None = None) -> None:
        super().__init__()
        self.ps_type = ps_type or builtin("System.Collections.Comparer")

    def compare_values(self, session: Any, left: Any, right: Any) -> int:
        from pwsh_emu.runtime.types.arrays import default_compare

        return default_compare(session, left, right)

    @with_session
    def Compare(session: Any, self: DefaultComparer, left: Any, right: Any) -> int:
        return self.compare_values(session, left, right)

    @staticmethod
    def new(culture: Any = None) -> DefaultComparer:
        return DefaultComparer()

    @staticmethod
    def static_get_Default() -> DefaultComparer:
        return DefaultComparer()

    @staticmethod
    def static_get_DefaultInvariant() -> DefaultComparer:
        return DefaultComparer()


class GenericComparer(DefaultComparer):
    """Comparer<T>: the default order of a type's values, or the order by a delegate (``function``)."""

    SIGNATURES = (
        "static System.Collections.Generic.Comparer[!0] Default",
        "static System.Collections.Generic.Comparer[!0] Create(System.Comparison[!0] comparison)", "int Compare(!0 x, !0 y)",
    )  # fmt: skip
    __slots__ = ("function",)

    def __init__(self, ps_type: PSType, function: Any = None) -> None:
        super().__init__(ps_type)
        self.function = function

    def compare_values(self, session: Any, left: Any, right: Any) -> int:
        return super().compare_values(session, left, right) if self.function is None else int(self.function.call(left, right))

    @staticmethod
    @with_type
    def static_get_Default(ps_type: PSType) -> GenericComparer:  # type: ignore[override]
        return GenericComparer(ps_type)

    @staticmethod
    @with_type
    def static_Create(ps_type: PSType, comparison: Any) -> GenericComparer:
        return GenericComparer(ps_type, comparison)


class EqualityComparer(DotNetObject):
    """EqualityComparer<T>: the type's own equality, or two delegates (``equal`` and ``hashed``)."""

    is_shared = True
    SIGNATURES = (
        "static System.Collections.Generic.EqualityComparer[!0] Default", "bool Equals(!0 x, !0 y)", "int GetHashCode(!0 obj)",
        "static System.Collections.Generic.EqualityComparer[!0] Create(System.Func[!0,!0,bool] equals)",
        "static System.Collections.Generic.EqualityComparer[!0] Create(System.Func[!0,!0,bool] equals, System.Func[!0,int] getHashCode)",
    )  # fmt: skip
    ignore_case = False
    __slots__ = ("equal", "hashed", "ps_type")

    def __init__(self, ps_type: PSType, equal: Any = None, hashed: Any = None) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.equal = equal
        self.hashed = hashed

    def Equals(self, left: Any, *rest: Any) -> bool:
        if not rest:
            return self is left
        return same(left, rest[0]) if self.equal is None else bool(self.equal.call(left, rest[0]))

    def GetHashCode(self, value: Any = None) -> int:
        if self.equal is None:
            return hash(value) & 0x7FFFFFFF if value is not None else 0
        if self.hashed is None:
            raise NetException("System.NotSupportedException", "Specified method is not supported.")
        return int(self.hashed.call(value))

    @staticmethod
    @with_type
    def static_get_Default(ps_type: PSType) -> EqualityComparer:
        return EqualityComparer(ps_type)

    @staticmethod
    @with_type
    def static_Create(ps_type: PSType, equal: Any, hashed: Any = None) -> EqualityComparer:
        return EqualityComparer(ps_type, equal, hashed)


class CaseInsensitiveComparer(DotNetObject):
    """System.Collections.CaseInsensitiveComparer."""

    is_shared = True
    ps_type = builtin("System.Collections.CaseInsensitiveComparer")
    ignore_case = True
    __slots__ = ()

    def compare_values(self, session: Any, left: Any, right: Any) -> int:
        if isinstance(left, str) and isinstance(right, str):
            return compare(left, right, ignore_case=True)
        from pwsh_emu.runtime.types.arrays import default_compare

        return default_compare(session, left, right)

    @with_session
    def Compare(session: Any, self: CaseInsensitiveComparer, left: Any, right: Any) -> int:
        return self.compare_values(session, left, right)

    @staticmethod
    def new(culture: Any = None) -> CaseInsensitiveComparer:
        return CaseInsensitiveComparer()

    static_get_Default = static_get_DefaultInvariant = staticmethod(lambda: CaseInsensitiveComparer())


TYPES = {
    "System.StringComparer": StringComparer,
    "System.Collections.Comparer": DefaultComparer,
    "System.Collections.Generic.Comparer`1": GenericComparer,
    "System.Collections.Generic.EqualityComparer`1": EqualityComparer,
    "System.Collections.CaseInsensitiveComparer": CaseInsensitiveComparer,
}
