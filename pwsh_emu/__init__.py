"""A PowerShell-compatible shell in pure Python with an Exchange Online organization in memory."""

from __future__ import annotations

__version__ = "0.1.0"
