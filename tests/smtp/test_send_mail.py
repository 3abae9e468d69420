"""Send-MailMessage hands its message to the organization's own endpoints, which refuse and deliver as they do over a socket."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from mailclients import organization_that_sends, shell_over

from pwsh_emu import Shell

LOGIN = "$login = [pscredential]::new('akol@contoso.com', (ConvertTo-SecureString 'Pass-word-1' -AsPlainText))\n"
SEND = LOGIN + "Send-MailMessage -WarningAction Ignore -From akol@contoso.com -SmtpServer smtp.office365.com -Port 587 -UseSsl -Credential $login "
NOT_SIGNED_IN = (
    "The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.57 Client not authenticated to "
    "send mail."
)


@pytest.fixture
def shell() -> Shell:
    return shell_over(organization_that_sends())


def delivered(shell: Shell) -> list[EmailMessage]:
    """Return the messages in the inboxes, in the order of their delivery."""
    return [message_from_bytes(one.content, policy=default) for one in shell.organization.mail.messages(folder="Inbox")]


def failure(shell: Shell, text: str) -> tuple[str, str]:
    """Run a command that fails once; return its error's id and message."""
    (error,) = shell.run(text).errors
    return error.fully_qualified_error_id, error.exception.message


def test_message_arrives_as_it_was_written(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("one\ntwo\n")
    done = shell.run(
        SEND + "-To 'Katri <kakers@contoso.com>' -Bcc alexw@contoso.com -Subject 'Grüße' -Body '<b>ä</b>' -BodyAsHtml -Priority High "
        f"-ReplyTo help@contoso.com -Attachments '{tmp_path}/list.txt'"
    )
    assert done.errors == []
    first, second = delivered(shell)
    assert first.as_bytes() == second.as_bytes()
    assert (first["To"], first["Bcc"], first["Subject"], first["Reply-To"]) == ("Katri <kakers@contoso.com>", None, "Grüße", "help@contoso.com")
    assert (first["X-Priority"], first["Importance"]) == ("1", "high")
    body = first.get_body()
    assert body is not None and (body.get_content_type(), body.get_content().strip()) == ("text/html", "<b>ä</b>")
    (attachment,) = first.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("list.txt", b"one\ntwo\n")


def test_lines_that_begin_with_dots_arrive_whole(shell: Shell) -> None:
    shell.run(SEND + '-To kakers@contoso.com -Subject dots -Body ".`r`n..`r`n.end`r`n."')
    (message,) = delivered(shell)
    assert message.get_content().splitlines() == [".", "..", ".end", "."]


def test_mail_is_sent_from_where_a_preference_says(shell: Shell) -> None:
    done = shell.run(
        LOGIN + "$PSEmailServer = 'smtp.office365.com'; Send-MailMessage akol@contoso.com hi -From akol@contoso.com -UseSsl -Credential $login"
    )
    assert done.errors == [] and "The command 'Send-MailMessage' is obsolete." in done.warnings[0]
    assert [message["Subject"] for message in delivered(shell)] == ["hi"]


def test_without_a_login_or_tls_the_endpoint_refuses(shell: Shell) -> None:
    text = "Send-MailMessage -From akol@contoso.com -To kakers@contoso.com -Subject hi -SmtpServer smtp.office365.com -WarningAction Ignore"
    for line in (text, text + " -UseSsl", SEND.replace("-UseSsl", "") + "-To kakers@contoso.com"):
        error_id, message = failure(shell, line)
        assert error_id == "SmtpException,Microsoft.PowerShell.Commands.SendMailMessage"
        assert message.startswith(NOT_SIGNED_IN)
    assert delivered(shell) == []


def test_a_mailbox_without_smtp_auth_is_not_signed_in(shell: Shell) -> None:
    shell.run("Set-CASMailbox akol@contoso.com -SmtpClientAuthenticationDisabled $true")
    assert failure(shell, SEND + "-To kakers@contoso.com -Subject hi")[1].startswith(NOT_SIGNED_IN)
    shell.run("Set-CASMailbox akol@contoso.com -SmtpClientAuthenticationDisabled $false")
    assert shell.run(SEND + "-To kakers@contoso.com -Subject hi").errors == []


def test_what_the_sender_may_not_do_is_refused_in_the_services_words(shell: Shell) -> None:
    error_id, message = failure(shell, SEND.replace("-From akol@", "-From kakers@") + "-To alexw@contoso.com -Subject hi")
    assert error_id == "SmtpException,Microsoft.PowerShell.Commands.SendMailMessage"
    assert message.startswith("Transaction failed. The server response was: 5.2.252 SendAsDenied; akol@contoso.com not allowed to send as kakers@")


@pytest.mark.parametrize(
    ("text", "error_id", "message"),
    [
        ("Send-MailMessage -From a@x.com -To b@x.com", "HostNotSpecified", "The email cannot be sent because no SMTP server was specified."),
        ("Send-MailMessage -From nobody -To b@x.com -SmtpServer smtp.office365.com", "FormatException", "The specified string is not in the form"),
        (SEND + "-To nobody, kakers@contoso.com", "FormatException", "The specified string is not in the form required for an e-mail address."),
        (SEND + "-To kakers@contoso.com -Attachments ./none.pdf", "FileNotFoundException", "Could not find file './none.pdf'."),
        (SEND.replace("smtp.office365.com", "mail.example.com") + "-To b@x.com", "NotSupportedByEmulator", "Sending mail to mail.example.com:587"),
        (SEND.replace("587", "2525") + "-To b@x.com", "NotSupportedByEmulator", "Sending mail to smtp.office365.com:2525"),
    ],
)
def test_bad_input_is_told(shell: Shell, text: str, error_id: str, message: str) -> None:
    found_id, found = failure(shell, text)
    assert found_id == error_id + ",Microsoft.PowerShell.Commands.SendMailMessage"
    assert found.startswith(message)


def test_legacy_host_takes_clients_of_today_too(shell: Shell) -> None:
    assert shell.run(SEND.replace("smtp.office365.com", "smtp-legacy.office365.com") + "-To kakers@contoso.com -Subject hi").errors == []
    assert [message["Subject"] for message in delivered(shell)] == ["hi"]
