# Sourced by the other scripts: makes .venv match a lock file. Sets PYTHON. Asks nothing, needs git, python3 and pip or python3-venv.
# The stamp is a hash of the lock file and the Python version, so a second start does no work.

UV_VERSION=0.13.9
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV="${LOTSE_VENV:-$ROOT/.venv}"
PYTHON="$VENV/bin/python"
# Some images switch the cache of compiled modules off; with it a second start is three times as fast.
unset PYTHONDONTWRITEBYTECODE

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

check_python() {
    command -v python3 >/dev/null 2>&1 || fail "Lotse needs Python 3.11 or newer: please install python3."
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Lotse needs Python 3.11 or newer; this is $(python3 --version)."
}

# Three ways to a venv that has uv, the cheapest first: pip of the machine, python3-venv, apt as root.
make_venv() {
    rm -rf "$VENV"
    if python3 -m pip --version >/dev/null 2>&1 &&
        python3 -m venv --without-pip "$VENV" >/dev/null 2>&1 &&
        python3 -m pip --disable-pip-version-check --quiet --python "$PYTHON" install "uv==$UV_VERSION" >&2; then
        return
    fi
    rm -rf "$VENV"
    if ! python3 -m venv "$VENV" >/dev/null 2>&1; then
        rm -rf "$VENV"
        { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; } ||
            fail "Lotse needs pip or python3-venv: please install python3-pip or python3-venv and start again."
        say "Installing python3-venv ..."
        { apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null
        python3 -m venv "$VENV"
    fi
    "$PYTHON" -m pip --disable-pip-version-check --quiet install "uv==$UV_VERSION" >&2
}

# ensure_venv LOCKFILE: afterwards $PYTHON has exactly what LOCKFILE says, checked by hash, and this checkout on its path.
ensure_venv() {
    local lock="$ROOT/$1" stamp want
    check_python
    want="$( (cat "$lock"; python3 --version; echo "$UV_VERSION $ROOT") | sha256sum | cut -d' ' -f1)"
    stamp="$VENV/.lotse-$1"
    [ -x "$PYTHON" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && return
    say "Setting up (once, needs the network): $1 ..."
    # uv itself is not in the lock file: sync would remove it, so it lives in a target of its own.
    if [ ! -x "$VENV/bin/uv" ]; then make_venv; fi
    cp "$VENV/bin/uv" "$VENV/uv" 2>/dev/null || true
    "$VENV/uv" pip sync --quiet --python "$PYTHON" --require-hashes "$lock" ||
        fail "The packages could not be installed. Is the network reachable?"
    cp "$VENV/uv" "$VENV/bin/uv"
    "$PYTHON" -c 'import pathlib, site, sys; pathlib.Path(site.getsitepackages()[0], "lotse-checkout.pth").write_text(sys.argv[1] + "\n")' "$ROOT"
    rm -f "$VENV"/.lotse-*
    printf '%s\n' "$want" >"$stamp"
    say "Ready."
}
