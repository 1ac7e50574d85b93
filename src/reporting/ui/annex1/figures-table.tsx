import { useWords } from '../../../platform/ui-kit/index.ts';
import { ANNEX1_COLUMNS, type Annex1Column, type Annex1Figures } from '../../annex1/figure.ts';
import { FIGURE_NAMES, FIGURE_TITLES, type ReportedTable } from '../../report/report-figures.ts';
import { words } from '../season/season-words.ts';

export type OpenedCell = { figure: Annex1Column; schoolId: string | null; school: string };

/** A row of the table as it is shown: what is reported, and beside it what was computed where the two differ. */
export type FigureRow = {
  key: string;
  schoolId: string | null;
  name: string;
  figures: Annex1Figures;
  computed?: Annex1Figures;
  adjusted?: Partial<Record<Annex1Column, number>>;
};

/** Rows of a report's table. */
export function rowsOfTable(table: ReportedTable): FigureRow[] {
  return table.rows.map((r) => ({
    key: r.schoolId,
    schoolId: r.schoolId,
    name: r.school,
    figures: r.reported,
    computed: r.computed,
    adjusted: r.adjusted,
  }));
}

type Props = {
  caption: string;
  nameTitle: string;
  rows: readonly FigureRow[];
  total: Annex1Figures;
  onOpen?: ((cell: OpenedCell, row: FigureRow | null) => void) | undefined;
  /** Whether the total row opens, too. */
  totalOpens?: boolean;
};

/** Annex 1 on the screen: the form's own headings, six figures a row, the total row; a blank cell is no file, 0 is nobody. */
export function FiguresTable({ caption, nameTitle, rows, total, onOpen, totalOpens = true }: Props) {
  const t = useWords(words);
  return (
    <div className="kit-table-frame">
      <table className="kit-table season-figures">
        <caption className="kit-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('seq')}
            </th>
            <th scope="col" rowSpan={2}>
              {nameTitle}
            </th>
            <th scope="colgroup" colSpan={4}>
              {t('education')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {t('training')}
            </th>
          </tr>
          <tr>
            {ANNEX1_COLUMNS.map((c) => (
              <th key={c} scope="col" className="kit-small">
                {FIGURE_TITLES[c]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.key}>
              <td className="kit-number">{i + 1}</td>
              <th scope="row">{row.name}</th>
              {ANNEX1_COLUMNS.map((c) => (
                <td key={c} className="kit-number season-cell">
                  <Figure n={row.figures[c]} label={`${row.name} ${FIGURE_NAMES[c]}`} open={openerOf(onOpen, row, c)} />
                  <Adjusted row={row} column={c} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('total')}
            </th>
            {ANNEX1_COLUMNS.map((c) => (
              <td key={c} className="kit-number season-cell">
                <Figure
                  n={total[c]}
                  label={`${t('total')} ${FIGURE_NAMES[c]}`}
                  open={openerOf(totalOpens ? onOpen : undefined, null, c)}
                />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function openerOf(onOpen: Props['onOpen'], row: FigureRow | null, figure: Annex1Column): (() => void) | undefined {
  if (onOpen === undefined) return undefined;
  return () => onOpen({ figure, schoolId: row?.schoolId ?? null, school: row?.name ?? '' }, row);
}

function Figure({ n, label, open }: { n: number | null; label: string; open?: (() => void) | undefined }) {
  if (n === null) return null;
  if (open === undefined || n === 0) return <>{n}</>;
  return (
    <button type="button" className="kit-open" aria-label={`${label}：${n}`} onClick={open}>
      {n}
    </button>
  );
}

function Adjusted({ row, column }: { row: FigureRow; column: Annex1Column }) {
  const t = useWords(words);
  const delta = row.adjusted?.[column];
  if (delta === undefined) return null;
  const n = Math.abs(delta);
  return (
    <span className="kit-faint kit-small season-adjusted">
      {t('computed', { n: row.computed?.[column] ?? '—' })}，{delta > 0 ? t('plus', { n }) : t('minus', { n })}
    </span>
  );
}
