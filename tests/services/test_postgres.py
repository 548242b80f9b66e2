"""The embedded server: start, stop, whose it is, and what it does not let itself be fooled by."""

import os
import shutil
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config.services.errors import ServiceError
from config.services.postgres import EmbeddedPostgres
from config.services.postgres_parts import read_postmaster, socket_folder
from config.services.processes import alive, mark

Hasty = Callable[[Path], EmbeddedPostgres]
InProcesses = Callable[..., list[int | None]]
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="root's own trouble")


def test_rows_are_there_after_a_restart(server: EmbeddedPostgres) -> None:
    assert not server.is_running()
    with psycopg.connect(server.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    assert server.is_running()
    assert server.stop()
    assert not server.is_running()
    assert not server.stop()
    with psycopg.connect(server.start()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)


def test_it_listens_to_its_owner_alone(server: EmbeddedPostgres) -> None:
    dsn = server.start()
    folder = socket_folder(server.data)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) < 104  # macOS; Linux has 107
    assert stat.S_IMODE((server.home / "postgres-password").stat().st_mode) == 0o600
    with psycopg.connect(dsn) as connection:
        query = "SELECT current_setting('listen_addresses'), current_setting('is_superuser')"
        assert connection.execute(query).fetchone() == ("", "off")
    for user, password in (("emotate", "guess"), ("postgres", "guess"), ("postgres", "")):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(dsn, user=user, password=password)


def test_text_sorts_and_folds_the_same_everywhere(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.start()) as connection:
        query = "SELECT upper('größe Ähre'), 'a' > 'B', current_setting('server_encoding')"
        assert connection.execute(query).fetchone() == ("GRÖßE ÄHRE", True, "UTF8")


def test_the_users_pg_variables_do_not_reach_it(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "6000")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGHOST", "/nowhere")
    server.start()
    assert server.is_running()


@needs_root
def test_root_starts_it_below_a_folder_closed_to_all_others(tmp_path: Path, hasty: Hasty) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "home").mkdir(mode=0o700)
    server = hasty(closed / "home")
    server.start()
    found = read_postmaster(server.data)
    assert found is not None
    status = dict(
        line.split(":\t", 1)
        for line in Path(f"/proc/{found.pid}/status").read_text().splitlines()
        if ":\t" in line
    )
    server.stop()
    assert "0" not in status["Uid"].split()
    assert int(status["CapEff"], 16) & ~0b110 == 0  # nothing but passing closed folders
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert closed.stat().st_uid == 0


def test_an_ordinary_user_starts_and_stops_it(
    as_ordinary_user: Callable[[Callable[[Path], object]], None], hasty: Hasty
) -> None:
    def act(home: Path) -> None:
        server = hasty(home)
        for _ in range(2):
            with psycopg.connect(server.start()) as connection:
                connection.execute("SELECT 1")
            assert server.data.stat().st_uid == os.getuid()
            assert server.stop()

    as_ordinary_user(act)


def test_many_starters_get_one_server_and_the_last_to_leave_stops_it(
    server: EmbeddedPostgres, hasty: Hasty, in_processes: InProcesses
) -> None:
    def use() -> None:
        mine = hasty(server.home)
        with mine.using() as dsn, psycopg.connect(dsn) as connection:
            connection.execute("SELECT pg_sleep(0.2)")

    server.join()
    first = read_postmaster(server.data)
    for _ in range(3):
        assert in_processes(use) == [0]
    assert read_postmaster(server.data) == first
    assert server.leave()
    assert not server.is_running()


def test_processes_that_start_at_the_same_moment_share_the_server(
    server: EmbeddedPostgres, hasty: Hasty, in_processes: InProcesses, tmp_path: Path
) -> None:
    def use() -> None:
        mine = hasty(server.home)
        with mine.using() as dsn, psycopg.connect(dsn) as connection:
            found = read_postmaster(mine.data)
            (tmp_path / f"seen-{os.getpid()}").write_text(str(found and found.pid))
            connection.execute("SELECT pg_sleep(2)")

    assert in_processes(use, use, use, use) == [0] * 4
    seen = [path.read_text() for path in tmp_path.glob("seen-*")]
    assert len(seen) == 4
    assert len(set(seen)) == 1
    assert not server.is_running()


def test_a_user_that_was_killed_does_not_keep_it(
    server: EmbeddedPostgres, hasty: Hasty, in_processes: InProcesses
) -> None:
    def join_and_die() -> None:
        hasty(server.home).join()
        os.kill(os.getpid(), signal.SIGKILL)

    assert in_processes(join_and_die) == [-signal.SIGKILL]
    assert server.is_running()
    server.join()
    assert server.leave()
    assert not server.is_running()


def test_a_lock_file_whose_process_is_a_stranger_now_is_no_hindrance(
    server: EmbeddedPostgres,
) -> None:
    server.start()
    lock = server.data / "postmaster.pid"
    text = lock.read_text()
    server.stop()
    lock.write_text(text.replace(text.split()[0], str(os.getpid()), 1))
    assert not server.is_running()
    assert not server.stop()  # and certainly does not signal the stranger
    server.start()
    assert server.is_running()


def test_a_copied_home_gets_a_server_of_its_own(
    server: EmbeddedPostgres, hasty: Hasty, tmp_path: Path
) -> None:
    with psycopg.connect(server.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    server.stop()
    copy = hasty(tmp_path / "copy")
    shutil.copytree(server.home, copy.home)  # by root: now root's files
    server.start()
    shutil.copy(server.data / "postmaster.pid", copy.data)
    with psycopg.connect(copy.start()) as connection:
        connection.execute("UPDATE kept SET n = 8")
    with psycopg.connect(server.dsn()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
    assert copy.stop()
    assert server.is_running()


def test_a_creation_that_was_killed_half_way_is_begun_again(server: EmbeddedPostgres) -> None:
    (server.home / "postgres.new" / "base").mkdir(parents=True)
    server.start()
    assert server.is_running()
    assert not (server.home / "postgres.new").exists()


def test_foreign_files_in_its_place_are_left_alone(server: EmbeddedPostgres) -> None:
    server.data.mkdir()
    (server.data / "thesis.doc").touch()
    with pytest.raises(ServiceError, match="holds files, but no PostgreSQL data"):
        server.start()
    assert (server.data / "thesis.doc").exists()


def test_a_lost_password_and_another_version_are_named(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.home / "postgres-password").unlink()
    with pytest.raises(ServiceError, match="postgres-password"):
        server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(ServiceError, match="written by PostgreSQL 12"):
        server.start()


def test_a_server_that_cannot_start_says_why(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    wrong = EmbeddedPostgres(server.home, {"shared_buffers": "plenty"})
    with pytest.raises(ServiceError, match=r'did not start.*shared_buffers.*"plenty"'):
        wrong.start()


def test_a_mark_tells_a_process_from_its_successor() -> None:
    me = mark(os.getpid())
    assert alive(me)
    assert not alive(type(me)(me.pid, me.started_at - 100))
