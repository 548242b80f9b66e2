"""A private PostgreSQL server below ``EMOTATE_HOME``, so that a newcomer installs nothing.

It listens on a Unix socket only, in a folder of mode 0700, and asks for a password (scram). The
application's role is not a superuser; the superuser has no password that anybody knows.

The server belongs to its users: every process that needs it joins (`join`), and the last one to
leave (`leave`) stops it. A killed process leaves by dying, since the kernel drops its lock.
"""

import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from subprocess import DEVNULL, STDOUT, Popen

import psycopg

from config.services.errors import ServiceError
from config.services.home import secret_file
from config.services.locks import SharedLock, exclusive
from config.services.postgres_parts import (
    Account,
    account_for,
    explain,
    give_to,
    is_postmaster_of,
    log_tail,
    make_socket_folder,
    popen,
    programs,
    read_postmaster,
    run,
    socket_folder,
)
from config.services.processes import mark, send, wait_gone

ROLE = DATABASE = "emotate"
SOCKET_LOCK = ".s.PGSQL.5432.lock"
START_SECONDS = 300  # recovery after a crash reads up to a gigabyte of log
DYING_SECONDS = 20  # a killed server's last processes keep its shared memory for a moment
STOP_SECONDS = 60
POLL_SECONDS = 0.03

# For a small private server. What is acknowledged is on disk: synchronous_commit and fsync stay on.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    # Tables grow by imports: what is planned by old statistics is slow until the next look.
    "autovacuum_naptime": "15s",
    # Parallel plans take memory from /dev/shm, 64 MB in a container, and cores from the web server.
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "log_line_prefix": "%m [%p] ",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


class EmbeddedPostgres:
    """The server whose data are in ``home/postgres``.

    ``settings`` override or add server settings (for instance ``{"fsync": "off"}`` in unit tests);
    they count for the server that this object starts.
    """

    def __init__(self, home: Path, settings: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.data = home / "postgres"
        self.log = home / "log" / "postgres.log"
        self._settings = {**SETTINGS, **(settings or {})}
        self._users = SharedLock(home / "run" / "postgres.users")
        self._child: Popen[str] | None = None

    def dsn(self) -> str:
        """The address, with password; it stays the same whether or not the server runs."""
        host = str(socket_folder(self.data)).replace("/", "%2F")
        return f"postgresql://{ROLE}:{self._password()}@{host}:5432/{DATABASE}"

    def is_running(self) -> bool:
        """Whether a server works on these data and has ended its start."""
        found = read_postmaster(self.data)
        return found is not None and found.ready and is_postmaster_of(found.pid, self.data)

    def start(self) -> str:
        """Make sure that the server answers; returns its address.

        Many processes may ask at once: one starts it. Raises ServiceError, with the server's last
        words, when it cannot start.
        """
        with self._changing():
            self._start()
        return self.dsn()

    def stop(self) -> bool:
        """Stop the server, whoever uses it; false when there was none."""
        with self._changing():
            self._users.release()
            return self._stop()

    def join(self) -> str:
        """Start the server if needed and keep it running until this process leaves or ends."""
        with self._changing():
            self._start()
            self._users.acquire()
        return self.dsn()

    def leave(self) -> bool:
        """Stop using the server; the last user to leave stops it (then true)."""
        with self._changing():
            return self._users.release() and self._stop()

    @contextmanager
    def using(self) -> Iterator[str]:
        """The server runs inside the block, and afterwards only if others use it."""
        dsn = self.join()
        try:
            yield dsn
        finally:
            self.leave()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        (self.home / "run").mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.home / "log").mkdir(mode=0o700, exist_ok=True)
        lock = self.home / "run" / "postgres.lock"
        refusal = f"another process keeps starting or stopping PostgreSQL (it holds {lock}): end it"
        with exclusive(lock, timeout_seconds=START_SECONDS, refusal=refusal):
            yield

    def _password(self) -> str:
        return secret_file(self.home / "postgres-password")

    def _start(self) -> None:
        if self.is_running():
            return
        account = account_for(self.data)
        if not (self.data / "PG_VERSION").exists():
            self._create(account)
        self._check_version()
        give_to(self.data, account)  # a home copied by root belongs to root
        self.data.chmod(0o700)
        make_socket_folder(socket_folder(self.data), account)
        self._launch(account)
        self._check_answer()

    def _create(self, account: Account) -> None:
        """Initialise the data in a folder aside: a kill half-way leaves nothing to repair."""
        new = self.home / "postgres.new"
        throwaway = self.home / "run" / "postgres-superuser"
        if new.exists():
            rmtree(new)
        if self.data.exists() and any(self.data.iterdir()):
            raise ServiceError(
                f"{self.data} holds files, but no PostgreSQL data: move it away, or set another "
                "EMOTATE_HOME"
            )
        new.mkdir(mode=0o700)
        give_to(new, account)
        throwaway.unlink(missing_ok=True)
        secret_file(throwaway)
        give_to(throwaway, account)
        hasty = ["--no-sync"] if self._settings.get("fsync") == "off" else []
        try:
            flags = ["--pgdata", str(new), "--username", "postgres", f"--pwfile={throwaway}"]
            locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            flags += ["--auth=scram-sha-256", "--encoding=UTF8", *locale, *hasty]
            run(account, [programs() / "initdb", *flags])
        finally:
            throwaway.unlink()
        self._create_database(new, account)
        if self.data.exists():
            self.data.rmdir()
        new.rename(self.data)

    def _create_database(self, data: Path, account: Account) -> None:
        """Add role and database without a running server, where no password is asked for."""
        statements = (
            f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{self._password()}'",
            f"CREATE DATABASE {DATABASE} OWNER {ROLE}",
        )
        single = [str(programs() / "postgres"), "--single", "-D", str(data)]
        run(account, [*single, "-c", "exit_on_error=on", "postgres"], "\n".join(statements) + "\n")

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        ours = programs().parent.name.removeprefix("pginstall")
        if found != ours:
            raise ServiceError(
                f"{self.data} was written by PostgreSQL {found}, and {ours} is installed: install "
                f"the release of Emotate that made it, `pg_dump` there, and load the dump here"
            )

    def _launch(self, account: Account) -> None:
        """Start the server, again while the processes of a killed one still hold its memory."""
        deadline = time.monotonic() + DYING_SECONDS
        while True:
            self._drop_stale_locks()
            words = self._try_launch(account)
            if words is None:
                return
            dying = "shared memory block" in words or "lock file" in words
            if not dying or time.monotonic() > deadline:
                raise ServiceError(
                    explain(f"PostgreSQL did not start (see {self.log})", words, account)
                )
            time.sleep(0.3)

    def _try_launch(self, account: Account) -> str | None:
        """One attempt; none when the server is ready, else what it said before it ended."""
        settings = self._settings | {"unix_socket_directories": str(socket_folder(self.data))}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        with self.log.open("a+") as log:
            start = log.seek(0, 2)
            command = [str(programs() / "postgres"), "-D", str(self.data), *options]
            child = popen(account, command, stdin=DEVNULL, stdout=log, stderr=STDOUT)
            deadline = time.monotonic() + START_SECONDS
            while child.poll() is None:
                found = read_postmaster(self.data)
                if found and found.ready and found.pid == child.pid:
                    self._child = child
                    return None
                if time.monotonic() > deadline:
                    child.send_signal(signal.SIGQUIT)
                    child.wait()
                    raise ServiceError(
                        f"PostgreSQL was not ready in {START_SECONDS} s: see {self.log}"
                    )
                time.sleep(POLL_SECONDS)
            return log_tail(log, start) or f"exit status {child.returncode}"

    def _drop_stale_locks(self) -> None:
        """Remove the lock files of a server that is gone.

        PostgreSQL heeds a lock file while its process id is alive, even if the id is another
        program's by now, a dead process's that nobody collected, or that of the server from which
        a home was copied.
        """
        if self._child is not None:
            self._child.poll()
        found = read_postmaster(self.data)
        if found is None or not is_postmaster_of(found.pid, self.data):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (socket_folder(self.data) / SOCKET_LOCK).unlink(missing_ok=True)

    def _check_answer(self) -> None:
        try:
            with psycopg.connect(self.dsn(), connect_timeout=10):
                pass
        except psycopg.OperationalError as error:
            raise ServiceError(
                f"PostgreSQL runs but refuses Emotate ({str(error).strip().splitlines()[-1]}): was "
                f"{self.home / 'postgres-password'} lost or changed? Put it back from a copy"
            ) from error

    def _stop(self) -> bool:
        found = read_postmaster(self.data)
        if found is None or not is_postmaster_of(found.pid, self.data):
            return False
        server = mark(found.pid)
        send(server, signal.SIGINT)  # "fast": end sessions, write everything, exit
        if not wait_gone(server, STOP_SECONDS):
            send(server, signal.SIGQUIT)  # "immediate": the next start recovers from the log
            wait_gone(server, STOP_SECONDS)
        if self._child is not None:
            self._child.wait()
            self._child = None
        return True
