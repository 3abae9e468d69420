"use strict";
const token = document.querySelector('meta[name="page-token"]').content;
const byId = id => document.getElementById(id);
let shown = [];
let mailbox = null;

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
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
  status.textContent = data.message;
  for (const cmdlet of data.cmdlets) {
    status.append(make("br"), "The same with a cmdlet: ", make("code", cmdlet));
  }
  byId("error").textContent = "";
}

function fail(error, place = "error") { byId(place).textContent = error.message; }

function row(cells) {
  const line = make("tr");
  for (const cell of cells) {
    const place = make("td");
    place.append(cell instanceof Node ? cell : String(cell ?? ""));
    line.append(place);
  }
  return line;
}

function fill(id, rows) { byId(id).replaceChildren(...rows); }

async function openMailFlow() {
  const data = await read("/api/settings");
  shown = data.controls;
  const sections = new Map();
  for (const control of shown) {
    if (!sections.has(control.section)) {
      const section = make("fieldset");
      section.append(make("legend", control.section));
      sections.set(control.section, section);
    }
    const line = make("div", null, { class: "control" });
    const id = `control-${control.id}`;
    const label = make("label", control.label, { for: id });
    const input = make("input", null, { id, name: control.id, type: control.kind });
    if (control.kind === "checkbox") {
      input.checked = control.value;
      line.append(input, " ", label);
    } else {
      input.min = control.min; input.max = control.max; input.value = control.value;
      line.append(label, input);
    }
    if (control.unavailable) {
      input.disabled = true;
      input.setAttribute("aria-describedby", `${id}-why`);
      line.append(make("div", control.unavailable, { id: `${id}-why` }));
    }
    sections.get(control.section).append(line);
  }
  byId("controls").replaceChildren(...sections.values());
  byId("mail-flow-error").textContent = "";
  byId("mail-flow").showModal();
}

async function saveMailFlow(event) {
  event.preventDefault();
  const changes = {};
  for (const control of shown) {
    const input = byId(`control-${control.id}`);
    const value = control.kind === "checkbox" ? input.checked : Number(input.value);
    if (value !== control.value) changes[control.id] = value;
  }
  try {
    tell(await write("/api/settings", changes));
    byId("mail-flow").close();
    byId("open-mail-flow").focus();
  } catch (error) { fail(error, "mail-flow-error"); }
}

async function showMailboxes() {
  const data = await read(`/api/mailboxes?search=${encodeURIComponent(byId("search").value)}`);
  fill("mailbox-rows", data.mailboxes.map(one => {
    const button = make("button", "Manage email apps", { type: "button", "aria-label": `Manage email apps of ${one.name}` });
    button.addEventListener("click", () => {
      mailbox = one;
      byId("apps-name").textContent = `${one.name} (${one.address})`;
      byId("authenticated-smtp").checked = one.authenticatedSmtp;
      byId("apps-reason").textContent = one.reason;
      byId("apps").showModal();
    });
    return row([one.name, one.address, one.type, button]);
  }));
}

async function saveApps(event) {
  event.preventDefault();
  try {
    tell(await write(`/api/mailboxes/${mailbox.id}`, { authenticatedSmtp: byId("authenticated-smtp").checked }));
    byId("apps").close();
    await showMailboxes();
  } catch (error) { byId("apps").close(); fail(error); }
}

async function showMessages() {
  const data = await read("/api/messages");
  fill("message-rows", data.messages.map(one => {
    const button = make("button", one.subject || "(no subject)", { type: "button" });
    button.addEventListener("click", async () => {
      const answer = await fetch(`/api/messages/${one.id}`);
      byId("content").textContent = await answer.text();
      byId("content").hidden = byId("content-title").hidden = false;
      byId("content").focus();
    });
    return row([one.date.replace("T", " "), one.mailbox, one.folder, one.from, button, one.tls]);
  }));
}

async function showReport() {
  const data = await read("/api/report");
  const columns = ["TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3", "Basic", "OAuth"];
  fill("report-rows", Object.entries(data.senders).map(([sender, counts]) => row([sender, ...columns.map(name => counts[name] || 0)])));
}

async function showAudit() {
  const data = await read("/api/audit");
  fill("audit-rows", data.entries.map(one => row([one.date.replace("T", " "), one.who, one.what, make("code", one.cmdlet)])));
}

const sections = { settings: async () => {}, mailboxes: showMailboxes, messages: showMessages, report: showReport, audit: showAudit };

async function route() {
  const name = location.hash.slice(1) in sections ? location.hash.slice(1) : "settings";
  for (const other of Object.keys(sections)) byId(other).hidden = other !== name;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  try { await sections[name](); } catch (error) { fail(error); }
}

byId("mail-flow-row").addEventListener("click", () => openMailFlow().catch(fail));
byId("mail-flow-form").addEventListener("submit", saveMailFlow);
byId("close-mail-flow").addEventListener("click", () => byId("mail-flow").close());
byId("apps-form").addEventListener("submit", saveApps);
byId("close-apps").addEventListener("click", () => byId("apps").close());
byId("search").addEventListener("input", () => showMailboxes().catch(fail));
addEventListener("hashchange", route);
read("/api/settings").then(data => { byId("tenant").textContent = `${data.organization} – ${data.environment}`; }).catch(fail);
route();
