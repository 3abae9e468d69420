"""TLS as the endpoints speak it: from 1.0 up, so that an old client gets the service's answer instead of a failed handshake."""

from __future__ import annotations

import os
import ssl
import warnings

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

    context.sni_callback = remember_name  # type: ignore[assignment]
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
    import trustme

    made = trustme.CA(organization_name="pwsh-emu", organization_unit_name="emulated endpoints")
    leaf = made.issue_cert(*names, "localhost", "127.0.0.1", key_type=trustme.KeyType.RSA)
    descriptor = os.open(chain + ".part", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(leaf.private_key_and_cert_chain_pem.bytes())
    os.replace(chain + ".part", chain)
    made.cert_pem.write_to_path(authority)
    with open(stamp, "w", encoding="utf-8") as names_file:
        names_file.write(wanted)
    return chain


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None
