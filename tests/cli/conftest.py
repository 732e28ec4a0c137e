from pathlib import Path

import pytest

from .running import Shell


@pytest.fixture
def shell(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_book, capsys)


@pytest.fixture
def stocked(shell: Shell, tmp_path: Path) -> Shell:
    """Return a shell on a book of six customers, brought in from a file."""
    file = tmp_path / "book.csv"
    file.write_text(
        "客户名称,联系人,电话,销售进程,成交意向,合同到期,合同金额,上次联系,下次联系\n"
        "荣泰科技,陈英娜,13800138001,5,4,,1.2万,2026-11-02,2026-11-23\n"
        "榕泉,吴平英,13800138002/010-62480905,2,3,,,2026-11-03,2026-11-20\n"
        "楚商,刘娜,13800138003,1,,,,,\n"
        "[/oops],王五,13800138004,3,2,,,,2026-12-24\n"
        "=1+1,赵六,13800138005,6,3,2026-12-05,16782,2026-10-20,\n"
        "\u202e反\x1b[31m红,无名,12345,0,1,,,,\n",
        encoding="utf-8",
    )
    shell.ok("import", file)
    return shell
