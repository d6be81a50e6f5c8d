"""Bytes to text: what each encoding gives, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.decode import decode
from dateline.read.fault import Fault
from dateline.rules import table

WESTERN = "The mayor of Málaga said: “The café’s owner isn’t hurt” – and the bridge, which cost €40m, stays open."
PLAIN = "The bridge stays open, the mayor said."
CYRILLIC = "President Almaz Toktogulov (Токтогулов Алмаз) said on Monday that the city of «Бишкек» was calm."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "utf-8"),
        (WESTERN, "utf-8-sig"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-16-le"),
        (WESTERN, "utf-16-be"),
        (WESTERN, "utf-32"),
        (WESTERN, "cp1252"),
        (PLAIN, "cp1251"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "utf-8"),
        ("Ana Núñez said that the Fundação São João would rebuild it.", "latin-1"),
        ("first line\r\nsecond line\rthird line\n", "utf-8"),
    ],
)
def test_text_comes_back(text: str, encoding: str) -> None:
    """What was written in an encoding is read from its bytes, line ends and all, without the byte order mark."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "R101"),
        (b"\x89PNG\r\n\x1a\n....", "R102"),
        (b"text\x00with a zero byte in it", "R102"),
        (b"\x00\x01", "R102"),
        (b"\x01\x02\x03\x04 ab", "R102"),
        (bytes(range(128, 256)), "R103"),
        ("Receb Erdoğan and Şule Çelik spoke in Iğdır.".encode("cp1254"), "R103"),
        ("The café of Málaga said “no”.".encode("mac_roman"), "R103"),
        (b"\xef\xbb\xbf broken \xff", "R103"),
        (b"\xff\xfea\x00\x00\xd8", "R103"),
    ],
)
def test_refused(raw: bytes, code: str) -> None:
    """What is empty, binary or a mere guess is a fault, never a text with wrong letters."""
    found = decode(raw)
    assert isinstance(found, Fault)
    assert found.code == code


def test_the_users_word_stands_first() -> None:
    """A stated encoding is used where bytes alone would not tell, and is a fault where it does not fit."""
    assert decode("Iğdır".encode("cp1254"), "cp1254") == "Iğdır"
    assert decode("Málaga".encode("cp1252"), "utf-8") == Fault("R103", "The file is not utf-8.", "byte 2")


def test_the_files_word_stands_before_a_guess() -> None:
    """A declared encoding is used where the bytes are not UTF-8; a label of the web is read as the web reads it."""
    assert decode("Iğdır".encode("cp1254"), declared="windows-1254") == "Iğdır"
    assert decode("“Málaga”".encode("cp1252"), declared="ISO-8859-1") == "“Málaga”"
    assert decode("Iğdır".encode(), declared="windows-1254") == "Iğdır"


@pytest.mark.parametrize("rule", table("encodings")["binary"], ids=lambda rule: rule["name"])
def test_known_binary_files(rule: dict[str, object]) -> None:
    """A file that begins as a known binary kind does is called by its name."""
    raw = bytes.fromhex(str(rule["magic"])) + b" and more"
    assert decode(raw) == Fault("R102", f"The file is {rule['name']}.")
    for example in rule["examples"]:  # type: ignore[attr-defined]
        assert raw.startswith(example.encode("latin-1")[:4])


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_fault(raw: bytes) -> None:
    """No bytes break the reading, and a text that comes out can be written as UTF-8."""
    found = decode(raw)
    assert isinstance(found, Fault) or found.encode("utf-8") is not None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_never_changed(text: str) -> None:
    """UTF-8 comes back code point by code point."""
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text.removeprefix("\ufeff")
