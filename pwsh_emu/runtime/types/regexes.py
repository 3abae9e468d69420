"""The types of System.Text.RegularExpressions, which `runtime.regex.values` implements."""

from __future__ import annotations

from pwsh_emu.runtime.regex.values import Capture, CaptureCollection, Group, GroupCollection, Match, MatchCollection, Regex

_NAMESPACE = "System.Text.RegularExpressions."
TYPES = {
    _NAMESPACE + "Regex": Regex,
    _NAMESPACE + "Match": Match,
    _NAMESPACE + "Group": Group,
    _NAMESPACE + "Capture": Capture,
    _NAMESPACE + "MatchCollection": MatchCollection,
    _NAMESPACE + "GroupCollection": GroupCollection,
    _NAMESPACE + "CaptureCollection": CaptureCollection,
}
