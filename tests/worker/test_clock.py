from __future__ import annotations

import logging
from threading import Event, Thread, active_count

import pytest

from planner.worker.clock import run_worker


def _run_until(ticks: int, stop: Event, fail: bool = False) -> list[str]:
    seen: list[str] = []

    def tick() -> None:
        seen.append("tick")
        if len(seen) == ticks:
            stop.set()
        if fail:
            raise RuntimeError("broken")

    run_worker(tick, stop, seconds=0.05)
    return seen


def test_the_worker_ticks_until_it_is_stopped_and_leaves_no_thread() -> None:
    before = active_count()
    assert len(_run_until(3, Event())) >= 3
    assert active_count() == before


def test_a_failing_tick_is_written_down_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert len(_run_until(2, Event(), fail=True)) >= 2
    assert "A tick of the reminder worker failed." in caplog.text


def test_ticks_never_overlap_and_the_last_one_is_waited_for() -> None:
    stop, running, overlaps, ended = Event(), [0], [0], [0]
    again = Event()

    def tick() -> None:
        running[0] += 1
        overlaps[0] += running[0] > 1
        stop.set()
        again.wait(0.3)
        running[0] -= 1
        ended[0] += 1

    run_worker(tick, stop, seconds=0.05)
    assert running == [0]
    assert overlaps == [0]
    assert ended[0] >= 1


def test_a_worker_that_is_stopped_before_it_began_ends_at_once() -> None:
    stop = Event()
    stop.set()
    thread = Thread(target=run_worker, args=(lambda: None, stop))
    thread.start()
    thread.join(timeout=10)
    assert not thread.is_alive()
