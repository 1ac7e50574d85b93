import { money, useWords } from '../../platform/ui-kit/index.ts';
import { BILL_ITEMS } from '../bills/bill.ts';
import type { BillView } from '../bills/bill-store.ts';
import { words } from './words.ts';

/** A bill line by line: standard, charged, waived, held, and why. */
export function BillLines({ bill }: { bill: BillView }) {
  const t = useWords(words);
  return (
    <table className="kit-facts">
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col" className="kit-number">
            {t('standard')}
          </th>
          <th scope="col" className="kit-number">
            {t('charged')}
          </th>
          <th scope="col" className="kit-number">
            {t('waived')}
          </th>
          <th scope="col">{t('why_short')}</th>
        </tr>
      </thead>
      <tbody>
        {bill.lines.map((line) => (
          <tr key={line.item}>
            <th scope="row">{BILL_ITEMS[line.item]}</th>
            <td className="kit-number">{line.standardFen === null ? '—' : money(line.standardFen)}</td>
            <td className="kit-number">{money(line.chargedFen)}</td>
            <td className="kit-number">{money(line.waivedFen)}</td>
            <td>
              {line.reason}
              {line.heldFen > 0 ? `（${t('heldSum', { sum: money(line.heldFen) })}）` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
