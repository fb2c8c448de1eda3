"""Who filed it: a code that only the holder of a key can make (HMAC-SHA256, RFC 2104). For those who need authorship."""

import hashlib
import hmac
import secrets

DIGITS = 32  # of the 64: 128 bits


def new_master() -> str:
    """A bureau's master key: 64 hexadecimal digits from the system's source of randomness."""
    return secrets.token_hex(32)


def unit_key(master: str, unit: str) -> str:
    """The key of a unit, which says nothing about the master key or another unit's."""
    return hmac.new(bytes.fromhex(master), unit.strip().encode(), hashlib.sha256).hexdigest()


def signature(key: str, fingerprint: str) -> str:
    """签名码 of a self-evaluation, by its fingerprint of 64 digits."""
    return hmac.new(bytes.fromhex(key), fingerprint.encode(), hashlib.sha256).hexdigest()[:DIGITS]


def is_signed_by(key: str, fingerprint: str, code: str) -> bool:
    """Whether the code was made with this key, compared in constant time."""
    return hmac.compare_digest(signature(key, fingerprint), code.strip().lower())
