"""Engine events as values: the queue of a session, those who subscribed, and the jobs that run their actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.knowntypes import KnownType, builtin
from pwsh_emu.runtime.types.guids import Guid
from pwsh_emu.runtime.types.jobs import Job, table_of
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_AUTOMATION = "System.Management.Automation."


class PSEventArgs(DotNetObject):
    """An event that came."""

    ps_type = builtin(_AUTOMATION + "PSEventArgs")
    PROPERTY_ORDER = "ComputerName RunspaceId EventIdentifier Sender SourceEventArgs SourceArgs SourceIdentifier TimeGenerated MessageData"
    SIGNATURES = (
        "string ComputerName", "guid RunspaceId", "int EventIdentifier", "System.Object Sender", "System.Object SourceEventArgs",
        "System.Object[] SourceArgs", "string SourceIdentifier", "datetime TimeGenerated{get;set}", "psobject MessageData",
    )  # fmt: skip
    __slots__ = (
        "ComputerName", "EventIdentifier", "MessageData", "RunspaceId", "Sender", "SourceArgs", "SourceEventArgs", "SourceIdentifier",
        "TimeGenerated",
    )  # fmt: skip

    def __init__(self, number: int, runspace: Guid, source: str, sender: Any, arguments: Any, data: Any, time: Any) -> None:
        super().__init__()
        self.ComputerName: Any = None
        self.RunspaceId = runspace
        self.EventIdentifier = number
        self.Sender = sender
        self.SourceEventArgs: Any = None
        self.SourceArgs = arguments
        self.SourceIdentifier = source
        self.TimeGenerated = time
        self.MessageData = data


class PSEventJob(Job):
    """The job behind a subscription with an action: what the action writes is its output."""

    ps_type = KnownType([_AUTOMATION + "PSEventJob", "class", "", "System.Management.Automation", _AUTOMATION + "Job", ""])
    where = ""


class PSEventSubscriber(DotNetObject):
    """A subscription to the events of one source."""

    ps_type = builtin(_AUTOMATION + "PSEventSubscriber")
    PROPERTY_ORDER = "SubscriptionId SourceObject EventName SourceIdentifier Action HandlerDelegate SupportEvent ForwardEvent"
    SIGNATURES = (
        "int SubscriptionId", "System.Object SourceObject", "string EventName", "string SourceIdentifier", _AUTOMATION + "PSEventJob Action",
        "System.Object HandlerDelegate", "bool SupportEvent", "bool ForwardEvent",
    )  # fmt: skip
    __slots__ = (
        "Action", "EventName", "ForwardEvent", "HandlerDelegate", "SourceIdentifier", "SourceObject", "SubscriptionId", "SupportEvent", "block",
        "data", "left",
    )  # fmt: skip

    def __init__(self, number: int, source: str, block: Any, data: Any, *, support: bool, forward: bool, most: int) -> None:
        super().__init__()
        self.SubscriptionId = number
        self.SourceObject: Any = None
        self.EventName: Any = None
        self.SourceIdentifier = source
        self.Action: PSEventJob | None = None
        self.HandlerDelegate: Any = None
        self.SupportEvent = support
        self.ForwardEvent = forward
        self.block = block
        self.data = data
        self.left = most  # how many events are still taken; 0 for all


class EventTable:
    """The events that wait and the subscriptions of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.queue: list[PSEventArgs] = []
        self.subscribers: list[PSEventSubscriber] = []
        self.runspace = Guid.static_NewGuid()
        self._last_event = self._last_subscription = 0

    def subscribe(self, source: str, block: Any, data: Any, *, support: bool = False, forward: bool = False, most: int = 0) -> PSEventSubscriber:
        """Add a subscription; one with an action has a job."""
        self._last_subscription += 1
        made = PSEventSubscriber(self._last_subscription, source, block, data, support=support, forward=forward, most=most)
        if block is not None:
            jobs = table_of(self.session)
            made.Action = PSEventJob(jobs, str(block.text), source, "")
            jobs.jobs.append(made.Action)
        self.subscribers.append(made)
        return made

    def unsubscribe(self, subscriber: PSEventSubscriber) -> None:
        """Drop a subscription; its job is stopped."""
        self.subscribers.remove(subscriber)
        if subscriber.Action is not None:
            subscriber.Action.set_state("Stopped")

    def generate(self, source: str, sender: Any = None, arguments: Any = None, data: Any = None) -> PSEventArgs:
        """Make an event: its subscribers' actions run at once, without one it waits in the queue."""
        from pwsh_emu.runtime.types.datetimes import DateTime

        self._last_event += 1
        now = DateTime.static_get_Now(self.session)
        event = PSEventArgs(self._last_event, self.runspace, source, sender, arguments, data, now)
        taken = False
        for subscriber in [one for one in self.subscribers if one.SourceIdentifier.lower() == source.lower()]:
            if subscriber.block is not None:
                taken = True
                self._act(subscriber, event)
            if subscriber.left == 1:
                self.unsubscribe(subscriber)
            elif subscriber.left:
                subscriber.left -= 1
        if not taken:
            self.queue.append(event)
        return event

    def _act(self, subscriber: PSEventSubscriber, event: PSEventArgs) -> None:
        """Run an action; what it writes and its errors go to its job."""
        from pwsh_emu.runtime.errors import PSError

        job = subscriber.Action
        assert job is not None
        job.set_state("Running")
        if event.MessageData is None:
            event.MessageData = subscriber.data
        block = subscriber.block
        scope = block.new_scope()
        for name, value in (
            ("Event", event), ("EventSubscriber", subscriber), ("Sender", event.Sender), ("EventArgs", event.SourceEventArgs),
        ):  # fmt: skip
            scope.cell(name.lower(), name).value = value
        self.session.catching += 1
        try:
            block.invoke(list(event.SourceArgs or ()), out=lambda value: job.add("Output", value), scope=scope)
        except PSError as error:
            job.add("Error", error.record)
        finally:
            self.session.catching -= 1

    def waiting(self, pattern: str | None) -> list[PSEventArgs]:
        """Return the queued events whose source matches a pattern."""
        return [one for one in self.queue if pattern is None or matches(pattern, one.SourceIdentifier)]


def matches(pattern: str, text: str) -> bool:
    """Tell whether a source's name fits a pattern, without regard to case."""
    return WildcardPattern(pattern).matches(text)


def events_of(session: Session) -> EventTable:
    """Return the events of a session."""
    found: EventTable | None = session.services.get("events")
    if found is None:
        found = session.services["events"] = EventTable(session)
    return found


TYPES: dict[str, Any] = {cls.ps_type.full_name: cls for cls in (PSEventArgs, PSEventSubscriber, PSEventJob)}
DECLARED = {PSEventJob.ps_type.full_name: PSEventJob.ps_type}
