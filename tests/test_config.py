from pathlib import Path

import pytest

from tracker.config import SECRET_FILE, Config, ConfigError

SECRET = "0123456789abcdef0123456789abcdef"
GOOD = {"KINDLINE_SECRET_KEY": SECRET}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(**settings: str) -> Config:
    return Config.from_env(GOOD | {f"KINDLINE_{name.upper()}": value for name, value in settings.items()})


def test_a_secret_alone_is_enough():
    config = read()
    assert config.database_url.startswith("sqlite:///")
    assert config.hosts == ["127.0.0.1"]


def test_without_a_secret_the_variable_is_named():
    with pytest.raises(ConfigError, match="KINDLINE_SECRET_KEY"):
        Config.from_env({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("secret_key", "short"),
        ("secret_key", "x" * 64),
        ("secret_key", "changeme" * 8),
        ("chart_source", "elsewhere"),
        ("proxy_hops", "one"),
        ("proxy_hops", "-1"),
        ("database_url", "mysql://localhost/kindline"),
        ("database_url", ""),
        ("base_url", "kindline.example"),
        ("base_url", "ftp://kindline.example"),
        ("base_url", "http://kindline.example"),
        ("base_url", "http://192.0.2.1"),
        ("base_url", "https://"),
        ("static_dir", "nowhere"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(name, value):
    with pytest.raises(ConfigError, match=f"KINDLINE_{name.upper()}"):
        read(**{name: value})


def test_a_setting_may_stand_in_a_file(elsewhere):
    (elsewhere / "secret").write_text(SECRET + "\n")
    assert Config.from_env({"KINDLINE_SECRET_KEY_FILE": str(elsewhere / "secret")}).secret_key == SECRET


def test_a_file_that_cannot_be_read_is_refused_by_its_name():
    with pytest.raises(ConfigError, match="KINDLINE_SECRET_KEY_FILE"):
        Config.from_env({"KINDLINE_SECRET_KEY_FILE": "missing"})


def write_secret(mode: int) -> None:
    SECRET_FILE.parent.mkdir()
    SECRET_FILE.write_text(SECRET)
    SECRET_FILE.chmod(mode)


def test_the_secret_of_the_first_start_is_found_by_itself():
    write_secret(0o600)
    assert Config.from_env({}).secret_key == SECRET


def test_a_secret_that_others_can_open_is_refused():
    write_secret(0o644)
    with pytest.raises(ConfigError, match="other users"):
        Config.from_env({})


def test_a_key_folder_that_others_can_open_is_refused(elsewhere):
    (elsewhere / "keys").mkdir()
    (elsewhere / "keys").chmod(0o755)
    with pytest.raises(ConfigError, match="KINDLINE_KEY_DIR"):
        read(key_dir=str(elsewhere / "keys"))


def test_https_is_asked_for_everywhere_but_at_home():
    assert read(base_url="https://kindline.example").hosts == ["kindline.example"]
    assert read(base_url="http://localhost:8000", trusted_hosts="a.example, b.example").hosts == [
        "localhost",
        "a.example",
        "b.example",
    ]


def test_the_settings_stand_in_the_readme():
    readme = Path(__file__).parents[1] / "README.md"
    for name in Config.__dataclass_fields__:
        assert f"`KINDLINE_{name.upper()}`" in readme.read_text()
