# Sourced by setup.sh and references.sh: `install PYTHON ARGUMENTS...` for pip, with uv where it is.

# uv is quick but reads no pip configuration; pip reads it, so what uv cannot get pip still may.
install() {
    into=$1
    shift
    UV_FIND_LINKS=${UV_FIND_LINKS:-$(printf %s "${PIP_FIND_LINKS:-}" | tr ' ' ',')}
    UV_INDEX_URL=${UV_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
    UV_INDEX_URL=${PIP_INDEX_URL:-$UV_INDEX_URL}
    SSL_CERT_FILE=${SSL_CERT_FILE:-${PIP_CERT:-}}
    [ -n "$UV_FIND_LINKS" ] && export UV_FIND_LINKS || unset UV_FIND_LINKS
    [ -n "$UV_INDEX_URL" ] && export UV_INDEX_URL || unset UV_INDEX_URL
    [ -n "$SSL_CERT_FILE" ] && export SSL_CERT_FILE || unset SSL_CERT_FILE
    if [ -x .venv/bin/uv ] && .venv/bin/uv pip install --quiet --python "$into" "$@"; then
        return
    fi
    echo "installing with pip, which takes longer" >&2
    "$into" -m pip install --quiet "$@"
}
