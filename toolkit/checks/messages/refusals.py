"""The sentence for each reason to refuse a file: what it is, and what to do about it."""

from toolkit.errors import Refusal

SENTENCES = {
    "no-file": "找不到文件“{path}”。请核对文件名和所在的文件夹。",
    "no-access": "文件“{path}”打不开或写不进去：可能正被别的程序打开，或者没有权限。请关闭后再试。",
    "unreadable": "这份文件打不开：可能已经损坏，或者不是Excel文件（.xlsx）。请重新保存、重新发送。",
    "encrypted": "这份文件加了打开密码。知道密码的，加 --password - 后输入；或者请去掉密码后重新发送"
    "（Excel：文件→信息→保护工作簿→用密码进行加密；WPS：文件→文档加密→密码加密；清空密码后保存）。",
    "encrypted-ods": "这份文件（.ods）加了打开密码，读不了。请打开后去掉密码，另存为“.xlsx”后重新发送。",
    "encrypted-zip": "这份文件里的内容用压缩软件加了密码，读不了。"
    "请用WPS或Excel打开填报表，另存为没有密码的“.xlsx”后重新发送。",
    "wrong-password": "这份文件加了打开密码，给的密码不对。请向报送单位核对密码，或请其去掉密码后重新发送。",
    "no-decryption": "这份文件加了打开密码，这里没有安装解密用的组件。请用WPS或Excel打开，去掉密码后保存。",
    "old-format": "这份文件不是.xlsx（是.xls、.et或.ods），这里读不了。请用WPS或Excel另存为“.xlsx”后再试。",
    "other-format": "这份文件是不常用的表格格式（.xlsb、XML表格等），读不了。请用WPS或Excel另存为“.xlsx”后重新发送。",
    "archive": "这份文件是压缩包（.zip、.rar、.7z），不是填报表。请解压，把里面的填报表（.xlsx）单独发来。",
    "word": "这份文件是文字文档（Word、WPS文字），不是填报表。请发填报表（.xlsx）；文字也请填在填报表里。",
    "pdf": "这份文件是PDF，读不出里面的数。请发填好的填报表（.xlsx）。",
    "picture": "这份文件是图片（照片或扫描件），读不出里面的数。请发填好的填报表（.xlsx）。",
    "web-page": "这份文件是网页，只是用了表格的扩展名，不是填报表。请打开区里发的填报表填写，保存后发来。",
    "plain-text": "这份文件是文本（例如.csv），没有填报表的格式。请打开区里发的填报表填写，保存后发来。",
    "lock-file": "这份文件是打开表格时自动产生的临时文件，里面没有数据。请先关闭表格，再发文件名前面不带“~$”的那一份。",
    "empty-file": "这份文件是空的，里面什么也没有。请重新保存、重新发送。",
    "truncated": "这份文件不完整，只传了一部分。请重新发送。",
    "too-large": "这份文件大得不正常（{what}），没有读。请在区里发的填报表上重新填写后再发。",
    "no-report": "这份文件里没有找到年报的表格，读不出数。请核对是不是政府信息公开年报；"
    "是的，请另存为Word文档（.docx）或网页再试。",
    "no-pdf-library": '这里没有安装读PDF的组件。请运行 py -m pip install ".[pdf]"；'
    "或者用WPS把PDF另存为Word文档（.docx）再试。",
    "pdf-failed": "这份PDF读不出来：可能已经损坏，或者大得不正常。请用WPS打开，另存为Word文档（.docx）再试。",
    "pdf-password": "这份PDF加了打开密码，读不了。请去掉密码后再试。",
    "pdf-picture": "这份PDF里全是图片（扫描件），没有文字，读不出数。请用原来的Word文档或网页；没有的，请照着填写。",
    "not-ours": "这份文件不是本年度的年报填报表，请核对是否发错附件。",
    "unknown-form": "这份文件用的格式“{form}”不认识。请核对程序是否需要更新，或者文件是否用错。",
    "broken-json": "这份文件不是正确的JSON（第{line}行附近）。请重新导出。",
    "key-missing": "缺少“{key}”这一项。请补上，或者重新导出。",
    "key-twice": "“{key}”写了两次，不知道以哪一个为准。请只留一个，或者重新导出。",
    "not-one-line": "“{where}”应是一行文字，里面有换行或看不见的控制字符{name}。请删去这个字符。",
    "wrong-shape": "“{where}”应是{expected}。请改正后再试。",
    "unknown-id": "“{where}”里的“{id}”不是这种格式里的名称，请核对拼写。",
    "forbidden-character": "“{where}”里有文件存不下的控制字符{name}。请删去这个字符。",
    "forbidden-text": "“{text}”第{paragraph}段里有文件存不下的控制字符{name}。请删去这个字符。",
    "too-many-paragraphs": "“{text}”有{count}段，填报表里只有{rows}行。请合并成不超过{rows}段。",
    "too-long": "“{text}”第{paragraph}段有{count}个字符，一格最多{limit}个。请拆成几段。",
    "other-form": "数据用的格式是“{data}”，填报表是“{workbook}”，对不上。请换成同一种格式。",
    "other-year": "数据是{data}年的，填报表是{workbook}年的，对不上。请核对年度。",
    "no-place": "填报表里找不到“{id}”的格。请换一份没有改动过的填报表。",
    "wrong-last-year": "“{path}”是{found}年的，要比对的上年应是{expected}年。请核对文件。",
    "last-year-unread": "上年文件“{path}”没有用上：{why}请换一份能读的。",
    "no-last-year": "“{path}”里没有“{unit}”{year}年的年报。请核对文件夹，或指明文件。",
    "no-form-for-year": "没有{year}年可用的格式。用 nianbao forms 查看有哪些格式。",
    "no-such-form": "没有叫“{typed}”的格式。可以用：{forms}。请核对。",
    "unknown-level": "没有叫“{level}”的单位层级。可以用：{levels}。",
    "same-file": "输出文件“{path}”就是输入文件，不能覆盖。请换一个文件名。",
    "several-outputs": "有{count}份文件，“{path}”应是文件夹。请去掉扩展名，或换成文件夹。",
    "same-output": "几份文件都要写成“{path}”。请改名，或分开生成。",
    "bad-indicators": "单位名单里的“补充指标”有{count}处要改：\n{faults}\n请改好再试。",
    "empty-name": "单位名称不能为空。",
    "is-folder": "“{path}”是文件夹，不是文件。要读里面的全部文件，请写成“{path}/*.xlsx”。",
    "output-is-folder": "输出“{path}”是文件夹，不是文件。请写明文件名。",
    "too-many-submissions": "这份文件里有{count}份年报，一份文件最多{limit}份，没有读。请分成几份文件。",
    "output-exists": "“{path}”已经有了，里面有人填过、改过的内容，或者不是这里写出的，没有覆盖。请换一个文件名（-o），"
    "或者把它移走；照样要写的，加 --force，原来的那份会在旁边留一个副本。",
    "disk-full": "“{path}”没有写成：盘满了。请删去不用的文件、腾出空间，或者换一个盘再试。",
    "quota-used-up": "“{path}”没有写成：分给这个用户的空间用完了。请删去不用的文件，或者换一个位置再试。",
    "output-too-large": "“{path}”没有写成：这个位置放不下这么大的文件。请换一个盘再试。",
    "read-only": "“{path}”没有写成：那个盘是只读的。请换一个位置再试。",
    "disk-fault": "“{path}”没有写成：盘读写出错，或者网络盘断开了。请检查后再试，或者换一个位置。",
    "name-too-long": "“{path}”用不了：名称太长。请换一个短些的名称。",
    "parent-is-file": "“{path}”用不了：它的上一级不是文件夹，是文件。请换一个位置。",
    "link-loop": "“{path}”用不了：它是一个链接，绕来绕去又指回自己。请换一个位置。",
    "several-submissions": "“{path}”里有{count}份年报，这里一次只能用一份。请分开后再试。",
    "no-definitions": "“{path}”里没有格式定义（form.toml）。请核对文件夹。",
    "whose": "文件里看不出是哪个单位的。请写明单位全称（命令行用 --unit）。",
    "which-year": "文件里看不出是哪一年的，或者没有那一年的表样。请写明年度（命令行用 --year）。",
    "other-suffix": "“{path}”的扩展名要写成{suffix}，和原来的文件一样，否则Excel打不开。请改写输出的文件名。",
    "cannot-mark": "“{path}”不是没有密码的.xlsx文件，标不出问题。请去掉密码、另存为.xlsx再标。",
    "broken-template": "模板有{count}处要改，没有生成报告：{faults}\n请在Word或WPS里改正模板，再试一次。",
    "not-accepted": "有{count}处必须改正，没有生成报告。请改正后再生成，或者先生成送审稿。",
    "report-differs": "生成的报告与填报的内容对不上，没有写出：{where}应是“{expected}”，报告里是“{found}”。"
    "用了自己的模板的，请改正模板；没有用的，请报告给程序维护人员。",
    "no-xlwings": '这里没有安装控制Excel的组件。请运行 py -m pip install ".[excel]"；'
    "没有Excel的，用命令行校验，结果一样。",
    "no-excel": "没有能启动Excel：这台电脑没有安装Excel，或者Excel正忙。请关闭Excel里打开的对话框后再试；"
    "没有Excel的，用命令行校验，结果一样。",
    "not-on-disk": "这份填报表还没有存在这台电脑的文件夹里（网盘、邮件里直接打开的也算）。"
    "请先另存到文件夹里，再点一次。",
    "not-built": "这里还没有“{name}”。在程序的源代码文件夹里的，请先运行 {make}；安装的程序里没有的，请重新安装。",
    "no-office": "要生成PDF，须先安装LibreOffice（免费），这里没有找到。"
    "没有LibreOffice的，请生成Word报告，用WPS或Word另存为PDF。",
    "office-failed": "LibreOffice没有生成PDF：可能是安装不完整，或者超过了时限。请再试一次；仍不行的，请生成Word报告，"
    "用WPS或Word另存为PDF。",
    "no-district": "“{path}”和它的上级都不是区里的工作文件夹。请先运行 nianbao district init，再到那个文件夹里运行。",
    "settings-encoding": "设置“{path}”不是UTF-8编码。请用记事本打开，另存为时编码选UTF-8。",
    "settings-broken": "设置“{path}”要改：{faults}\n改好后再试。",
    "no-mail-settings": "“{path}”的 [mail] 里没有写邮箱。请写明 user、imap_host、smtp_host；不用邮箱的，"
    "收件时写明文件夹。",
    "no-mail-password": "没有邮箱“{user}”的密码（授权码）。请运行 nianbao district password，"
    "或设置环境变量{variable}。",
    "no-password-typed": "没有输入密码，没有存。请再运行一次，输入邮箱的密码（授权码）后按回车。",
    "no-imap": '这里没有安装收发邮件的组件。请运行 py -m pip install ".[mail]"，'
    "或者把文件放进文件夹、收件时写明文件夹。",
    "no-keyring": "这台电脑没有可用的密码库。请改为设置环境变量{variable}。",
    "no-roster": "找不到单位名单“{path}”。请运行 nianbao district init 生成，填好后再试。",
    "empty-roster": "单位名单里还没有单位。请在“单位名单.xlsx”里填写，一行一个。",
    "roster-faults": "单位名单“{path}”有{count}处要改：{faults}\n改好后再试。",
    "roster-encoding": "单位名单“{path}”的编码读不出。请用Excel另存为“CSV UTF-8”，或者存为.xlsx。",
    "roster-unreadable": "单位名单“{path}”打不开：可能已经损坏、加了密码，或者不是Excel文件。"
    "请用Excel或WPS打开，去掉密码，另存为.xlsx。",
    "roster-csv": "单位名单“{path}”不是完整的CSV表格，可能缺了引号。请用WPS或Excel打开核对，另存为.xlsx。",
    "no-sheet": "“{path}”里没有“{sheet}”这张表。请核对，或者重新生成后填写。",
    "no-headings": "“{path}”的“{sheet}”里找不到表头“{titles}”。请不要改动表头。",
    "no-such-group": "单位名单里没有叫“{typed}”的分组，有的是：{groups}。请核对。",
    "total-kept": "“{path}”读不出，或者是别的年度的，没有覆盖，以免丢失写好的文字。请改名或移走，再汇总一次。",
    "nothing-to-add": "没有可以汇总的年报。请先收件，或写明要汇总的文件。",
    "mixed-forms": "要汇总的年报用了几种格式：{forms}，不能相加。请分开汇总。",
    "mixed-years": "要汇总的年报不是同一年的：{years}，不能相加。请核对文件。",
    "same-unit-twice": "同一个单位有几份：{units}。请每个单位只留一份再汇总。",
    "units-missing": "还有{count}家没有可以计入的年报：{units}。等报齐再汇总；先汇总已有的，加 --partial。",
    "parts-have-errors": "有{count}份的数还有必须改正的，没有汇总：{files}。改好再汇总；照现在的数汇总，加 --partial。",
    "ledger-unreadable": "报送记录“{path}”读不出：可能已经损坏，或者网络盘断开了。请先看网络盘是否连着；"
    "连着仍读不出的，不要删除任何文件，运行 nianbao district restore 恢复。",
    "ledger-lost": "报送记录“{path}”不见了或者是空的，而收到的文件、发过的信还在。请先看网络盘是否连着、"
    "文件是否被移走；找不回来的，不要删除任何文件，运行 nianbao district restore 恢复。",
    "kept-changed": "存档的文件“{path}”被改动过，和收到时不一样，没有用。"
    "请从备份找回这份文件，或者请报送单位重新发来。",
    "not-the-units": "“{path}”不是发给“{unit}”的填报表（单位、代码、年度、格式或记号对不上），没有放进信里。"
    "请把它移走或删去，再运行一次，会重新制作。",
    "ledger-busy": "报送记录“{path}”正被别人占用，等了一会儿仍没有让出来。请稍后再试。",
    "ledger-newer": "报送记录“{path}”是更新版本的程序写的，这个版本读不了。请更新程序。",
    "district-busy": "有人正在这个文件夹里收件或发信：{who}。请等做完再试。",
    "no-such-unit": "单位名单里没有“{typed}”。{near}请写单位代码、全称或简称，名单见“单位名单.xlsx”。",
    "approved-already": "“{unit}”已经审核通过。要换成后来报的，用 --number 指明是哪一份；要重新审核，"
    "先用 nianbao district reopen。",
    "nothing-to-approve": "“{unit}”还没有报来填报表，没有可以审核通过的。",
    "unconfirmed": "以“{unit}”名义报来的（序号{numbers}）来历不明，还没有确认。是它报的，请先用 "
    "nianbao district confirm 确认，或者用 --number 指明要通过的一份；不是的，用 nianbao district return 退回。",
    "nothing-to-confirm": "以“{unit}”名义报来的没有来历不明、要确认的。各份的来历见 nianbao district show。",
    "several-senders": "以“{unit}”名义报来的（序号{numbers}）来自不同的邮箱。请看 nianbao district show，"
    "用 --number 指明一份。",
    "nothing-from": "从邮箱“{address}”发来的没有来历不明、要确认的。请核对地址，见 nianbao district status。",
    "address-not-noted": "邮箱“{address}”没有写进“{path}”：文件可能正开着，或者写不进去、看不懂。"
    "请关闭后，在“{unit}”那一行的“{column}”里手工加上“{address}”。",
    "not-acceptable": "“{unit}”报来的填报表还有必须改正的，不能审核通过。请退回修改；问题见 nianbao district show。",
    "nothing-to-return": "“{unit}”还没有报来填报表，没有可以退回的。",
    "approved-reopen-first": "“{unit}”的这一份已经审核通过。要退回，请先用 nianbao district reopen 撤销审核通过。",
    "not-approved": "“{unit}”还没有审核通过，不能登记。请先用 nianbao district approve。",
    "no-such-submission": "“{unit}”没有序号是{number}的填报表，有的是：{numbers}。",
    "no-url": "网址“{url}”不完整。请写全，以 http:// 或 https:// 开头，中间没有空格。",
    "no-remark": "没有写明更正了什么。请用 --remark 写明。",
    "automatic": "自动回复、退信里带的文件没有当作报送。确是单位报送的，请把文件另存出来，再收一次。",
    "wrong-year": "这份填报表是{found}年的，今年要报的是{expected}年。请核对是否发错附件。",
    "other-unit": "这份表是发给{meant}的，封面单位写的是{unit}，请核对。",
    "unknown-unit": "这份填报表封面的单位是“{unit}”，单位名单里没有。请核对单位名称和单位代码。",
    "wrong-form": "这份填报表是“{found}”，要报的是“{expected}”。请核对是否发错附件。",
    "link-instead": "来信里只有文件的下载链接，没有附件，链接会过期。请把填报表（.xlsx）直接作为附件发来。",
    "archive-password": "压缩包“{name}”加了密码，打不开。请去掉密码，或者把填报表（.xlsx）直接作为附件发来。",
    "archive-damaged": "压缩包“{name}”已经损坏，打不开。请把填报表（.xlsx）直接作为附件发来。",
    "archive-unsupported": "压缩包“{name}”的格式这里打不开。请改用zip，或者把填报表（.xlsx）直接作为附件发来。",
    "too-deep": "“{name}”套了太多层，没有再往里拆。请把填报表（.xlsx）直接作为附件发来。",
    "too-many": "来信里的文件太多，只取了前面的一部分。请只发填报表（.xlsx）。",
    "mail-host": "找不到邮件服务器“{host}”。请核对服务器地址有没有写错，这台电脑能不能上网。",
    "mail-connection": "连不上邮件服务器“{host}”（端口{port}）。请核对端口和加密方式；"
    "单位的网络可能不许连接这个端口，请问网络维护人员。",
    "mail-encryption": "与邮件服务器“{host}”（端口{port}）没能建立加密连接，密码没有发出。"
    "请核对端口、加密方式和服务器地址；服务器的证书不被信任的，请问邮箱维护人员。",
    "mail-typed": "邮箱“{user}”的用户名或授权码是空的，或者有空格、汉字等不该有的字符。请核对后再试。",
    "mail-login": "邮箱“{user}”登录没有成功，服务器答复：“{said}”。登录要用授权码，不是网页登录的密码：请在网页邮箱的"
    "设置里开启IMAP和SMTP服务，生成客户端授权码，用它登录。",
    "mail-unsafe": "邮箱服务器把这次登录当作不安全登录，不让读信。请登录网页邮箱，"
    "在设置里开启IMAP服务、完成客户端授权，"
    "用客户端授权码登录后再试；仍不行的，请问邮箱客服。",
    "mail-no-folder": "邮箱里没有文件夹“{folder}”。现有的文件夹是：{folders}。请改成其中的一个。",
    "mail-no-drafts": "邮箱里找不到草稿箱。现有的文件夹是：{folders}。请写明用其中的哪一个。",
    "mail-gone": "这封邮件已经不在文件夹“{folder}”里，可能刚被移走或删除。请到邮箱里核对，再收一次。",
    "mail-lost": "与邮件服务器“{host}”的连接中断了。请稍后再试，已经收下的不会重收。",
    "mail-odd": "邮件服务器的答复不合规范，读不懂。下次收件会再试；仍不行的，请到网页邮箱里把附件另存到文件夹，"
    "收件时写明那个文件夹，或者问邮箱维护人员。",
    "mail-refused": "邮件服务器没有照办，答复：“{said}”。请稍后再试；仍不行的，请把这句答复告诉邮箱维护人员。",
    "mail-address": "“{address}”不能用作邮箱地址：{why}。邮件没有发出。请改成完整的一个地址，不带姓名和空格。",
    "mail-sender": "邮件服务器不让用“{address}”发信，答复：“{said}”。邮件没有发出。"
    "请核对发件地址与登录的邮箱是否一致。",
    "mail-recipient": "邮件服务器不接受收件地址“{address}”，答复：“{said}”。邮件没有发出。请向收件单位核对地址。",
    "mail-later": "邮件服务器现在还不肯收发给“{address}”的信，答复：“{said}”。这封没有发出，留着待发：地址不用改，"
    "过十几分钟再发一次；一直这样的，请问邮箱维护人员。",
    "mail-content": "邮件服务器没有收下这封邮件，答复：“{said}”。邮件没有发出。可能是附件太大、发得太快，"
    "或者被当作垃圾邮件，请隔一段时间再发。",
    "mail-not-sent": "与邮件服务器“{host}”的连接中断了，这封邮件没有发出。请再发一次。",
    "mail-unclear": "与邮件服务器“{host}”的连接在最后一步中断了，这封邮件可能已经发出，也可能没有。"
    "请先到邮箱的“已发送”里查看，或者问收件单位，再决定要不要重发。",
    "crashed": "程序处理“{path}”时出了没有料到的问题。"
    "请把这份文件报告给程序维护人员（设置环境变量{debug}=1可看到详情）。",
}


def refused(refusal: Refusal) -> str:
    """The sentence that a person reads."""
    return SENTENCES[refusal.code].format(**refusal.facts)
