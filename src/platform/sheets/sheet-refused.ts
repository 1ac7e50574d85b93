import type { SheetRefusalCode } from './types.ts';

/** Facts beside a refusal: the line of a csv, the limit that was passed, the columns that are missing. */
export type RefusalDetails = Readonly<Record<string, string | number | readonly string[] | undefined>>;

const TEXTS: Record<SheetRefusalCode, (details: RefusalDetails) => string> = {
  SHEET_EMPTY: () => '文件是空的，没有任何内容。请检查后重新发送。',
  SHEET_DAMAGED: () => '文件已损坏或不完整（可能传输中断），没有导入任何内容。请重新发送。',
  SHEET_TOO_LARGE: (d) =>
    `文件展开后超过允许的大小${d.limit === undefined ? '' : `（上限 ${d.limit}）`}，没有导入任何内容。请拆分成几个文件，或删去多余的行列后再发送。`,
  SHEET_TOO_MANY_ROWS: (d) => `文件超过 ${d.limit} 行，没有导入任何内容。请拆分成几个文件后再发送。`,
  SHEET_HAS_MACROS_OR_LINKS: () =>
    '文件含有宏或指向其他文件的链接，没有导入任何内容，也没有打开链接。请另存为不含宏和链接的普通 .xlsx 后再发送。',
  SHEET_IS_HTML: () => '文件内容是网页，不是工作簿。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再发送。',
  SHEET_IS_ENCRYPTED: () => '文件设有打开密码，无法读取。请取消密码后再发送。',
  SHEET_MIXED_ENCODING: (d) =>
    `文件混用了两种文字编码：从第 ${d.line} 行起与前面各行的编码不符（可能由两个文件拼接而成）。没有导入任何内容，请统一编码后再发送。`,
  SHEET_UNKNOWN_ENCODING: (d) =>
    `无法识别文件的文字编码：第 ${d.line} 行既不是 UTF-8 也不是 GB18030。请用 Excel 或 WPS 另存为 .xlsx 后再发送。`,
  SHEET_UNBALANCED_QUOTE: (d) =>
    `第 ${d.line} 行的双引号没有成对，后面的行会被并成一格。没有导入任何内容，请补上或删去该引号后再发送。`,
  SHEET_UNKNOWN_FORMAT: (d) =>
    `无法识别这个文件${d.what === undefined ? '' : `（${d.what}）`}，它不是 Excel 工作簿，也不是文本表格。请另存为 .xlsx 后再发送。`,
  SHEET_NOT_FOUND: (d) => `工作簿中没有名为“${d.sheet}”的工作表。`,
  SHEET_HEADER_NOT_FOUND: () => '前 20 行内没有找到表头。请使用规定的表样，或指出表头所在的行。',
  SHEET_COLUMNS_WRONG: (d) =>
    [
      ...listed(d.missing).map((heading) => `缺少“${heading}”列`),
      ...listed(d.unknown).map((heading) => `有不认识的“${heading}”列`),
    ].join('；') + '。没有导入任何内容，请按规定的表样填写后再发送。',
};

function listed(value: RefusalDetails[string]): readonly string[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A file that cannot be taken as it is. The message tells the sender, in Chinese, what is wrong and what to do; `code` is
 * stable; `details` hold what the message names. Nothing of a refused file is kept.
 */
export class SheetRefused extends Error {
  readonly code: SheetRefusalCode;
  readonly details: RefusalDetails;

  constructor(code: SheetRefusalCode, details: RefusalDetails = {}, options?: ErrorOptions) {
    super(TEXTS[code](details), options);
    this.name = 'SheetRefused';
    this.code = code;
    this.details = details;
  }
}
