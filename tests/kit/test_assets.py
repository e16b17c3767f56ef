"""Static files have addresses that change with their content."""

import json
from pathlib import Path

import pytest

from club.kit.assets import Assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "css/layers.css": "@layer base;",
        "css/base.css": "p{}",
        "css/rooms/events.css": "b{}",
        "css/utilities.css": "u{}",
        "js/app.js": "1",
        "js/elements/passkey.js": "2",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_an_address_changes_when_the_file_does(folder: Path) -> None:
    before = Assets(folder)
    (folder / "js/app.js").write_text("3")
    after = Assets(folder)
    assert before.url("js/app.js") != after.url("js/app.js")
    assert before.stamp != after.stamp


def test_the_stylesheets_are_one_file_in_the_order_of_the_layers(folder: Path) -> None:
    bundle = Assets(folder)._files["css/club.css"].body.decode()
    assert bundle.split("\n") == ["@layer base;", "p{}", "b{}", "u{}"]


def test_modules_are_imported_by_name(folder: Path) -> None:
    assets = Assets(folder)
    imports = json.loads(assets.import_map)["imports"]
    assert imports == {"club/passkey": assets.url("js/elements/passkey.js")}
    assert assets.script_hash.startswith("'sha256-")


def test_the_worker_keeps_what_pages_need(folder: Path) -> None:
    assets = Assets(folder)
    assert assets.url("css/club.css") in assets.precache()
    assert assets.url("js/app.js") in assets.precache()
