"""Answering without a connection."""

from pathlib import Path

import pytest

from club.events.models import Answer
from club.kit.once import Once
from tests.browser.phone import Phone, Shop
from tests.browser.scene import READY, Scene, prepare, until, within
from tests.running import Running

pytestmark = pytest.mark.browser
COMING = "I\u2019m coming"


@pytest.fixture
def scene(running: Running, tmp_path: Path) -> Scene:
    assert running.said
    return prepare(tmp_path / "var")


@pytest.fixture
def phone(scene: Scene, shop: Shop) -> Phone:
    """Ada's phone, which has seen the night while there was a connection."""
    ada = shop.phone("ada")
    scene.sign_in(ada)
    ada.go(f"/e/{scene.night}")
    until(ada, READY)
    ada.go(f"/e/{scene.night}")
    until(ada, f"caches.match('/e/{scene.night}').then((each) => !!each)")
    return ada


def answers(tmp_path: Path) -> list[str]:
    async def read() -> list[str]:
        return [str(each.want.value) for each in await Answer.all()]

    return within(tmp_path / "var", read)


def requests(tmp_path: Path) -> int:
    return within(tmp_path / "var", lambda: Once.all().count())


def test_an_answer_given_and_changed_offline_is_sent_once(
    scene: Scene, phone: Phone, tmp_path: Path
) -> None:
    phone.context.set_offline(True)
    phone.go(f"/e/{scene.night}")
    phone.tap(COMING)
    assert phone.sees("Saved on this phone")
    phone.shot("saved-on-this-phone")
    phone.tap("Back")
    assert phone.path() == f"/e/{scene.night}"
    phone.tap("Not this time")
    assert phone.sees("Saved on this phone")
    assert answers(tmp_path) == []
    phone.context.set_offline(False)
    phone.page.wait_for_url(f"{phone.address}/e/{scene.night}")
    assert phone.sees("Not this time for you.")
    assert answers(tmp_path) == ["no"]
    assert requests(tmp_path) == 1


def test_a_page_seen_before_opens_offline_and_says_how_old_it_is(
    scene: Scene, phone: Phone
) -> None:
    phone.context.set_offline(True)
    phone.go(f"/e/{scene.night}")
    assert phone.sees("Soup")
    assert phone.sees("No connection. This page is from")
    phone.go("/me/notices")
    assert phone.sees("it has not kept this page")
    phone.shot("offline")


def test_signing_out_leaves_nothing_on_the_phone(scene: Scene, phone: Phone) -> None:
    phone.context.set_offline(True)
    phone.go(f"/e/{scene.night}")
    phone.tap(COMING)
    assert phone.sees("Saved on this phone")
    phone.context.set_offline(False)
    phone.page.wait_for_url(f"{phone.address}/e/{scene.night}")
    phone.go("/me")
    phone.tap("Sign out")
    phone.page.wait_for_url(lambda url: not url.endswith("/me"))
    left = phone.page.evaluate(
        """async () => {
            const names = (await caches.keys()).filter((each) => !each.startsWith("static-"));
            const dbs = (await indexedDB.databases()).map((each) => each.name);
            let rows = 0;
            for (const name of dbs) rows += await new Promise((ok) => {
                const o = indexedDB.open(name);
                o.onsuccess = () => {
                    const s = [...o.result.objectStoreNames];
                    if (!s.length) return ok(0);
                    const t = o.result.transaction(s), q = s.map((n) => t.objectStore(n).count());
                    t.oncomplete = () => { o.result.close();
                        ok(q.reduce((sum, each) => sum + each.result, 0)); };
                };
            });
            return { names, rows, kept: localStorage.length };
        }"""
    )
    assert (left["names"], left["kept"]) == ([], 0)
    assert left["rows"] <= 1  # at most that the phone is nobody's


def test_the_app_can_be_installed(phone: Phone) -> None:
    tools = phone.context.new_page()
    tools.goto(phone.address + "/install")
    cdp = phone.context.new_cdp_session(tools)
    assert cdp.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert cdp.send("Page.getAppManifest")["errors"] == []
    assert phone.troubles == []
