from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any, Protocol

import pytest

from planner.mail.message import UnusableAddress
from planner.mail.senders import Following, MemorySender, Refused, Sent, SmtpSender, SmtpSettings, Unreachable

MESSAGE = b"From: planner@example.org\r\nSubject: hello\r\n\r\n.a line that begins with a dot\r\n"

# The test server forgets to close its own end of a TLS connection.
FORGETFUL = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Start(Protocol):
    def __call__(self, **options: Any) -> int: ...


@pytest.fixture
def connect() -> Iterator[Callable[..., SmtpSender]]:
    made: list[SmtpSender] = []

    def make(port: int, **changes: Any) -> SmtpSender:
        values: dict[str, Any] = {"security": "none", "timeout_seconds": 5} | changes
        made.append(SmtpSender(SmtpSettings("127.0.0.1", port, sender_address="planner@example.org", **values)))
        return made[-1]

    yield make
    for sender in made:
        sender.close()


def test_letters_arrive_whole_over_one_connection(start_server: Start, connect: Any, answers: Any) -> None:
    sender = connect(start_server())
    for n in range(3):
        assert sender.send(f"sam{n}@example.org", MESSAGE) == Sent()
    assert [envelope.rcpt_tos for envelope in answers.received] == [[f"sam{n}@example.org"] for n in range(3)]
    assert {envelope.content for envelope in answers.received} == {MESSAGE}
    assert {envelope.mail_from for envelope in answers.received} == {"planner@example.org"}
    assert answers.connections == 1


@pytest.mark.parametrize("place", ["rcpt", "data"])
@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("421 closing", False),
        ("450 busy", False),
        ("451 try later", False),
        ("550 no such user", True),
        ("554 no", True),
    ],
)
def test_a_refusal_is_for_now_or_for_good_as_its_number_says(
    start_server: Start, connect: Any, answers: Any, place: str, answer: str, permanent: bool
) -> None:
    sender = connect(start_server())
    setattr(answers, place, answer)
    dead = place == "rcpt" and permanent
    assert sender.send("sam@example.org", MESSAGE) == Refused(answer, permanent, dead)
    setattr(answers, place, None)
    assert sender.send("sam@example.org", MESSAGE) == Sent()
    assert len(answers.received) == 1


def test_a_line_dropped_after_the_letter_is_tried_again_later(start_server: Start, connect: Any, answers: Any) -> None:
    sender = connect(start_server())
    answers.data = "hang up"
    delivery = sender.send("sam@example.org", MESSAGE)
    assert isinstance(delivery, Refused)
    assert not delivery.permanent
    answers.data = None
    assert sender.send("sam@example.org", MESSAGE) == Sent()


def test_a_kept_connection_that_went_stale_is_opened_again(start_server: Start, connect: Any, answers: Any) -> None:
    sender = connect(start_server())
    assert sender.send("sam@example.org", MESSAGE) == Sent()
    assert sender._connection.sock is not None
    sender._connection.sock.shutdown(socket.SHUT_RDWR)
    assert sender.send("sam@example.org", MESSAGE) == Sent()
    assert answers.connections == 2
    assert len(answers.received) == 2


def test_a_server_that_is_not_there_is_unreachable(connect: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        delivery = connect(taken.getsockname()[1]).send("sam@example.org", MESSAGE)
    assert isinstance(delivery, Unreachable)
    assert "127.0.0.1" in delivery.text


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(connect: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        delivery = connect(silent.getsockname()[1], timeout_seconds=0.2).send("sam@example.org", MESSAGE)
    assert isinstance(delivery, Unreachable)


def test_a_server_that_talks_nonsense_is_unreachable(connect: Any) -> None:
    from threading import Thread

    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble() -> None:
            line, _ = server.accept()
            with line:
                line.sendall(b"\x00\xffHTTP/1.1 200 OK\r\n\r\n")

        thread = Thread(target=babble)
        thread.start()
        delivery = connect(server.getsockname()[1]).send("sam@example.org", MESSAGE)
        thread.join()
    assert isinstance(delivery, Unreachable)


def test_starttls_and_sign_in(
    start_server: Start,
    connect: Any,
    answers: Any,
    server_tls: ssl.SSLContext,
    trusting_tls: ssl.SSLContext,
    gatekeeper: Any,
) -> None:
    port = start_server(tls_context=server_tls, require_starttls=True, authenticator=gatekeeper, auth_required=True)
    good = connect(port, security="starttls", ssl_context=trusting_tls, user="sam", password="secret")
    assert good.send("sam@example.org", MESSAGE) == Sent()
    wrong = connect(port, security="starttls", ssl_context=trusting_tls, user="sam", password="guess")
    delivery = wrong.send("sam@example.org", MESSAGE)
    assert isinstance(delivery, Unreachable)
    assert "535" in delivery.text
    assert "guess" not in delivery.text
    nobody = connect(port, security="starttls", ssl_context=trusting_tls)
    assert isinstance(nobody.send("sam@example.org", MESSAGE), Unreachable)


@FORGETFUL
def test_tls_from_the_first_byte(
    answers: Any, connect: Any, server_tls: ssl.SSLContext, trusting_tls: ssl.SSLContext, start_server: Start
) -> None:
    sender = connect(start_server(ssl_context=server_tls), security="tls", ssl_context=trusting_tls)
    assert sender.send("sam@example.org", MESSAGE) == Sent()


@FORGETFUL
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(
    start_server: Start, connect: Any, answers: Any, server_tls: ssl.SSLContext, security: str
) -> None:
    options = {"ssl_context": server_tls} if security == "tls" else {"tls_context": server_tls}
    delivery = connect(start_server(**options), security=security).send("sam@example.org", MESSAGE)
    assert isinstance(delivery, Unreachable)
    assert "certificate" in delivery.text.lower()
    assert answers.received == []


def test_no_letter_goes_out_in_the_clear_where_starttls_was_asked_for(
    start_server: Start, connect: Any, answers: Any
) -> None:
    delivery = connect(start_server(), security="starttls").send("sam@example.org", MESSAGE)
    assert isinstance(delivery, Unreachable)
    assert answers.received == []


def test_an_address_that_no_server_takes_is_refused_for_good(start_server: Start, connect: Any, answers: Any) -> None:
    delivery = connect(start_server()).send("łukasz@example.org", MESSAGE)
    assert isinstance(delivery, Refused)
    assert delivery.permanent
    assert answers.connections == 0


def test_a_sender_whose_own_address_is_unusable_is_not_made() -> None:
    with pytest.raises(UnusableAddress):
        SmtpSender(SmtpSettings("127.0.0.1", 25, "none", "nobody"))


def test_a_password_is_not_shown_with_the_settings() -> None:
    assert "hunter2" not in repr(SmtpSettings("h", 25, "none", "a@b.example", "sam", "hunter2"))


def test_the_memory_sender_keeps_what_it_is_given() -> None:
    sender = MemorySender()
    assert sender.send("sam@example.org", MESSAGE) == Sent()
    assert sender.sent == [("sam@example.org", MESSAGE)]


@pytest.mark.parametrize("place", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("answer", ["450 busy", "550 no such user"])
def test_a_server_that_is_told_all_at_once_is_heard_about_each(
    start_server: Start, connect: Any, answers: Any, place: str, answer: str
) -> None:
    answers.pipelining = True
    sender = connect(start_server())
    assert sender.send("sam@example.org", MESSAGE) == Sent()
    setattr(answers, place, answer)
    permanent = answer.startswith("5")
    assert sender.send("ida@example.org", MESSAGE) == Refused(answer, permanent, place == "rcpt" and permanent)
    setattr(answers, place, None)
    assert sender.send("eve@example.org", MESSAGE) == Sent()
    assert [envelope.rcpt_tos for envelope in answers.received] == [["sam@example.org"], ["eve@example.org"]]
    assert {envelope.content for envelope in answers.received} == {MESSAGE}


def test_a_server_that_hangs_up_on_an_idle_line_gets_the_letter_once(
    start_server: Start, connect: Any, answers: Any
) -> None:
    answers.pipelining = True
    sender = connect(start_server())
    answers.mail = "hang up"
    assert isinstance(sender.send("sam@example.org", MESSAGE), Unreachable)
    answers.mail = None
    assert sender.send("sam@example.org", MESSAGE) == Sent()
    assert len(answers.received) == 1


def test_a_server_that_wants_data_for_nobody_gets_an_empty_letter() -> None:
    """It said 354 although it had refused the only recipient: no word of the letter may reach it."""
    heard: list[bytes] = []

    def serve(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as lines:
            line.sendall(b"220 here\r\n")
            for said in lines:
                heard.append(said)
                if said.startswith(b"ehlo"):
                    line.sendall(b"250-here\r\n250 PIPELINING\r\n")
                elif said.startswith(b"DATA"):
                    line.sendall(b"250 sender\r\n550 5.1.1 nobody\r\n354 go on\r\n")
                elif said == b".\r\n":
                    line.sendall(b"554 nobody to send it to\r\n")
                elif said.startswith((b"rset", b"quit")):
                    line.sendall(b"250 yes\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Thread(target=serve, args=(listening,))
        server.start()
        settings = SmtpSettings("127.0.0.1", listening.getsockname()[1], "none", "planner@example.org")
        sender = SmtpSender(settings)
        assert sender.send("sam@example.org", MESSAGE) == Refused("550 5.1.1 nobody", True, True)
        sender.close()
        server.join()
    assert heard[1:6] == [
        b"MAIL FROM:<planner@example.org>\r\n",
        b"RCPT TO:<sam@example.org>\r\n",
        b"DATA\r\n",
        b".\r\n",
        b"rset\r\n",
    ]


def _announcing(sender: SmtpSender, *names: str) -> list[Any]:
    """Sends to each of them and says meanwhile who is next."""
    following = [Following(f"{name}@example.org") for name in names[1:]]
    return [
        sender.send(f"{name}@example.org", MESSAGE, None, lambda n=n: next(iter(following[n:]), None))
        for n, name in enumerate(names)
    ]


@pytest.mark.parametrize("pipelining", [False, True])
def test_letters_that_are_announced_arrive_whole_over_one_connection(
    start_server: Start, connect: Any, answers: Any, pipelining: bool
) -> None:
    answers.pipelining = pipelining
    assert _announcing(connect(start_server()), "sam", "ida", "eve") == [Sent()] * 3
    assert [envelope.rcpt_tos[0][:3] for envelope in answers.received] == ["sam", "ida", "eve"]
    assert {envelope.content for envelope in answers.received} == {MESSAGE}
    assert answers.connections == 1


@pytest.mark.parametrize("answer", ["451 later", "554 no", "421 closing"])
def test_a_letter_refused_at_its_end_leaves_the_announced_one_in_order(
    start_server: Start, connect: Any, answers: Any, answer: str
) -> None:
    answers.pipelining, answers.data = True, answer
    sender = connect(start_server())
    refused = sender.send("sam@example.org", MESSAGE, None, lambda: Following("ida@example.org"))
    assert refused == Refused(answer, answer.startswith("5"))
    answers.data = None
    assert sender.send("ida@example.org", MESSAGE) == Sent()
    assert [envelope.rcpt_tos for envelope in answers.received] == [["ida@example.org"]]


@pytest.mark.parametrize("place", ["mail", "rcpt", "data"])
def test_an_announced_letter_that_is_refused_does_not_harm_the_next(
    start_server: Start, connect: Any, answers: Any, place: str
) -> None:
    answers.pipelining = True
    sender = connect(start_server())

    def refuse_from_now_on() -> Following:
        setattr(answers, place, "450 busy" if place != "data" else None)
        return Following("ida@example.org")

    assert sender.send("sam@example.org", MESSAGE, None, refuse_from_now_on) == Sent()
    if place == "data":
        answers.data = "450 busy"
    assert sender.send("ida@example.org", MESSAGE, None, lambda: Following("eve@example.org")) == Refused(
        "450 busy", False
    )
    setattr(answers, place, None)
    assert sender.send("eve@example.org", MESSAGE) == Sent()
    assert [envelope.rcpt_tos[0][:3] for envelope in answers.received] == ["sam", "eve"]


def test_an_announced_letter_that_does_not_come_is_not_waited_for(
    start_server: Start, connect: Any, answers: Any
) -> None:
    answers.pipelining = True
    sender = connect(start_server())
    assert sender.send("sam@example.org", MESSAGE, None, lambda: Following("ida@example.org")) == Sent()
    assert sender.send("eve@example.org", MESSAGE, None, lambda: Following("łukasz@example.org")) == Sent()
    assert (
        sender.send("ida@example.org", MESSAGE, None, lambda: Following("sam@example.org", "b@example.org")) == Sent()
    )
    sender.close()
    assert [envelope.rcpt_tos[0][:3] for envelope in answers.received] == ["sam", "eve", "ida"]
    assert answers.connections == 2


def test_other_work_is_done_once_while_an_answer_is_awaited_and_not_for_a_letter_that_never_left(
    start_server: Start, connect: Any, answers: Any
) -> None:
    done: list[str] = []
    sender = connect(start_server())
    for place in ("rcpt", "data"):
        setattr(answers, place, "450 busy")
        sender.send("sam@example.org", MESSAGE, None, lambda place=place: done.append(place))
        setattr(answers, place, None)
    assert done == ["data"]
