"""The sentence for each reason to refuse a file: what it is, and what to do about it."""

from toolkit.submission.refusal import Refusal

SENTENCES = {
    "no-file": "找不到文件“{path}”。请核对文件名和所在的文件夹。",
    "no-access": "文件“{path}”打不开或写不进去：可能正被别的程序打开，或者没有权限。请关闭后再试。",
    "unreadable": "这份文件打不开：可能已经损坏，或者不是Excel文件（.xlsx）。请重新保存、重新发送。",
    "encrypted": "这份文件加了打开密码。知道密码的，用 --password 写明；或者请去掉密码后重新发送"
    "（Excel：文件→信息→保护工作簿→用密码进行加密；WPS：文件→文档加密→密码加密；清空密码后保存）。",
    "encrypted-ods": "这份文件（.ods）加了打开密码，读不了。请打开后去掉密码，另存为“.xlsx”后重新发送。",
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
    "not-ours": "这份文件不是本年度的年报填报表，请核对是否发错附件。",
    "unknown-form": "这份文件用的格式“{form}”不认识。请核对程序是否需要更新，或者文件是否用错。",
    "broken-json": "这份文件不是正确的JSON（第{line}行附近）。请重新导出。",
    "key-missing": "缺少“{key}”这一项。请补上，或者重新导出。",
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
    "unknown-level": "没有叫“{level}”的单位层级。可以用：{levels}。",
    "same-file": "输出文件“{path}”就是输入文件，不能覆盖。请换一个文件名。",
    "several-outputs": "有{count}份文件，“{path}”应是文件夹。请去掉扩展名，或换成文件夹。",
    "same-output": "几份文件都要写成“{path}”。请改名，或分开生成。",
    "bad-indicators": "单位名单里的“补充指标”有{count}处要改：\n{faults}\n请改好再试。",
    "empty-name": "单位名称不能为空。",
    "is-folder": "“{path}”是文件夹，不是文件。要读里面的全部文件，请写成“{path}/*.xlsx”。",
    "output-is-folder": "输出“{path}”是文件夹，不是文件。请写明文件名。",
    "output-exists": "“{path}”已经有了，没有覆盖，以免丢失填好的内容。请换一个位置，或用 -o 指明文件名。",
    "several-submissions": "“{path}”里有{count}份年报，这里一次只能用一份。请分开后再试。",
    "no-definitions": "“{path}”里没有格式定义（form.toml）。请核对文件夹。",
    "whose": "文件里看不出是哪个单位的。请用 --unit 写明单位全称。",
    "which-year": "文件里看不出是哪一年的，或者没有那一年的表样。请用 --year 写明年度。",
    "other-suffix": "“{path}”的扩展名要写成{suffix}，和原来的文件一样，否则Excel打不开。请改写输出的文件名。",
    "cannot-mark": "“{path}”不是没有密码的.xlsx文件，标不出问题。请去掉密码、另存为.xlsx再标。",
    "broken-template": "模板有{count}处要改，没有生成报告：{faults}\n请在Word或WPS里改正模板，再试一次。",
    "report-differs": "生成的报告与填报的内容对不上，没有写出：{where}应是“{expected}”，报告里是“{found}”。"
    "用了自己的模板的，请改正模板；没有用的，请报告给程序维护人员。",
    "no-office": "要生成PDF，须先安装LibreOffice（免费），这里没有找到。"
    "没有LibreOffice的，请生成Word报告，用WPS或Word另存为PDF。",
    "office-failed": "LibreOffice没有生成PDF：可能是安装不完整，或者超过了时限。请再试一次；仍不行的，请生成Word报告，"
    "用WPS或Word另存为PDF。",
    "crashed": "程序处理“{path}”时出了没有料到的问题。"
    "请把这份文件报告给程序维护人员（设置环境变量{debug}=1可看到详情）。",
}


def refused(refusal: Refusal) -> str:
    return SENTENCES[refusal.code].format(**refusal.facts)
