"""TLS as the endpoints speak it: from 1.0 up, so that an old client gets the service's answer instead of a failed handshake."""

from __future__ import annotations

import os
import ssl
import warnings
from datetime import UTC

LEGACY = frozenset(("TLSv1", "TLSv1.1"))


def server_context(chain: str) -> ssl.SSLContext:
    """Return the endpoints' one context, for a PEM file with key and certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # SHA-1 signatures are below OpenSSL's default level, and TLS 1.0 has no other
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.options |= ssl.OP_NO_COMPRESSION

    def remember_name(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        connection.asked_for = name  # type: ignore[attr-defined]

    context.sni_callback = remember_name
    return context


def speaks_legacy(context: ssl.SSLContext) -> bool:
    """Tell whether this build of Python can do TLS 1.0 at all: a handshake in memory."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE
    client.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        client.minimum_version = client.maximum_version = ssl.TLSVersion.TLSv1
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    near = client.wrap_bio(to_client, to_server)
    far = context.wrap_bio(to_server, to_client, server_side=True)
    finished = set()
    for _ in range(10):
        for name, side in (("client", near), ("server", far)):
            try:
                side.do_handshake()
                finished.add(name)
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLError:
                return False
        if len(finished) == 2:
            return True
    return False


def make_certificate(folder: str, names: list[str]) -> str:
    """Return the PEM file with the endpoints' key and certificate, made (with an authority of its own, ``ca.pem``) where it is missing."""
    chain, authority = os.path.join(folder, "endpoint.pem"), os.path.join(folder, "ca.pem")
    stamp = os.path.join(folder, "names.txt")
    wanted = "\n".join(sorted(names))
    if os.path.exists(chain) and os.path.exists(authority) and _read(stamp) == wanted:
        return chain
    os.makedirs(folder, mode=0o700, exist_ok=True)
    key_and_chain, ca = _issue(names)
    descriptor = os.open(chain + ".part", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key_and_chain)
    os.replace(chain + ".part", chain)
    with open(authority, "wb") as file:
        file.write(ca)
    with open(stamp, "w", encoding="utf-8") as names_file:
        names_file.write(wanted)
    return chain


def _issue(names: list[str]) -> tuple[bytes, bytes]:
    """Return a key with its certificate for host names (RSA: clients of TLS 1.0 may know nothing else), and the authority's certificate."""
    from datetime import datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID

    begin = datetime.now(UTC) - timedelta(days=1)
    end = begin + timedelta(days=3650)

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "pwsh-emu"), x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    def certificate(subject: x509.Name, key: rsa.RSAPrivateKey, *, authority: bool) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(named("Emulated authority")).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        return builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)

    ca_key = rsa.generate_private_key(65537, 2048)
    leaf_key = rsa.generate_private_key(65537, 2048)
    signs = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    ca = certificate(named("Emulated authority"), ca_key, authority=True).add_extension(signs, critical=True)
    ca = ca.add_extension(x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False)
    alternatives: list[x509.GeneralName] = [x509.DNSName(name) for name in (*names, "localhost")]
    alternatives.append(x509.IPAddress(ip_address("127.0.0.1")))
    leaf = certificate(named(names[0]), leaf_key, authority=False).add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    leaf = leaf.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    pem = serialization.Encoding.PEM
    key_text = leaf_key.private_bytes(pem, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    authority_text = ca.sign(ca_key, hashes.SHA256()).public_bytes(pem)
    return key_text + leaf.sign(ca_key, hashes.SHA256()).public_bytes(pem), authority_text


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None
