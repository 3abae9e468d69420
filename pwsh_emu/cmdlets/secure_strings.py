"""ConvertTo-SecureString, ConvertFrom-SecureString and Get-Credential.

Without a key a secret is written as PowerShell on Linux writes it: the hexadecimal digits of its UTF-16 text, not encrypted. With a key it
is AES in CBC mode behind a fixed header, as PowerShell writes it everywhere.
"""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, NetException, PSError
from pwsh_emu.runtime.types.failures import not_valid
from pwsh_emu.runtime.types.network import SecureString

_AUTOMATION = "System.Management.Automation."
_CRYPTOGRAPHIC = "System.Security.Cryptography.CryptographicException"
_HEADER = "76492d1116743f0423413b16050a5345"
_KEY_SIZES = (16, 24, 32)


class KeyedCmdlet(Cmdlet):
    """Base of the cmdlets that take -Key or -SecureKey."""

    Key: Any = None
    SecureKey: Any = None

    def key(self) -> bytes | None:
        """Return the key that was given."""
        if self.SecureKey is not None:
            return _bytes(self.SecureKey.secret)
        return None if self.Key is None else bytes(self.Key)

    def invalid_argument(self, name: str) -> PSError:
        return self.terminate(ErrorRecord(not_valid(name).exception, "Argument", "InvalidArgument"))


@implements("ConvertTo-SecureString")
class ConvertToSecureString(KeyedCmdlet):
    """Converts plain text or encrypted strings to secure strings."""

    String: Any = None
    AsPlainText: Any = False
    Force: Any = False

    def process(self) -> None:
        text = str(self.String)
        if self.AsPlainText:
            self.write(SecureString(text))
            return
        try:
            secret = self._read(text)
        except NetException as error:
            cryptographic = error.exception.type_name == _CRYPTOGRAPHIC
            error_id = "ImportSecureString_InvalidArgument" + ("_CryptographicError" if cryptographic else "")
            self.write_error(ErrorRecord(error.exception, error_id, "InvalidArgument"))
            return
        self.write(SecureString(secret))

    def _read(self, text: str) -> str:
        key = self.key()
        content, start = text, bytes(16)
        if text.lower().startswith(_HEADER):
            content, start = _unpack(text)
        data = _from_hex(content if key is not None else text)
        if data is None:
            raise NetException(f"{_AUTOMATION}PSArgumentException", f'The parameter value "{text}" is not a valid encrypted string.')
        if key is not None:
            data = _decrypt(data, key, start)
        return data.decode("utf-16-le", "replace")


@implements("ConvertFrom-SecureString")
class ConvertFromSecureString(KeyedCmdlet):
    """Converts a secure string to an encrypted standard string."""

    SecureString: Any = None
    AsPlainText: Any = False

    def process(self) -> None:
        secret = self.SecureString.secret
        if not secret:
            raise self.invalid_argument("SecureString")
        if self.AsPlainText:
            self.write(secret)
            return
        key = self.key()
        if key is None:
            self.write(_bytes(secret).hex())
            return
        try:
            self.write(_encrypt(_bytes(secret), key))
        except NetException:
            raise self.invalid_argument("key") from None


@implements("Get-Credential")
class GetCredential(Cmdlet):
    """Gets a credential object based on a user name and password."""

    Credential: Any = None
    Message: Any = None
    UserName: Any = None
    Title: Any = None

    def begin(self) -> None:
        from pwsh_emu.runtime.credentialprompt import prompt_for_credential

        credential = self.Credential
        if credential is None:
            user = None if self.UserName is None else str(self.UserName)
            credential = prompt_for_credential(self.session, user, self.Title, self.Message)
        if credential is not None:
            self.write(credential)


def _bytes(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _from_hex(text: str) -> bytes | None:
    """Return the bytes that pairs of hexadecimal digits stand for; None where they are not that."""
    try:
        return bytes.fromhex(text) if " " not in text else None
    except ValueError:
        return None


def _unpack(text: str) -> tuple[str, bytes]:
    """Return the encrypted digits and the initialization vector of a text with the header."""
    import base64
    import binascii

    try:
        package = base64.b64decode(text[len(_HEADER) :], validate=True).decode("utf-16-le")
        _, vector, content = package.split("|")
        return content, base64.b64decode(vector, validate=True)
    except (binascii.Error, ValueError):
        return text, bytes(16)


def _encrypt(data: bytes, key: bytes) -> str:
    import base64
    import os

    vector = os.urandom(16)
    padding = 16 - len(data) % 16
    done = _cipher(key, vector).encryptor().update(data + bytes([padding]) * padding)
    package = f"2|{base64.b64encode(vector).decode()}|{done.hex()}"
    return _HEADER + base64.b64encode(package.encode("utf-16-le")).decode()


def _decrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    if not data or len(data) % 16:
        raise NetException(_CRYPTOGRAPHIC, "The input data is not a complete block.")
    plain: bytes = _cipher(key, vector).decryptor().update(data)
    padding = plain[-1]
    if not 1 <= padding <= 16 or plain[-padding:] != bytes([padding]) * padding:
        raise NetException(_CRYPTOGRAPHIC, "Padding is invalid and cannot be removed.")
    return plain[:-padding]


def _cipher(key: bytes, vector: bytes) -> Any:
    if len(key) not in _KEY_SIZES:
        raise not_valid("key")
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    return Cipher(algorithms.AES(key), modes.CBC(vector))
