from pathlib import Path

import environ
import pytest
from psycopg2.extensions import parse_dsn

from helpdesk.embedded import postgres
from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.trouble import Trouble

ODD = Path("/tmp/a b/100% Größe")


def test_data_of_another_version_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("15\n")
    with pytest.raises(
        Trouble, match=r"was made by PostgreSQL 15, but this is PostgreSQL 18: move the folder away"
    ):
        postgres.require_version(tmp_path, bundled="18")


def test_data_of_this_version_or_none_at_all_is_fine(tmp_path: Path) -> None:
    postgres.require_version(tmp_path, bundled="18")
    (tmp_path / "PG_VERSION").write_text("18\n")
    postgres.require_version(tmp_path, bundled="18")


def test_the_bundled_version_is_the_one_we_promise() -> None:
    assert postgres.bundled_version() == "18"


def test_the_url_means_the_same_to_libpq_and_to_django() -> None:
    url = Postgres(Path("/data"), ODD).url
    assert parse_dsn(url) == {"user": "courtesy", "dbname": "courtesy", "host": str(ODD), "port": "5432"}
    django = environ.Env.db_url_config(url)
    assert (django["USER"], django["NAME"], django["HOST"]) == ("courtesy", "courtesy", "")
    assert django["OPTIONS"] == {"host": str(ODD), "port": 5432}


def test_the_server_listens_on_its_socket_only() -> None:
    line = Postgres(Path("/data"), ODD).command()
    assert "--listen_addresses=" in line
    assert f'--unix_socket_directories="{ODD}"' in line
    assert "--unix_socket_permissions=0700" in line


def test_only_a_throwaway_server_forgets_in_a_power_cut() -> None:
    assert "--fsync=off" not in Postgres(Path("/data"), ODD).command()
    assert "--fsync=off" in Postgres(Path("/data"), ODD, durable=False).command()
