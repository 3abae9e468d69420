"""Sentences for cmdlets and parameters that have no words of their own, made from their names: ``Get-TransportRule`` shows mail flow rules."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Z]{2,}s?(?=[A-Z][a-z]|\d|$)|[A-Z][a-z]+|[a-z]+|\d+|[A-Z]+")
_VERBS = {
    "Get": "Shows {several}.", "Set": "Changes {one}.", "New": "Makes {one}.", "Remove": "Removes {one}.", "Enable": "Turns {one} on.",
    "Disable": "Turns {one} off.", "Add": "Adds {one}.", "Test": "Tests {one}.", "Start": "Starts {one}.", "Stop": "Stops {one}.",
    "Suspend": "Pauses {one}.", "Resume": "Goes on with {one}.", "Update": "Brings {one} up to date.", "Clear": "Clears {one}.",
    "Export": "Writes {several} to a file or object.", "Import": "Reads {several} from a file or object.", "Search": "Searches {several}.",
    "Restore": "Brings back {several}.", "Complete": "Completes {one}.", "Undo": "Takes back {one}.", "Invoke": "Runs {one}.",
    "Validate": "Checks {one}.", "Release": "Releases {several}.", "Preview": "Shows what is in {one}.", "Delete": "Deletes {several}.",
    "Send": "Sends {one}.", "Compare": "Compares {several}.", "Connect": "Connects to {one}.", "Disconnect": "Disconnects from {one}.",
    "Rotate": "Changes the keys of {one}.", "Upgrade": "Turns {one} into its newer kind.", "Write": "Writes {one}.",
    "Expedite": "Speeds up {one}.",
}  # fmt: skip
_MASS = (
    "Configuration",
    "Config",
    "Settings",
    "Statistics",
    "Information",
    "Data",
    "Status",
    "Traffic",
    "Details",
    "Logs",
    "Members",
    "Items",
    "Links",
)


def words_of(name: str) -> list[str]:
    """Return the words of a name, acronyms as they are written: ``DkimSigningConfig`` is DKIM, signing, configuration."""
    found = []
    for word in _WORD.findall(name):
        found.append(word if word.isupper() or (word[:-1].isupper() and len(word) > 2) else word.lower())
    return [_SPELLED.get(word, word.upper() if word in _ACRONYMS else word) for word in found]


def phrase_of(name: str) -> str:
    """Return the words of a name as one phrase, with the names of products as they are written."""
    phrase = " ".join(words_of(name))
    for written, spelled in _PHRASES:
        phrase = re.sub(rf"\b{written}\b", spelled, phrase)
    return phrase


_ACRONYMS = frozenset(
    "acl atp cas dane dkim dlp dnssec dsn dsns eop ews hve html http https imap ip irm ldap mapi mx nsp oauth ole owa pop rbac rms scl smime smtp "
    "spf sso tls uri url vip xml".split()
)
_SPELLED = {
    "config": "configuration", "exo": "Exchange Online", "EXO": "Exchange Online", "exchange": "Exchange", "viva": "Viva", "teams": "Teams",
    "outlook": "Outlook", "dls": "groups", "DL": "group", "oauth": "OAuth", "smime": "S/MIME", "atp": "ATP", "ATP": "ATP",
}  # fmt: skip
_PHRASES = (
    ("active sync", "ActiveSync"), ("o 365", "Office 365"), ("O 365", "Office 365"), ("M 365", "Microsoft 365"), ("V 2", "(newer form)"),
    ("on premises", "on-premises"), ("hosted content filter", "spam filter"), ("hosted outbound spam", "outbound spam"),
    ("transport rule", "mail flow rule"), ("hosted connection filter", "connection filter"),
    ("my analytics", "MyAnalytics"), ("intra organization", "intra-organization"),
    ("anti phish", "anti-phishing"), ("unified group", "Microsoft 365 group"), ("distribution group", "distribution list"),
)  # fmt: skip


def synopsis_by_name(name: str) -> str:
    """Return a sentence for a cmdlet's verb and noun."""
    verb, _, noun = name.partition("-")
    phrase = phrase_of(noun)
    if noun.endswith(_MASS) and verb not in ("New", "Remove"):
        one = several = f"the {phrase}"
    else:
        one, several = f"{_article(phrase)} {phrase}", _plural(phrase)
    return _VERBS.get(verb, f"{verb}s {{one}}.").format(one=one, several=several)


def _article(phrase: str) -> str:
    first = phrase.partition(" ")[0]
    if first.isupper():
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    return "an" if first[:1].lower() in "aeiou" and not first.startswith(("uni", "use")) else "a"


def _plural(phrase: str) -> str:
    if phrase.endswith(")"):
        head, _, tail = phrase.rpartition(" (")
        return f"{_plural(head)} ({tail}"
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase if phrase.endswith("s") and not phrase.endswith(("ss", "us")) else phrase + "es"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + "s"


_DOING = frozenset(
    "accept add allow allows apply approve block bypass cancel check clear close convert copy create delete deny detect disable do download enable "
    "enforce exclude expand export filter force forward get hide ignore import include increment invoke keep list load make mark match move notify "
    "override permanently prevent preserve process purge quarantine read receive redirect reject release remove rename replace report require reset "
    "restore restrict return run save search send set show skip start stop store suspend sync test trim use validate verify wait write zap".split()
)


def described_by_name(name: str, *, is_switch: bool, is_boolean: bool = False) -> str:
    """Return a sentence for a parameter that has no words of its own."""
    words = words_of(name)
    phrase = phrase_of(name)
    if is_switch:
        if words[0] in _DOING:
            verb, _, rest = phrase.partition(" ")
            return f"{_third_person(verb)} {rest}".strip() + "."
        return f"Turns on {phrase}. The switch takes no value."
    if name.endswith(("Enabled", "Allowed", "Required", "Disabled")) and len(words) > 1:
        base = " ".join(phrase.split(" ")[:-1])
        return f"Whether {base} {'are' if base.endswith('s') else 'is'} {words[-1]}: $true or $false."
    if is_boolean:
        return f"Whether to {phrase}: $true or $false." if words[0] in _DOING else f"Whether {phrase} is on: $true or $false."
    return f"The {phrase}."


def _third_person(verb: str) -> str:
    verb = verb.capitalize()
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return verb if verb.endswith("s") and not verb.endswith("ss") else verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"
