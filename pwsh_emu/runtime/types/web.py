"""System.Uri, UriBuilder, WebUtility, HttpUtility and SecurityElement."""

from __future__ import annotations

import html
import posixpath
import re
import urllib.parse
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.text import characters
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Byte, PSArray

_PORTS = {
    "http": 80,
    "https": 443,
    "ftp": 21,
    "ws": 80,
    "wss": 443,
    "ldap": 389,
    "mailto": 25,
    "news": -1,
    "file": -1,
    "ftps": 990,
    "sftp": 22,
    "ssh": 22,
    "telnet": 23,
    "gopher": 70,
    "nntp": 119,
}
_UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)


def format_error(text: str) -> NetException:
    return NetException("System.UriFormatException", text)


def _quote(text: str, safe: str) -> str:
    made = []
    at = 0
    text = characters(text)
    while at < len(text):
        one = text[at]
        if one == "%" and re.match(r"%[0-9A-Fa-f]{2}", text[at : at + 3]):
            made.append(text[at : at + 3].upper())
            at += 3
            continue
        made.append(one if one in safe else urllib.parse.quote(one, safe=""))
        at += 1
    return "".join(made)


class Uri(DotNetObject):
    """A URI; absolute ones are taken apart when made."""

    ps_type = builtin("System.Uri")
    PROPERTY_ORDER = (
        "AbsolutePath AbsoluteUri LocalPath Authority HostNameType IsDefaultPort IsFile IsLoopback PathAndQuery Segments IsUnc Host Port Query "
        "Fragment Scheme OriginalString DnsSafeHost IdnHost IsAbsoluteUri UserEscaped UserInfo"
    )
    __slots__ = ("IsAbsoluteUri", "OriginalString", "authority_given", "fragment", "host", "path", "port", "query", "scheme", "user")

    def __init__(self, text: str, kind: int = 0) -> None:
        super().__init__()
        self.OriginalString = text
        self.scheme = self.host = self.path = self.query = self.fragment = self.user = ""
        self.port = -1
        self.authority_given = False
        self.IsAbsoluteUri = False
        found = _SCHEME.fullmatch(text)
        if text.startswith("/") and not text.startswith("//") and kind == 1:
            self.IsAbsoluteUri = True
            self.scheme, self.authority_given, self.path = "file", True, text
            return
        if found is None or len(found[1]) == 1:
            if kind == 1:
                if not text.strip():
                    raise format_error("Invalid URI: The URI is empty.")
                raise format_error("Invalid URI: The format of the URI could not be determined.")
            return
        if kind == 2:
            raise format_error("A relative URI cannot be created because the 'uriString' parameter represents an absolute URI.")
        self.IsAbsoluteUri = True
        self.scheme = found[1].lower()
        self._split(found[2].strip())

    def _split(self, rest: str) -> None:
        rest, mark, fragment = rest.partition("#")
        self.fragment = mark + fragment
        if self.scheme != "mailto":
            rest, mark, query = rest.partition("?")
            self.query = mark + query
        if rest.startswith("//"):
            self.authority_given = True
            authority, slash, path = rest[2:].partition("/")
            self.path = slash + path
            self.user, at, host = authority.rpartition("@")
            if not at:
                self.user = ""
            port = ""
            if host.startswith("["):
                host, _, port = host.partition("]")
                host += "]"
                port = port.removeprefix(":")
            elif ":" in host:
                host, _, port = host.rpartition(":")
            if port and (not port.isdigit() or int(port) > 65535):
                raise format_error("Invalid URI: Invalid port specified.")
            self.host = host.lower()
            if not host and self.scheme in ("http", "https", "ftp", "ws", "wss"):
                raise format_error("Invalid URI: The hostname could not be parsed.")
            if any(one in host for one in ' <>"\\^`{|}'):
                raise format_error("Invalid URI: The hostname could not be parsed.")
            self.port = int(port) if port else _PORTS.get(self.scheme, -1)
            if self.scheme in ("http", "https", "ftp", "ws", "wss"):
                self.path = normalized(self.path or "/")
        else:
            self.path = rest
            if self.scheme in ("http", "https", "ftp", "ws", "wss"):
                raise format_error(
                    "Invalid URI: The hostname could not be parsed." if not rest else "Invalid URI: The Authority/Host could not be parsed."
                )
            if self.scheme == "mailto":
                self.user, _, self.host = rest.partition("@")
                self.port = 25
            else:
                self.port = _PORTS.get(self.scheme, -1)

    @staticmethod
    def new(*arguments: Any) -> Uri:
        if isinstance(arguments[0], Uri):
            return combine(arguments[0], arguments[1])
        text = arguments[0]
        if text is None:
            raise failures.null("uriString")
        kind = arguments[1].value if len(arguments) > 1 and hasattr(arguments[1], "value") else 1
        return Uri(text, kind)

    def _absolute(self) -> None:
        if not self.IsAbsoluteUri:
            raise failures.invalid("This operation is not supported for a relative URI.")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Uri):
            return False
        if self.IsAbsoluteUri and other.IsAbsoluteUri:
            return self._comparable() == other._comparable()
        return self.OriginalString == other.OriginalString

    def _comparable(self) -> tuple[Any, ...]:
        return (self.scheme, self.host, self.port, self.AbsolutePath, self.Query, self.user)

    def __hash__(self) -> int:
        return hash(self.OriginalString.lower())

    def __str__(self) -> str:
        if not self.IsAbsoluteUri:
            return self.OriginalString
        return self._assembled(_unescaped(self.path), _unescaped(self.query), _unescaped(self.fragment))

    def _assembled(self, path: str, query: str, fragment: str) -> str:
        if self.scheme == "mailto":
            return f"mailto:{path}{fragment}"
        if not self.authority_given:
            return f"{self.scheme}:{path}{query}{fragment}"
        user = f"{self.user}@" if self.user else ""
        return f"{self.scheme}://{user}{self.Authority}{path}{query}{fragment}"

    @property
    def AbsoluteUri(self) -> str:
        self._absolute()
        return self._assembled(self.AbsolutePath, self.Query, self.Fragment)

    @property
    def AbsolutePath(self) -> str:
        self._absolute()
        return _quote(self.path, _UNRESERVED + "/:@!$&'()*+,;=[]")

    @property
    def LocalPath(self) -> str:
        self._absolute()
        return urllib.parse.unquote(self.path)

    @property
    def PathAndQuery(self) -> str:
        self._absolute()
        return self.AbsolutePath + self.Query

    @property
    def Query(self) -> str:
        self._absolute()
        return _quote(self.query, _UNRESERVED + "/?:@!$&'()*+,;=[]")

    @property
    def Fragment(self) -> str:
        self._absolute()
        return _quote(self.fragment, _UNRESERVED + "#/?:@!$&'()*+,;=[]")

    @property
    def Scheme(self) -> str:
        self._absolute()
        return self.scheme

    @property
    def Host(self) -> str:
        self._absolute()
        return self.host

    @property
    def DnsSafeHost(self) -> str:
        self._absolute()
        return self.host.strip("[]")

    IdnHost = DnsSafeHost

    @property
    def Authority(self) -> str:
        self._absolute()
        return self.host if self.IsDefaultPort or self.port < 0 else f"{self.host}:{self.port}"

    @property
    def Port(self) -> int:
        self._absolute()
        return self.port

    @property
    def IsDefaultPort(self) -> bool:
        self._absolute()
        return self.port == _PORTS.get(self.scheme, -1)

    @property
    def IsFile(self) -> bool:
        self._absolute()
        return self.scheme == "file"

    @property
    def IsUnc(self) -> bool:
        self._absolute()
        return self.scheme == "file" and bool(self.host)

    @property
    def IsLoopback(self) -> bool:
        self._absolute()
        return self.host in ("localhost", "127.0.0.1", "[::1]", "loopback") or (self.scheme == "file" and not self.host)

    @property
    def HostNameType(self) -> int:
        self._absolute()
        if not self.host:
            return 1 if self.scheme == "file" else 0
        if self.host.startswith("["):
            return 4
        return 3 if re.fullmatch(r"\d+(\.\d+){3}", self.host) else 2

    @property
    def Segments(self) -> PSArray:
        self._absolute()
        return PSArray(re.findall(r"[^/]*/|[^/]+", self.AbsolutePath), "System.String")

    @property
    def UserInfo(self) -> str:
        self._absolute()
        return self.user

    @property
    def UserEscaped(self) -> bool:
        return False

    def IsBaseOf(self, other: Uri) -> bool:
        return (self.scheme, self.host, self.port) == (other.scheme, other.host, other.port) and other.path.startswith(
            self.path.rpartition("/")[0] + "/"
        )

    def MakeRelativeUri(self, other: Uri) -> Uri:
        if (self.scheme, self.host, self.port) != (other.scheme, other.host, other.port):
            return other
        base = self.path.rpartition("/")[0] or "/"
        relative = posixpath.relpath(other.path, base) if other.path != base else ""
        if other.path.endswith("/") and not relative.endswith("/"):
            relative += "/"
        return Uri(relative + other.query + other.fragment, 2)

    def IsWellFormedOriginalString(self) -> bool:
        return well_formed(self.OriginalString)

    def GetLeftPart(self, part: Any) -> str:
        self._absolute()
        name = str(part)
        base = f"{self.scheme}://" if self.authority_given else f"{self.scheme}:"
        if name == "Scheme":
            return base
        user = f"{self.user}@" if self.user else ""
        base += user + self.Authority
        return base if name == "Authority" else base + self.AbsolutePath + (self.Query if name == "Query" else "")

    def GetComponents(self, parts: Any, form: Any) -> str:
        names = {
            "Scheme": self.scheme,
            "Host": self.host,
            "Port": str(self.port),
            "Path": self.AbsolutePath.lstrip("/"),
            "Query": self.Query.lstrip("?"),
            "Fragment": self.Fragment.lstrip("#"),
        }
        return names.get(str(parts), self.AbsoluteUri)

    def Equals(self, other: Any) -> bool:
        return self == (Uri(other) if isinstance(other, str) else other)

    def ToString(self, *rest: Any) -> str:
        return str(self)

    @staticmethod
    def static_op_Equality(left: Any, right: Any) -> bool:
        return bool(left == right)

    @staticmethod
    def static_op_Inequality(left: Any, right: Any) -> bool:
        return bool(left != right)

    # --- statics ---
    @staticmethod
    def static_TryCreate(first: Any, second: Any, reference: Any) -> bool:
        try:
            if isinstance(first, Uri):
                reference.value = combine(first, second)
            else:
                reference.value = Uri(first, second.value if hasattr(second, "value") else 1)
        except NetException:
            reference.value = None
        return reference.value is not None

    @staticmethod
    def static_IsWellFormedUriString(text: str, kind: Any) -> bool:
        try:
            made = Uri(text, kind.value)
        except NetException:
            return False
        return made.IsWellFormedOriginalString()

    @staticmethod
    def static_EscapeDataString(text: str | None) -> str:
        if text is None:
            raise failures.null("stringToEscape")
        return urllib.parse.quote(characters(text), safe="-._~")

    @staticmethod
    def static_UnescapeDataString(text: str | None) -> str:
        if text is None:
            raise failures.null("stringToUnescape")
        return urllib.parse.unquote(text)

    @staticmethod
    def static_EscapeUriString(text: str) -> str:
        return urllib.parse.quote(characters(text), safe="-._~:/?#[]@!$&'()*+,;=")

    @staticmethod
    def static_CheckHostName(name: str) -> int:
        if re.fullmatch(r"\d+(\.\d+){3}", name):
            return 3
        if ":" in name:
            return 4
        return 2 if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9\-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9\-]*[A-Za-z0-9])?)*\.?", name) else 0

    @staticmethod
    def static_CheckSchemeName(name: str) -> bool:
        return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*", name or ""))

    @staticmethod
    def static_IsHexDigit(value: str) -> bool:
        return value in "0123456789abcdefABCDEF"

    @staticmethod
    def static_FromHex(value: str) -> int:
        if value not in "0123456789abcdefABCDEF":
            raise failures.argument("Specified argument was out of the range of valid values.", "digit")
        return int(value, 16)

    @staticmethod
    def static_HexEscape(value: str) -> str:
        return f"%{ord(value):02X}"


def normalized(path: str) -> str:
    """Take ``.`` and ``..`` segments out of a path."""
    made: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        if segment == "..":
            if len(made) > 1:
                made.pop()
            if last:
                made.append("")
        elif segment == ".":
            if last:
                made.append("")
        else:
            made.append(segment)
    return "/".join(made) or "/"


def combine(base: Uri, relative: Any) -> Uri:
    """Return a relative URI resolved against an absolute one."""
    text = relative.OriginalString if isinstance(relative, Uri) else str(relative or "")
    if not base.IsAbsoluteUri:
        raise failures.out_of_range("This operation is not supported for a relative URI.", "baseUri")
    joined = urllib.parse.urljoin(base.AbsoluteUri, text)
    return Uri(joined, 1)


def _unescaped(text: str) -> str:
    """Return a text as Uri.ToString shows it: escapes resolved but for those that would change its meaning."""

    def resolve(found: re.Match[str]) -> str:
        raw = bytes.fromhex(found.group().replace("%", ""))
        try:
            decoded = raw.decode("utf-8")
        except UnicodeDecodeError:
            return found.group()
        return "".join(
            found_one if found_one not in "%#?/\\" and found_one >= " " else "".join(f"%{byte:02X}" for byte in found_one.encode())
            for found_one in decoded
        )

    return re.sub(r"(?:%[0-9A-Fa-f]{2})+", resolve, text)


def well_formed(text: str) -> bool:
    return not re.search(r'[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})', text) and text.isascii()


class UriBuilder(DotNetObject):
    """System.UriBuilder."""

    ps_type = builtin("System.UriBuilder")
    PROPERTY_ORDER = "Scheme UserName Password Host Port Path Query Fragment Uri"
    __slots__ = ("Host", "Password", "Port", "Scheme", "UserName", "_fragment", "_path", "_query")

    def __init__(self) -> None:
        super().__init__()
        self.Scheme, self.Host, self.Port = "http", "localhost", -1
        self.UserName = self.Password = ""
        self._path, self._query, self._fragment = "/", "", ""

    @staticmethod
    def new(*arguments: Any) -> UriBuilder:
        made = UriBuilder()
        if len(arguments) == 1:
            source = arguments[0]
            uri = (
                source
                if isinstance(source, Uri)
                else Uri(source if "://" in source or (_SCHEME.fullmatch(source) and not re.match(r"[^:]+:\d", source)) else "http://" + source, 1)
            )
            made.Scheme, made.Host = uri.scheme, uri.host
            made.Port = uri.port
            made._path, made._query, made._fragment = uri.path or "/", uri.query, uri.fragment
            made.UserName, _, made.Password = uri.user.partition(":")
            return made
        for name, value in zip(("Scheme", "Host", "Port", "Path"), arguments, strict=False):
            setattr(made, name, value)
        if len(arguments) == 5:
            extra = arguments[4]
            if extra.startswith("#"):
                made.Fragment = extra
            else:
                made.Query = extra
        return made

    @property
    def Path(self) -> str:
        return self._path

    @Path.setter
    def Path(self, value: str) -> None:
        self._path = _quote(value or "/", _UNRESERVED + "/:@!$&'()*+,;=[]")
        if not self._path.startswith("/") and self.Host:
            self._path = "/" + self._path

    @property
    def Query(self) -> str:
        return self._query

    @Query.setter
    def Query(self, value: str) -> None:
        self._query = "" if not value else value if value.startswith("?") else "?" + value

    @property
    def Fragment(self) -> str:
        return self._fragment

    @Fragment.setter
    def Fragment(self, value: str) -> None:
        self._fragment = "" if not value else value if value.startswith("#") else "#" + value

    @property
    def Uri(self) -> Any:
        return Uri(str(self), 1)

    def __str__(self) -> str:
        user = self.UserName + (f":{self.Password}" if self.Password else "")
        port = f":{self.Port}" if self.Port >= 0 else ""
        return f"{self.Scheme}://{user + '@' if user else ''}{self.Host}{port}{self._path}{self._query}{self._fragment}"

    def ToString(self) -> str:
        return str(self)


_HTML = {"<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "&": "&amp;"}


def html_encode(text: str | None) -> str | None:
    """Return WebUtility.HtmlEncode: markup characters and U+00A0 to U+00FF as entities, surrogate pairs as numbers."""
    if text is None:
        return None
    made = []
    for one in characters(text):
        code = ord(one)
        made.append(_HTML.get(one) or (f"&#{code};" if 160 <= code < 256 or code > 0xFFFF else one))
    return "".join(made)


def url_encode(text: str | None, lower_hex: bool) -> str | None:
    if text is None:
        return None
    quoted = urllib.parse.quote(characters(text), safe="-_.!*()" + " ").replace(" ", "+").replace("~", "%7E")
    return _lower_escapes(quoted) if lower_hex else quoted


def _lower_escapes(quoted: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), quoted)


class WebUtilityMembers:
    """System.Net.WebUtility."""

    @staticmethod
    def static_HtmlEncode(text: Any, *rest: Any) -> Any:
        return html_encode(text)

    @staticmethod
    def static_HtmlDecode(text: Any, *rest: Any) -> Any:
        return None if text is None else html.unescape(text)

    @staticmethod
    def static_UrlEncode(text: Any) -> Any:
        return url_encode(text, False)

    @staticmethod
    def static_UrlDecode(text: Any) -> Any:
        return None if text is None else urllib.parse.unquote_plus(text)

    @staticmethod
    def static_UrlEncodeToBytes(data: Any, offset: int, count: int) -> Any:
        return None if data is None else _encoded_bytes(data[offset : offset + count], False)

    @staticmethod
    def static_UrlDecodeToBytes(data: Any, offset: int, count: int) -> Any:
        return None if data is None else _decoded_bytes(data[offset : offset + count])


def _quoted(data: Any, lower_hex: bool) -> str:
    quoted = urllib.parse.quote_plus(bytes(data), safe="-_.!*()")
    return _lower_escapes(quoted) if lower_hex else quoted


def _unquoted(data: Any) -> bytes:
    return urllib.parse.unquote_to_bytes(bytes(data).replace(b"+", b" "))


def _encoded_bytes(data: Any, lower_hex: bool) -> PSArray:
    return PSArray([Byte(one) for one in _quoted(data, lower_hex).encode("ascii")], "System.Byte")


def _decoded_bytes(data: Any) -> PSArray:
    return PSArray([Byte(one) for one in _unquoted(data)], "System.Byte")


class HttpUtilityMembers:
    """System.Web.HttpUtility."""

    @staticmethod
    def static_UrlEncodeToBytes(text: Any, *rest: Any) -> Any:
        return None if text is None else _encoded_bytes(characters(text).encode() if isinstance(text, str) else text, True)

    @staticmethod
    def static_UrlDecodeToBytes(text: Any, *rest: Any) -> Any:
        return None if text is None else _decoded_bytes(characters(text).encode() if isinstance(text, str) else text)

    @staticmethod
    @with_session
    def static_HtmlEncode(session: Any, text: Any, *rest: Any) -> Any:
        from pwsh_emu.runtime.conversion import net_string

        return html_encode(text if text is None or isinstance(text, str) else net_string(text, session))

    @staticmethod
    def static_HtmlDecode(text: Any, *rest: Any) -> Any:
        return None if text is None else html.unescape(text)

    @staticmethod
    def static_HtmlAttributeEncode(text: Any, *rest: Any) -> Any:
        return None if text is None else text.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;").replace("<", "&lt;")

    @staticmethod
    def static_UrlEncode(text: Any, *rest: Any) -> Any:
        if isinstance(text, list):
            part = text[rest[0] : rest[0] + rest[1]] if len(rest) == 2 else text
            return _quoted(part, True)
        return url_encode(text, True)

    @staticmethod
    def static_UrlDecode(text: Any, *rest: Any) -> Any:
        if isinstance(text, list):
            part = text[rest[0] : rest[0] + rest[1]] if len(rest) == 3 else text
            return _unquoted(part).decode("utf-8", "replace")
        return None if text is None else urllib.parse.unquote_plus(text)

    @staticmethod
    def static_UrlPathEncode(text: Any) -> Any:
        return None if text is None else _lower_escapes(urllib.parse.quote(characters(text), safe="/?:@!$&'()*+,;=-._~#[]%<>\"{}|\\^`"))

    @staticmethod
    def static_JavaScriptStringEncode(text: Any, quotes: bool = False) -> str:
        import json

        made = json.dumps(text or "")[1:-1].replace("'", "\\u0027").replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return f'"{made}"' if quotes else made

    @staticmethod
    @with_session
    def static_ParseQueryString(session: Any, text: str, *rest: Any) -> Any:
        from pwsh_emu.runtime.types.namevalues import NameValueCollection

        made = NameValueCollection("System.Web.HttpUtility+HttpQSCollection")
        for part in text.lstrip("?").split("&"):
            if part:
                name, equals, value = part.partition("=")
                made.Add(urllib.parse.unquote_plus(name) if equals else None, urllib.parse.unquote_plus(value if equals else name))
        return made


class SecurityElementMembers:
    """System.Security.SecurityElement."""

    SIGNATURES = ("static string Escape(string str)",)

    @staticmethod
    def static_Escape(text: Any) -> Any:
        return None if text is None else "".join({"<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "&": "&amp;"}.get(one, one) for one in text)


TYPES = {
    "System.Uri": Uri,
    "System.UriBuilder": UriBuilder,
    "System.Net.WebUtility": WebUtilityMembers,
    "System.Web.HttpUtility": HttpUtilityMembers,
    "System.Security.SecurityElement": SecurityElementMembers,
}
