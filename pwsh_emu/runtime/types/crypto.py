"""Hashes, HMACs and random bytes of System.Security.Cryptography."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Byte, PSArray

_CRYPTOGRAPHY = "System.Security.Cryptography."
_SIZES = {"MD5": 128, "SHA1": 160, "SHA256": 256, "SHA384": 384, "SHA512": 512}


def _data(source: Any, rest: tuple[Any, ...] = ()) -> bytes:
    if source is None:
        raise failures.null("buffer")
    if hasattr(source, "take"):
        return bytes(source.take(1 << 31))
    return bytes(source if len(rest) != 2 else source[rest[0] : rest[0] + rest[1]])


def _array(data: bytes) -> PSArray:
    return PSArray([Byte(one) for one in data], "System.Byte")


class HashAlgorithm(DotNetObject):
    """A hash, or a keyed one where ``key`` is set."""

    PROPERTY_ORDER = "Key HashName HashSize Hash InputBlockSize OutputBlockSize CanTransformMultipleBlocks CanReuseTransform"
    InputBlockSize = OutputBlockSize = 1
    CanTransformMultipleBlocks = CanReuseTransform = True
    __slots__ = ("Hash", "key", "name", "ps_type")

    def __init__(self, name: str, key: bytes | None = None, type_name: str | None = None) -> None:
        super().__init__()
        self.name = name
        self.key = key
        self.ps_type = builtin(type_name or f"{_CRYPTOGRAPHY}{name}+Implementation")
        self.Hash: Any = None

    @property
    def HashSize(self) -> int:
        return _SIZES[self.name]

    @property
    def Key(self) -> PSArray:
        return _array(self.key or b"")

    @Key.setter
    def Key(self, value: Any) -> None:
        self.key = bytes(value)

    def ComputeHash(self, source: Any, *rest: Any) -> PSArray:
        data = _data(source, rest)
        digest = hashlib.new(self.name.lower(), data).digest() if self.key is None else hmac.new(self.key, data, self.name.lower()).digest()
        self.Hash = _array(digest)
        return self.Hash  # type: ignore[no-any-return]

    def Initialize(self) -> None:
        self.Hash = None

    def Clear(self) -> None:
        """Forget nothing that matters."""

    Dispose = Clear

    def __str__(self) -> str:
        return self.ps_type.full_name


def _hash_type(name: str) -> type:
    class Members(HashAlgorithm):
        SIGNATURES = (
            "byte[] ComputeHash(byte[] buffer)", "byte[] ComputeHash(byte[] buffer, int offset, int count)",
            "byte[] ComputeHash(System.IO.Stream inputStream)",
            "void Dispose()", "void Clear()", "void Initialize()", "int HashSize", "byte[] Hash", f"static {_CRYPTOGRAPHY}{name} Create()",
            "static byte[] HashData(byte[] source)", "static byte[] HashData(System.IO.Stream source)",
        )  # fmt: skip

        @staticmethod
        def static_Create(*arguments: Any) -> HashAlgorithm:
            return HashAlgorithm(name)

        @staticmethod
        def static_HashData(source: Any) -> PSArray:
            return HashAlgorithm(name).ComputeHash(source)

    return Members


def _keyed_type(name: str) -> type:
    class Members(HashAlgorithm):
        SIGNATURES = (
            f"{_CRYPTOGRAPHY}HMAC{name} new()", f"{_CRYPTOGRAPHY}HMAC{name} new(byte[] key)",
            "byte[] ComputeHash(byte[] buffer)", "byte[] ComputeHash(System.IO.Stream inputStream)",
            "void Dispose()", "byte[] Key{get;set}", "int HashSize", "byte[] Hash", "static byte[] HashData(byte[] key, byte[] source)",
        )  # fmt: skip

        @staticmethod
        def new(key: Any = None) -> HashAlgorithm:
            return HashAlgorithm(name, bytes(key) if key is not None else secrets.token_bytes(64), f"{_CRYPTOGRAPHY}HMAC{name}")

        @staticmethod
        def static_HashData(key: Any, source: Any) -> PSArray:
            return HashAlgorithm(name, bytes(key)).ComputeHash(source)

    return Members


class RandomNumberGenerator(DotNetObject):
    """System.Security.Cryptography.RandomNumberGenerator."""

    ps_type = builtin(_CRYPTOGRAPHY + "RandomNumberGenerator")
    __slots__ = ()

    @staticmethod
    def static_Create(*arguments: Any) -> RandomNumberGenerator:
        return RandomNumberGenerator()

    def GetBytes(self, target: Any, offset: int = 0, count: int | None = None) -> None:
        size = len(target) if count is None else count
        target[offset : offset + size] = [Byte(one) for one in secrets.token_bytes(size)]

    GetNonZeroBytes = GetBytes

    def Dispose(self) -> None:
        """Release nothing."""

    @staticmethod
    def static_Fill(target: Any) -> None:
        target[:] = [Byte(one) for one in secrets.token_bytes(len(target))]

    @staticmethod
    def static_GetItems(choices: Any, length: int) -> PSArray:
        return PSArray([secrets.choice(choices) for _ in range(length)], getattr(choices, "element", "System.Object"))

    @staticmethod
    def static_GetString(choices: Any, length: int) -> str:
        return "".join(str(secrets.choice(choices)) for _ in range(length))

    @staticmethod
    def static_Shuffle(items: Any) -> None:
        secrets.SystemRandom().shuffle(items)

    @staticmethod
    def static_GetBytes(count: int) -> PSArray:
        if count < 0:
            raise failures.negative("count", count)
        limits.claim_items(count, 64)
        return _array(secrets.token_bytes(count))

    @staticmethod
    def static_GetInt32(low: int, high: int | None = None) -> int:
        first, last = (0, low) if high is None else (low, high)
        if first >= last:
            raise failures.argument("Range of random number does not contain at least one possibility.")
        return first + secrets.randbelow(last - first)

    @staticmethod
    def static_GetHexString(length: int, lower: bool = False) -> str:
        if length < 0:
            raise failures.negative("stringLength", length)
        text = secrets.token_hex((length + 1) // 2)[:length]
        return text if lower else text.upper()


TYPES: dict[str, type] = {_CRYPTOGRAPHY + name: _hash_type(name) for name in _SIZES}
TYPES |= {f"{_CRYPTOGRAPHY}HMAC{name}": _keyed_type(name) for name in _SIZES}
TYPES[_CRYPTOGRAPHY + "RandomNumberGenerator"] = RandomNumberGenerator
