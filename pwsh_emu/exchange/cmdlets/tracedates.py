"""The dates between which traces of mail and reports on it are asked for."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from pwsh_emu.exchange import failures
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure


class DatedCmdlet(ExchangeCmdlet):
    """Base: what was sent between two dates, the last ``default_hours`` unless dates are given and no more than ``reach_days`` ago."""

    StartDate: Any = None
    EndDate: Any = None
    default_hours = 48
    reach_days = 10

    def dates(self) -> tuple[str, str]:
        """Return the dates. Raises ServiceFailure for those that the service refuses."""
        from datetime import datetime, timedelta

        now = datetime.now(UTC)
        form = "%Y-%m-%dT%H:%M:%S"
        end = self.reader().date(self.EndDate) if self.EndDate is not None else (now + timedelta(minutes=1)).strftime(form)
        start = self.reader().date(self.StartDate) if self.StartDate is not None else (now - timedelta(hours=self.default_hours)).strftime(form)
        assert start is not None and end is not None
        if start > end:
            raise ServiceFailure(failures.ARGUMENT, "Invalid StartDate value. The StartDate can't be later than the EndDate.")
        if datetime.strptime(start, form).replace(tzinfo=UTC) < now - timedelta(days=self.reach_days, hours=1):
            raise ServiceFailure(failures.ARGUMENT, f"Invalid StartDate value. The StartDate can't be older than {self.reach_days} days from today.")
        return start, end
