"""Regular expressions in .NET's dialect: `parser` reads a pattern, `emitter` writes it for Python's engines, `matcher` runs what they cannot
(balancing groups), `values` holds Regex, Match, Group and Capture."""
