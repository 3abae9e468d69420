"""The help of a command as the comment that gives a proxy the same help."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.types import failures


def help_comments(session: Any, given: Any) -> str:
    """Return comment-based help from what Get-Help gives; NetException where it is no such object."""
    if given is None:
        raise failures.null("help")
    reader = _Reader(session)
    if not any("HelpInfo" in name for name in reader.type_names(given)):
        raise failures.invalid("The help object is not recognized. It must be a HelpInfo object.")
    return reader.comment(given)


class _Reader:
    def __init__(self, session: Any) -> None:
        self.session = session

    def type_names(self, value: Any) -> list[str]:
        from pwsh_emu.runtime.members import get_property

        return [str(name) for name in get_property(self.session, get_property(self.session, value, "psobject"), "TypeNames")]

    def part(self, value: Any, *names: str) -> Any:
        from pwsh_emu.runtime.members import get_property

        for name in names:
            if value is None:
                return None
            value = get_property(self.session, value, name)
        return value

    def many(self, value: Any, *names: str) -> list[Any]:
        found = self.part(value, *names)
        return [] if found is None else list(found) if isinstance(found, list) else [found]

    def text(self, value: Any) -> str:
        if value is None:
            return ""
        from pwsh_emu.runtime.convert_text import to_string

        inside = self.part(value, "Text") if not isinstance(value, str) else None
        return to_string(self.session, value if inside is None else inside)

    def comment(self, given: Any) -> str:
        parts = [self.section(".SYNOPSIS", self.part(given, "Synopsis")), self.sections(".DESCRIPTION", self.many(given, "Description"))]
        for parameter in self.many(given, "Parameters", "Parameter"):
            told = "".join(f"{text}\n" for text in map(self.text, self.many(parameter, "Description")) if text)
            parts.append(f"\n.PARAMETER {self.text(self.part(parameter, 'Name'))}\n\n{told}")
        parts += [self.example(one) for one in self.many(given, "Examples", "Example")]
        parts.append(self.sections(".NOTES", self.many(given, "alertSet", "alert")))
        parts.append(self.type_of(".INPUTS", self.part(given, "inputTypes", "inputType")))
        parts.append(self.type_of(".OUTPUTS", self.part(given, "returnValues", "returnValue")))
        for link in self.many(given, "relatedLinks", "navigationLink"):
            parts += [self.section(".LINK", self.part(link, name)) for name in ("uri", "linkText")]
        parts += [self.section(f".{name.upper()}", self.part(given, name)) for name in ("Component", "Role", "Functionality")]
        return "".join(parts)

    def section(self, name: str, value: Any) -> str:
        text = self.text(value)
        return f"\n{name}\n\n{text}\n" if text else ""

    def sections(self, name: str, values: list[Any]) -> str:
        texts = [text for text in map(self.text, values) if text]
        return f"\n\n{name}\n\n" + "".join(f"{text}\n" for text in texts) + "\n" if texts else ""

    def type_of(self, name: str, value: Any) -> str:
        first = value[0] if isinstance(value, list) and value else value
        text = self.text(self.part(first, "type", "name")) or self.text(self.part(first, "type", "uri"))
        return f"\n\n{name}\n\n{text}\n" if text else ""

    def example(self, one: Any) -> str:
        text = "".join(map(self.text, self.many(one, "introduction"))) + self.text(self.part(one, "code"))
        remarks = self.many(one, "remarks")
        if remarks:
            text += "\n" + "".join(map(self.text, remarks))
        return f"\n\n.EXAMPLE\n\n{text}" if text else ""
