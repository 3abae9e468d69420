"""-WhatIf and -Confirm, ShouldContinue, and the question of an Inquire preference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.preferences import impact, is_on
from pwsh_emu.runtime.values import EnumValue

if TYPE_CHECKING:
    from pwsh_emu.runtime.processor import CommandProcessor

_SUSPEND = ("&Suspend", 'Pause the current pipeline and return to the command prompt. Type "exit" to resume the pipeline.')
_CONFIRM = [
    ("&Yes", "Continue with only the next step of the operation."),
    ("Yes to &All", "Continue with all the steps of the operation."),
    ("&No", "Skip this operation and proceed with the next operation."),
    ("No to A&ll", "Skip this operation and all subsequent operations."),
    _SUSPEND,
]
_CONTINUE = [_CONFIRM[0], _CONFIRM[2], _SUSPEND]
_CONTINUE_ALL = _CONFIRM
_INQUIRE = [
    ("&Yes", "Continue with only the next step of the operation."),
    ("Yes to &All", "Continue with all the steps of the operation."),
    ("&Halt Command", "Stop this command."),
    _SUSPEND,
]


def sentence(target: str, action: str) -> str:
    """Return PowerShell's description of an operation."""
    return f'Performing the operation "{action}" on target "{target}".'


def should_process(processor: CommandProcessor, target: str, action: str | None = None, description: str | None = None) -> bool:
    """Tell whether an operation may be done: not with -WhatIf, perhaps after a question, else yes."""
    what = sentence(target, action if action is not None else processor.name)
    return confirm(processor, description if description is not None else what, description if description is not None else what, "Confirm")


def confirm(processor: CommandProcessor, description: str, warning: str, caption: str) -> bool:
    """Tell whether an operation may be done; ``description`` is shown by -WhatIf and -Verbose, ``warning`` in the question."""
    if what_if(processor):
        processor.session.host.write(f"What if: {description}\n")
        return False
    if processor.yes_to_all or processor.no_to_all:
        return processor.yes_to_all
    if needs_question(processor):
        question = "Are you sure you want to perform this action?\n" + warning
        from pwsh_emu.runtime.choices import choose

        answer = choose(processor.session, caption, question, _CONFIRM, 0)
        if answer == 1:
            processor.yes_to_all = True
        elif answer == 3:
            processor.no_to_all = True
        return answer in (0, 1)
    processor.write_verbose(description)
    return True


def what_if(processor: CommandProcessor) -> bool:
    """Tell whether -WhatIf or $WhatIfPreference is on for a command."""
    if "WhatIf" in processor.bound:
        return is_on(processor.bound["WhatIf"])
    cell = processor.preference_scope.find("whatifpreference")
    return cell is not None and is_on(cell.value)


def needs_question(processor: CommandProcessor) -> bool:
    """Tell whether -Confirm or $ConfirmPreference asks for a question before an operation of this command's impact."""
    if "Confirm" in processor.bound:
        threshold = 1 if is_on(processor.bound["Confirm"]) else 0
    else:
        cell = processor.preference_scope.find("confirmpreference")
        threshold = impact(cell.value) if cell is not None else 3
    if threshold == 0:
        return False
    metadata = getattr(processor.info, "metadata", None) or getattr(getattr(processor.info, "script_block", None), "metadata", None)
    own = impact(metadata.confirm_impact, 2) if metadata is not None else 2
    return own >= threshold


def should_continue(processor: CommandProcessor, query: str, caption: str, *, all_choices: bool = False) -> bool:
    """Ask a question of a command's own."""
    from pwsh_emu.runtime.choices import choose

    if not all_choices:
        return choose(processor.session, caption, query, _CONTINUE, 0) == 0
    return choose(processor.session, caption, query, _CONTINUE_ALL, 0) in (0, 1)


def continue_with_all(processor: CommandProcessor, query: str, caption: str, yes_to_all: bool, no_to_all: bool) -> tuple[bool, bool, bool]:
    """Ask with "to all" answers; return (go on, yes to all, no to all)."""
    if yes_to_all:
        return True, True, no_to_all
    if no_to_all:
        return False, yes_to_all, True
    from pwsh_emu.runtime.choices import choose

    answer = choose(processor.session, caption, query, _CONTINUE_ALL, 0)
    return answer in (0, 1), answer == 1, answer == 3


def inquire(processor: CommandProcessor, message: str) -> bool:
    """Ask whether to go on after a record whose preference is Inquire; raise where the answer is to halt."""
    if processor.yes_to_all:
        return True
    from pwsh_emu.runtime.choices import choose

    answer = choose(processor.session, "Confirm", message, _INQUIRE, 0)
    if answer == 1:
        processor.yes_to_all = True
    if answer in (0, 1):
        return True
    text = "The running command stopped because the user selected the Stop option."
    record = ErrorRecord(
        ExceptionObject("System.Management.Automation.ActionPreferenceStopException", text), "ActionPreferenceStop", "OperationStopped"
    )
    record.exception.error_record = record
    raise PSError(processor.complete(record), stop=True)


def reason(session: Any, processor: CommandProcessor) -> EnumValue:
    """Return the ShouldProcessReason of the last question: WhatIf or None."""
    kind = session.types.resolve("System.Management.Automation.ShouldProcessReason")
    return kind.named("WhatIf" if what_if(processor) else "None")  # type: ignore[no-any-return]
