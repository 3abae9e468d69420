"""The emulator's own help: every text belongs to a command, names parameters that there are, and its examples run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pwsh_emu import Shell
from pwsh_emu.help import content
from pwsh_emu.help.wording import described_by_name, synopsis_by_name, words_of

DATA = Path(content.__file__).parent / "data"
CORE = json.loads((DATA / "core.json").read_text(encoding="utf-8"))
EXCHANGE = json.loads((DATA / "exchange.json").read_text(encoding="utf-8"))
DECLARED = [*CORE, *EXCHANGE]


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell()


def examples() -> Iterator[Any]:
    for name in DECLARED:
        for number, example in enumerate((CORE.get(name) or EXCHANGE[name]).get("examples", ()), 1):
            yield pytest.param(example["code"], id=f"{name}-{number}")


@pytest.mark.parametrize("code", list(examples()))
def test_examples_run(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    result = Shell().run(code)
    assert result.ok, result.error_text


@pytest.mark.parametrize("name", DECLARED)
def test_texts_name_what_there_is(shell: Shell, name: str) -> None:
    entry = CORE.get(name) or EXCHANGE[name]
    info = shell.session.cmdlets[name.lower()]
    there = {*info.metadata.parameters, *info.metadata.dynamic}
    assert set(entry.get("parameters", ())) <= there
    assert entry["synopsis"].endswith(".") and "\n" not in entry["synopsis"]
    for link in entry.get("links", ()):
        assert link.lower() in shell.session.cmdlets or link in content.topic_names(), link


def test_every_cmdlet_of_the_organization_has_a_synopsis_and_parameters(shell: Shell) -> None:
    for info in list(shell.session.cmdlets.values()):
        if getattr(info, "service_name", None) is None:
            continue
        words = content.content_of(info)
        assert words is not None and words.synopsis.endswith("."), info.name
        for parameter in info.metadata.parameters.values():
            assert words.parameter(parameter).endswith("."), (info.name, parameter.name)


def test_every_core_cmdlet_that_works_has_words(shell: Shell) -> None:
    from pwsh_emu.cmdlets.index_data import CMDLETS

    missing = [name for name, (module, *_) in CMDLETS.items() if module and content.content_of(shell.session.cmdlets[name.lower()]) is None]
    assert missing == []


def test_the_opt_in_is_explained(shell: Shell) -> None:
    shown = shell.run("Get-Help Set-TransportConfig -Parameter AllowLegacyTLSClients").text
    for word in ("TLS 1.0", "smtp-legacy.office365.com", "$null", "Position?"):
        assert word in shown


def test_cmdlets_that_only_bind_say_so(shell: Shell) -> None:
    assert "does not model" in " ".join(shell.run("Get-Help Get-SCInsights -Full").text.split())


@pytest.mark.parametrize(
    ("name", "synopsis"),
    [
        ("Get-TransportRule", "Shows mail flow rules."),
        ("New-HVEAppAccess", "Makes an HVE app access."),
        ("Set-DkimSigningConfig", "Changes the DKIM signing configuration."),
        ("Get-OwaMailboxPolicy", "Shows OWA mailbox policies."),
        ("Disable-SafeLinksRule", "Turns a safe links rule off."),
    ],
)
def test_synopses_are_made_from_names(name: str, synopsis: str) -> None:
    assert synopsis_by_name(name) == synopsis


def test_parameters_are_described_by_their_names() -> None:
    assert words_of("AllowLegacyTLSClients") == ["allow", "legacy", "TLS", "clients"]
    assert described_by_name("IncludeReport", is_switch=True) == "Includes report."
    assert described_by_name("AttachmentsEnabled", is_switch=False, is_boolean=True) == "Whether attachments are enabled: $true or $false."
    assert described_by_name("AllowBrowser", is_switch=False, is_boolean=True) == "Whether to allow browser: $true or $false."
    assert described_by_name("MessageExpiration", is_switch=False) == "The message expiration."
