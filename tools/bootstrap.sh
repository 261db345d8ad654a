#!/bin/sh
# Makes .venv ready, whatever is missing:
#
#     tools/bootstrap.sh run      what the program needs
#     tools/bootstrap.sh test     … and the tests, lint and types, with a virtual display
#     tools/bootstrap.sh build    … and PyInstaller
#     tools/bootstrap.sh docs     what the program needs, and pdoc
#     tools/bootstrap.sh windows  … and Wine with what the Windows program is built and tried with
#     tools/bootstrap.sh display  only the virtual display (Xvfb)
#
# PYTHON=/path/to/python chooses the interpreter. Otherwise the first one on the PATH that has
# everything (3.11 or newer, venv, tkinter) is taken; only if there is none, system packages are
# installed, and only on Debian and Ubuntu as root or with a password-less sudo.
set -eu
cd "$(dirname "$0")/.."

VENV=.venv
MINIMUM="sys.version_info >= (3, 11)"

say() { printf '%s\n' "ActTutor: $*" >&2; }

die() {
    say "$@"
    exit 1
}

# --- system packages -------------------------------------------------------------------------

# Installs Debian packages, or prints the command that does and stops.
install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        case "$(uname -s)" in
        Darwin) die "missing: $*. Install Python from https://www.python.org/downloads/macos/" \
            "(it brings Tk), or: brew install python-tk. Then try again." ;;
        *) die "missing (named as on Debian): $*. Install them with this system's package" \
            "manager, then try again." ;;
        esac
    fi
    if [ "$(id -u)" = 0 ]; then
        root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        root="sudo -n"
    else
        say "system packages are missing. Run this command, then try again:"
        printf '\n    sudo apt-get update && sudo apt-get install -y %s\n\n' "$*" >&2
        exit 1
    fi
    say "installing $*"
    # The package lists of a fresh machine are empty or old, so a first failure is no verdict.
    apt_install "$@" || { $root apt-get -q update </dev/null && apt_install "$@"; } ||
        die "could not install $*"
}

apt_install() {
    $root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q install -y --no-install-recommends "$@" </dev/null
}

# Programs beside Python, as packages: a virtual display, and what PyInstaller reads and strips
# libraries with.
missing_tools() {
    [ "$(uname -s)" = Linux ] || return 0
    case $level in
    run) [ -n "${DISPLAY:-}" ] || command -v Xvfb >/dev/null 2>&1 || echo xvfb ;;
    test | display) command -v Xvfb >/dev/null 2>&1 || echo xvfb ;;
    build) command -v objdump >/dev/null 2>&1 || echo binutils ;;
    windows)
        # Program and package.
        for tool in Xvfb:xvfb wine:wine openbox:openbox makensis:nsis; do
            command -v "${tool%:*}" >/dev/null 2>&1 || echo "${tool#*:}"
        done
        [ -e /usr/lib/wine/wine64 ] || echo wine64
        [ -e /usr/share/i18n/locales/ja_JP ] || echo locales
        ;;
    esac
}

install_missing_tools() {
    missing=$(missing_tools)
    # shellcheck disable=SC2086  # one package per word
    [ -z "$missing" ] || install_packages $missing
}

# --- the interpreter -------------------------------------------------------------------------

# python_has INTERPRETER WHAT…: whether it runs, is new enough and has the modules named.
python_has() {
    python_=$1
    shift
    "$python_" -c "
import sys
from importlib import import_module
assert $MINIMUM
for name in sys.argv[1:]:
    import_module(name)
" "$@" >/dev/null 2>&1
}

# PyInstaller needs the interpreter as a shared library.
python_has_library() {
    "$1" -c "
import os, sys, sysconfig
get = sysconfig.get_config_var
folders = [get('LIBDIR'), os.path.join(get('LIBDIR') or '', get('MULTIARCH') or '')]
names = [get('INSTSONAME'), get('LDLIBRARY')]
shared = get('Py_ENABLE_SHARED') or get('PYTHONFRAMEWORK')
found = any(os.path.exists(os.path.join(f, n)) for f in folders if f for n in names if n and '.so' in n)
sys.exit(0 if sys.platform != 'linux' or (shared and found) else 1)
" >/dev/null 2>&1
}

# All interpreters worth a look, best first: what "python3" means here, then newest to oldest.
candidates() {
    if [ -n "${PYTHON:-}" ]; then
        echo "$PYTHON"
        return
    fi
    names="python3 python3.14 python3.13 python3.12 python3.11 python"
    for name in $names; do
        # Every one of that name on the PATH, not only the first.
        echo "$PATH" | tr ':' '\n' | while read -r folder; do
            if [ -n "$folder" ] && [ -x "$folder/$name" ]; then echo "$folder/$name"; fi
        done
    done
    for name in $names; do
        for folder in /usr/local/bin /opt/homebrew/bin /usr/bin; do
            if [ -x "$folder/$name" ]; then echo "$folder/$name"; fi
        done
    done
}

# first_with WHAT…: the first interpreter that has the modules named.
first_with() {
    candidates | awk '!seen[$0]++' | while read -r candidate; do
        if python_has "$candidate" "$@"; then
            if [ "$level" != build ] || python_has_library "$candidate"; then
                # A shim of a version manager is resolved to the interpreter behind it.
                "$candidate" -c 'import sys; print(sys.executable)'
                break
            fi
        fi
    done
}

# Debian packages that complete a system interpreter.
packages_for() {
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    default=$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' || true)
    tk=python3-tk
    if [ "$version" != "$default" ] && apt-cache show "python$version-tk" >/dev/null 2>&1; then
        tk=python$version-tk
    fi
    if ! python_has "$1" venv ensurepip; then echo "python$version-venv"; fi
    if ! python_has "$1" tkinter; then echo "$tk"; fi
    if [ "$level" = build ] && ! python_has_library "$1"; then echo "libpython$version"; fi
}

choose_python() {
    chosen=$(first_with venv ensurepip tkinter)
    if [ -n "$chosen" ]; then return; fi
    # None has everything. One of the system can be completed by its package manager.
    for candidate in $(candidates | awk '!seen[$0]++'); do
        case $candidate in /usr/bin/* | /bin/*) ;; *) continue ;; esac
        if python_has "$candidate"; then
            chosen=$candidate
            # shellcheck disable=SC2046  # one package per word
            install_packages $(packages_for "$chosen") $(missing_tools)
            python_has "$chosen" venv ensurepip tkinter || die "$chosen still lacks tkinter"
            return
        fi
    done
    for candidate in $(candidates | awk '!seen[$0]++'); do
        if python_has "$candidate"; then
            case "$(uname -s)" in
            Darwin) die "$candidate has no tkinter. Install Python from" \
                "https://www.python.org/downloads/macos/ or: brew install python-tk" ;;
            *) die "$candidate lacks venv, tkinter or (for make exe) its shared library;" \
                "choose another with PYTHON=/path/to/python" ;;
            esac
        fi
    done
    die "Python 3.11 or newer is needed and was not found." \
        "If it is installed, name it: make ${MAKECMDGOALS:-run} PYTHON=/path/to/python"
}

# --- the virtual environment -----------------------------------------------------------------

make_venv() {
    if [ -e "$VENV" ] || [ -L "$VENV" ]; then
        python_has "$VENV/bin/python" pip ||
            "$VENV/bin/python" -m ensurepip >/dev/null 2>&1 || true
        if python_has "$VENV/bin/python" pip tkinter; then
            if [ "$level" != build ] || python_has_library "$VENV/bin/python"; then return; fi
            base=$("$VENV/bin/python" -c 'import sys; print(sys._base_executable)')
            case $base in
            /usr/bin/* | /bin/*)
                # shellcheck disable=SC2046  # one package per word
                install_packages $(packages_for "$base") $(missing_tools)
                return
                ;;
            esac
        fi
        # Left over from an interpreter that is gone, too old, or incomplete.
        say "making $VENV anew"
        rm -rf "$VENV"
    fi
    choose_python
    say "making $VENV with $chosen"
    "$chosen" -m venv "$VENV"
}

install_requirements() {
    case $level in
    run) what=. ;;
    test) what=".[test,tools]" ;;
    build | windows) what=".[test,tools,build]" ;;
    docs) what=".[docs]" ;;
    esac
    say "installing what pyproject.toml names ($level)"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$what" \
        </dev/null || die "pip could not install the requirements; is there a network?"
}

level=${1:-run}
case $level in
run | test | build | docs) ;;
windows) [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || die "Wine is used on Linux (x86-64) alone" ;;
display)
    install_missing_tools
    exit
    ;;
*) die "usage: tools/bootstrap.sh run|test|build|docs|windows|display" ;;
esac
make_venv
# Without a display, "run" asks for the virtual one itself, once it knows that there is none.
[ "$level" = run ] || install_missing_tools
install_requirements
# The Makefile's stamps; every level includes the first.
touch "$VENV/.ready-run" "$VENV/.ready-$level"
