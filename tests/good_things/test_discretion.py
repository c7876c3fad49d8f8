import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.good_things.rules.discretion import Contact, find_contact


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She wrote to jan.de.vries+shop@example.co.uk for it", Contact.EMAIL),
        ("Mail naar piet (at) voorbeeld.nl gestuurd", Contact.EMAIL),
        ("Mail naar piet[at]voorbeeld . nl gestuurd", Contact.EMAIL),
        ("Called her back on 06-12345678 in a minute", Contact.PHONE),
        ("Called her back on 06 12 34 56 78 in a minute", Contact.PHONE),
        ("Called +31 (0)6 1234 5678 the same day", Contact.PHONE),
        ("Called (020) 123 45 67 the same day", Contact.PHONE),
        ("Called 555-123-4567 the same day", Contact.PHONE),
        ("Called 06-12-34-56-78 the same day", Contact.PHONE),
        ("Refunded to NL91ABNA0417164300 at once", Contact.ACCOUNT),
        ("Refunded to nl91 abna 0417 1643 00 at once", Contact.ACCOUNT),
        ("Refunded to GB29 NWBK 6016 1331 9268 19 at once", Contact.ACCOUNT),
        ("Paid with 4111 1111 1111 1111 at the till", Contact.ACCOUNT),
        ("Account 12.34.56.789 was charged twice", Contact.ACCOUNT),
        ("Customer number 20481123 was wrong", Contact.ACCOUNT),
        ("Called her back on ０６１２３４５６７８ today", Contact.PHONE),
    ],
)
def test_what_could_reach_a_customer_is_found(text, found):
    assert find_contact(text) is found


@pytest.mark.parametrize(
    "text",
    [
        "Carried 12 bags to the car on 16-09-2026 at 10:30, and he could stay dry.",
        "On 2026-09-16 10 customers waited; I opened the second till.",
        "Found the last pair in sizes 42 43 44 45 46 for a whole family.",
        "A bill of € 1.250,00 became € 1.150,00 after I looked again.",
        "Order 1234567 went out the same afternoon.",
        "Walked with her to aisle 7, shelf 3, and she found it @ once.",
        "Helped on 1/9/2026 and again on 16/9/2026, both times in 5 minutes.",
        "Room at 10 for 4 people, windows open, they stayed longer.",
    ],
)
def test_days_prices_sizes_and_short_numbers_pass(text):
    assert find_contact(text) is None


@given(st.text(alphabet=st.characters(exclude_categories=["Nd", "No", "Nl"], exclude_characters="@([")))
def test_text_without_digits_and_signs_passes_or_normalises_into_one(text):
    found = find_contact(text)
    assert found is None or found is Contact.EMAIL


@given(
    st.text(alphabet="abcdefghij .,-", max_size=30),
    st.from_regex(r"[a-z]{1,8}@[a-z]{2,8}\.(nl|com)", fullmatch=True),
    st.text(alphabet="abcdefghij ,", max_size=30),
)
def test_an_address_is_found_wherever_it_stands(before, address, after):
    assert find_contact(f"{before} {address} {after}") is Contact.EMAIL


@given(
    st.text(alphabet="abcdefghij ,", max_size=30),
    st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True),
    st.text(alphabet="abcdefghij ,", max_size=30),
)
def test_a_phone_number_is_found_wherever_it_stands(before, number, after):
    assert find_contact(f"{before} {number} {after}") is Contact.PHONE


def test_a_contact_names_the_reason_for_the_refusal():
    assert Contact.EMAIL.reason == "contact-email"
