"""Readers of other tools' exports, one file a format; :mod:`kinds` tells by the headers which it is."""
