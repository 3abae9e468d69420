"""PowerShell's own cmdlets, one topic a file. Their parameters are declared in ``declarations``; ``index`` says which class runs which."""
