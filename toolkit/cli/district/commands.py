"""The commands of ``nianbao district``: where each lives, and its help."""

from toolkit.cli.terminal.entry import CommandEntry

COMMANDS = (
    CommandEntry(
        "init",
        "toolkit.cli.district.init:run",
        "建立区里的工作文件夹：写入设置 district.toml 和要填的“单位名单.xlsx”；已经有的不覆盖。",
        "nianbao district init 2024年报 --name 原州区 --year 2024",
    ),
    CommandEntry(
        "units",
        "toolkit.cli.district.init:units",
        "列出单位名单，指出还缺什么。名单有错的，逐条指出在第几行。",
        "nianbao district units",
    ),
    CommandEntry(
        "password",
        "toolkit.cli.district.init:password",
        "把邮箱的密码（授权码）存进系统的密码库，输入时不显示。",
        "nianbao district password",
    ),
    CommandEntry(
        "issue",
        "toolkit.cli.district.issue:run",
        """下发：给每个要报送的单位制作填报表，放在“下发”文件夹里，并各准备一封信。加 --send 直接发出。

表里写好了单位、代码、年度；district.toml 里写了上年定稿的，上年数也填好，承接了别的单位的，加在一起。

做过的不再做，中途断了再运行一次就行。

--common 只做一份通用的，发到群里：各单位在封面上选自己的名称，代码和上年数自动带出。""",
        """nianbao district issue
nianbao district issue --send
nianbao district issue --common""",
    ),
    CommandEntry(
        "collect",
        "toolkit.cli.district.collect:run",
        """收件：把报来的填报表收齐、校验、归档，给每一封来信、每一份文件准备好回复。

不写“来源”时，收 district.toml 里写的邮箱；写了的，收那个文件夹（填报表、.eml、.mbox、
Maildir都可以）。邮箱只读，不删信，不改已读标志。

收过的不再收；中途断了，再运行一次就接着做，不丢、不重。回复放在“回复”文件夹里，加 --send 直接发出。""",
        """nianbao district collect
nianbao district collect 微信收到的文件
nianbao district collect --send""",
    ),
    CommandEntry(
        "send",
        "toolkit.cli.district.send:run",
        """发出等待发送的信件；加 --drafts 的，放进邮箱的草稿箱，由你看过再发（程序不再发）。

发送中途断了的信，可能已经发出：先到邮箱里找，找到的记为已发，找不到的过一会儿再发，不会发两次。没有收信邮箱可找的，不自动重发，请核对后
用 --again 重发，或用 --sent 记为已发。""",
        """nianbao district send
nianbao district send --drafts""",
    ),
    CommandEntry(
        "status",
        "toolkit.cli.district.status:status",
        "报送情况：各单位报了没有、到了哪一步，显示在屏幕上，并写成网页“报送情况.html”。",
        """nianbao district status
nianbao district status --group 镇街""",
    ),
    CommandEntry(
        "show",
        "toolkit.cli.district.status:show",
        "一个单位的来往：每次报来的文件、改了哪些数、上次指出的改了没有、审核记录。",
        "nianbao district show 炭山乡",
    ),
    CommandEntry(
        "confirm",
        "toolkit.cli.district.decide:confirm",
        """确认：来历不明、待确认的填报表，确是这个单位报的。确认以后和单位自己报的一样：计入、答复、可以审核。

来历不明，是说发来的邮箱不在单位名单里那个单位（或它的上级单位）的“邮箱”栏，文件里也没有区里发给它的标识。请先打电话问清楚，
不要只凭文件里写的名称。不是它报的，用 nianbao district return 退回。

加 --note-address，同时把发来的邮箱写进单位名单里这个单位的那一行，以后从这个邮箱来的就算它的。""",
        """nianbao district confirm 炭山乡 --note-address
nianbao district confirm 炭山乡 寨科乡 彭堡镇 --note-address
nianbao district confirm --from tanshan@example.com --send
nianbao district confirm 炭山乡 --number 12""",
    ),
    CommandEntry(
        "approve",
        "toolkit.cli.district.decide:approve",
        """审核通过：这个单位最新的一份合格填报表定下来，不再被后来的文件替换；给单位的信放在“回复”
文件夹里，加 --send 直接发出。

后来又报来文件的（待确认），要换成后来的那一份，用 --number 指明；不采用的，用 nianbao district return 退回。
来历不明的，--all 不算；先用 nianbao district confirm 确认，或者用 --number 指明。""",
        """nianbao district approve 炭山乡
nianbao district approve --all
nianbao district approve 炭山乡 --number 12 --remark 更正了规范性文件数 --send""",
    ),
    CommandEntry(
        "return",
        "toolkit.cli.district.decide:turn_back",
        """退回修改：写明要改什么，单位会收到信。已经审核通过、又报来文件的，退回后来的那一份。

来历不明、不是这个单位报的，也用它退回（--number 指明哪一份）：不再计入，信只发给单位自己。""",
        "nianbao district return 炭山乡 --remark 第五部分与上年雷同，请重写",
    ),
    CommandEntry(
        "reopen",
        "toolkit.cli.district.decide:reopen",
        "撤销审核通过，按最新报来的文件重新审核。",
        "nianbao district reopen 炭山乡 --remark 单位来电要求更正",
    ),
    CommandEntry(
        "seal",
        "toolkit.cli.district.decide:seal",
        "登记已签章：盖章的纸质件已经收到。",
        "nianbao district seal 炭山乡",
    ),
    CommandEntry(
        "publish",
        "toolkit.cli.district.decide:publish",
        "登记发布：记下单位报回的发布网址。",
        "nianbao district publish 炭山乡 --url https://www.example.gov.cn/zfxxgk/2023.html",
    ),
    CommandEntry(
        "correct",
        "toolkit.cli.district.decide:correct",
        "登记更正：发布以后又作了更正，记下更正了什么。",
        "nianbao district correct 炭山乡 --remark 一处合计更正为21件",
    ),
    CommandEntry(
        "total",
        "toolkit.cli.district.total:total",
        """汇总：把各单位算数的那一份加起来，写成“汇总”文件夹里的汇总.xlsx、汇总底稿.xlsx、素材汇编.docx。

汇总.xlsx 是一份普通的填报表：把文字和留空的数填好，就能照常校验、生成报告；再汇总一次，填好的文字不会丢。

还有单位没有报的，加 --partial 先汇总已有的。""",
        """nianbao district total
nianbao district total --partial
nianbao district total --group 镇街""",
    ),
    CommandEntry(
        "render",
        "toolkit.cli.district.total:render",
        """生成报告：各单位的报告一次生成，放在“报告”文件夹里；一份做不成，其余照样做。

还没有审核通过的，标明“送审稿”。""",
        """nianbao district render
nianbao district render --to html""",
    ),
    CommandEntry(
        "remind",
        "toolkit.cli.district.status:remind_all",
        """催报：给还没有报送、或者退回后还没有改好的单位各准备一封信，写明还有几天；一天最多一封。

加 --send 直接发出。""",
        """nianbao district remind
nianbao district remind --send""",
    ),
    CommandEntry(
        "assess",
        "toolkit.cli.district.status:assess",
        "写考核情况表：报送时间、退回次数、逾期天数、与别的单位雷同的比例。",
        "nianbao district assess",
    ),
    CommandEntry(
        "restore",
        "toolkit.cli.district.restore:run",
        """恢复：报送记录（报送情况.sqlite）损坏、丢失或变空以后，按“备份”里的副本、“办理记录.txt”、
存档的来信和文件重新建立。

原来的记录移到“备份”里，不删除。恢复时不答复、不发信；发过的不会再发，说不清发过没有的，
留给你用 nianbao district send 的 --sent 或 --again 决定。报送记录没有坏的，也可以运行，结果不变。""",
        "nianbao district restore",
    ),
)
