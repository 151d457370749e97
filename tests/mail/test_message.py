from __future__ import annotations

import dataclasses
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest

from planner.domain.reminder import LineBreakInHeader
from planner.mail.message import Attachment, Envelope, Letter, Picture, UnusableAddress, build_message

PLAIN = Letter("Your plan for Monday", "Grüße, Łódź\n" + "long " * 60, "<p>Grüße, Łódź</p>")
FULL = dataclasses.replace(
    PLAIN,
    pictures=(Picture("a1@planner.invalid", b"\x89PNG one"), Picture("a2@planner.invalid", b"\x89PNG two")),
    attachments=(
        Attachment("week.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff"),
        Attachment("week.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:Łódź\r\n".encode()),
    ),
)


@pytest.fixture
def envelope(now: datetime) -> Envelope:
    return Envelope("Your weekly plan", "planner@example.org", "sam@example.org", "<abc@example.org>", now)


def parse(message: bytes) -> EmailMessage:
    parsed = message_from_bytes(message, policy=policy.default)
    for part in parsed.walk():
        assert not part.defects
        for value in part.values():
            assert not value.defects
    return parsed


def types(message: EmailMessage) -> list[object]:
    if not message.is_multipart():
        return [message.get_content_type()]
    return [message.get_content_type(), [types(part) for part in message.iter_parts()]]


def test_a_full_letter_has_the_right_parts_in_the_right_order(envelope: Envelope) -> None:
    message = parse(build_message(FULL, envelope))
    related = ["multipart/related", [["text/html"], ["image/png"], ["image/png"]]]
    alternative = ["multipart/alternative", [["text/plain"], related]]
    assert types(message) == ["multipart/mixed", [alternative, ["application/pdf"], ["text/calendar"]]]


def test_a_plain_letter_has_no_needless_parts(envelope: Envelope) -> None:
    message = parse(build_message(PLAIN, envelope))
    assert types(message) == ["multipart/alternative", [["text/plain"], ["text/html"]]]


def test_everything_comes_out_as_it_went_in(envelope: Envelope) -> None:
    message = parse(build_message(FULL, envelope))
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == FULL.text
    assert html.get_content().strip() == FULL.html
    pictures = {p["Content-ID"]: p.get_payload(decode=True) for p in message.walk() if p["Content-ID"]}
    assert pictures == {f"<{picture.content_id}>": picture.png for picture in FULL.pictures}
    files = [(p.get_filename(), p.get_payload(decode=True)) for p in message.iter_attachments()]
    assert files == [(a.name, a.content) for a in FULL.attachments]


def test_the_headers_say_what_a_machine_letter_must_say(envelope: Envelope, now: datetime) -> None:
    message = parse(build_message(PLAIN, envelope))
    assert message["From"] == "Your weekly plan <planner@example.org>"
    assert message["To"] == "sam@example.org"
    assert message["Message-ID"] == "<abc@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(message["Date"]) == now
    assert message["List-Unsubscribe"] is None


def test_a_long_unsubscribe_address_stays_on_one_plain_line(envelope: Envelope) -> None:
    url = "https://planner.example.org/letters/stop?" + "&".join(f"k{n}=0123456789abcdef" for n in range(12))
    source = build_message(PLAIN, dataclasses.replace(envelope, unsubscribe_url=url))
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in source
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in source
    parse(source)


def test_no_line_is_too_long_or_ends_without_cr_lf(envelope: Envelope) -> None:
    source = build_message(FULL, envelope)
    assert source.count(b"\n") == source.count(b"\r\n") == source.count(b"\r")
    assert max(map(len, source.split(b"\r\n"))) <= 120
    assert source.isascii()


def test_letters_outside_ascii_in_a_header_are_encoded(envelope: Envelope) -> None:
    subject = "Dein Plan für Łódź " + "und weiter " * 8
    source = build_message(
        dataclasses.replace(PLAIN, subject=subject.strip()), dataclasses.replace(envelope, sender_name="Wöchentlich")
    )
    assert source.isascii()
    message = parse(source)
    assert message["Subject"] == subject.strip()
    assert message["From"].addresses[0].display_name == "Wöchentlich"


def test_the_same_letter_gives_the_same_bytes(envelope: Envelope) -> None:
    assert build_message(FULL, envelope) == build_message(FULL, envelope)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x00", "\u2028", "\u0085"])
def test_a_line_break_gets_into_no_header(envelope: Envelope, end: str) -> None:
    evil = f"x{end}Bcc: all@example.org"
    letters = [
        (dataclasses.replace(PLAIN, subject=evil), envelope),
        (dataclasses.replace(PLAIN, attachments=(Attachment(evil, "application/pdf", b""),)), envelope),
        (dataclasses.replace(PLAIN, pictures=(Picture(evil, b""),)), envelope),
        *(
            (PLAIN, dataclasses.replace(envelope, **{field: evil}))
            for field in ("sender_name", "sender_address", "to_address", "message_id", "unsubscribe_url")
        ),
    ]
    for letter, wrapped in letters:
        with pytest.raises(LineBreakInHeader):
            build_message(letter, wrapped)


@pytest.mark.parametrize("address", ["sam", "@example.org", "sam@", "sam smith@example.org", "łukasz@example.org", ""])
def test_an_address_that_no_server_takes_is_refused(envelope: Envelope, address: str) -> None:
    with pytest.raises(UnusableAddress):
        build_message(PLAIN, dataclasses.replace(envelope, to_address=address))


def test_a_domain_outside_ascii_is_written_in_ascii(envelope: Envelope) -> None:
    message = parse(build_message(PLAIN, dataclasses.replace(envelope, to_address="sam@łódź.example")))
    assert message["To"] == "sam@xn--d-uga0v4h.example"
