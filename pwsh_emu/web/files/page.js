"use strict";
const token = document.querySelector('meta[name="page-token"]').content;
const byId = id => document.getElementById(id);
const VERSIONS = { "TLSv1": "TLS 1.0", "TLSv1.1": "TLS 1.1", "TLSv1.2": "TLS 1.2", "TLSv1.3": "TLS 1.3" };
const TYPES = { UserMailbox: "User", SharedMailbox: "Shared", RoomMailbox: "Room", EquipmentMailbox: "Equipment" };
let controls = [];
let mailbox = null;
let opener = null;
let drawn = "";
let version = "";

// --- small things ---
function make(tag, content, attributes = {}) {
  const element = document.createElement(tag);
  if (content !== undefined && content !== null) element.append(content);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function row(cells) {
  const line = make("tr");
  for (const cell of cells) {
    line.append(cell instanceof HTMLTableCellElement ? cell : make("td", cell instanceof Node ? cell : String(cell ?? "")));
  }
  return line;
}

const badge = (text, kind) => make("span", text, { class: `badge ${kind}` });
const when = text => make("td", text.replace("T", " "), { class: "tight" });
const number = value => make("td", String(value), { class: "number" });

// Rows are drawn anew when something changed: what had the focus gets it back.
function fill(id, rows) {
  const key = document.activeElement?.dataset?.key;
  byId(id).replaceChildren(...rows);
  if (key) byId(id).querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`The page got no answer (${answer.status}).`);
  return answer.json();
}

async function write(path, body) {
  const answer = await fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json", "X-Page-Token": token }, body: JSON.stringify(body),
  });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error || `The change was refused (${answer.status}).`);
  return data;
}

function tell(data) {
  const status = byId("status");
  status.replaceChildren(data.message);
  for (const cmdlet of data.cmdlets) {
    const line = make("div", "The same with a cmdlet:", { class: "same" });
    const copy = make("button", "Copy", { type: "button", "aria-label": `Copy ${cmdlet}` });
    copy.addEventListener("click", () => navigator.clipboard.writeText(cmdlet).then(() => { copy.textContent = "Copied"; }, () => {}));
    line.append(make("code", cmdlet), copy);
    status.append(line);
  }
  byId("error").textContent = "";
}

const fail = (error, place = "error") => { byId(place).textContent = error.message; };

// --- panels: the browser keeps the focus inside and closes on Escape; afterwards the focus is where it was ---
function open(id, from) {
  opener = from;
  const panel = byId(id);
  panel.showModal();
  panel.querySelector("h2").focus();
}

for (const panel of document.querySelectorAll("dialog")) {
  panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
  panel.addEventListener("click", event => { if (event.target === panel) panel.close(); });
  panel.addEventListener("close", () => {
    const key = opener?.dataset.key;
    (opener?.isConnected ? opener : key ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : null)?.focus();
  });
}

function box(id, label, checked) {
  const line = make("div", null, { class: "control" });
  const input = make("input", null, { id, name: id, type: "checkbox" });
  input.checked = checked;
  line.append(input, make("label", label, { for: id }));
  return [line, input];
}

function describe(line, input, text) {
  const id = `${input.id}-note`;
  line.append(make("div", text, { id, class: "note" }));
  input.setAttribute("aria-describedby", id);
}

// --- Settings > Mail flow ---
function numberControl(control, id) {
  const line = make("div", null, { class: "control number-control" });
  const input = make("input", null, { id, name: control.id, type: "number", min: control.min, max: control.max, required: "" });
  input.value = control.value;
  line.append(make("label", control.label, { for: id }), input);
  describe(line, input, `${control.min} to ${control.max}`);
  return [line, input];
}

async function openMailFlow() {
  controls = (await read("/api/settings")).controls;
  const sections = new Map();
  for (const control of controls) {
    if (!sections.has(control.section)) {
      const section = make("fieldset");
      section.append(make("legend", control.section));
      sections.set(control.section, section);
    }
    const id = `control-${control.id}`;
    const [line, input] = control.kind === "checkbox" ? box(id, control.label, control.value) : numberControl(control, id);
    if (control.unavailable || control.note) describe(line, input, control.unavailable || control.note);
    input.disabled = Boolean(control.unavailable);
    sections.get(control.section).append(line);
  }
  byId("controls").replaceChildren(...sections.values());
  byId("mail-flow-error").textContent = "";
  open("mail-flow", byId("open-mail-flow"));
}

async function saveMailFlow(event) {
  event.preventDefault();
  const changes = {};
  for (const control of controls) {
    const input = byId(`control-${control.id}`);
    const value = control.kind === "checkbox" ? input.checked : Number(input.value);
    input.removeAttribute("aria-invalid");
    if (control.kind === "number" && !input.checkValidity()) {
      input.setAttribute("aria-invalid", "true");
      input.focus();
      fail(new Error(`${control.label}: the number must be between ${control.min} and ${control.max}.`), "mail-flow-error");
      return;
    }
    if (value !== control.value) changes[control.id] = value;
  }
  try {
    tell(await write("/api/settings", changes));
    byId("mail-flow").close();
  } catch (error) { fail(error, "mail-flow-error"); }
}

// --- Mailboxes ---
function openApps(one, from) {
  mailbox = one;
  byId("apps-name").textContent = `${one.name} (${one.address})`;
  byId("app-boxes").replaceChildren(...one.apps.map(app => box(`app-${app.id}`, app.label, app.value)[0]));
  byId("apps-reason").textContent = one.reason;
  byId("apps-error").textContent = "";
  open("apps", from);
}

async function saveApps(event) {
  event.preventDefault();
  const changes = {};
  for (const app of mailbox.apps) {
    const { checked } = byId(`app-${app.id}`);
    if (checked !== app.value) changes[app.id] = checked;
  }
  try {
    tell(await write(`/api/mailboxes/${mailbox.id}`, changes));
    await draw();
    byId("apps").close();
  } catch (error) { fail(error, "apps-error"); }
}

function drawMailboxes(data) {
  const shown = data.mailboxes.length;
  byId("mailbox-count").textContent = shown < data.total ? `The first ${shown} of ${data.total}: search to see others` : `${data.total} mailboxes`;
  fill("mailbox-rows", data.mailboxes.map(one => {
    const button = make("button", "Manage email apps", { type: "button", "aria-haspopup": "dialog", "aria-label": `Manage email apps of ${one.name}`, "data-key": one.id });
    button.addEventListener("click", () => openApps(one, button));
    const state = make("td", badge(one.allowed ? "On" : "Off", one.allowed ? "on" : "off"));
    state.append(make("span", `decided by ${{ Mailbox: "the mailbox", Organization: "the organization", AuthenticationPolicy: "an authentication policy", SecurityDefaults: "security defaults" }[one.decidedBy]}`, { class: "why" }));
    return row([one.name, one.address, TYPES[one.type] || one.type, state, button]);
  }));
}

// --- Mail ---
async function openMessage(one, from) {
  const answer = await fetch(`/api/messages/${one.id}`);
  byId("source-title").textContent = one.subject || "(no subject)";
  const facts = [["From", one.from], ["To", one.to], ["Mailbox", `${one.mailbox}, ${one.folder}`], ["Date (UTC)", one.date.replace("T", " ")], ["Submitted over", one.tls ? `${VERSIONS[one.tls] || one.tls}, ${one.auth}` : ""]];
  byId("source-facts").replaceChildren(...facts.filter(fact => fact[1]).flatMap(([name, value]) => [make("dt", name), make("dd", value)]));
  byId("content").textContent = await answer.text();
  open("source", from);
}

function drawMessages(data) {
  byId("no-messages").hidden = data.total > 0;
  byId("message-table").hidden = data.total === 0;
  fill("message-rows", data.messages.map(one => {
    const button = make("button", one.subject || "(no subject)", { type: "button", "aria-haspopup": "dialog", "data-key": `message ${one.id}` });
    button.addEventListener("click", () => openMessage(one, button).catch(fail));
    const old = one.tls === "TLSv1" || one.tls === "TLSv1.1";
    return row([when(one.date), one.mailbox, make("td", one.folder, { class: "tight" }), one.from, button, one.tls ? badge(VERSIONS[one.tls] || one.tls, old ? "old" : "off") : ""]);
  }));
}

function drawReport(data) {
  const senders = Object.entries(data.senders);
  byId("no-report").hidden = senders.length > 0;
  byId("report-table").hidden = senders.length === 0;
  const columns = ["TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3", "Basic", "OAuth"];
  fill("report-rows", senders.map(([sender, counts]) => row([sender, ...columns.map(name => number(counts[name] || 0))])));
}

function drawAudit(data) {
  byId("no-audit").hidden = data.total > 0;
  byId("audit-table").hidden = data.total === 0;
  fill("audit-rows", data.entries.map(one => {
    const cell = make("td", make("code", one.cmdlet));
    for (const [name, before, after] of one.changes) cell.append(make("span", `${name}: ${before} → ${after}`, { class: "why" }));
    if (one.where === "page") cell.append(make("span", "made in the admin center", { class: "why" }));
    return row([when(one.date), one.who, one.what, cell]);
  }));
}

// --- Home ---
function drawHome(data) {
  const on = data.allowLegacyTls === true && data.offersLegacyTls;
  byId("home-legacy").textContent = !data.offersLegacyTls ? "Not available" : on ? "On" : data.allowLegacyTls === false ? "Off" : "Not set";
  byId("home-legacy-note").textContent = !data.offersLegacyTls ? `${data.environment} has no legacy endpoints.`
    : on ? "TLS 1.0 and 1.1 get through on the legacy endpoints." : "TLS 1.0 and 1.1 are refused everywhere.";
  byId("home-auth").textContent = data.smtpAuthDisabled ? "Off" : "On";
  byId("home-auth-note").textContent = data.smtpAuthDisabled ? "Mailboxes may send that allow it themselves." : "Every mailbox may send that does not forbid it itself.";
  byId("home-messages").textContent = String(data.messages);
  byId("home-mailboxes").textContent = `in ${data.mailboxes} mailboxes, copies in Sent Items included`;
  const none = data.endpoints.length === 0;
  byId("no-endpoints").hidden = !none;
  byId("endpoints").hidden = byId("sign-in").hidden = none;
  fill("endpoint-rows", data.endpoints.map(one => row([one.name, one.host, one.port, one.implicit ? { pop: "POP3 over TLS", imap: "IMAP4 over TLS" }[one.protocol] : { smtp: "SMTP, STARTTLS", pop: "POP3, STLS", imap: "IMAP4, STARTTLS" }[one.protocol],
    one.legacy && on ? badge("TLS 1.0 and later", "old") : badge("TLS 1.2 and later", "off")])));
  byId("sign-in").replaceChildren("Sign in, for example, as ", make("code", data.signIn.name), " with the password ", make("code", data.signIn.password), ".");
}

// --- sections ---
const sections = {
  home: ["/api/overview", drawHome],
  settings: ["/api/settings", () => {}],
  mailboxes: [() => `/api/mailboxes?search=${encodeURIComponent(byId("search").value)}`, drawMailboxes],
  messages: ["/api/messages", drawMessages],
  report: ["/api/report", drawReport],
  audit: ["/api/audit", drawAudit],
};
// The service's own address is …/#/settings; a page without a hash begins there too.
function current() {
  const name = location.hash.replace(/^#\/?/, "");
  return Object.hasOwn(sections, name) ? name : "settings";
}

async function draw() {
  const name = current();
  const [path, show] = sections[name];
  const data = await read(typeof path === "function" ? path() : path);
  const text = name + JSON.stringify(data);
  if (text === drawn || name !== current()) return;
  drawn = text;
  show(data);
}

async function route(event) {
  const name = current();
  for (const other of Object.keys(sections)) byId(other).hidden = other !== name;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  document.title = `${byId(`${name}-title`).textContent} - Exchange admin center (emulated)`;
  byId("error").textContent = "";
  if (event) byId("status").textContent = "";
  drawn = "";
  try { await draw(); } catch (error) { fail(error); }
}

// What the prompt, another process or a client changes shows here too.
async function watch() {
  if (document.visibilityState !== "visible") return;
  try {
    const now = (await read("/api/version")).version;
    if (now !== version) {
      version = now;
      await draw();
    }
    if (byId("error").dataset.lost) {
      delete byId("error").dataset.lost;
      byId("error").textContent = "";
    }
  } catch {
    byId("error").dataset.lost = "1";
    fail(new Error("The emulator does not answer: has it been stopped?"));
  }
}

byId("mail-flow-row").addEventListener("click", () => openMailFlow().catch(fail));
byId("mail-flow-form").addEventListener("submit", saveMailFlow);
byId("apps-form").addEventListener("submit", saveApps);
byId("search").addEventListener("input", () => draw().catch(fail));
addEventListener("hashchange", route);
read("/api/settings").then(data => { byId("tenant").textContent = `${data.organization} – ${data.environment}`; }).catch(fail);
route();
setInterval(watch, 1500);
