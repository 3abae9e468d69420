"""StringComparer, Comparer, CaseInsensitiveComparer and the default comparers."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, generic, with_session
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
    """Comparer.Default and Comparer<T>.Default."""

    is_shared = True
    SIGNATURES = (
        "static System.Object Default", "int Compare(System.Object x, System.Object y)", "bool Equals(System.Object x, System.Object y)",
        "int GetHashCode(System.Object obj)", "static System.Object Create(System.Comparison[System.Object] comparison)",
    )  # fmt: skip
    __slots__ = ("function", "ps_type")

    def __init__(self, ps_type: PSType | None = None, function: Any = None) -> None:
        super().__init__()
        self.ps_type = ps_type or builtin("System.Collections.Comparer")
        self.function = function

    def compare_values(self, session: Any, left: Any, right: Any) -> int:
        if self.function is not None:
            return int(self.function.call(left, right))
        from pwsh_emu.runtime.types.arrays import default_compare

        return default_compare(session, left, right)

    @with_session
    def Compare(session: Any, self: DefaultComparer, left: Any, right: Any) -> int:
        return self.compare_values(session, left, right)

    def Equals(self, left: Any, *rest: Any) -> bool:
        return same(left, rest[0]) if rest else self is left

    def GetHashCode(self, value: Any = None) -> int:
        return hash(value) & 0x7FFFFFFF if value is not None else 0

    @staticmethod
    def new(culture: Any = None) -> DefaultComparer:
        return DefaultComparer()

    @staticmethod
    def static_get_Default() -> DefaultComparer:
        return DefaultComparer()

    @staticmethod
    def static_get_DefaultInvariant() -> DefaultComparer:
        return DefaultComparer()

    @staticmethod
    def static_Create(comparison: Any) -> DefaultComparer:
        return DefaultComparer(generic("System.Collections.Generic.Comparer`1", "System.Object"), comparison)


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
    "System.Collections.Generic.Comparer`1": DefaultComparer,
    "System.Collections.Generic.EqualityComparer`1": DefaultComparer,
    "System.Collections.CaseInsensitiveComparer": CaseInsensitiveComparer,
}
