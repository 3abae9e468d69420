"""Results as XML: NUnit 2.5, NUnit 3 and JUnit 4, as Pester writes them for build services."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from pwsh_emu.pester.blocks import PesterCmdlet
from pwsh_emu.pester.state import thrown
from pwsh_emu.runtime.records import user_name
from pwsh_emu.runtime.validation import unwrapped

if TYPE_CHECKING:
    from pwsh_emu.pester.configuration import Configuration
    from pwsh_emu.pester.model import Block, Container, Run, Test

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NUNIT2_RESULTS = {"Passed": "Success", "Failed": "Failure", "Skipped": "Ignored", "Inconclusive": "Inconclusive", "NotRun": "Ignored"}
_ENCODINGS = {"utf8": "utf-8", "utf8bom": "utf-8-sig", "ascii": "ascii", "unicode": "utf-16", "utf7": "utf-7", "utf32": "utf-32", "latin1": "latin-1"}


def write_report(run: Run, configuration: Configuration) -> None:
    """Write the report that TestResult asks for."""
    kind = str(configuration.value("TestResult", "OutputFormat"))
    text = report_text(run, kind, str(configuration.value("TestResult", "TestSuiteName")))
    save(run.session, str(configuration.value("TestResult", "OutputPath")), text, str(configuration.value("TestResult", "OutputEncoding")))


def save(session: Any, path: str, text: str, encoding: str = "UTF8") -> None:
    files = session.services["files"]
    place = str(session.services["drives"].locate(path).path)
    folder = os.path.dirname(place)
    if folder and not files.exists(folder):
        files.make_directories(folder)
    files.write(place, text.encode(_ENCODINGS.get(encoding.lower(), "utf-8"), "xmlcharrefreplace"))


def report_text(run: Run, kind: str, suite: str = "Pester") -> str:
    """Return the report of a run in a format: NUnitXml or NUnit2.5, NUnit3, JUnitXml."""
    low = kind.lower()
    if low in ("nunitxml", "nunit2.5"):
        root = NUnit2(run, suite).document()
    elif low == "nunit3":
        root = NUnit3(run, suite).document()
    elif low == "junitxml":
        root = junit_document(run, suite)
    else:
        raise thrown(f"'{kind}' is not a valid Pester export format.")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n' + ElementTree.tostring(root, encoding="unicode")


def seconds(value: float) -> str:
    """Return a duration as Pester writes it: seconds with up to four decimals."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text or "0"


def _clean(text: Any) -> str:
    """Return a text without the characters that XML does not allow."""
    return "".join(char if char >= " " or char in "\t\n\r" else chr(0x2400 + ord(char)) for char in str(text))


def _moment(value: Any) -> Any:
    """Return a DateTime of the shell as Python's."""
    import datetime

    found = getattr(value, "as_datetime", None)
    return found() if callable(found) else datetime.datetime.now()


def failure_texts(item: Test | Block | Container) -> tuple[str, str]:
    """Return the messages and stack traces of an item's errors."""
    messages = [str((record.extended or {}).get("DisplayErrorMessage") or record.message) for record in item.ErrorRecord]
    traces = [str((record.extended or {}).get("DisplayStackTrace") or "") for record in item.ErrorRecord]
    if len(messages) > 1:
        messages = [f"[{index}] {text}" for index, text in enumerate(messages)]
        traces = [f"[{index}] {text}" for index, text in enumerate(traces)]
    return _clean("\n".join(messages)), _clean("\n".join(traces))


def _environment(run: Run) -> dict[str, str]:
    """Return where a run took place: what uname and id tell, and the location of the shell."""
    return {
        "os-version": platform.release(),
        "user": user_name(),
        "cwd": run.session.location,
        "platform": platform.system(),
        "user-domain": "",
        "machine-name": platform.node(),
    }


def parameterized(tests: list[Test]) -> list[tuple[str | None, list[Test]]]:
    """Group tests of one It with data below its name; others stand alone under None."""
    groups: list[tuple[str | None, list[Test]]] = []
    for test in tests:
        key = test.Name if test.has_data else None
        if key is not None and groups and groups[-1][0] == key and groups[-1][1][-1].StartLine == test.StartLine:
            groups[-1][1].append(test)
        else:
            groups.append((key, [test]))
    return groups


class NUnit2:
    """The format of NUnit 2.5."""

    def __init__(self, run: Run, suite: str) -> None:
        self.run = run
        self.suite = suite

    def document(self) -> ElementTree.Element:
        run = self.run
        when = _moment(run.ExecutedAt)
        root = ElementTree.Element("test-results", {
            "xmlns:xsi": _XSI, "xsi:noNamespaceSchemaLocation": "nunit_schema_2.5.xsd", "name": self.suite,
            "total": str(run.TotalCount - run.NotRunCount), "errors": "0", "failures": str(run.FailedCount), "not-run": str(run.NotRunCount),
            "inconclusive": str(run.InconclusiveCount), "ignored": "0", "skipped": str(run.SkippedCount), "invalid": "0",
            "date": f"{when:%Y-%m-%d}", "time": f"{when:%H:%M:%S}",
        })  # fmt: skip
        ElementTree.SubElement(root, "environment", {**_environment(run), "nunit-version": "2.5.8.0", "clr-version": "Unknown"})
        ElementTree.SubElement(root, "culture-info", {"current-culture": "en-US", "current-uiculture": "en-US"})
        results = self._suite(root, self.suite, run.Result, run.duration_s, self.suite)
        for container in run.Containers:
            if not container.ShouldRun:
                continue
            inner = self._suite(results, container.Name, container.Result, container.duration_s, container.Name)
            self._items(inner, container.root)
        return root

    def _suite(
        self, parent: ElementTree.Element, name: str, result: str, duration: float, description: str, kind: str = "TestFixture"
    ) -> ElementTree.Element:
        made = ElementTree.SubElement(parent, "test-suite", {
            "type": kind, "name": _clean(name), "executed": "True", "result": _NUNIT2_RESULTS.get(result,
            "Success"), "success": str(result != "Failed"),
            "time": seconds(duration), "asserts": "0", "description": _clean(description),
        })  # fmt: skip
        return ElementTree.SubElement(made, "results")

    def _items(self, parent: ElementTree.Element, block: Block) -> None:
        for inner in block.Blocks:
            if inner.ShouldRun:
                results = self._suite(parent, inner.ExpandedPath, inner.Result, inner.duration_s, inner.ExpandedName)
                self._items(results, inner)
        for name, tests in parameterized([test for test in block.Tests if test.ShouldRun]):
            target = parent
            if name is not None:
                failed = "Failed" if any(test.Result == "Failed" for test in tests) else "Passed"
                total = sum(test.duration_s for test in tests)
                target = self._suite(parent, f"{block.ExpandedPath}.{name}" if block.ExpandedPath else name, failed, total, name, "ParameterizedTest")
            for test in tests:
                self._case(target, test)

    def _case(self, parent: ElementTree.Element, test: Test) -> None:
        case = ElementTree.SubElement(parent, "test-case", {
            "description": _clean(test.ExpandedName), "name": _clean(test.ExpandedPath),
            "time": seconds(test.duration_s), "asserts": "0",
            "success": str(test.Result == "Passed"), "result": _NUNIT2_RESULTS[test.Result],
            "executed": str(test.Result not in ("Skipped", "NotRun")),
        })  # fmt: skip
        message, trace = failure_texts(test)
        if test.Result == "Failed":
            _failure(case, message, trace)
        elif test.Result in ("Skipped", "Inconclusive") and message:
            ElementTree.SubElement(ElementTree.SubElement(case, "reason"), "message").text = message


class NUnit3:
    """The format of NUnit 3."""

    def __init__(self, run: Run, suite: str) -> None:
        self.run = run
        self.suite = suite
        self.last_id = 999

    def _id(self) -> str:
        self.last_id += 1
        return str(self.last_id)

    def document(self) -> ElementTree.Element:
        run = self.run
        root = ElementTree.Element("test-run", {
            "xmlns:xsi": _XSI, "xsi:noNamespaceSchemaLocation": "TestResult.xsd", "id": "0", "name": self.suite, "fullname": self.suite,
            **self._counts(run), "engine-version": run.Version, "clr-version": run.PSVersion,
        })  # fmt: skip
        for container in run.Containers:
            if container.ShouldRun:
                suite = self._suite(root, "Assembly", os.path.basename(container.Name), container.Name, container, container.ErrorRecord)
                ElementTree.SubElement(suite, "environment", {**_environment(run), "culture": "en-US", "uiculture": "en-US"})
                self._items(suite, container.root)
        return root

    def _counts(self, item: Any) -> dict[str, str]:
        ran = item.TotalCount - item.NotRunCount
        return {
            "testcasecount": str(item.TotalCount), "result": "Failed" if item.Result == "Failed" else "Passed",
            "total": str(ran), "passed": str(item.PassedCount),
            "failed": str(item.FailedCount), "inconclusive": str(item.InconclusiveCount), "skipped": str(item.SkippedCount), "warnings": "0",
            "duration": seconds(item.duration_s), "asserts": "0",
        }  # fmt: skip

    def _suite(self, parent: ElementTree.Element, kind: str, name: str, full: str, item: Any, errors: list[Any]) -> ElementTree.Element:
        made = ElementTree.SubElement(
            parent,
            "test-suite",
            {"type": kind, "id": self._id(), "name": _clean(name), "fullname": _clean(full), "runstate": "Runnable", **self._counts(item)},
        )
        if errors:
            _failure(made, *failure_texts(item))
        return made

    def _items(self, parent: ElementTree.Element, block: Block) -> None:
        for inner in block.Blocks:
            if inner.ShouldRun:
                suite = self._suite(parent, "TestFixture", inner.ExpandedName, inner.ExpandedPath, inner, inner.ErrorRecord)
                _properties(suite, inner.Tag)
                self._items(suite, inner)
        for test in block.Tests:
            if test.ShouldRun:
                self._case(parent, test)

    def _case(self, parent: ElementTree.Element, test: Test) -> None:
        case = ElementTree.SubElement(parent, "test-case", {
            "id": self._id(), "name": _clean(test.ExpandedName), "fullname": _clean(test.ExpandedPath), "methodname": _clean(test.Name),
            "classname": _clean(test.Block.ExpandedPath), "runstate": "Ignored" if test.Skip else "Runnable", "result": test.Result,
            "duration": seconds(test.duration_s), "asserts": "0",
        })  # fmt: skip
        _properties(case, test.Tag)
        message, trace = failure_texts(test)
        if test.Result == "Failed":
            _failure(case, message, trace)
        elif message:
            ElementTree.SubElement(ElementTree.SubElement(case, "reason"), "message").text = message


def _failure(parent: ElementTree.Element, message: str, trace: str) -> None:
    failure = ElementTree.SubElement(parent, "failure")
    ElementTree.SubElement(failure, "message").text = message
    ElementTree.SubElement(failure, "stack-trace").text = trace


def _properties(parent: ElementTree.Element, tags: list[str]) -> None:
    if tags:
        holder = ElementTree.SubElement(parent, "properties")
        for tag in tags:
            ElementTree.SubElement(holder, "property", {"name": "Category", "value": _clean(tag)})


def junit_document(run: Run, suite: str) -> ElementTree.Element:
    """Return a run in the format of JUnit 4."""
    root = ElementTree.Element("testsuites", {
        "xmlns:xsi": _XSI, "xsi:noNamespaceSchemaLocation": "junit_schema_4.xsd", "name": suite, "tests": str(run.TotalCount), "errors": "0",
        "failures": str(run.FailedCount), "disabled": str(run.NotRunCount + run.SkippedCount), "time": f"{run.duration_s:.3f}",
    })  # fmt: skip
    for index, container in enumerate(run.Containers):
        if not container.ShouldRun:
            continue
        when = _moment(container.ExecutedAt)
        made = ElementTree.SubElement(root, "testsuite", {
            "name": container.Name, "tests": str(container.TotalCount), "errors": "0",
            "failures": str(container.FailedCount), "hostname": platform.node(),
            "id": str(index), "skipped": str(container.SkippedCount), "disabled": str(container.NotRunCount), "package": container.Name,
            "time": f"{container.duration_s:.3f}", "timestamp": f"{when:%Y-%m-%dT%H:%M:%S}",
        })  # fmt: skip
        holder = ElementTree.SubElement(made, "properties")
        for name, value in {**_environment(run), "junit-version": "4"}.items():
            ElementTree.SubElement(holder, "property", {"name": name, "value": value})
        for test in container.root.all_tests():
            if test.ShouldRun:
                _junit_case(made, test, container)
    return root


def _junit_case(parent: ElementTree.Element, test: Test, container: Container) -> None:
    case = ElementTree.SubElement(parent, "testcase", {
        "name": _clean(test.ExpandedPath), "status": test.Result, "classname": container.Name, "assertions": "0",
        "time": f"{test.duration_s:.3f}",
    })  # fmt: skip
    message, trace = failure_texts(test)
    if test.Result == "Failed":
        ElementTree.SubElement(case, "failure", {"message": message}).text = trace
    elif test.Result in ("Skipped", "Inconclusive"):
        ElementTree.SubElement(case, "skipped", {"message": message} if message else {})


class _Report(PesterCmdlet):
    """Takes a result object; ``kind`` is the format where -Format names none."""

    Result: Any = None
    Format: Any = None
    kind = ""

    def text(self) -> str:
        return report_text(unwrapped(self.Result), str(self.Format or self.kind))


class _Convert(_Report):
    AsString: Any = False

    def process(self) -> None:
        text = self.text()
        if self.AsString:
            self.write(text)
            return
        from pwsh_emu.runtime.conversion import convert

        self.write(convert(self.session, text, self.session.types.resolve("System.Xml.XmlDocument")))


class ConvertToNUnitReport(_Convert):
    """Converts a Pester result object into an NUnit report."""

    kind = "NUnitXml"


class ConvertToJUnitReport(_Convert):
    """Converts a Pester result object into a JUnit report."""

    kind = "JUnitXml"


class _Export(_Report):
    Path: Any = None

    def process(self) -> None:
        save(self.session, str(self.Path), self.text())


class ExportNUnitReport(_Export):
    """Exports a Pester result object to an NUnit report file."""

    kind = "NUnitXml"


class ExportJUnitReport(_Export):
    """Exports a Pester result object to a JUnit report file."""

    kind = "JUnitXml"
