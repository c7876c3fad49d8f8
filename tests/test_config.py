import pytest

from tracker.config import Config, ConfigError

SECRET = "0123456789" * 4


def test_the_secret_may_stand_in_a_file(tmp_path):
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")
    assert Config.from_env({"KINDLINE_SECRET_KEY_FILE": str(path)}).secret_key == SECRET


def test_defaults_suit_one_machine():
    config = Config.from_env({"KINDLINE_SECRET_KEY": SECRET})
    assert config.database_url == "sqlite:///instance/kindline.db"
    assert config.hosts == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"KINDLINE_SECRET_KEY": None}, "KINDLINE_SECRET_KEY"),
        ({"KINDLINE_SECRET_KEY": "short"}, "KINDLINE_SECRET_KEY"),
        ({"KINDLINE_DATABASE_URL": "mysql://somewhere"}, "KINDLINE_DATABASE_URL"),
        ({"KINDLINE_BASE_URL": "http://kindline.example.org"}, "KINDLINE_BASE_URL"),
        ({"KINDLINE_BASE_URL": "http://192.0.2.1"}, "KINDLINE_BASE_URL"),
        ({"KINDLINE_BASE_URL": "kindline"}, "KINDLINE_BASE_URL"),
        ({"KINDLINE_CHART_SOURCE": "elsewhere"}, "KINDLINE_CHART_SOURCE"),
        ({"KINDLINE_PROXY_HOPS": "one"}, "KINDLINE_PROXY_HOPS"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(changed, named):
    environ = {"KINDLINE_SECRET_KEY": SECRET, **changed}
    with pytest.raises(ConfigError, match=named):
        Config.from_env({name: value for name, value in environ.items() if value is not None})


def test_further_host_names_are_added_to_the_address():
    config = Config.from_env(
        {
            "KINDLINE_SECRET_KEY": SECRET,
            "KINDLINE_BASE_URL": "https://pulse.example.org",
            "KINDLINE_TRUSTED_HOSTS": "intranet.example.org, localhost",
        }
    )
    assert config.hosts == ["pulse.example.org", "intranet.example.org", "localhost"]
