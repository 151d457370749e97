#!/bin/sh
# Makes everything the program needs, once: native libraries, a virtual environment, locked packages, the database.
#   scripts/setup.sh          what running needs
#   scripts/setup.sh tests    what the tests need on top
# A second run finds its stamps and costs nothing.
set -eu
cd "$(dirname "$0")/.."
VENV=.venv
WANT=${1:-run}

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

stamp_of() { cat "$@" scripts/setup.sh | cksum | tr ' ' -; }
RUN_STAMP=$(stamp_of requirements.lock requirements-setup.lock pyproject.toml)
TEST_STAMP=$(stamp_of requirements-dev.lock)

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

# The system's package manager, where it may be used without a question.
may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}
apt_install() {
    say "Installing $* with apt-get …"
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi
    [ -e "$VENV-apt-updated" ] || { $sudo apt-get -qq update && : >"$VENV-apt-updated"; }
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

PYTHON_FOUND=$(find_python)
[ -n "$PYTHON_FOUND" ] || stop "Python 3.11 or newer is needed. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"

# WeasyPrint draws text with Pango and HarfBuzz, which pip cannot bring.
pango_is_here() {
    "$PYTHON_FOUND" - <<'PY'
import ctypes, ctypes.util, sys
names = (("pango-1.0", "libpango-1.0.so.0"), ("pangoft2-1.0", "libpangoft2-1.0.so.0"), ("harfbuzz-subset", "libharfbuzz-subset.so.0"))
for short, soname in names:
    try:
        ctypes.CDLL(ctypes.util.find_library(short) or soname)
    except OSError:
        sys.exit(1)
PY
}
PANGO_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

install_native() {
    pango_is_here && return
    if may_install; then
        # shellcheck disable=SC2086
        apt_install $PANGO_PACKAGES
    elif [ "$(uname)" = Darwin ] && command -v brew >/dev/null 2>&1; then
        brew install pango
    fi
    pango_is_here && return
    if [ "$(uname)" = Darwin ]; then
        stop "Printing sheets needs Pango. Please run: brew install pango"
    fi
    stop "Printing sheets needs Pango and HarfBuzz. Please run: sudo apt-get install $PANGO_PACKAGES"
}

make_environment() {
    [ -x $VENV/bin/python ] && $VENV/bin/python -c 'import pip' 2>/dev/null && return
    if ! "$PYTHON_FOUND" -m venv $VENV 2>/dev/null; then
        rm -rf $VENV
        # Debian splits venv from Python; its package carries the version in its name.
        version=$("$PYTHON_FOUND" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        may_install || stop "Python cannot make virtual environments here. Please run: sudo apt-get install python$version-venv"
        apt_install "python$version-venv"
        "$PYTHON_FOUND" -m venv $VENV || stop "Python cannot make virtual environments here."
    fi
}

install_locked() { # FILE
    if [ -x $VENV/bin/uv ]; then
        $VENV/bin/uv pip install -q --python $VENV/bin/python --require-hashes --compile-bytecode -r "$1"
    else
        $VENV/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$1"
    fi
}

if [ "$(cat $VENV/.run-stamp 2>/dev/null || true)" != "$RUN_STAMP" ]; then
    say "Setting up (once; about a minute) …"
    install_native
    make_environment
    $VENV/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-setup.lock
    install_locked requirements.lock
    $VENV/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
    printf '%s' "$RUN_STAMP" >$VENV/.run-stamp
fi

if [ "$WANT" = tests ] && [ "$(cat $VENV/.test-stamp 2>/dev/null || true)" != "$TEST_STAMP" ]; then
    say "Setting up the tests (once) …"
    install_locked requirements-dev.lock
    missing=
    command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
    command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
    command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
    if [ -n "$missing" ] && may_install; then
        # shellcheck disable=SC2086
        apt_install $missing && missing=
    fi
    if [ -n "$missing" ]; then
        say "Missing packages:$missing. Please run: sudo apt-get install$missing"
        say "Until then the tests that need them are left out, and the test run names each of them."
    else
        printf '%s' "$TEST_STAMP" >$VENV/.test-stamp
    fi
fi
rm -f "$VENV-apt-updated"
