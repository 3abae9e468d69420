"""The .NET types of scripts: one module for each family; `types_index` says which holds what."""
