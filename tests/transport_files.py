"""SAS transport files (XPT, version 5) made here: the surveys' own are too large to keep."""

import struct

import numpy as np

LEAST = 0x0010000000000000
"""How some zeros stand in the survey's files: pandas reads 5.4e-79."""
MISSING = 0x2E00000000000000


def ibm(values):
    """Return numbers as IBM doubles: sign, a power of 16, and 56 bits; NaN as missing."""
    values = np.asarray(values, dtype=float)
    plain = np.where(np.isnan(values) | (values == 0), 1.0, np.abs(values))
    power = np.floor(np.log2(plain) / 4).astype(np.int64) + 1
    bits = (plain / 16.0**power * 2.0**56).astype(np.uint64)
    words = ((power + 64).astype(np.uint64) << np.uint64(56)) | bits
    words |= np.where(values < 0, np.uint64(1 << 63), np.uint64(0))
    words[values == 0] = LEAST
    words[np.isnan(values)] = MISSING
    return words


def card(text):
    return text.encode().ljust(80)


def described(number, name):
    """Return what the file says of one column."""
    blank = b" " * 8
    parts = (1, 0, 8, number + 1, name.encode().ljust(8), b" " * 40, blank, 0, 0, 0, b"  ", blank, 0, 0)
    return struct.pack(">hhhh8s40s8shhh2s8shhl52s", *parts, 8 * number, bytes(52))


def transport(columns):
    """Return a transport file of columns of numbers, by name."""
    zeros, stamp = "0" * 30, "23NOV26:12:00:00"
    made = f"6.06    bsd4.2  {' ' * 24}{stamp}"
    head = card(f"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!{zeros}")
    head += card(f"SAS     SAS     SASLIB  {made}") + card(stamp)
    head += card(f"HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!{'0' * 17}1600000000140")
    head += card(f"HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!{zeros}")
    head += card(f"SAS     DR1IFF  SASDATA {made}") + card(stamp)
    head += card(f"HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!000000{len(columns):04d}{'0' * 20}")
    fields = b"".join(described(number, name) for number, name in enumerate(columns))
    body = np.stack([ibm(cells) for cells in columns.values()], axis=1).astype(">u8").tobytes()
    parts = (fields, card(f"HEADER RECORD*******OBS     HEADER RECORD!!!!!!!{zeros}"), body)
    return head + b"".join(part.ljust(-(-len(part) // 80) * 80) for part in parts)
