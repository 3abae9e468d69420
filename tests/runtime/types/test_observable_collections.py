"""ObservableCollection<T>."""

from __future__ import annotations

from pwsh_emu import Shell

NEW = "$list = [System.Collections.ObjectModel.ObservableCollection[int]]::new([int[]] (1, 2, 3)); "


def test_it_is_a_collection_whose_items_move() -> None:
    done = Shell().run(NEW + "$list.Move(0, 2); \"$list\"; $list.Insert(0, '9'); $list[0]; $list.Count; $list.GetType().BaseType.Name")
    assert not done.errors
    assert done.output == ["2 3 1", 9, 4, "Collection`1"]


def test_an_empty_one_is_filled() -> None:
    done = Shell().run("$list = New-Object System.Collections.ObjectModel.ObservableCollection[string]; $list.Add(5); $list[0].GetType().Name")
    assert done.output == ["String"]


def test_items_that_are_not_there_do_not_move() -> None:
    (error,) = Shell().run(NEW + "$list.Move(0, 3)").errors
    assert "Index was out of range." in error.exception.message
