"""The words that every plan carries (SAFE-03), for those who print it. A test holds them to the reviewed messages."""

from __future__ import annotations

from typing import Final

STOP_NOW: Final = (
    "Stop and get help if you have chest pain, faintness, marked breathlessness, a racing or uneven heartbeat, new "
    "numbness or weakness, loss of bladder or bowel control, sudden severe back pain, or a sudden severe headache."
)
"""MSG-STOPNOW word for word (reference, B3)."""
