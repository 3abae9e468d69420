"""PowerShell's language: text in, syntax tree and parse errors out. Nothing here runs anything."""
