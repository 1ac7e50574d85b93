import type { Annex1Column } from '../annex1/figure.ts';
import { FIGURE_NAMES } from './report-figures.ts';
import { ORIGIN_TITLES, type Origin } from './report-schema.ts';

const TITLES: Readonly<Record<string, string>> = {
  open: '开设报表',
  fill: '保存填报',
  adjust: '核增核减',
  withdraw_adjustment: '撤销核增核减',
  submit: '提交复核',
  check: '复核通过',
  check_return: '复核退回修改',
  sign: '分管领导审签',
  sign_return: '审签退回修改',
  reopen: '退回重新填报',
  lock: '锁定',
  print: '打印盖章件',
  attach: '上传盖章扫描件',
  send: '报送省厅',
  withdraw: '撤回',
  discard: '放弃更正',
  receive: '省厅接收',
  return: '省厅退回',
  correct: '办理更正补报',
  replace: '由更正件取代',
  remind: '省厅催报',
  remind_due: '到期提醒',
  overdue: '逾期提醒',
};

type Data = {
  origin?: Origin;
  version?: number;
  delta?: number;
  school?: string;
  figure?: Annex1Column;
  receiptNumber?: string;
};

/** A line of the history in words. */
export function eventWords(event: string, data: unknown): string {
  const d = (data ?? {}) as Data;
  const title = TITLES[event] ?? event;
  if (event === 'open' && d.origin !== undefined && d.origin !== 'duty')
    return `开设第${d.version}版（${ORIGIN_TITLES[d.origin]}）`;
  if (event === 'adjust' && d.delta !== undefined)
    return `${cellWords(d)}${d.delta > 0 ? '核增' : '核减'} ${Math.abs(d.delta)} 人`;
  if (event === 'withdraw_adjustment') return `撤销${cellWords(d)}的核增核减`;
  if (event === 'receive' && d.receiptNumber !== undefined) return `${title}：${d.receiptNumber}`;
  return title;
}

const cellWords = ({ school, figure }: Data): string =>
  school === undefined || figure === undefined ? '' : `${school}“${FIGURE_NAMES[figure]}”`;
