"""``nianbao district restore``: rebuilds the ledger after loss or damage."""

from toolkit.cli.district.options import HERE
from toolkit.cli.terminal.console import complain, note
from toolkit.district.clock import now
from toolkit.district.district import alone, private
from toolkit.district.ledger.journal import NAME as JOURNAL
from toolkit.district.recovery.restore import Restored, restore
from toolkit.district.settings import find_district


def run() -> int:
    """The exit code is 2 where something could not be restored."""
    district = find_district(HERE)
    with private(district.folder), alone(district.folder, copied=False):
        return _told(restore(district, now()))


def _told(done: Restored) -> int:
    note(
        f"已恢复报送记录：填报表{done.submissions}份，以“{done.base.name}”为基础。"
        if done.base
        else f"已恢复报送记录：填报表{done.submissions}份，没有能用的副本，按“{JOURNAL}”和存档的文件重新建立。"
    )
    if done.aside:
        note(f"原来的报送记录移到了“{done.aside}”。")
    if done.read:
        note(f"从存档的来信和文件重新读入{done.read}件。请用 nianbao district status 核对各单位的状态和审核记录。")
    if done.unclear:
        note(
            f"有{done.unclear}封信说不清发过没有，程序不会自动再发：发过的，运行 nianbao district send --sent；"
            "没有发过的，运行 nianbao district send --again。"
        )
    if done.unread:
        complain(f"“{JOURNAL}”里有{done.unread}行读不出，没有用。请核对各单位的审核记录。")
    for refusal in done.refusals:
        complain(f"× 有一份填报表没有恢复：{refusal.text}")
    return 2 if done.unread or done.refusals else 0
