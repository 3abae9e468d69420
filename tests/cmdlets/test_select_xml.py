"""Select-Xml: what it cannot read or understand, and its results as text."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

PATH = "System.Xml.XPath.XPathException"


@pytest.fixture
def shell() -> Shell:
    shell = Shell(sandbox=True)
    shell.run("'<a><b i=\"1\">t</b></a>' | Set-Content good.xml; 'text' | Set-Content bad.xml")
    return shell


@pytest.mark.parametrize(
    ("call", "error_id", "message"),
    [
        ("-Content 'text', '<a/>' /a", "InvalidCastToXmlDocument", 'Cannot convert value "text" to type'),
        ("-Path bad.xml /a", "ProcessingFile", "bad.xml' cannot be read: The specified node cannot be inserted"),
        ("-LiteralPath none.xml /a", "ProcessingFile", "none.xml' cannot be read: Could not find file"),
        ("-Path good.xml, none.xml /a", "PathNotFound", "none.xml' because it does not exist."),
        ("-Path Env:PATH /a", "ProcessingFile", "the current provider (Microsoft.PowerShell.Core\\Environment) cannot open files."),
        ("-Content '<a/>' '/['", PATH, "'/[' has an invalid token."),
        ("-Content '<a/>' '//['", PATH, "Expression must evaluate to a node-set."),
        ("-Content '<a/>' /a -Namespace @{ x = $null }", "PrefixError", "the prefix value in the Namespace parameter is null"),
    ],
)
def test_what_is_wrong_is_one_error(shell: Shell, call: str, error_id: str, message: str) -> None:
    (error,) = shell.run(f"Select-Xml {call}").errors
    assert (error.error_id, message in str(error.exception.message)) == (error_id, True)


def test_a_result_says_its_text_and_file(shell: Shell) -> None:
    assert shell.run("Select-Xml -Path good.xml //b | ForEach-Object { \"$_\" -replace ':/.*/', ':' }").output == ["t:good.xml"]
    assert shell.run("'//@i', '//text()' | ForEach-Object { \"$(Select-Xml -Content (Get-Content good.xml) $_)\" }").output == ["1", "t"]
