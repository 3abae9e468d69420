"""Runs syntax trees: values and their types, conversion, operators, scopes, commands, the pipeline and the compiler."""
