"""The service's cmdlets, one family a file; ``generic`` does what most nouns need."""
