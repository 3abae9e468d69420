"""Finding records by -Identity, in every form that the service takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.recipients import SHOWN_BY, TABLE

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

# Properties by which a record can be named, besides the computed Identity, Id and DistinguishedName.
_ANY = ("Name", "Guid", "ExchangeObjectId", "DistinguishedName", "Identity", "Id")
_RECIPIENT = (
    "Alias", "PrimarySmtpAddress", "UserPrincipalName", "SamAccountName",
    "ExternalDirectoryObjectId", "ExchangeGuid", "LegacyExchangeDN", "DisplayName",
    "MicrosoftOnlineServicesID", "WindowsLiveID", "ExternalEmailAddress",
)  # fmt: skip
_OTHERS = {
    "AcceptedDomain": ("DomainName",), "RemoteDomain": ("DomainName",), "DkimSigningConfig": ("Domain",), "InboxRule": ("RuleIdentity",),
    "MobileDevice": ("DeviceId",), "ServicePrincipal": ("AppId", "ObjectId", "ServiceId", "DisplayName"),
}  # fmt: skip
_IN_A_CONTAINER = ("AddressList", "GlobalAddressList", "OfflineAddressBook")  # which are also named by their path, as in \All Rooms


def distinguished_name(organization: Organization, table: str, record: Record) -> str:
    """Return a record's DistinguishedName."""
    name = str(record.get("Name", "")).replace(",", "\\,")
    forest = f"DC={organization.environment.forest},DC=PROD,DC=OUTLOOK,DC=COM"
    if table == TABLE:
        return f"CN={name},OU={organization.name},OU=Microsoft Exchange Hosted Organizations,{forest}"
    return f"CN={name},CN=Configuration,CN={organization.name},CN=ConfigurationUnits,{forest}"


def text_of(record: Record) -> str:
    """Return the Identity that a record shows and messages name it by."""
    return str(record.get("Identity") or record.get("Name") or record.get("Guid"))


def keys_of(organization: Organization, table: str, record: Record) -> list[str]:
    """Return all texts that name a record, in lower case."""
    found = [record[key].lower() for key in _ANY if isinstance(record.get(key), str)]
    found.append(distinguished_name(organization, table, record).lower())
    if table == TABLE:
        found.extend(record[key].lower() for key in _RECIPIENT if isinstance(record.get(key), str) and record[key])
        for proxy in record.get("EmailAddresses") or ():
            kind, _, text = proxy.partition(":")
            found.append(proxy.lower())
            if kind.lower() == "smtp":
                found.append(text.lower())
        forest = organization.environment.forest
        name = record.get("Name", "")
        found.append(f"{forest}.prod.outlook.com/microsoft exchange hosted organizations/{organization.name}/{name}".lower())
        found.append(f"{organization.name}\\{record.get('Alias', '')}".lower())
    else:
        found.extend(str(record[key]).lower() for key in _OTHERS.get(table, ()) if record.get(key))
        if table in _IN_A_CONTAINER:
            found.append("\\" + str(record.get("Name", "")).lower())
    return found


def _index(organization: Organization, table: str) -> dict[str, list[Record]]:
    return organization.keyed(f"identities of {table}", table, lambda record: keys_of(organization, table, record))


def find_removed(organization: Organization, table: str, identity: str) -> list[Record]:
    """Return the removed recipients, kept in a table of their own, that an identity names."""
    wanted = identity.lower()
    return [record for record in organization.table(table).values() if wanted in keys_of(organization, TABLE, record)]


def find(organization: Organization, noun: str, identity: str, table: str | None = None) -> list[Record]:
    """Return the records of a noun that an identity names: usually one, several where it is ambiguous, none where it is unknown.

    A name that is one object's own Name or Guid beats another one's DisplayName.
    """
    kinds = SHOWN_BY.get(noun)
    table = table or (TABLE if kinds is not None else noun)
    wanted = identity.strip().lower()
    found = _index(organization, table).get(wanted, [])
    if kinds is not None:
        found = [record for record in found if record.get("RecipientTypeDetails") in kinds]
    if len(found) > 1:
        exact = [record for record in found if wanted in (str(record.get("Name", "")).lower(), str(record.get("Guid", "")).lower())]
        if len(exact) == 1:
            return exact
    return found


def find_by_wildcard(organization: Organization, noun: str, pattern: str, table: str | None = None) -> list[Record]:
    """Return the records whose name, alias, display name or address matches a pattern with * in it."""
    import fnmatch
    import re

    kinds = SHOWN_BY.get(noun)
    table = table or (TABLE if kinds is not None else noun)
    match = re.compile(fnmatch.translate(pattern.replace("[", "[[]")), re.IGNORECASE).match
    result = []
    for record in organization.table(table).values():
        if kinds is not None and record.get("RecipientTypeDetails") not in kinds:
            continue
        names: list[Any] = [record.get("Name"), text_of(record)]
        if table == TABLE:
            names += [record.get("Alias"), record.get("DisplayName"), record.get("PrimarySmtpAddress"), record.get("UserPrincipalName")]
        if any(name and match(str(name)) for name in names):
            result.append(record)
    return result
