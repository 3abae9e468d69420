"""The tenant file: found again after a restart, whole after a kill at any moment, shared by processes without loss, told from other files."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from transcripts import FOLDER, steps

from pwsh_emu import Shell
from pwsh_emu.exchange.organization import Organization, Outdated
from pwsh_emu.exchange.store import StoreError


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "tenant.db")


def set_transport(organization: Organization, **values: object) -> None:
    with organization.transaction():
        organization.update("TransportConfig", organization.only("TransportConfig"), values)


def shell_process(file: str, script: str, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pwsh_emu", "--tenant", file, *options, "-NoProfile", "-Command", script]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run_process(file: str, script: str, *options: str) -> list[str]:
    """Run a script in a process of its own and return its lines."""
    with shell_process(file, script, *options) as process:
        text, errors = process.communicate(timeout=120)
    assert (errors, process.returncode) == ("", 0)
    return text.splitlines()


def test_found_again_after_a_restart(file: str) -> None:
    changed = run_process(
        file,
        "Set-TransportConfig -AllowLegacyTLSClients $true; Set-CASMailbox akol -SmtpClientAuthenticationDisabled $false; "
        "New-Mailbox -Shared -Name Scanner | Out-Null; Add-MailboxPermission Scanner -User kakers -AccessRights FullAccess | Out-Null; "
        "(Get-TransportConfig).WhenChanged.ToString('o')",
    )
    assert run_process(
        file,
        "$c = Get-TransportConfig; $c.AllowLegacyTLSClients; $c.WhenChanged.ToString('o'); (Get-CASMailbox akol).SmtpClientAuthenticationDisabled; "
        "(Get-Mailbox Scanner).RecipientTypeDetails; (Get-MailboxPermission Scanner -User kakers).AccessRights; "
        "(Search-AdminAuditLog).CmdletName | Sort-Object",
    ) == ["True", changed[0], "False", "SharedMailbox", "FullAccess", "Add-MailboxPermission", "New-Mailbox", "Set-CASMailbox", "Set-TransportConfig"]


@pytest.mark.parametrize(
    "family",
    ["add-ins", "audit-searches", "domain-security", "mailbox-folders", "migrations", "public-folder-moves", "public-folders", "role-entries"],
)
def test_what_a_family_made_is_found_again_copied_and_exported(file: str, family: str) -> None:
    shell = Shell(tenant=file)
    for command, _ in steps((FOLDER / f"{family}.txt").read_text(encoding="utf-8")):
        shell.run(command)
    made = shell.organization
    imported = Organization()
    imported.restore(json.loads(json.dumps(made.snapshot())))
    for other in (Organization(tenant=file), made.copy(), imported):
        assert list(made.compare(other)) == []
    assert list(made.compare(Organization())) != []
    made.reset()
    assert list(made.compare(Organization())) == []


_CHANGES = """1..1000 | ForEach-Object {{
    New-TransportRule -Name "rule $_" -Comments ('x' * 200) | Out-Null
    Set-TransportConfig -MaxRecipientEnvelopeLimit $_
    Add-Content '{0}' $_
}}"""


@pytest.mark.parametrize("after", [1, 40, 150])
def test_killed_in_the_middle_of_changes(file: str, after: int) -> None:
    """Every change that the script saw the end of is there; of the one under way, all or nothing."""
    seen = Path(file).with_name("acknowledged.txt")
    with shell_process(file, _CHANGES.format(seen)) as process:
        while process.poll() is None and (not seen.exists() or len(seen.read_text().splitlines()) < after):
            time.sleep(0.005)
        time.sleep(random.random() / 50)
        os.kill(process.pid, signal.SIGKILL)
    acknowledged = len(seen.read_text().splitlines())
    assert after <= acknowledged < 1000
    organization = Organization(tenant=file)
    rules = {str(record["Name"]): record for record in organization.table("TransportRule").values() if str(record["Name"]).startswith("rule ")}
    last = int(organization.transport("MaxRecipientEnvelopeLimit"))
    assert set(rules) in ({f"rule {number}" for number in range(1, count + 1)} for count in (last, last + 1))
    assert last in (acknowledged, acknowledged + 1)
    assert all(len(record["Comments"]) == 200 for record in rules.values())
    logged = [entry["CmdletName"] for entry in organization.audit]
    assert logged.count("New-TransportRule") == len(rules) and logged.count("Set-TransportConfig") == last
    set_transport(organization, AllowLegacyTLSClients=True)  # and it can be written to


_TRANSACTIONS = """
import sys
from pwsh_emu.exchange.organization import Organization
organization = Organization(tenant=sys.argv[1])
for number in range(1000):
    with organization.transaction():
        for part in range(5):
            organization.insert("TransportRule", {"Name": f"{number}.{part}", "Comments": "x" * 500})
        organization.update("TransportConfig", organization.only("TransportConfig"), {"JournalMessageExpirationDays": number})
    print(number, flush=True)
"""


@pytest.mark.parametrize("milliseconds", [30, 170, 400])
def test_killed_at_any_moment_no_transaction_is_half(file: str, milliseconds: int) -> None:
    Organization(tenant=file).load()
    with subprocess.Popen([sys.executable, "-c", _TRANSACTIONS, file], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(milliseconds / 1000)
        process.kill()
        acknowledged = max(int(line) for line in (first, *process.stdout))
    organization = Organization(tenant=file)
    names = [str(record["Name"]) for record in organization.table("TransportRule").values() if "." in str(record["Name"])]
    last = organization.transport("JournalMessageExpirationDays")
    assert last in (acknowledged, acknowledged + 1)
    assert sorted(names) == sorted(f"{number}.{part}" for number in range(last + 1) for part in range(5))


def test_two_processes_change_the_same_things_without_loss(file: str) -> None:
    """Each adds to the same lists and makes objects; what one computes is never written over the other's."""
    script = """1..40 | ForEach-Object {{
        Set-Mailbox akol -EmailAddresses @{{Add="{0}$_@contoso.com"}}
        Add-DistributionGroupMember Shared -Member "{0}$_@contoso.com" -ErrorAction SilentlyContinue
        New-MailContact -Name "{0} $_" -ExternalEmailAddress "{0}$_@example.org" | Out-Null
        Add-DistributionGroupMember Shared -Member "{0} $_"
    }}"""
    run_process(file, "New-DistributionGroup -Name Shared | Out-Null")
    processes = [shell_process(file, script.format(name)) for name in ("left", "right")]
    for process in processes:
        text, errors = process.communicate(timeout=120)
        assert (text, errors) == ("", "")
    organization = Organization(tenant=file)
    by_name = {record["Name"]: record for record in organization.table("Recipient").values()}
    addresses = {address.lower() for address in by_name["Ayla Kol"]["EmailAddresses"]}
    expected = {f"{name}{number}" for name in ("left", "right") for number in range(1, 41)}
    assert {f"smtp:{one}@contoso.com" for one in expected} <= addresses
    assert {f"{name} {number}" for name in ("left", "right") for number in range(1, 41)} <= set(by_name["Shared"]["Members"])
    counted = [entry["CmdletName"] for entry in organization.audit]
    assert counted.count("Set-Mailbox") == 80 and counted.count("New-MailContact") == 80


def test_two_processes_cannot_take_the_same_name(file: str) -> None:
    Organization(tenant=file).load()
    script = "1..25 | ForEach-Object { try { New-Mailbox -Shared -Name \"Box $_\" -ErrorAction Stop | Out-Null; 'made' } catch { 'there' } }"
    processes = [shell_process(file, script) for _ in range(2)]
    made = sum(process.communicate(timeout=120)[0].splitlines().count("made") for process in processes)
    names = [record["Name"] for record in Organization(tenant=file).table("Recipient").values() if str(record["Name"]).startswith("Box ")]
    assert made == 25 and len(names) == len(set(names)) == 25


def test_other_processes_are_seen(file: str) -> None:
    first, second = Organization(tenant=file), Organization(tenant=file)
    first.load()
    second.load()
    set_transport(first, AllowLegacyTLSClients=True)
    with second.transaction():
        second.update("TransportConfig", second.only("TransportConfig"), {"SmtpClientAuthenticationDisabled": False})
        second.log({"CmdletName": "Set-TransportConfig", "ObjectModified": "x", "Caller": "y"})
    assert second.transport("AllowLegacyTLSClients") is True
    first.refresh()
    assert first.transport("SmtpClientAuthenticationDisabled") is False
    assert len(first.audit) == 1
    third = Organization("GCC", tenant=file)
    third.load()
    assert third.transport("AllowLegacyTLSClients") is True and third.environment.name == "Worldwide"


def test_what_was_computed_from_an_old_state_is_not_written(file: str) -> None:
    for tenant in (None, file):
        organization = Organization(tenant=tenant)
        version = organization.version
        set_transport(organization, JournalMessageExpirationDays=3)
        with pytest.raises(Outdated), organization.transaction(version):
            pytest.fail("the transaction was entered")
        with organization.transaction(organization.version):
            organization.update("TransportConfig", organization.only("TransportConfig"), {"JournalMessageExpirationDays": 4})
        assert organization.transport("JournalMessageExpirationDays") == 4


def test_readers_never_see_an_empty_record(file: str) -> None:
    """One thread takes over what another process writes while a second one reads."""
    writer, reader = Organization(tenant=file), Organization(tenant=file)
    reader.load()
    record = reader.only("TransportConfig")
    names: set[object] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            names.add(record.get("Name"))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(15):
        set_transport(writer, JournalMessageExpirationDays=number)
        reader.refresh()
    stop.set()
    thread.join()
    assert names == {"Transport Settings"} and reader.transport("JournalMessageExpirationDays") == 14


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Organization(tenant=str(tmp_path)).load()
    junk = tmp_path / "junk"
    junk.write_bytes(b"\x00junk" * 1000)
    with pytest.raises(StoreError, match="cannot be used"):
        Organization(tenant=str(junk)).load()
    with pytest.raises(StoreError, match="cannot be used"):
        Organization(tenant=str(tmp_path / "no" / "such" / "folder.db")).load()


@pytest.mark.parametrize(("version", "age"), [("2", "a newer"), ("0", "another"), ("x", "another")])
def test_files_of_other_versions_are_refused(file: str, version: str, age: str) -> None:
    Organization(tenant=file).load()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'version'", (version,))
    connection.close()
    message = f"the tenant file '{file}' was written by {age} version of pwsh-emu (it has format {version}, this one reads 1)"
    with pytest.raises(StoreError) as caught:
        Organization(tenant=file).load()
    assert str(caught.value) == message
    with shell_process(file, "Get-TransportConfig") as process:
        text, errors = process.communicate(timeout=60)
    assert "Traceback" not in text + errors and f"{age} version of pwsh-emu" in " ".join((text + errors).split())
    command = [sys.executable, "-m", "pwsh_emu", "serve", "--tenant", file, "--no-page"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, f"pwsh-emu serve: {message}\n")


def test_a_file_that_is_locked_gives_an_error_not_a_hang(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    organization = Organization(tenant=file)
    organization.load()
    assert organization.store is not None
    organization.store.connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="is in use by another process that does not let it go"):
        set_transport(organization, AllowLegacyTLSClients=True)
    other.execute("ROLLBACK")
    other.close()
    set_transport(organization, AllowLegacyTLSClients=True)
    assert organization.transport("AllowLegacyTLSClients") is True


def test_exported_and_imported_as_json(file: str, tmp_path: Path) -> None:
    path = tmp_path / "organization.json"
    shell = Shell(environment="GCC")
    assert not shell.run(
        f"New-Mailbox -Shared -Name 'Jürgen Ünal' | Out-Null; Set-TransportConfig -AllowLegacyTLSClients $false; Export-EmulatedOrganization '{path}'"
    ).errors
    data = json.loads(path.read_text(encoding="utf-8"))
    assert (data["environment"], data["name"]) == ("GCC", "contoso.onmicrosoft.com")
    assert "Jürgen Ünal" in path.read_text(encoding="utf-8")  # as people read it
    run_process(file, f"Import-EmulatedOrganization '{path}' -Confirm:$false")
    assert run_process(file, "(Get-Mailbox 'Jürgen Ünal').Name; (Get-TransportConfig).AllowLegacyTLSClients; (Search-AdminAuditLog).CmdletName") == [
        "Jürgen Ünal", "False", "Set-TransportConfig", "New-Mailbox",
    ]  # fmt: skip
    organization = Organization(tenant=file)
    organization.load()
    assert organization.environment.name == "GCC"
    assert list(organization.compare(shell.organization)) == []


@pytest.mark.parametrize(
    "data",
    ["[]", "{}", '{"format": 1, "tables": 3}', '{"format": 1, "tables": {"Recipient": [{"Name": "x"}]}}', "not json", '{"format": 9, "tables": {}}'],
)
def test_what_is_no_organization_is_not_imported(tmp_path: Path, data: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(data)
    shell = Shell()
    before = json.dumps(shell.organization.snapshot())
    result = shell.run(f"Import-EmulatedOrganization '{path}' -Confirm:$false")
    assert len(result.errors) == 1 and "Traceback" not in result.error_text
    assert json.dumps(shell.organization.snapshot()) == before


_OPENERS = """
import sys, time
from pwsh_emu.exchange.organization import Organization
import pwsh_emu.exchange.store
time.sleep(max(0, float(sys.argv[2]) - time.time()))
organization = Organization(tenant=sys.argv[1])
with organization.transaction():
    organization.insert("TransportRule", {"Name": "by " + sys.argv[3]})
"""


def test_several_processes_make_the_file_at_the_same_moment(file: str) -> None:
    moment = str(time.time() + 1.0)
    processes = [
        subprocess.Popen([sys.executable, "-c", _OPENERS, file, moment, str(number)], stderr=subprocess.PIPE, text=True) for number in range(6)
    ]
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 6
    names = {str(record["Name"]) for record in Organization(tenant=file).table("TransportRule").values()}
    assert {f"by {number}" for number in range(6)} <= names
