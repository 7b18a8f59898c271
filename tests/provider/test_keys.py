"""The keys that sign: made once, readable by nobody else, and followed by others without anybody being turned away."""

import json
import stat
import threading
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
import time_machine
from allauth.core.internal import jwkkit
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from standfirst import cli
from standfirst.provider import keys
from standfirst.provider.adapter import ProviderAdapter
from standfirst.provider.models import ConnectedSite
from tests.provider.cast import allow, exchange


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.STANDFIRST_DATA = tmp_path
    settings.STANDFIRST_OPENID_KEYS = ""
    return tmp_path


def published() -> set[str]:
    return {key["kid"] for key in Client().get("/openid/keys/").json()["keys"]}


def signing() -> str:
    kid: str = jwkkit.load_jwk_from_pem(ProviderAdapter().get_signing_key().pem)[0]["kid"]
    return kid


def test_many_that_start_at_once_make_one_key_that_only_its_owner_can_read(data: Path) -> None:
    found: list[str] = []
    starts = [threading.Thread(target=lambda: found.append(keys.keys_in_force()[0].pem)) for _ in range(4)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert len(found) == 4
    assert {keys.keys_in_force()[0].pem} == set(found)
    (file,) = data.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_that_is_published_is_secret(data: Path) -> None:
    (key,) = Client().get("/openid/keys/").json()["keys"]
    assert set(key) == {"kty", "n", "e", "kid", "use", "alg", "key_ops"} - (set() if "key_ops" in key else {"key_ops"})


@pytest.mark.django_db
def test_a_new_key_is_announced_a_day_before_it_signs_and_the_old_one_checks_a_day_longer(data: Path) -> None:
    old, now = signing(), timezone.now()
    assert cli.main(["openid", "rotate"]) == 0
    new = next(iter(published() - {old}))
    assert signing() == old
    with time_machine.travel(now + timedelta(hours=25), tick=False):
        assert signing() == new
        assert published() == {old, new}
    with time_machine.travel(now + timedelta(hours=49), tick=False):
        assert published() == {new}
    (file,) = data.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_after_a_leak_the_keys_of_before_are_worth_nothing_at_once(data: Path) -> None:
    old = signing()
    assert cli.main(["openid", "rotate", "--at-once"]) == 0
    assert old not in published()
    assert published() == {signing()}


def test_with_keys_from_the_environment_nothing_is_written_and_rotating_prints_the_next_value(
    data: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = (data.parent / "elsewhere").resolve()
    elsewhere.mkdir()
    settings.STANDFIRST_DATA = elsewhere
    keys.keys_in_force()
    settings.STANDFIRST_OPENID_KEYS = (elsewhere / "openid-keys.json").read_text()
    settings.STANDFIRST_DATA = data
    first = signing()
    assert cli.main(["openid", "rotate"]) == 0
    told = capsys.readouterr()
    assert "secret" in told.err
    settings.STANDFIRST_OPENID_KEYS = told.out.strip()
    assert len(published()) == 2
    assert signing() == first
    assert not list(data.iterdir())


@pytest.mark.parametrize("value", ["x", "{}", "[]", '[{"pem": "x"}]', '[{"pem": 7}]', "[1]", '[{"pem": null}]'])
def test_keys_that_are_none_are_refused_and_not_repeated(data: Path, settings: Settings, value: str) -> None:
    settings.STANDFIRST_OPENID_KEYS = value
    with pytest.raises(ImproperlyConfigured) as refused:
        keys.keys_in_force()
    assert "STANDFIRST_OPENID_KEYS" in str(refused.value)


@pytest.mark.django_db
def test_what_a_site_is_told_is_signed_for_it_alone_and_answers_its_question(
    data: Path, browser: Client, forum: ConnectedSite
) -> None:
    told = exchange(forum, allow(browser, forum)["code"]).json()["id_token"]
    known = jwt.PyJWKSet.from_json(json.dumps(Client().get("/openid/keys/").json())).keys[0]
    claims = jwt.decode(told, known.key, ["RS256"], audience=forum.pk, issuer="http://testserver")
    assert claims["nonce"] == "no-1"
    assert claims["exp"] - claims["iat"] == 300
    assert abs(claims["auth_time"] - claims["iat"]) < 600
    assert claims["email"] == "ann@example.com"
