"""Rules at work on mail: transport rules, inbox rules, automatic replies, and recipients that do not take everything."""

from __future__ import annotations

from typing import Any

import pytest
from mailclients import connect, shell_over, sign_in

from pwsh_emu.exchange.organization import Organization
from pwsh_emu.smtp.mailrules import with_disclaimer, with_header, without_header
from pwsh_emu.smtp.serve import RunningService

SCAN = "From: akol@contoso.com\r\nTo: kakers@contoso.com\r\nSubject: Scan of invoice 7\r\n\r\nPlease pay.\r\n"


ARRIVED, SENT = ("kakers", "Inbox", "Scan of invoice 7"), ("akol", "Sent Items", "Scan of invoice 7")


def set_up(running: RunningService, script: str) -> None:
    result = shell_over(running.organization).run(script)
    assert result.error_text == "", result.error_text


def send(running: RunningService, *to: str, text: str | bytes = SCAN) -> None:
    client = connect(running)
    assert sign_in(client)[0] == 235
    client.sendmail("akol@contoso.com", [f"{name}@contoso.com" if "@" not in name else name for name in to], text)
    client.quit()


def where(organization: Organization) -> list[tuple[str, str, str]]:
    records = organization.table("Recipient")
    return [(records[one.mailbox]["Alias"], one.folder, one.info["subject"]) for one in organization.mail.messages()]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("-SubjectContainsWords invoice -PrependSubject '[Pay] '", [("kakers", "Inbox", "[Pay] Scan of invoice 7"), SENT]),
        ("-SubjectContainsWords voice -PrependSubject '[Pay] '", [ARRIVED, SENT]),
        ("-SubjectMatchesPatterns 'invoice \\d' -DeleteMessage $true", [SENT]),
        ("-From akol -RedirectMessageTo adelev", [("adelev", "Inbox", "Scan of invoice 7"), SENT]),
        ("-SentTo kakers -BlindCopyTo adelev", [ARRIVED, ("adelev", "Inbox", "Scan of invoice 7"), SENT]),
        ("-SubjectOrBodyContainsWords 'please pay' -RejectMessageReasonText 'No bills'",
         [SENT, ("akol", "Inbox", "Undeliverable: Scan of invoice 7")]),
        ("-FromScope NotInOrganization -DeleteMessage $true", [ARRIVED, SENT]),
        ("-SentToScope InOrganization -ExceptIfSubjectContainsWords invoice -DeleteMessage $true", [ARRIVED, SENT]),
        ("-FromMemberOf Sales -PrependSubject 'S: '", [("kakers", "Inbox", "S: Scan of invoice 7"), SENT]),
        ("-SCLOver 5 -DeleteMessage $true", [ARRIVED, SENT]),
        ("-SubjectContainsWords invoice -DeleteMessage $true -Mode Audit", [ARRIVED, SENT]),
        ("-SubjectContainsWords invoice -DeleteMessage $true -Enabled $false", [ARRIVED, SENT]),
    ],
)  # fmt: skip
def test_transport_rules(running: RunningService, rule: str, expected: Any) -> None:
    set_up(running, f"New-TransportRule -Name Test {rule} | Out-Null")
    send(running, "kakers")
    assert where(running.organization) == expected


def test_rules_come_by_priority_and_can_be_the_last(running: RunningService) -> None:
    set_up(
        running,
        "New-TransportRule -Name Second -SubjectContainsWords scan -PrependSubject '2 ' | Out-Null; "
        "New-TransportRule -Name First -SubjectContainsWords scan -PrependSubject '1 ' -Priority 0 | Out-Null",
    )
    send(running, "kakers")
    set_up(running, "Set-TransportRule First -StopRuleProcessing $true")
    send(running, "kakers")
    assert [subject for alias, _, subject in where(running.organization) if alias == "kakers"] == ["2 1 Scan of invoice 7", "1 Scan of invoice 7"]


def test_a_rejection_is_told_with_its_reason_and_traced(running: RunningService) -> None:
    set_up(
        running,
        "New-TransportRule -Name No -SubjectContainsWords invoice -RejectMessageReasonText 'No bills here' "
        "-RejectMessageEnhancedStatusCode 5.7.9 | Out-Null",
    )
    send(running, "kakers")
    report = next(one for one in running.organization.mail.messages(folder="Inbox"))
    assert b"No bills here (550 5.7.9 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy)" in report.content
    row = running.organization.mail.trace()[0]
    assert row["Status"] == "Failed" and "TRANSPORT.RULES.RejectMessage" in row["Detail"]


def test_a_disclaimer_and_a_header(running: RunningService) -> None:
    set_up(
        running,
        "New-TransportRule -Name D -SentToScope InOrganization -ApplyHtmlDisclaimerText '<p>Be <b>careful</b></p>' "
        "-SetHeaderName X-Checked -SetHeaderValue yes | Out-Null",
    )
    send(running, "kakers")
    content = next(one for one in running.organization.mail.messages(folder="Inbox")).content
    assert content.endswith(b"\r\n\r\nPlease pay.\r\nBe careful\r\n") and b"X-Checked: yes\r\n" in content


def test_headers_are_changed_whole() -> None:
    text = b"Subject: a\r\n b\r\nFrom: x\r\nSubject: c\r\n\r\nSubject: body\r\n"
    assert without_header(text, "subject") == b"From: x\r\n\r\nSubject: body\r\n"
    assert with_header(text, "Subject", "Übung\r\nX-Evil: 1").startswith(b"Subject: =?utf-8?")
    assert b"\r\nX-Evil" not in with_header(text, "Subject", "a\r\nX-Evil: 1")
    html = b"Content-Type: text/html\r\n\r\n<p>x</p>\r\n"
    assert with_disclaimer(html, {"ApplyHtmlDisclaimerText": "<i>d</i>", "ApplyHtmlDisclaimerLocation": "Prepend"}) == html.replace(
        b"<p>x", b"<i>d</i>\r\n<p>x"
    )
    packed = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n"
    assert with_disclaimer(packed, {"ApplyHtmlDisclaimerText": "d"}) == packed


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("-SubjectContainsWords invoice -MoveToFolder 'kakers:\\Bills'", [("kakers", "Bills")]),
        ("-From akol -DeleteMessage $true", [("kakers", "Deleted Items")]),
        ("-BodyContainsWords pay -ForwardTo adelev", [("kakers", "Inbox"), ("adelev", "Inbox")]),
        ("-BodyContainsWords pay -RedirectTo adelev", [("adelev", "Inbox")]),
        ("-MyNameInToBox $true -CopyToFolder 'kakers:\\To me'", [("kakers", "Inbox"), ("kakers", "To me")]),
        ("-MyNameInCcBox $true -DeleteMessage $true", [("kakers", "Inbox")]),
        ("-From kakers -DeleteMessage $true", [("kakers", "Inbox")]),
        ("-ExceptIfFrom akol -DeleteMessage $true", [("kakers", "Inbox")]),
    ],
)
def test_inbox_rules(running: RunningService, rule: str, expected: list[tuple[str, str]]) -> None:
    set_up(running, f"New-InboxRule -Mailbox kakers -Name Test {rule} | Out-Null")
    send(running, "kakers")
    assert sorted((alias, folder) for alias, folder, _ in where(running.organization) if alias != "akol") == sorted(expected)


def test_an_inbox_rule_finds_a_folder_as_its_mailbox_spells_it(running: RunningService) -> None:
    set_up(running, "New-MailboxFolder -Parent 'kakers:\\Inbox' -Name Bills | Out-Null")
    set_up(running, "New-InboxRule -Mailbox kakers -Name R -From akol -MoveToFolder 'kakers:/inbox/bills' | Out-Null")
    send(running, "kakers")
    assert ("kakers", "Inbox\\Bills") in [(alias, folder) for alias, folder, _ in where(running.organization)]


def test_an_inbox_rule_marks_as_read_and_can_be_turned_off(running: RunningService) -> None:
    set_up(running, "New-InboxRule -Mailbox kakers -Name R -From akol -MarkAsRead $true | Out-Null")
    send(running, "kakers")
    set_up(running, "Disable-InboxRule R -Mailbox kakers -Confirm:$false")
    send(running, "kakers")
    assert [one.info["read"] for one in running.organization.mail.messages(folder="Inbox")] == [True, False]


def test_automatic_replies_come_once(running: RunningService) -> None:
    set_up(running, "Set-MailboxAutoReplyConfiguration kakers -AutoReplyState Enabled -InternalMessage 'I am away'")
    send(running, "kakers")
    send(running, "kakers")
    replies = [one for one in running.organization.mail.messages(folder="Inbox") if one.info["subject"].startswith("Automatic reply: ")]
    assert len(replies) == 1 and replies[0].content.endswith(b"I am away\r\n") and b"Auto-Submitted: auto-replied" in replies[0].content
    set_up(running, "Set-MailboxAutoReplyConfiguration kakers -AutoReplyState Disabled")
    send(running, "kakers")
    set_up(running, "Set-MailboxAutoReplyConfiguration kakers -AutoReplyState Scheduled -StartTime '2030-01-01' -EndTime '2030-02-01'")
    send(running, "kakers")
    assert sum(one.info["subject"].startswith("Automatic reply: ") for one in running.organization.mail.messages(folder="Inbox")) == 1


@pytest.mark.parametrize(
    ("script", "diagnostic"),
    [
        ("Set-Mailbox kakers -AcceptMessagesOnlyFromSendersOrMembers adelev", "550 5.7.124"),
        ("Set-Mailbox kakers -AcceptMessagesOnlyFromSendersOrMembers akol", None),
        ("Set-Mailbox kakers -AcceptMessagesOnlyFromSendersOrMembers Sales", None),
        ("Set-Mailbox kakers -RejectMessagesFrom akol", "550 5.7.124"),
        ("Set-Mailbox kakers -MaxReceiveSize 50B", "550 5.2.3"),
    ],
)
def test_recipients_that_do_not_take_it(running: RunningService, script: str, diagnostic: str | None) -> None:
    set_up(running, script)
    send(running, "kakers")
    arrived = [folder for alias, folder, _ in where(running.organization) if alias == "kakers"]
    assert arrived == ([] if diagnostic else ["Inbox"])
    if diagnostic:
        assert diagnostic in running.organization.mail.trace()[0]["Detail"]
        assert ("akol", "Inbox", "Undeliverable: Scan of invoice 7") in where(running.organization)


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "\r\n",
        "Subject\r\n\r\nx",
        "To: ,,; <<>>\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        "Content-Type: text/plain; charset=nonsense\r\n\r\n\xff",
    ],
)
def test_junk_does_not_stop_rules(running: RunningService, junk: str) -> None:
    set_up(
        running,
        "New-TransportRule -Name All -SubjectOrBodyMatchesPatterns '(a+)+$' -AttachmentExtensionMatchesWords exe -PrependSubject x | Out-Null; "
        "New-InboxRule -Mailbox kakers -Name All -BodyContainsWords x -HasAttachment $true -DeleteMessage $true | Out-Null",
    )
    send(running, "kakers", text=f"From: akol@contoso.com\r\n{junk}\r\n{'a' * 200}!".encode("latin-1"))
    assert [folder for alias, folder, _ in where(running.organization) if alias == "kakers"] == ["Inbox"]


def test_quarantine_and_release(running: RunningService) -> None:
    set_up(running, "New-TransportRule -Name Hold -SubjectContainsWords invoice -Quarantine $true | Out-Null")
    send(running, "kakers", "adelev")
    assert [(folder, subject) for alias, folder, subject in where_kept(running.organization)] == [
        ("Quarantine", "Scan of invoice 7"), ("Sent Items", "Scan of invoice 7"),
    ]  # fmt: skip
    shell = shell_over(running.organization)
    found = shell.run("$q = Get-QuarantineMessage; $q.SenderAddress; $q.RecipientAddress; $q.PolicyName; $q.ReleaseStatus; $q.Type")
    assert found.output == ["akol@contoso.com", "kakers@contoso.com", "adelev@contoso.com", "Hold", "NOTRELEASED", "TransportRule"]
    assert shell.run("(Get-MessageTraceV2).Status | Sort-Object -Unique").output == ["Quarantined"]
    assert shell.run("@(Get-QuarantineMessage -SenderAddress kakers@contoso.com).Count; @(Get-QuarantineMessage -Type Spam).Count").output == [0, 0]
    assert shell.run("(Preview-QuarantineMessage -Identity $q.Identity).Body").output == ["Please pay.\r\n"]
    assert "Subject: Scan of invoice 7" in shell.run("(Get-QuarantineMessageHeader -Identity $q.Identity).Header").output[0]
    assert not shell.run("$q | Release-QuarantineMessage -User adelev@contoso.com -Confirm:$false").errors
    assert [alias for alias, folder, _ in where_kept(running.organization) if folder == "Inbox"] == ["adelev"]
    assert shell.run("(Get-QuarantineMessage).ReleaseStatus").output == ["RELEASED"]
    assert not shell.run("Delete-QuarantineMessage -Identity $q.Identity -Confirm:$false").errors
    assert shell.run("@(Get-QuarantineMessage).Count").output == [0]


def where_kept(organization: Organization) -> list[tuple[str, str, str]]:
    records = organization.table("Recipient")
    return [(records.get(one.mailbox, {}).get("Alias", ""), one.folder, one.info["subject"]) for one in organization.mail.messages()]
