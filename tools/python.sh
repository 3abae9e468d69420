# Sets $python to a Python 3.11 or later: $PYTHON, else the first one found. Sourced by ./run and ./test.
python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$name
            break
        fi
    done
fi
[ -n "$python" ] || { echo "pwsh-emu needs Python 3.11 or later." >&2; exit 1; }
