"""Turns objects into text: chooses views by type, lays out tables, lists, wide and custom displays, and renders error records."""
