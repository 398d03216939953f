"""The example of the page on adding a format is a whole format: it imports what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.interfaces.files import formats

from .test_docs_reference import page

PAGE = page("guides/adding-a-format.md")


def _example(language: str) -> str:
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(text)


def test_the_example_imports_two_moves_once_and_refuses_the_third_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: dict[str, Any] = {}
    exec(compile(_example("python"), "association.py", "exec"), module)  # noqa: S102 - our page
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, module["ASSOCIATION"]))
    file = tmp_path / "register.csv"
    file.write_text(_example("csv"), encoding="utf-8")

    with ledger.open(":memory:") as book:
        report = book.import_file(file)
        moves = [
            (item.entry.kind, item.entry.occurred_on and item.entry.occurred_on.text)
            for item in book.entries()
            if item.entry.kind in ("TransferCompleted", "LoanAgreed")
        ]
        assert moves == [("TransferCompleted", "2019-07-04"), ("LoanAgreed", "2019-07-09")]
        refused = [f"line {one.line}: {one.what} {one.way_out}" for one in report.refusals]
        assert refused == _example("text").splitlines()
        assert book.import_file(file).recorded == 0
