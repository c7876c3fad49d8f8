"""The week's pulse on a phone: by keyboard alone, and without JavaScript."""

import pytest

pytestmark = pytest.mark.browser


def test_a_pulse_is_answered_by_keyboard_alone(site, visitor):
    page = visitor("colleague")
    page.goto(f"{site.address}/pulse")
    items = page.locator("fieldset[data-answer]").count()
    assert items >= 4
    for number in range(items):
        tab_to(page, "input[type=radio]:not(:checked)", within=f"fieldset[data-answer] >> nth={number}")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    assert page.locator("[data-progress-text]").inner_text() == f"{items} of {items}"
    tab_to(page, "form button[type=submit].button--primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pulse/**")
    assert page.locator("h1").inner_text() == "Thank you, your sheet is in"


def test_a_pulse_is_answered_without_javascript(site, visitor):
    page = visitor("lead", language="nl", java_script_enabled=False)
    page.goto(f"{site.address}/pulse")
    for item in page.locator("fieldset[data-answer]").all():
        item.locator("label").nth(3).click()
    page.locator("form button.button--primary").click()
    page.wait_for_url("**/pulse/**")
    assert page.locator("h1").inner_text()


def tab_to(page, selector: str, within: str = "body") -> None:
    """Press Tab until the focus stands on an element, and see that the focus is visible."""
    for _press in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(within).locator(f"{selector}:focus")
        if focused.count():
            return
    pytest.fail(f"the keyboard does not reach {selector}")
