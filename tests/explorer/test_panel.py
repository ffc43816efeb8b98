"""The evidence panel's own script, in a browser and with a model made up for it."""

import base64

import pytest

from helpers.explorer.panel import Panel

pytestmark = pytest.mark.browser

FOLLOWED = """async ([module, href]) => {
  const sent = [];
  const model = {
    get: (name) => (name === "card" ? `<a href="${href}">x</a>` : ""),
    on: () => {}, off: () => {}, send: (message) => sent.push(message),
  };
  const el = document.body.appendChild(document.createElement("div"));
  const end = (await import(module)).default.render({ model, el });
  el.querySelector("a").click();
  end();
  return sent.filter((message) => "choose" in message);
}"""


@pytest.mark.parametrize(
    ("href", "chosen"),
    [("#E001", "E001"), ("#a%20b", "a b"), ("#%", "%"), ("#%E0%A4%A", "%E0%A4%A")],
)
def test_a_link_chooses_what_it_names_however_it_is_encoded(browser, href, chosen):
    script = base64.b64encode(str(Panel._esm).encode()).decode()
    page, uncaught = browser.new_page(), []
    page.on("pageerror", lambda error: uncaught.append(str(error)))
    module = f"data:text/javascript;base64,{script}"
    assert page.evaluate(FOLLOWED, [module, href]) == [{"choose": chosen}]
    assert uncaught == []
    page.close()
