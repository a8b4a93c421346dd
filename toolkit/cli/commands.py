"""The commands of ``nianbao``, ``nianbao excel`` and ``nianbao forms``: where each lives, and its help.

The help is here and not beside the function, so that it is shown without importing what a command needs.
"""

from toolkit.cli.terminal.entry import CommandEntry

COMMANDS = (
    CommandEntry(
        "demo",
        "toolkit.cli.demo:run",
        """演示：用自带的样例走一遍全过程，不需要准备任何文件。

下发空白填报表、单位填好报回、校验、生成Word报告；再看一份有错的填报表，程序会指出什么。文件都放在一个文件夹里，可以用WPS或Excel打开。""",
        """nianbao demo
nianbao demo -o 演示""",
    ),
    CommandEntry(
        "new",
        "toolkit.cli.new:run",
        """制作一个单位的空白填报表，供下发。

不写 -o 时，文件放在当前文件夹，叫“单位名称-年度.xlsx”。
已经有这个文件、里面填过内容的，不覆盖；照样要写的，加 --force，原来的那份会留一个副本。""",
        """nianbao new --unit 原州区炭山乡 --year 2023
nianbao new --unit 原州区炭山乡 --year 2023 --code 640402203 --level 乡镇 -o 下发/炭山乡.xlsx
nianbao new --unit 原州区炭山乡 --year 2023 --last-year 上年定稿""",
    ),
    CommandEntry(
        "fill",
        "toolkit.cli.fill:run",
        """把一份数据填进填报表，像人填的一样。

数据照填，错的也填进去；填好后请用 nianbao check 校验。单位以填报表封面上的为准；格式或年度对不上的，不填。""",
        "nianbao fill 炭山乡-2023.xlsx 炭山乡.json -o 炭山乡-2023-已填.xlsx",
    ),
    CommandEntry(
        "check",
        "toolkit.cli.check:run",
        """校验填报表：指出必须改正的、需要说明的和提示，写明在哪张表、哪一格、差多少。

退出码：2表示有文件读不了，1表示有必须改正的，0表示都没有。""",
        """nianbao check 炭山乡-2023.xlsx
nianbao check 报来/*.xlsx --last-year 上年定稿
nianbao check 报来/*.xlsx --json > 结果.json""",
    ),
    CommandEntry(
        "mark",
        "toolkit.cli.mark:run",
        """标出问题：在单位自己的填报表上涂色、加批注，最前面加一张问题清单，点一下就到那一格。

填的内容、公式、格式和原有的批注都不动。单位在标过的文件上改好，直接报回；再标一次，改好的标记就没有了。
没有问题的，去掉全部标记。退出码和 check 一样。""",
        """nianbao mark 炭山乡-2023.xlsx -o 炭山乡-2023-退回修改.xlsx
nianbao mark 炭山乡-2023.xlsx --last-year 上年定稿 -o 退回/炭山乡-2023.xlsx""",
    ),
    CommandEntry(
        "repair",
        "toolkit.cli.repair:run",
        """找回数据：从改坏的、旧表样的、另存成别的格式的填报表里，把能找到的数和文字都找出来，写进一份新的填报表。

找不到的、读不出的逐条列出，请在新表上补填；补齐后照常校验。原来的文件不会被改动。

都找回、没有问题的，退出码是0；还有要补填、改正的，是1。""",
        """nianbao repair 改坏了的.xlsx -o 炭山乡-2023-找回.xlsx
nianbao repair 没有封面的.xlsx --unit 原州区炭山乡 --year 2023 -o 炭山乡-2023.xlsx""",
    ),
    CommandEntry(
        "render",
        "toolkit.cli.render:run",
        """生成报告：把填报表变成可以送审的年度报告，Word、PDF或者网页。

-o 写文件名的，生成这一份，要什么看扩展名：.docx、.pdf、.html。
-o 写文件夹的，要什么用 --to 写明，不写就是Word；只有一份时，文件名是报告的全称，有几份时，是“文件夹/原文件名.docx”。

--to fragment 生成粘贴到网站后台的网页内容；--to pdf 须安装LibreOffice。

有必须改正的，不生成（退出码1），其余照样生成；急着送审的，加 --draft。

要换报头、字体的，用 nianbao template 写出模板，改好后用 --template 指明。""",
        """nianbao render 炭山乡-2023.xlsx -o 炭山乡年报.docx
nianbao render 报来/*.xlsx -o 报告
nianbao render 炭山乡-2023.xlsx -o 上网 --to html
nianbao render 炭山乡-2023.xlsx -o 送审稿.docx --draft""",
    ),
    CommandEntry(
        "template",
        "toolkit.cli.template:run",
        """Word模板：把程序自带的报告模板写出来，改好后用 render --template 生成报告。

模板用Word或WPS打开就能改：加单位的报头、换字体、调顺序、改固定的话。双花括号里的名称是放内容的地方，要原样留着：
表格和每处文字的名称单独成一段，单位、年度、校验码可以写在句子里。""",
        """nianbao template -o 模板.docx
nianbao render 报来/*.xlsx -o 报告 --template 模板.docx""",
    ),
    CommandEntry(
        "page",
        "toolkit.cli.page:run",
        """离线校验页：写出一个网页文件，不用安装、不上网，双击打开就能校验填报表、生成Word报告。

发给装不了程序的单位：把填报表拖进网页，看有哪些要改，下载报告、标出问题的填报表、找回数据的新表或空白填报表。
结果和这里的 check、render、mark、repair、new 一样。文件只在打开网页的电脑里处理，不会传到别处。
自己的格式（见 nianbao --forms）也带在里面；空白填报表只做程序自带的格式。""",
        """nianbao page -o 年报校验.html
nianbao page -o 年报校验-旧浏览器.html --older""",
    ),
    CommandEntry(
        "export",
        "toolkit.cli.export:run",
        """导出数据：把填报表里的全部数据和文字写成JSON。

一份文件导出一个对象，多份导出一个列表。合计重新相加；没填的和读不出数的不写。有文件读不了的，其余照样导出，退出码是2。""",
        """nianbao export 炭山乡-2023.xlsx -o 炭山乡.json
nianbao export 报来/*.xlsx -o 全部.json""",
    ),
    CommandEntry(
        "import",
        "toolkit.cli.imports:run",
        """读入已发布的年报：把Word、网页、PDF、文本里的年报变成填好的填报表，一份报告一个文件。

拿不准的数照填并标出，注明原文；报告里没有的留空并标出。要核对的都列在“核对单.html”里，没有列出的都是照报告读的。

有拿不准或者没有找到的，退出码是1；有文件读不了的，其余照样读，退出码是2。""",
        """nianbao import 去年/*.html -o 上年年报
nianbao import 年报.pdf -o 上年年报 --unit 原州区炭山乡 --year 2023
nianbao import 全市/*.docx -o 数据 --to json""",
    ),
    CommandEntry(
        "compare",
        "toolkit.cli.compare:run",
        """比对两份年报：发布的网页与定稿的填报表，或者任何两份。

每一个不同的数、标题、段落各说一行；空格和全角半角不算。全部相同的，退出码是0；有不同的，是1。""",
        """nianbao compare 发布的网页.html 定稿.xlsx
nianbao compare 送审稿.docx 定稿.xlsx""",
    ),
    CommandEntry(
        "history",
        "toolkit.cli.history:run",
        """历年对照：同一个单位各年的年报逐项并列，写成一份工作簿（.xlsx），附图表。

与上年对不上的数逐条说明，也写在工作簿里。2019、2020年的格式不同，标明“口径不可比”，只列意思相同的数，不画进图里。
没有对不上的，退出码是0；有的，是1；有文件读不了的，其余照样对照，退出码是2。""",
        """nianbao history 2021.html 2022.docx 2023.pdf 2024.xlsx -o 历年.xlsx
nianbao history 历年年报/* -o 历年.xlsx""",
    ),
    CommandEntry(
        "total",
        "toolkit.cli.total:run",
        """汇总：把几份年报的数加起来，写成一份填报表（.xlsx）或数据（.json），可以照常校验、生成报告。

不能简单相加的留空，另外告诉各单位相加是多少，由你核定后填写。

有文件读不了、数有必须改正的，不汇总；照现在的数汇总，加 --partial。文字不影响汇总。

上年数由各单位的上年数相加；有去年的汇总年报的，用 --last-year 指明，以它为准。""",
        """nianbao total 定稿/*.xlsx --unit 原州区 -o 汇总.xlsx
nianbao total 定稿/*.xlsx --unit 原州区 -o 汇总.xlsx --trace 汇总底稿.xlsx --gather 素材汇编.docx""",
    ),
    CommandEntry(
        "district",
        "toolkit.cli.district.app:app",
        """区里的全过程：下发、收件、答复、审核、催报、汇总。在区里的工作文件夹里运行，不用写参数。

第一次用：nianbao district init 文件夹，填好其中的“单位名单.xlsx”和 district.toml。""",
        """nianbao district init 2024年报
nianbao district collect
nianbao district status""",
    ),
    CommandEntry(
        "excel",
        "toolkit.cli.excel:app",
        """Excel里的按钮：装上“年报”这一栏，在打开的填报表上校验、标出问题、生成报告。

要有Windows或macOS上的Excel。没有的也不缺什么：填报表自己会校验，这里的命令结果一样。WPS用不了这些按钮。""",
        """nianbao excel install
nianbao excel open 炭山乡-2023.xlsx""",
    ),
    CommandEntry(
        "forms",
        "toolkit.cli.forms.app:app",
        """查看有哪些格式；用 forms check 检查格式定义。

不带命令时，列出全部格式：程序带的，和自己的（见 nianbao --forms）。""",
        """nianbao forms
nianbao forms check""",
    ),
)
EXCEL = (
    CommandEntry(
        "install",
        "toolkit.cli.excel:install",
        "安装按钮：把加载项放到Excel启动时会找的地方。先关闭Excel，装好后再打开，就有“年报”一栏。",
        "nianbao excel install",
    ),
    CommandEntry(
        "open",
        "toolkit.cli.excel:open_book",
        "在Excel里打开填报表并校验，问题列成清单。",
        "nianbao excel open 炭山乡-2023.xlsx",
    ),
)
FORMS = (
    CommandEntry(
        "new",
        "toolkit.cli.forms.new:run",
        """起草一种格式：写出它的文件夹，供修改。

行和列照公布的表（--from，.docx 或 .html），或用 --rows、--columns 写明；叫“合计”“总计”的，写成前面各项相加。
还不知道的各项空着，nianbao forms check 会逐项指出。已有的文件，改动过的不覆盖。""",
        """nianbao forms new letters/2026 --name 信访统计表 --rows 登记、办完 --columns 来信、来访、合计
nianbao forms new letters/2026 --name 信访统计表 --from 公布的表.docx -o 格式""",
    ),
    CommandEntry(
        "show",
        "toolkit.cli.forms.show:run",
        """在终端里画出一种格式：各节、各表的行和列，哪些格填写，哪些自动计算。""",
        """nianbao forms show disclosure/2021
nianbao forms show 格式/letters/2026""",
    ),
    CommandEntry(
        "check",
        "toolkit.cli.forms.check:run",
        """检查格式定义，一次指出全部问题，写明在哪个文件的哪一项。

定义没有问题的，再画出空白填报表，逐张检查：名称、公式、锁定、字数、打印、每条规则的状态，写明在哪张表的哪一格；报告模板也检查。
有 cases 文件夹的，再用其中的例句逐条验证规则：该指出的没有指出、不该指出的指出了，都写明是哪条规则、哪一句。

退出码：2表示那里没有格式定义，1表示有问题，0表示没有。""",
        """nianbao forms check
nianbao forms check workbook_templates/disclosure/2021""",
    ),
)
