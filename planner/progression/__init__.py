"""Diary and earlier weeks → the next prescription, with a reason for every change."""
