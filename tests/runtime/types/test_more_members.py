"""Members beside the usual: joins of Enumerable, times by path, tasks, time zones, settings of connections, types that can only be named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

INT = "[Func[int,int]] { $args[0] }"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(connected=False, location=tmp_path)


def test_join_pairs_by_key(shell: Shell) -> None:
    pairs = '[Func[int,int,string]] { "$($args[0])-$($args[1])" }'
    assert shell.run(f"[System.Linq.Enumerable]::Join([int[]](1, 2, 3), [int[]](3, 2, 3), {INT}, {INT}, {pairs})").output == ["2-2", "3-3", "3-3"]


def test_items_by_key(shell: Shell) -> None:
    length = "[Func[string,int]] { $args[0].Length }"
    words = "[string[]]('a', 'bbb', 'cc', 'd')"
    assert shell.run(f"[System.Linq.Enumerable]::MaxBy({words}, {length}); [System.Linq.Enumerable]::MinBy({words}, {length})").output == ["bbb", "a"]
    assert shell.run(f"[System.Linq.Enumerable]::CountBy({words}, {length}).Value").output == [2, 1, 1]
    assert shell.run("[System.Linq.Enumerable]::DefaultIfEmpty([int[]] @(), 7)").output == [7]


def test_times_by_path(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    script = f"$f = '{tmp_path}/a.txt'; [IO.File]::SetLastWriteTimeUtc($f, '2020-01-02'); [IO.File]::GetLastWriteTimeUtc($f).ToString('s')"
    assert shell.run(script).output == ["2020-01-02T00:00:00"]
    assert (tmp_path / "a.txt").stat().st_mtime == 1577923200
    assert "Could not find file" in shell.run("[IO.File]::SetLastWriteTime('/nowhere', '2020-01-02')").errors[0].message


def test_asynchronous_members_are_done_at_once(shell: Shell, tmp_path: Path) -> None:
    script = (
        f"[IO.File]::WriteAllTextAsync('{tmp_path}/b.txt', 'text').Wait(); [IO.File]::ReadAllTextAsync('{tmp_path}/b.txt').GetAwaiter().GetResult()"
    )
    assert shell.run(script).output == ["text"]
    assert shell.run("$t = [System.Threading.Tasks.Task]::Delay(20); $t.IsCompleted; $t.Wait(); $t.IsCompleted").output == [False, True]
    assert "One or more errors occurred. (Could not find file" in shell.run("[IO.File]::ReadAllTextAsync('/nowhere').Result").errors[0].message


def test_the_folder_of_the_process_is_the_session_s_own(shell: Shell, tmp_path: Path) -> None:
    before = Path.cwd()
    assert shell.run(f"[Environment]::CurrentDirectory = '{tmp_path}'; [IO.Path]::GetFullPath('x')").output == [f"{tmp_path}/x"]
    assert Path.cwd() == before
    assert Shell().run("[Environment]::CurrentDirectory").output == [str(before)]


def test_windows_names_of_time_zones(shell: Shell) -> None:
    assert shell.run("[TimeZoneInfo]::FindSystemTimeZoneById('Egypt Standard Time').BaseUtcOffset.Hours").output == [2]
    assert shell.run("$id = ''; [TimeZoneInfo]::TryConvertWindowsIdToIanaId('Tokyo Standard Time', [ref] $id); $id").output == [True, "Asia/Tokyo"]


def test_service_points_keep_what_is_set(shell: Shell) -> None:
    shell.run("[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12")
    assert shell.run('"$([Net.ServicePointManager]::SecurityProtocol)"').output == ["Tls12"]
    assert Shell().run('"$([Net.ServicePointManager]::SecurityProtocol)"').output == ["SystemDefault"]


@pytest.mark.parametrize("script", ["[System.Net.WebClient]::new()", "[System.Xml.Linq.XElement]::Parse('<a/>')", "[AppDomain]::CurrentDomain"])
def test_what_can_only_be_named_says_so(shell: Shell, script: str) -> None:
    assert shell.run(script).errors[0].message.endswith("is not supported by this emulator yet.")


@pytest.mark.parametrize("value", ["[int]", "[System.DayOfWeek]::Monday", "[System.Text.Encoding]::UTF8", "[TimeZoneInfo]::Utc", "(Get-Culture)"])
def test_sessions_put_nothing_on_objects_that_others_see(value: str) -> None:
    Shell().run(f"{value} | Add-Member -NotePropertyName Mark -NotePropertyValue 1; {value}.NumberFormat = [Globalization.NumberFormatInfo]::new()")
    other = Shell().run(f"$null -eq {value}.Mark; (1.5).ToString((Get-Culture))")
    assert other.output == [True, "1.5"]


def test_parameter_sets_are_shown_by_their_view(shell: Shell) -> None:
    text = shell.run("(Get-Command Get-Item).ParameterSets[0]").text
    assert text.startswith("\nParameter Set Name: Path\nIs default parameter set: True\n\n  Parameter Name: Path\n    ParameterType = System")


def test_a_file_that_is_gone_has_no_status(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "gone.txt").write_text("x")
    result = shell.run("$file = Get-Item gone.txt; Remove-Item gone.txt; $file; $file.UnixStat.Size")
    assert "failed internally" not in result.error_text
    assert "Could not find file" in result.errors[-1].message


def test_memory_barriers(shell: Shell) -> None:
    result = shell.run("[Threading.Interlocked]::MemoryBarrier(); [Threading.Interlocked]::MemoryBarrierProcessWide(); 'past'")
    assert (result.output, result.errors) == (["past"], [])


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("[Runtime.InteropServices.Marshal]::SizeOf([type][long]); [Runtime.InteropServices.Marshal]::SizeOf([byte]1)", [8, 1]),
        ("try { [Runtime.InteropServices.Marshal]::SizeOf('text') } catch { $_.FullyQualifiedErrorId }", ["ArgumentException"]),
        ("[Text.UTF32Encoding]::new($true, $true).GetBytes('a') -join ' '", ["0 0 0 97"]),
        ("[Text.UTF32Encoding]::new().GetPreamble().Count; [Text.UTF32Encoding]::new($false, $false).GetPreamble().Count", [4, 0]),
        (
            "$d = [Collections.Concurrent.ConcurrentDictionary[string, int]]::new(); $add = { param($key, $more) $more }; "
            "$change = { param($key, $old, $more) $old + $more }; "
            "$d.AddOrUpdate[int]('a', $add, $change, 4); $d.AddOrUpdate[int]('a', $add, $change, 3)",
            [4, 7],
        ),
        ("try { [array]::Empty[int, string]() } catch { $_.FullyQualifiedErrorId }", ["MethodCountCouldNotFindBestGeneric"]),
        ("[array]::Empty[int]().GetType().Name", ["Int32[]"]),
        ("'using namespace System.Text; (\"StringBuilder\" -as [type]).FullName' | Set-Content x.ps1; ./x.ps1", ["System.Text.StringBuilder"]),
    ],
)
def test_values(shell: Shell, script: str, output: list[object]) -> None:
    assert shell.run(script).output == output


def test_a_name_that_two_namespaces_have_is_ambiguous(shell: Shell) -> None:
    code = "using namespace System.Timers\nusing namespace System.Threading\ntry { [Timer] } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }"
    message = "The type name 'Timer' is ambiguous, it could be 'System.Timers.Timer' or 'System.Threading.Timer'."
    assert shell.run(code).output == ["AmbiguousTypeReference", message]
