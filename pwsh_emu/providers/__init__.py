"""Providers: the drives that item cmdlets walk (files, variables, functions, aliases, the environment)."""
