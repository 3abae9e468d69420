"""The admin page in a real browser (Debian's chromium through Playwright): by mouse, by keyboard, as a screen reader has it, and live."""

from __future__ import annotations

import os
import re
import shutil
import smtplib
import ssl
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("cryptography")
pytest.importorskip("starlette")
pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install playwright)")

from playwright.sync_api import sync_playwright

from pwsh_emu import Shell
from pwsh_emu.exchange.organization import Organization
from pwsh_emu.smtp.serve import RunningService

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
pytestmark = pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="needs chromium (Debian's package chromium, or its path in CHROMIUM)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, headless=True)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("state"))


class Center:
    """A page of the browser over a shell's organization; what the page asks for and complains of is kept."""

    def __init__(self, browser: Any, shell: Shell, running: RunningService, **options: Any) -> None:
        self.shell = shell
        self.running = running
        self.base = f"http://127.0.0.1:{running.ports['page']}/"
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def organization(self) -> Organization:
        return self.running.organization

    def go(self, section: str = "") -> Any:
        self.page.goto(self.base + (f"#{section}" if section else ""))
        return self.page

    def value(self, script: str) -> Any:
        return self.shell.run(script).output[0]

    def focus(self) -> str:
        """Return what has the focus: its role or tag and name."""
        script = (
            "() => { const e = document.activeElement; return e.tagName + ' ' + (e.ariaLabel || e.labels?.[0]?.textContent || e.textContent).trim() }"
        )
        return str(self.page.evaluate(script))

    def comes_to(self, element: str) -> bool:
        """Tell whether the focus gets to an element: a panel hands it back in a step of its own after it closed."""
        for _ in range(100):
            if self.focus() == element:
                return True
            self.page.wait_for_timeout(50)
        return False


@pytest.fixture
def center(browser: Any, state: str) -> Iterator[Center]:
    shell = Shell()
    with RunningService(shell.organization, page=True, state=state) as running:
        center = Center(browser, shell, running)
        yield center
        center.context.close()
        assert center.complaints == []
        assert {url.split("/")[2] for url in center.requests} <= {f"127.0.0.1:{running.ports['page']}"}


def send(running: RunningService, subject: str = "Scan", version: Any = ssl.TLSVersion.TLSv1_2) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = version
    with smtplib.SMTP("127.0.0.1", running.ports["smtp-legacy.office365.com"], timeout=10) as client:
        client.starttls(context=context)
        client.login("akol@contoso.com", "Pass-word-1")
        client.sendmail(
            "akol@contoso.com", ["kakers@contoso.com"], f"From: akol@contoso.com\r\nTo: kakers@contoso.com\r\nSubject: {subject}\r\n\r\nA page.\r\n"
        )


def test_opting_in_with_the_mouse(center: Center) -> None:
    page = center.go()
    page.get_by_role("row", name="Mail flow").click()
    panel = page.get_by_role("dialog", name="Mail flow settings")
    assert panel.get_by_role("group").first.inner_text().startswith("General")
    assert page.get_by_label("Turn off SMTP AUTH protocol for your organization").is_checked()
    page.get_by_label("Turn on use of legacy TLS clients").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("status").get_by_text("Your change has been saved").wait_for()
    assert page.get_by_role("status").filter(has_text="saved").inner_text().count("Set-TransportConfig -AllowLegacyTLSClients $true") == 1
    assert not panel.is_visible()
    assert center.value("(Get-TransportConfig).AllowLegacyTLSClients") is True
    assert center.value("(Get-TransportConfig).SmtpClientAuthenticationDisabled") is True  # nobody touched it
    page.reload()
    page.get_by_role("row", name="Mail flow").click()
    assert page.get_by_label("Turn on use of legacy TLS clients").is_checked()
    panel.get_by_role("button", name="Close").click()
    page.get_by_role("link", name="Audit log").click()
    page.get_by_role("cell", name="Set-TransportConfig -AllowLegacyTLSClients $true").wait_for()


def test_every_control_of_mail_flow(center: Center) -> None:
    page = center.go("/settings")
    page.get_by_role("row", name="Mail flow").click()
    for label in (
        "Turn off plus addressing for your organization", "Turn on sending from aliases", "Turn on use of legacy TLS clients",
    ):  # fmt: skip
        page.get_by_label(label).check()
    for label in (
        "Turn off SMTP AUTH protocol for your organization", "Enable reply-all storm protection", "Enable cloud-based message recall",
        "Allow users to recall messages read by the recipient",
    ):  # fmt: skip
        page.get_by_label(label).uncheck()
    for label, value in (("Minimum number of recipients", "1000"), ("Minimum number of reply-alls", "20"), ("Block duration (hours)", "12")):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Your change has been saved").wait_for()
    assert center.shell.run(
        "$t = Get-TransportConfig; $o = Get-OrganizationConfig; $t.AllowLegacyTLSClients; $t.SmtpClientAuthenticationDisabled; "
        "$t.ReplyAllStormProtectionEnabled; $t.ReplyAllStormDetectionMinimumRecipients; $t.ReplyAllStormDetectionMinimumReplies; "
        "$t.ReplyAllStormBlockDurationHours; $o.DisablePlusAddressInRecipients; $o.SendFromAliasEnabled; $o.MessageRecallEnabled; "
        "$o.RecallReadMessagesEnabled"
    ).output == [True, False, False, 1000, 20, 12, True, True, False, False]
    assert len(page.get_by_role("button", name="Copy").all()) == 2  # one cmdlet for each kind of settings


def test_a_number_out_of_range_is_said_and_nothing_is_saved(center: Center) -> None:
    page = center.go()
    page.get_by_role("row", name="Mail flow").click()
    page.get_by_label("Turn on use of legacy TLS clients").check()
    page.get_by_label("Block duration (hours)").fill("13")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("dialog").get_by_role("alert").inner_text() == "Block duration (hours): the number must be between 1 and 12."
    assert center.comes_to("INPUT Block duration (hours)"), center.focus()
    assert page.get_by_label("Block duration (hours)").get_attribute("aria-invalid") == "true"
    assert center.value("$null -eq (Get-TransportConfig).AllowLegacyTLSClients") is True


def test_with_the_keyboard_alone(center: Center) -> None:
    page = center.go()
    page.get_by_role("button", name="Mail flow").wait_for()
    page.keyboard.press("Tab")
    assert center.comes_to("A Skip to main content"), center.focus()
    assert page.get_by_role("link", name="Skip to main content").bounding_box()["x"] >= 0  # seen once it has the focus
    for _ in range(20):
        page.keyboard.press("Tab")
        outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "solid2px", center.focus()
        if center.focus() == "BUTTON Mail flow":
            break
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Mail flow settings").wait_for()
    assert center.comes_to("H2 Mail flow settings"), center.focus()
    visited = []
    for _ in range(16):  # the focus goes round in the panel and never behind it
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => document.activeElement === document.body || document.querySelector('#mail-flow').contains(document.activeElement)"
        )
        visited.append(center.focus())
    assert visited.index("INPUT Turn on use of legacy TLS clients") < visited.index("BUTTON Save")
    assert visited.count("BUTTON Close") >= 2  # round
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    assert center.comes_to("BUTTON Mail flow"), center.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Mail flow settings").wait_for()
    while center.focus() != "INPUT Turn on use of legacy TLS clients":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # saves from anywhere in the form
    page.get_by_text("Your change has been saved").wait_for()
    assert center.comes_to("BUTTON Mail flow"), center.focus()
    assert center.value("(Get-TransportConfig).AllowLegacyTLSClients") is True


_UNNAMED = """() => [...document.querySelectorAll('button, a, input, table th, [role=region], dialog')].filter(e => {
    const labelled = document.getElementById(e.getAttribute('aria-labelledby'));
    return ![e.ariaLabel, e.textContent, e.labels?.[0]?.textContent, labelled?.textContent].some(text => text?.trim());
  }).map(e => e.outerHTML)"""


def test_everything_has_a_name_and_a_role(center: Center) -> None:
    for section in ("home", "settings", "mailboxes", "messages", "report", "audit"):
        page = center.go(section)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(_UNNAMED) == []
        assert page.get_by_role("heading", level=2).count() == 1
        assert page.get_by_role("navigation", name="Sections").get_by_role("link").count() == 6
        assert page.locator("nav a[aria-current=page]").count() == 1
        assert page.evaluate("() => document.documentElement.lang") == "en" and "Exchange admin center" in page.title()
    page = center.go("settings")
    page.get_by_role("row", name="Mail flow").click()
    snapshot = page.get_by_role("dialog").aria_snapshot()
    for line in (
        'group "Security"',
        'checkbox "Turn on use of legacy TLS clients"',
        'spinbutton "Block duration (hours)": "6"',
        'button "Save"',
        'button "Close"',
    ):
        assert line in snapshot, snapshot
    described = page.get_by_label("Turn on use of legacy TLS clients").get_attribute("aria-describedby")
    assert "421 4.7.66" in page.locator(f"#{described}").inner_text()


# Contrast of each text with what lies behind it, as WCAG computes it; what is too low.
_CONTRAST = """() => {
  const parse = text => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const linear = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = e => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  };
  const texts = [...document.querySelectorAll('body *')].filter(e =>
    e.checkVisibility() && [...e.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  if (texts.length < 10) throw new Error('where are the texts?');
  return texts.filter(e => ratio(e) < 4.5).map(e => e.outerHTML);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_what_is_behind(browser: Any, state: str, scheme: str) -> None:
    shell = Shell()
    shell.run("Set-TransportConfig -AllowLegacyTLSClients $true; Set-CASMailbox akol -SmtpClientAuthenticationDisabled $false")
    with RunningService(shell.organization, page=True, state=state) as running:
        send(running)
        center = Center(browser, shell, running, color_scheme=scheme)
        for section in ("home", "settings", "mailboxes", "messages", "report", "audit"):
            page = center.go(section)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(_CONTRAST) == []
        center.go("settings").get_by_role("row", name="Mail flow").click()
        center.page.get_by_label("Block duration (hours)").wait_for()
        assert center.page.evaluate(_CONTRAST) == []
        center.context.close()


def test_allowing_a_mailbox_to_send(center: Center) -> None:
    page = center.go("mailboxes")
    page.get_by_label("Search").fill("ayla")
    page.get_by_text("1 mailboxes").wait_for()
    line = page.get_by_role("row", name="Ayla Kol")
    assert "Off" in line.inner_text() and "decided by the organization" in line.inner_text()
    page.get_by_role("button", name="Manage email apps of Ayla Kol").click()
    panel = page.get_by_role("dialog", name="Manage email apps")
    assert "organization's turns SMTP AUTH off" in panel.inner_text()
    panel.get_by_label("Authenticated SMTP").check()
    panel.get_by_label("POP").uncheck()
    panel.get_by_role("button", name="Save changes").click()
    page.get_by_text("Set-CASMailbox -Identity akol@contoso.com -PopEnabled $false -SmtpClientAuthenticationDisabled $false").wait_for()
    line.get_by_text("On", exact=True).wait_for()
    assert "decided by the mailbox" in line.inner_text()
    assert center.comes_to("BUTTON Manage email apps of Ayla Kol"), center.focus()
    assert center.shell.run("$m = Get-CASMailbox akol; $m.SmtpClientAuthenticationDisabled; $m.PopEnabled; $m.ImapEnabled").output == [
        False,
        False,
        True,
    ]


def test_mail_that_arrives_is_shown_and_is_only_text(center: Center) -> None:
    page = center.go("messages")
    page.get_by_text("Nothing yet.").wait_for()
    center.shell.run("Set-CASMailbox akol -SmtpClientAuthenticationDisabled $false")
    send(center.running, "<img src=x onerror=alert(1)>")
    row = page.get_by_role("row", name="kakers@contoso.com")
    row.wait_for()  # without a reload
    assert "TLS 1.2" in row.inner_text() and page.locator("img").count() == 0
    row.get_by_role("button").click()
    panel = page.get_by_role("dialog", name="<img src=x onerror=alert(1)>")
    assert "Subject: <img src=x onerror=alert(1)>" in panel.get_by_role("region", name="Source").inner_text()
    assert "TLS 1.2, Basic" in panel.inner_text()
    page.keyboard.press("Escape")
    assert center.comes_to("BUTTON <img src=x onerror=alert(1)>"), center.focus()
    page.get_by_role("link", name="SMTP AUTH clients report").click()
    sender = page.get_by_role("row", name=re.compile("^akol@contoso.com"))  # rows of the messages begin with their time
    sender.wait_for()
    cells = sender.get_by_role("cell").all_inner_texts()
    assert cells == ["akol@contoso.com", "0", "0", "1", "0", "1", "0"]


def test_what_is_typed_at_the_prompt_shows_at_once(center: Center) -> None:
    page = center.go("home")
    page.get_by_text("Not set").wait_for()
    assert page.get_by_role("row", name="smtp-legacy.office365.com").inner_text().split("\t")[2] == str(
        center.running.ports["smtp-legacy.office365.com"]
    )
    center.shell.run("Set-TransportConfig -AllowLegacyTLSClients $true")
    page.get_by_text("TLS 1.0 and 1.1 get through on the legacy endpoints.").wait_for()
    center.shell.run("Set-TransportConfig -AllowLegacyTLSClients $false -SmtpClientAuthenticationDisabled $false")
    page.get_by_text("Every mailbox may send that does not forbid it itself.").wait_for()
    page.get_by_role("link", name="Audit log").click()
    page.get_by_text("AllowLegacyTLSClients: $true → $false").wait_for()


def test_told_no_in_gcc(browser: Any, state: str) -> None:
    shell = Shell(environment="GCC")
    with RunningService(shell.organization, page=True, state=state) as running:
        center = Center(browser, shell, running)
        page = center.go()
        page.get_by_text("GCC").wait_for()
        page.get_by_role("row", name="Mail flow").click()
        box = page.get_by_label("Turn on use of legacy TLS clients")
        assert box.is_disabled()
        assert page.locator(f"#{box.get_attribute('aria-describedby')}").inner_text() == "Not available in GCC."
        page.keyboard.press("Escape")
        center.go("home").get_by_text("GCC has no legacy endpoints.").wait_for()
        center.context.close()


def test_a_stopped_emulator_is_told(browser: Any, state: str) -> None:
    shell = Shell()
    with RunningService(shell.organization, page=True, state=state) as running:
        center = Center(browser, shell, running)
        page = center.go()
        page.get_by_role("row", name="Mail flow").wait_for()
    page.get_by_role("alert").get_by_text("The emulator does not answer: has it been stopped?").wait_for()
    center.context.close()


def test_on_a_narrow_screen(center: Center) -> None:
    page = center.go("mailboxes")
    page.set_viewport_size({"width": 380, "height": 700})
    page.get_by_role("button", name="Manage email apps of Ayla Kol").click()
    assert page.get_by_role("dialog").bounding_box()["width"] == pytest.approx(380)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")  # tables scroll in themselves
