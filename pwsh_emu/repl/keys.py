"""What keys do at the prompt: Enter runs a complete command and opens a new line in an incomplete one."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.filters import Condition, has_selection, vi_mode
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent


@Condition
def choosing() -> bool:
    """Tell whether one of several completions is selected; a single one is simply put."""
    state = get_app().current_buffer.complete_state
    return state is not None and state.current_completion is not None and len(state.completions) > 1


def key_bindings(is_incomplete: Callable[[str], bool]) -> KeyBindings:
    """Return the bindings; ``is_incomplete`` tells from the parser whether a text only begins a statement."""
    bindings = KeyBindings()

    @bindings.add("enter", filter=~choosing)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        text = buffer.text
        if text.strip() and is_incomplete(text):
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()

    @bindings.add("enter", filter=choosing)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @bindings.add("escape", "enter")
    def _new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @bindings.add("escape", filter=~has_selection & ~vi_mode)
    def _clear(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state:
            buffer.cancel_completion()
        else:
            buffer.reset()

    @bindings.add("c-l")
    def _clear_screen(event: KeyPressEvent) -> None:
        app: Application[str] = event.app
        app.renderer.clear()

    return bindings
