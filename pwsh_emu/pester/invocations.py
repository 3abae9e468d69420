"""Should -Invoke and Should -InvokeVerifiable: how often mocks were called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.mocking import Call, MockInfo, calls_in, current_module, filter_holds, resolve
from pwsh_emu.pester.state import thrown

if TYPE_CHECKING:
    from pwsh_emu.pester.operators import Verdict
    from pwsh_emu.pester.should import Question


def invoke_verifiable(question: Question) -> Verdict:
    behaviors = [one for frame in question.cmdlet.state.frames() for one in frame.mocks if one.verifiable]
    missing = [one for one in behaviors if not one.called]
    if question.negate:
        called = [one for one in behaviors if one.called]
        if not called:
            return True, ""
        return False, f"\nExpected no verifiable mocks to be called,{question.because} but these were:" + "".join(map(_described, called))
    if not missing:
        return True, ""
    return False, f"\nExpected all verifiable mocks to be called,{question.because} but these were not:" + "".join(map(_described, missing))


def _described(behavior: Any) -> str:
    text = f"\n Command {behavior.name} "
    if behavior.module:
        text += f"from inside module {behavior.module} "
    if behavior.filter is not None:
        text += f"with {{ {behavior.filter.text.strip()} }}"
    return text


def invoke(question: Question) -> Verdict:
    if question.actual is not None:
        raise thrown("Should -Invoke does not take pipeline input or ActualValue.")
    session = question.session
    exclusive = question.argument("ExclusiveFilter")
    if exclusive is not None and question.negate:
        raise thrown("Cannot use -ExclusiveFilter when -Not is specified. Use -ParameterFilter instead.")
    given = question.argument("Scope", "0")
    frame = _frame(question, str(given))
    name = str(question.argument("CommandName") or "")
    module = str(question.argument("ModuleName") or current_module(session))
    info = resolve(session, name, module)
    if not isinstance(info, MockInfo):
        where = f"module {module}" if module else "script scope"
        raise thrown(
            f"Should -Invoke: Could not find Mock for command {name} in {where}. Was the mock defined? Did "
            "you use the same -ModuleName as on the Mock? "
            "When using InModuleScope are InModuleScope, Mock and Should -Invoke using the same -ModuleName?"
        )
    calls = [call for call in calls_in(frame) if call.command == info.hook.command.lower() and call.module == module.lower()]
    chosen = exclusive if exclusive is not None else question.argument("ParameterFilter")
    matching = [call for call in calls if chosen is None or _fits(call, chosen)]
    shown = info.hook.command + (f" in module {module}" if module else "")
    times = question.argument("Times")
    return _verdict(question, shown, 1 if times is None else int(times), len(matching), len(calls) - len(matching), exclusive is not None)


def _fits(call: Call, script: Any) -> bool:
    return filter_holds(call.hook, script, call.bound, call.arguments)


def _verdict(question: Question, shown: str, times: int, count: int, others: int, exclusive: bool) -> Verdict:
    because, exactly = question.because, bool(question.argument("Exactly"))
    if question.negate:
        if exactly and count == times:
            return False, f"Expected {shown} not to be called exactly {times} times,{because} but it was"
        if not exactly and count >= times:
            return False, f"Expected {shown} to be called less than {times} times,{because} but was called {count} times"
        return True, ""
    if count != times and (exactly or times == 0):
        return False, f"Expected {shown} to be called {times} times exactly,{because} but was called {count} times"
    if count < times:
        return False, f"Expected {shown} to be called at least {times} times,{because} but was called {count} times"
    if exclusive and others:
        return False, (
            f"Expected {shown} to only be called with with parameters matching the specified filter,{because} "
            f"but {others} non-matching calls were made"
        )
    return True, ""


def _frame(question: Question, scope: str) -> Any:
    """Return the test or block whose calls count."""
    state = question.cmdlet.state
    frames = list(state.frames())
    if not frames:
        raise thrown("Should -Invoke: the command may only be used while Invoke-Pester runs.")
    if scope.isdigit():
        return frames[min(int(scope), len(frames) - 1)]
    low = scope.lower()
    if low not in ("describe", "context", "it"):
        raise thrown("Parameter Scope must be one of 'Describe', 'Context', 'It' or a non-negative number.")
    if low == "it":
        if state.test is None:
            raise thrown("Assertion is placed outside of an It block, but -Scope It is specified.")
        return state.test
    for frame in frames:
        if getattr(frame, "command", "").lower() == low:
            return frame
    raise thrown(f"Assertion is not placed directly nor nested inside a {scope} block, but -Scope {scope} is specified.")
