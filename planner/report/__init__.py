"""Frames to tables, charts and files."""
