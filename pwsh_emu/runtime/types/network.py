"""IPAddress, IPEndPoint, MailAddress, NetworkCredential, SecureString and PSCredential."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Byte, Int64, PSArray


def parse_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Read an address as IPAddress.Parse does: one to four parts, decimal, octal or hexadecimal; None where it is none."""
    body = text.strip("[]") if ":" in text else text
    if ":" in body:
        body = body.partition("/")[0]
        try:
            return ipaddress.IPv6Address(body)
        except ValueError:
            return None
    parts = body.split(".")
    if not 1 <= len(parts) <= 4:
        return None
    numbers = []
    for part in parts:
        try:
            if part[:2].lower() == "0x":
                numbers.append(int(part[2:], 16))
            elif part.startswith("0") and len(part) > 1:
                numbers.append(int(part, 8))
            elif part.isascii() and part.isdigit():
                numbers.append(int(part))
            else:
                return None
        except ValueError:
            return None
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 1 << (8 * (5 - len(numbers))):
        return None
    value = numbers[-1]
    for index, number in enumerate(numbers[:-1]):
        value |= number << (8 * (3 - index))
    return ipaddress.IPv4Address(value)


class IPAddress(DotNetObject):
    """An IPv4 or IPv6 address."""

    PROPERTY_ORDER = "AddressFamily ScopeId IsIPv6Multicast IsIPv6LinkLocal IsIPv6SiteLocal IsIPv6Teredo IsIPv6UniqueLocal IsIPv4MappedToIPv6 Address"
    __slots__ = ("ps_type", "scope", "value")

    def __init__(self, value: Any, type_name: str = "System.Net.IPAddress", scope: int = 0) -> None:
        super().__init__()
        self.value = value
        self.scope = scope
        self.ps_type = builtin(type_name)

    @staticmethod
    def new(source: Any, scope: int = 0) -> IPAddress:
        if isinstance(source, int):
            if not 0 <= source <= 0xFFFFFFFF:
                raise failures.above("newAddress", int(source) % (1 << 64), 0xFFFFFFFF)
            return IPAddress(ipaddress.IPv4Address(int(source).to_bytes(4, "little")))
        data = bytes(source)
        if len(data) not in (4, 16):
            raise failures.argument("An invalid IP address was specified.", "address")
        return IPAddress(ipaddress.ip_address(data), scope=scope)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IPAddress) and other.value == self.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        text = str(self.value)
        if self.value.version == 6 and self.value.ipv4_mapped is not None:
            text = f"::ffff:{self.value.ipv4_mapped}"
        return text + (f"%{self.scope}" if self.scope else "")

    @property
    def AddressFamily(self) -> Any:
        return "InterNetwork" if self.value.version == 4 else "InterNetworkV6"

    @property
    def Address(self) -> Int64:
        if self.value.version == 6:
            raise NetException("System.Net.Sockets.SocketException", "The attempted operation is not supported for the type of object referenced.")
        return Int64(int.from_bytes(self.value.packed, "little"))

    @property
    def ScopeId(self) -> Int64:
        if self.value.version == 4:
            raise NetException("System.Net.Sockets.SocketException", "Operation not supported")
        return Int64(self.scope)

    @property
    def IsIPv6Multicast(self) -> bool:
        return self.value.version == 6 and bool(self.value.is_multicast)

    @property
    def IsIPv6LinkLocal(self) -> bool:
        return self.value.version == 6 and bool(self.value.is_link_local)

    @property
    def IsIPv6SiteLocal(self) -> bool:
        return self.value.version == 6 and bool(self.value.is_site_local)

    @property
    def IsIPv6Teredo(self) -> bool:
        return self.value.version == 6 and self.value.teredo is not None

    @property
    def IsIPv6UniqueLocal(self) -> bool:
        return bool(self.value.version == 6 and self.value.packed[0] & 0xFE == 0xFC)

    @property
    def IsIPv4MappedToIPv6(self) -> bool:
        return self.value.version == 6 and self.value.ipv4_mapped is not None

    def GetAddressBytes(self) -> PSArray:
        return PSArray([Byte(one) for one in self.value.packed], "System.Byte")

    def MapToIPv4(self) -> IPAddress:
        return IPAddress(ipaddress.IPv4Address(self.value.packed[-4:])) if self.value.version == 6 else self

    def MapToIPv6(self) -> IPAddress:
        return self if self.value.version == 6 else IPAddress(ipaddress.IPv6Address(b"\0" * 10 + b"\xff\xff" + self.value.packed))

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    def ToString(self, *rest: Any) -> str:
        return str(self)

    @staticmethod
    def static_Parse(text: Any, *rest: Any) -> IPAddress:
        if text is None:
            raise failures.null("ipString")
        found = parse_address(text)
        if found is None:
            raise NetException("System.FormatException", "An invalid IP address was specified.")
        return IPAddress(found)

    @staticmethod
    def static_TryParse(text: Any, *rest: Any) -> bool:
        found = parse_address(text) if text else None
        rest[-1].value = IPAddress(found) if found is not None else None
        return found is not None

    @staticmethod
    def static_IsLoopback(address: IPAddress) -> bool:
        return bool(address.value.is_loopback)

    static_get_Loopback = staticmethod(lambda: IPAddress(ipaddress.IPv4Address("127.0.0.1"), "System.Net.IPAddress+ReadOnlyIPAddress"))
    static_get_Any = staticmethod(lambda: IPAddress(ipaddress.IPv4Address("0.0.0.0"), "System.Net.IPAddress+ReadOnlyIPAddress"))
    static_get_Broadcast = staticmethod(lambda: IPAddress(ipaddress.IPv4Address("255.255.255.255"), "System.Net.IPAddress+ReadOnlyIPAddress"))
    static_get_None = static_get_Broadcast
    static_get_IPv6Loopback = staticmethod(lambda: IPAddress(ipaddress.IPv6Address("::1"), "System.Net.IPAddress+ReadOnlyIPAddress"))
    static_get_IPv6Any = static_get_IPv6None = staticmethod(lambda: IPAddress(ipaddress.IPv6Address("::"), "System.Net.IPAddress+ReadOnlyIPAddress"))

    @staticmethod
    def static_HostToNetworkOrder(number: Any) -> Any:
        size = {"Int64": 8, "Int16": 2}.get(type(number).__name__, 4)
        return type(number)(int.from_bytes(int(number).to_bytes(size, "little", signed=True), "big", signed=True))

    static_NetworkToHostOrder = static_HostToNetworkOrder


class IPEndPoint(DotNetObject):
    """An address and a port."""

    ps_type = builtin("System.Net.IPEndPoint")
    PROPERTY_ORDER = "AddressFamily Address Port"
    __slots__ = ("Address", "Port")

    def __init__(self, address: IPAddress, port: int) -> None:
        super().__init__()
        self.Address = address
        self.Port = port

    @staticmethod
    def new(address: Any, port: int) -> IPEndPoint:
        if not 0 <= port <= 65535:
            raise failures.out_of_range("Specified argument was out of the range of valid values.", "port")
        return IPEndPoint(address if isinstance(address, IPAddress) else IPAddress.new(address), port)

    @property
    def AddressFamily(self) -> Any:
        return self.Address.AddressFamily

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IPEndPoint) and (self.Address, self.Port) == (other.Address, other.Port)

    def __hash__(self) -> int:
        return hash((self.Address, self.Port))

    def __str__(self) -> str:
        return f"[{self.Address}]:{self.Port}" if self.Address.value.version == 6 else f"{self.Address}:{self.Port}"

    def ToString(self) -> str:
        return str(self)

    @staticmethod
    def static_Parse(text: str) -> IPEndPoint:
        found = re.fullmatch(r"\[(.+)\]:(\d+)|([^:]+):(\d+)|(.+)", text)
        address = parse_address((found[1] or found[3] or found[5]) if found else "")
        if found is None or address is None:
            raise NetException("System.FormatException", "An invalid IPEndPoint was specified.")
        return IPEndPoint(IPAddress(address), int(found[2] or found[4] or 0))

    @staticmethod
    def static_TryParse(text: str, reference: Any) -> bool:
        try:
            reference.value = IPEndPoint.static_Parse(text)
        except NetException:
            reference.value = None
        return reference.value is not None


_LOCAL_PART = re.compile(
    r'(?:[A-Za-z0-9!#$%&\'*+/=?^_`{|}~\-\u0080-\uffff]+(?:\.+[A-Za-z0-9!#$%&\'*+/=?^_`{|}~\-\u0080-\uffff]+)*|"(?:[^"\\\r\n]|\\.)*")$'
)
_DOMAIN = re.compile(r"(?:[A-Za-z0-9\u0080-\uffff_](?:[A-Za-z0-9\-_\u0080-\uffff]*)(?:\.[A-Za-z0-9\-_\u0080-\uffff]+)*|\[[^\]\s]*\])$")


class MailAddress(DotNetObject):
    """A mail address with an optional display name."""

    ps_type = builtin("System.Net.Mail.MailAddress")
    PROPERTY_ORDER = "DisplayName User Host Address"
    __slots__ = ("DisplayName", "Host", "User")

    def __init__(self, display: str, user: str, host: str) -> None:
        super().__init__()
        self.DisplayName = display
        self.User = user
        self.Host = host

    @staticmethod
    def new(address: Any, display: Any = None, encoding: Any = None) -> MailAddress:
        if address is None:
            raise failures.null("address")
        if address == "":
            raise failures.argument("The value cannot be an empty string.", "address")
        parsed = parse_mail(address)
        if parsed is None:
            raise NetException("System.FormatException", "The specified string is not in the form required for an e-mail address.")
        name, user, host = parsed
        return MailAddress(name if not display else str(display), user, host)

    @property
    def Address(self) -> str:
        return f"{self.User}@{self.Host}"

    def __eq__(self, other: object) -> bool:
        return other is not None and str(self).lower() == str(other).lower()

    def __hash__(self) -> int:
        return hash(str(self).lower())

    def __str__(self) -> str:
        return f'"{self.DisplayName}" <{self.Address}>' if self.DisplayName else self.Address

    def ToString(self) -> str:
        return str(self)

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    @staticmethod
    def static_TryCreate(address: Any, *rest: Any) -> bool:
        try:
            reference = rest[-1]
            reference.value = MailAddress.new(address, rest[0] if len(rest) > 1 else None)
        except NetException:
            reference.value = None
        return reference.value is not None


def parse_mail(text: str) -> tuple[str, str, str] | None:
    """Take ``Name <user@host>`` apart; None where it is no address."""
    body = text.strip()
    name = ""
    if body.endswith(">"):
        head, bracket, body = body[:-1].rpartition("<")
        if not bracket:
            return None
        name = head.strip()
        if len(name) >= 2 and name[0] == name[-1] == '"':
            name = name[1:-1]
        elif '"' in name:
            return None
    body = body.strip()
    user, at, host = body.rpartition("@")
    if not at or not _LOCAL_PART.match(user) or not _DOMAIN.match(host) or host.endswith("."):
        return None
    return name, user, host


class MailAddressCollection:
    """Members of MailAddressCollection beyond Collection's."""

    @staticmethod
    def new() -> Any:
        from pwsh_emu.runtime.types.collections_generic import Collection

        return Collection(builtin("System.Net.Mail.MailAddressCollection"))

    @staticmethod
    def Add(items: Any, value: Any) -> None:
        if isinstance(value, str):
            items.extend(MailAddress.new(part) for part in value.split(","))
        else:
            items.append(value)


class SecureString(DotNetObject):
    """A secret: its text is not shown."""

    ps_type = builtin("System.Security.SecureString")
    PROPERTY_ORDER = "Length"
    __slots__ = ("read_only", "secret")

    def __init__(self, secret: str = "") -> None:
        super().__init__()
        self.secret = secret
        self.read_only = False

    @staticmethod
    def new(*arguments: Any) -> SecureString:
        return SecureString()

    def __str__(self) -> str:
        return "System.Security.SecureString"

    def __len__(self) -> int:
        return len(self.secret)

    @property
    def Length(self) -> int:
        return len(self.secret)

    def _check(self) -> None:
        if self.read_only:
            raise failures.invalid("Instance is read-only.")

    def AppendChar(self, value: str) -> None:
        self._check()
        self.secret += str(value)

    def InsertAt(self, index: int, value: str) -> None:
        self._check()
        self.secret = self.secret[:index] + str(value) + self.secret[index:]

    def RemoveAt(self, index: int) -> None:
        self._check()
        self.secret = self.secret[:index] + self.secret[index + 1 :]

    def SetAt(self, index: int, value: str) -> None:
        self._check()
        self.secret = self.secret[:index] + str(value) + self.secret[index + 1 :]

    def Clear(self) -> None:
        self._check()
        self.secret = ""

    def Copy(self) -> SecureString:
        return SecureString(self.secret)

    def IsReadOnly(self) -> bool:
        return self.read_only

    def MakeReadOnly(self) -> None:
        self.read_only = True

    def Dispose(self) -> None:
        """Keep the text: nothing is pinned here."""


class NetworkCredential(DotNetObject):
    """System.Net.NetworkCredential."""

    ps_type = builtin("System.Net.NetworkCredential")
    PROPERTY_ORDER = "UserName Password SecurePassword Domain"
    __slots__ = ("Domain", "UserName", "secret")

    def __init__(self, user: str = "", secret: str = "", domain: str = "") -> None:
        super().__init__()
        self.UserName = user
        self.secret = secret
        self.Domain = domain

    @staticmethod
    def new(user: Any = "", password: Any = "", domain: Any = "") -> NetworkCredential:
        secret = password.secret if isinstance(password, SecureString) else password or ""
        return NetworkCredential(user or "", secret, domain or "")

    @property
    def Password(self) -> str:
        return self.secret

    @Password.setter
    def Password(self, value: str) -> None:
        self.secret = value or ""

    @property
    def SecurePassword(self) -> SecureString:
        return SecureString(self.secret)

    @SecurePassword.setter
    def SecurePassword(self, value: SecureString) -> None:
        self.secret = value.secret if value is not None else ""

    def GetCredential(self, *arguments: Any) -> NetworkCredential:
        return self


class PSCredential(DotNetObject):
    """System.Management.Automation.PSCredential."""

    ps_type = builtin("System.Management.Automation.PSCredential")
    PROPERTY_ORDER = "UserName Password"
    __slots__ = ("Password", "UserName")

    def __init__(self, user: str | None, password: Any) -> None:
        super().__init__()
        self.UserName = user
        self.Password = password

    @staticmethod
    def new(*arguments: Any) -> PSCredential:
        if len(arguments) == 1:
            from pwsh_emu.runtime.values import PSCustomObject

            source = arguments[0]
            if not isinstance(source, PSCustomObject) or not {"UserName", "Password"} <= set(source.members):
                raise failures.null("pso")
            return PSCredential(source.members["UserName"], source.members["Password"])
        user, password = arguments
        if not user:
            raise failures.not_valid("userName")
        if password is None:
            raise failures.null_argument("password")
        return PSCredential(user, password)

    def GetNetworkCredential(self) -> NetworkCredential | None:
        if not self.UserName:
            return None
        domain, backslash, user = self.UserName.rpartition("\\")
        if not backslash:
            user, at, domain = self.UserName.partition("@")
            if not at:
                domain = ""
        return NetworkCredential(user, self.Password.secret, domain)

    def __str__(self) -> str:
        return "System.Management.Automation.PSCredential"

    @staticmethod
    def static_get_Empty() -> PSCredential:
        return _NOBODY

    @staticmethod
    @with_session
    def static_op_Explicit(session: Any, credential: PSCredential) -> NetworkCredential | None:
        return credential.GetNetworkCredential()


_NOBODY = PSCredential(None, None)  # the one that is empty: scripts compare with it

TYPES = {
    "System.Net.IPAddress": IPAddress,
    "System.Net.IPEndPoint": IPEndPoint,
    "System.Net.Mail.MailAddress": MailAddress,
    "System.Net.Mail.MailAddressCollection": MailAddressCollection,
    "System.Security.SecureString": SecureString,
    "System.Net.NetworkCredential": NetworkCredential,
    "System.Management.Automation.PSCredential": PSCredential,
}
