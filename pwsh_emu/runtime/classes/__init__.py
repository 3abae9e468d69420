"""Classes and enumerations that scripts define, and the names of types in scripts."""
