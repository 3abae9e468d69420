"""The help system: what Get-Help finds, and the objects it writes. Cmdlets and hosts stand on it."""
