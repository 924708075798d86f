# Sourced by ./run and ./test: finds a Python >= 3.11 into $python. Everything after that is Python.
find_python() {
    for python in ${KEZDESU_PYTHON:+"$KEZDESU_PYTHON"} python3 python3.13 python3.12 python3.11 python3.14 python; do
        # Asked, not looked up: version managers leave names on PATH that only say "not installed".
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            return 0
        fi
    done
    found=$(python3 --version 2>/dev/null) || found="no Python 3 at all"
    echo "Python 3.11 or newer is needed, and here is $found. On Debian or Ubuntu: apt install python3 python3-venv." >&2
    return 1
}

# -P and the inserted folder: neither the caller's folder nor the portal's packages may shadow the standard library.
door='import sys; sys.path.insert(0, sys.argv[1] + "/portal"); from frontdoor.bootstrap import main; main()'
