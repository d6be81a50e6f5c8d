"""Files of names and places become decisions whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.read.rulings import read_aliases, read_gazetteer

COUNTRIES = {"Kessen": "EE", "EE": "EE"}


def file(folder: Path, text: str) -> Path:
    path = folder / "given.csv"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


def aliases(folder: Path, text: str):
    return read_aliases(file(folder, text), "ines")


def places(folder: Path, text: str):
    return read_gazetteer(file(folder, text), "ines", COUNTRIES.get)


def test_what_a_row_does_not_say_is_told_by_the_file(tmp_path: Path) -> None:
    """Who gives it, when it was last changed, and its name as the reason: the same file is the same decisions."""
    (found,) = aliases(tmp_path, "name,alias\nMara Ilvesen,M. Ilvesen\n")
    assert (found.kind, found.names, found.value) == ("alias", ("Mara Ilvesen", "M. Ilvesen"), None)
    assert (found.who, found.when, found.why) == ("ines", "2001-09-09T01:46:40Z", "given.csv")
    assert aliases(tmp_path, "alias,name\nM. Ilvesen,Mara Ilvesen\n")[0].id == found.id


@pytest.mark.parametrize(
    ("row", "kind", "type", "who"),
    [
        ("Ilvesen,Ilveson,person,,,,", "alias", "person", "ines"),
        ("Ilvesen,Ilveson,,yes,joss,2020-03-04,same desk", "alias", None, "joss"),
        ("Ilvesen,Ilveson,,no,,,", "distinct", None, "ines"),
        ("Ilvesen,Ilveson,Person,NO,machine,,", "distinct", "person", "ines"),
    ],
)
def test_a_row_can_say_more(tmp_path: Path, row: str, kind: str, type: str | None, who: str) -> None:
    """Type, "not the same", who, when and why; a row of the machine that somebody turned is that person's."""
    (found,) = aliases(tmp_path, f"name,alias,type,same,who,when,why\n{row}\n")
    assert (found.kind, found.value, found.who) == (kind, type, who)


def test_what_the_machine_found_rules_nothing(tmp_path: Path) -> None:
    """An exported list given back as it is changes nothing."""
    assert aliases(tmp_path, "name,alias,type,same,who\nIlvesen,Ilveson,person,yes,machine\n") == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_files_of_spreadsheets_are_read(tmp_path: Path, encoding: str, between: str) -> None:
    """Whatever separator and encoding the spreadsheet wrote."""
    path = tmp_path / "given.csv"
    path.write_text(f"name{between}alias\nMara Ilvesen{between}Müller\n", encoding=encoding)
    (found,) = read_aliases(path, "ines")
    assert found.names == ("Mara Ilvesen", "Müller")


def test_spreadsheets_guard_is_taken_off(tmp_path: Path) -> None:
    """A name that an export guarded is itself again."""
    (found,) = aliases(tmp_path, "name,alias\n'+Plus Party,Plus Party\n")
    assert found.names == ("+Plus Party", "Plus Party")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,alias\nIlvesen,\n", "line 2: alias is empty"),
        ("name,alias\n,Ilvesen\n", "line 2: name is empty"),
        ("name,alias\nReik,reik\n", "both 'Reik'"),
        ("name,alias,type\nReik,T. Reik,human\n", "type is 'human'"),
        ("name,alias,same\nReik,T. Reik,maybe\n", "same is 'maybe'"),
        ("name,alias,when\nReik,T. Reik,yesterday\n", "when is 'yesterday'"),
        ("name,alias,when\nReik,T. Reik,2020-02-30\n", "when is '2020-02-30'"),
        ("name,alias,when\nReik,T. Reik,2020-02-03T25:00:00Z\n", "when is '2020-02-03T25:00:00Z'"),
        ("name,alias\n", "has no row below its first line"),
        ("name,alias\nReik\n", "line 2: alias is empty"),
        ("name,alias,Alias\nReik,T. Reik,Reik T.\n", "alias twice in its first line"),
        (f"name,alias\nReik,{'x' * 501}\n", "line 2: alias has more than 500 letters"),
        ('name,alias\n"Reik,T. Reik\n', "unexpected end of data. Correct"),
        ("name,alias\nReik,T. Reik\nReik,\nOther,12\n", "line 3: alias is empty or holds no letter; line 4"),
        ("name,other\nReik,T. Reik\n", "no alias in its first line"),
        ("name,alias,same\nReik,T. Reik,yes\nT. Reik,Reik,no\n", "the same in one row"),
        ("name,alias\nReik,T. Reik,more,and more\n", "line 2: The row has 4 cells"),
        ("", "no bytes"),
    ],
)
def test_a_bad_row_of_names_stops_the_file(tmp_path: Path, text: str, said: str) -> None:
    """The message names the line and what is wrong with it."""
    with pytest.raises(InputError, match="E104") as error:
        aliases(tmp_path, text)
    assert said in str(error.value)


def test_a_place_has_a_pin_a_kind_and_other_names(tmp_path: Path) -> None:
    """The country follows from what the place is in."""
    (found,) = places(
        tmp_path, "name,lat,lon,kind,in,aliases\nHarbour Square,58.1,22.5,square,Kessen,The Square; Port Square\n"
    )
    assert found.names == ("Harbour Square", "The Square", "Port Square") and found.value == "square"
    pin = found.place
    assert pin is not None
    assert (pin.lat, pin.lon, pin.country, pin.precision, pin.within) == (58.1, 22.5, "EE", "site", "Kessen")


def test_a_line_that_nobody_filled_in_rules_nothing(tmp_path: Path) -> None:
    """A list of places without pins can be given back half done."""
    (found,) = places(tmp_path, "name,lat,lon,kind\nCamp Orrin,,,\nCamp Marrow,1.5,2.5,camp\n")
    assert found.names == ("Camp Marrow",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Square,north,22.5,square,", "lat is 'north'"),
        ("Square,58.1,,square,", "lon is ''"),
        ("Square,122.5,58.1,square,", "in each other's place"),
        ("Square,nan,58.1,square,", "lat is 'nan', not a number"),
        ("Square,58.1,1e400,square,", "lon is '1e400', not a number"),
        ("Square,58.1,22.5,skware,", "kind is 'skware'"),
        ("Square,58.1,22.5,,", "kind is ''"),
        ("12,58.1,22.5,square,", "holds no letter"),
        ("Square,58.1,22.5,square,Atlantis", "country is 'Atlantis'"),
    ],
)
def test_a_bad_place_stops_the_file(tmp_path: Path, row: str, said: str) -> None:
    """One bad row, and none of the good ones is taken."""
    with pytest.raises(InputError, match="line 3") as error:
        places(tmp_path, f"name,lat,lon,kind,country\nPier,58,22,port,\n{row}\n")
    assert said in str(error.value)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(InputError, match="E104"):
        read_aliases(tmp_path / "absent.csv", "ines")


@pytest.mark.parametrize(
    "rows",
    [
        "Square,58.1,22.5,square,,\nsquare,58.2,22.5,square,,\n",
        "Square,58.1,22.5,square,,\nPier,58.2,22.5,square,,Square\n",
    ],
)
def test_two_pins_of_one_name_stop_the_file(tmp_path: Path, rows: str) -> None:
    """Nothing tells which of the two rows is meant."""
    with pytest.raises(InputError, match="one pin in one row and another in another"):
        places(tmp_path, f"name,lat,lon,kind,in,aliases\n{rows}")


def test_a_pin_may_be_corrected_later(tmp_path: Path) -> None:
    """Two rulings at two times stand in their order, so that an exported list can be given back."""
    rows = "Square,58.1,22.5,square,2020-03-04\nSquare,58.2,22.5,square,2020-03-05\n"
    assert len(places(tmp_path, f"name,lat,lon,kind,when\n{rows}")) == 2
