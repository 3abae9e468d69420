"""Runs the commands of compiled code: a call site and the values of its arguments become a pipeline, or a short cut.

The long way builds `pipeline.CommandCall`s and runs them; `compile.shortcuts` calls plain functions without it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.command import CmdletInfo
from pwsh_emu.runtime.compile.shortcuts import call_directly
from pwsh_emu.runtime.discovery import find
from pwsh_emu.runtime.errors import PSError, runtime_error
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.values import AUTOMATION_NULL, WRAPPED_OBJECT, PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.compile.sites import CommandSite, PipelineSite
    from pwsh_emu.runtime.frame import Frame

Sink = Callable[[Any], Any]
_RUN_BLOCKS = frozenset(("foreach-object", "invoke-command", "invoke-expression"))
"""Cmdlets that hand on what script blocks write, as they write it."""


def command_call(site: CommandSite, values: tuple[Any, ...]) -> Any:
    """Build the CommandCall of a site with its values."""
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.pipeline import CommandCall

    given = iter(values)
    name = site.name if site.name is not None else next(given)
    arguments = []
    for one in site.arguments:
        value = next(given) if one.has_value else None
        arguments.append(Argument(one.name, value, one.has_value, one.splat, one.start, one.end, one.text or "", one.value_start, one.value_end))
    redirections = _redirections(site, given)
    return CommandCall(
        name=name,
        arguments=arguments,
        redirections=redirections,
        operator=site.operator,
        source=site.source,
        start=site.start,
        end=site.end,
        name_end=site.name_end,
        name_start=site.name_start,
    )


def _redirections(site: CommandSite, given: Any) -> list[Any]:
    if not site.redirections:
        return []
    from pwsh_emu.runtime.redirection import Merging, ToFile

    result: list[Any] = []
    for one in site.redirections:
        if one.to_stream is not None:
            result.append(Merging(one.from_stream, one.to_stream))
        else:
            result.append(ToFile(one.from_stream, next(given), one.append, one.start, one.end))
    return result


def run_command(frame: Frame, site: CommandSite, out: Sink, values: tuple[Any, ...]) -> None:
    """Run one command; its output goes to ``out``."""
    if site.looks_like_method and frame.scope.strict_mode() >= 2:
        raise _called_like_method()
    if site.simple and call_directly(frame, site, out, values):
        return
    from pwsh_emu.runtime.pipeline import run_pipeline

    run_pipeline(frame, [command_call(site, values)], out)


def _called_like_method() -> PSError:
    return runtime_error(
        "StrictModeFunctionCallWithParens",
        "The function or command was called as if it were a method. Parameters should be separated by spaces. "
        "For information about parameters, see the about_Parameters Help topic.",
    )


def capture_command(frame: Frame, site: CommandSite, values: tuple[Any, ...]) -> Any:
    """Run one command and return its output as a value."""
    items: list[Any] = []
    run_command(frame, site, items.append, values)
    return _collected(frame, site, items)


def _collected(frame: Frame, last: CommandSite, items: list[Any]) -> Any:
    """Return what a pipeline gave as a value: nothing, an object or an array, whose items are wrapped where a cmdlet wrote them."""
    if not items:
        return AUTOMATION_NULL
    if len(items) == 1:
        return items[0]
    command = find(frame.session, last.name) if type(last.name) is str else None
    if isinstance(command, CmdletInfo) and command.name.lower() not in _RUN_BLOCKS:
        return PSArray(items, WRAPPED_OBJECT)
    return PSArray(items)


def run_pipeline_site(frame: Frame, site: PipelineSite, out: Sink, head: Any, values: tuple[tuple[Any, ...], ...]) -> None:
    """Run a pipeline; ``head`` is the value of the expression it begins with, if any."""
    from pwsh_emu.runtime.pipeline import run_pipeline

    run_pipeline(frame, [command_call(one, given) for one, given in zip(site.commands, values, strict=True)], out, head)


def capture_pipeline(frame: Frame, site: PipelineSite, head: Any, values: tuple[tuple[Any, ...], ...]) -> Any:
    """Run a pipeline and return its output as a value."""
    items: list[Any] = []
    run_pipeline_site(frame, site, items.append, head, values)
    return _collected(frame, site.commands[-1], items)


def redirected_expression(frame: Frame, site: CommandSite, code: Callable[[Any, Any], Any], out: Sink | None, values: tuple[Any, ...]) -> Any:
    """Run an expression with redirections; its output goes to ``out``, else it is returned as a value."""
    from pwsh_emu.runtime.redirection import redirect

    session = frame.session
    items: list[Any] = []
    before = session.streams
    redirected = redirect(session, _redirections(site, iter(values)), items.append if out is None else out, before)
    session.streams = redirected.streams
    try:
        code(frame, redirected.out)
    finally:
        session.streams = before
        redirected.close()
    if out is not None:
        return None
    if not items:
        return AUTOMATION_NULL
    return items[0] if len(items) == 1 else PSArray(items)


__all__ = ["UNSET", "capture_command", "capture_pipeline", "redirected_expression", "run_command", "run_pipeline_site"]
