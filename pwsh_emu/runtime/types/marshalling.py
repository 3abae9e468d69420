"""IntPtr, and what of Marshal scripts use: the text of a secure string by way of a pointer that carries it."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.types.network import SecureString
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Int64, TypeLiteral

_SIZES = {
    "System.SByte": 1, "System.Byte": 1, "System.Char": 1, "System.Int16": 2, "System.UInt16": 2, "System.Boolean": 4, "System.Int32": 4,
    "System.UInt32": 4, "System.Single": 4, "System.Int64": 8, "System.UInt64": 8, "System.Double": 8, "System.IntPtr": 8, "System.UIntPtr": 8,
    "System.Decimal": 16, "System.Guid": 16, "System.TimeSpan": 8, "System.Int128": 16, "System.UInt128": 16,
}  # fmt: skip


class IntPtr(DotNetObject):
    """System.IntPtr; ``text`` is what lies at the address while it is allocated."""

    ps_type = builtin("System.IntPtr")
    SIGNATURES = (
        "static System.IntPtr MaxValue",
        "static System.IntPtr MinValue",
        "static System.IntPtr Zero",
        "static int Size",
        "System.IntPtr new(long value)",
        "long ToInt64()",
        "int ToInt32()",
        "string ToString()",
        "static int op_Addition(System.IntPtr pointer, int offset)",
        "static int op_Subtraction(System.IntPtr pointer, int offset)",
    )
    __slots__ = ("address", "text")

    def __init__(self, address: int = 0, text: str | None = None) -> None:
        super().__init__()
        self.address = address
        self.text = text

    @staticmethod
    def new(value: int = 0) -> IntPtr:
        return IntPtr(int(value))

    @staticmethod
    def static_get_Zero() -> IntPtr:
        return IntPtr()

    @staticmethod
    def static_get_MaxValue() -> IntPtr:
        return IntPtr(2**63 - 1)

    @staticmethod
    def static_get_MinValue() -> IntPtr:
        return IntPtr(-(2**63))

    @staticmethod
    def static_op_Addition(pointer: IntPtr, offset: int) -> int:
        return pointer.address + offset

    @staticmethod
    def static_op_Subtraction(pointer: IntPtr, offset: int) -> int:
        return pointer.address - offset

    @staticmethod
    def static_get_Size() -> int:
        return 8

    def ToInt64(self) -> Int64:
        return Int64(self.address)

    def ToInt32(self) -> int:
        return self.address & 0x7FFFFFFF

    def ToString(self) -> str:
        return str(self.address)

    __str__ = ToString

    def __abs__(self) -> IntPtr:
        return IntPtr(abs(self.address))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IntPtr) and other.address == self.address

    def __hash__(self) -> int:
        return hash(self.address)


def _allocate(secret: SecureString) -> IntPtr:
    pointer = IntPtr(0, secret.secret)
    pointer.address = id(pointer) & 0x7FFFFFFFFFFF
    return pointer


def _free(pointer: IntPtr) -> None:
    pointer.text = None


def _utf16(pointer: IntPtr) -> str | None:
    """Return the text at an address as UTF-16; $null at address 0."""
    return None if pointer.address == 0 else pointer.text or ""


def _utf8(pointer: IntPtr) -> str | None:
    """Return what a reader of UTF-8 sees of UTF-16 text: everything before the first zero byte, which on Linux also PtrToStringAuto is."""
    text = _utf16(pointer)
    return None if text is None else text.encode("utf-16-le", "surrogatepass").partition(b"\0")[0].decode("utf-8", "replace")


class MarshalMembers:
    """Members of Marshal."""

    static_SecureStringToBSTR = staticmethod(_allocate)
    static_SecureStringToGlobalAllocUnicode = staticmethod(_allocate)
    static_SecureStringToCoTaskMemUnicode = staticmethod(_allocate)
    static_ZeroFreeBSTR = staticmethod(_free)
    static_FreeBSTR = staticmethod(_free)
    static_ZeroFreeGlobalAllocUnicode = staticmethod(_free)
    static_ZeroFreeCoTaskMemUnicode = staticmethod(_free)
    static_FreeHGlobal = staticmethod(_free)
    static_FreeCoTaskMem = staticmethod(_free)

    @staticmethod
    def static_SizeOf(value: Any) -> int:
        """Return the bytes that a type, or a value of it, takes outside of .NET (a char one, a Boolean four)."""
        kind = value.of if isinstance(value, TypeLiteral) else type_of(value)
        size = _SIZES.get(kind.full_name)
        if size is None:
            reason = "cannot be marshaled as an unmanaged structure; no meaningful size or offset can be computed."
            raise NetException("System.ArgumentException", f"Type '{kind.full_name}' {reason} (Parameter 't')", ParamName="t")
        return size

    @staticmethod
    def static_PtrToStringBSTR(pointer: IntPtr) -> str | None:
        return _utf16(pointer)

    @staticmethod
    def static_PtrToStringUni(pointer: IntPtr, length: int | None = None) -> str | None:
        text = _utf16(pointer)
        return text if text is None or length is None else text[:length]

    @staticmethod
    def static_PtrToStringAuto(pointer: IntPtr, length: int | None = None) -> str | None:
        return _utf8(pointer)

    static_PtrToStringUTF8 = static_PtrToStringAuto
    static_PtrToStringAnsi = static_PtrToStringAuto


TYPES: dict[str, Any] = {"System.IntPtr": IntPtr, "System.Runtime.InteropServices.Marshal": MarshalMembers}
