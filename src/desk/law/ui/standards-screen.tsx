import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  AreaPicker,
  DataTable,
  ErrorNote,
  PageHeader,
  PrintButton,
  useBilingual,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { StandardLine } from '../schema.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { valueWords } from './value-text.ts';
import { words } from './words.ts';
import './law.css';

type Key = keyof typeof words.zh;

/** 参数和地方标准: what the documents state or leave open at a place, with source, bound and who may set it. */
export default function StandardsScreen() {
  const t = useWords(words);
  const session = useSession();
  const { key } = useSearch({ strict: false }) as { key?: string };
  const [division, setDivision] = useState(session.unit.divisionCode);
  const [open, setOpen] = useState(key === undefined);
  const [setting, setSetting] = useState<StandardLine | null>(null);
  const list = useQuery({
    queryKey: ['law-standards', division, open],
    queryFn: ({ signal }) =>
      api.get<{ jurisdiction: string; rows: StandardLine[] }>('/api/law/standards', {
        query: { division, open: open ? '1' : undefined },
        signal,
      }),
  });
  const rows = (list.data?.rows ?? []).filter((r) => key === undefined || r.key === key);
  return (
    <>
      <PageHeader title={t('standards')} note={t('standardsNote')} actions={<PrintButton title={t('standards')} />} />
      <div className="kit-filters kit-no-print">
        <div className="kit-filter">
          <label htmlFor="law-division">{t('place')}</label>
          <AreaPicker
            id="law-division"
            value={division}
            onChange={(code) => setDivision(code ?? session.unit.divisionCode)}
          />
        </div>
        <div className="kit-filter">
          <Checkbox checked={open} onChange={(event) => setOpen(event.target.checked)}>
            {t('onlyOpen')}
          </Checkbox>
        </div>
      </div>
      {list.error === null ? (
        <DataTable
          caption={t('standards')}
          columns={useColumns(setSetting)}
          rows={rows}
          rowKey={(r) => r.key}
          rowName={(r) => r.label.zh}
          loadingRows={list.isPending ? 6 : undefined}
        />
      ) : (
        <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
      )}
      {setting === null ? null : <ProposeDialog standard={setting} onClose={() => setSetting(null)} />}
    </>
  );
}

function useColumns(onSet: (row: StandardLine) => void): Column<StandardLine>[] {
  const t = useWords(words);
  const say = useBilingual();
  const boundOf = (r: StandardLine) =>
    r.bound === null
      ? null
      : t(r.bound.operator === 'cap' ? 'boundCap' : 'boundFloor', {
          value: `${r.bound.value.toLocaleString('en-US')} ${r.unit ?? ''}`,
          clause: `${r.bound.document} ${r.bound.clause}`,
        });
  return [
    {
      key: 'standard',
      title: t('standard'),
      render: (r) => (
        <>
          {say(r.label)}
          <div className="kit-faint kit-small">
            {r.clauses.length === 0 ? r.document : r.clauses.join('；')}
            {boundOf(r) === null ? null : <div>{boundOf(r)}</div>}
          </div>
        </>
      ),
    },
    {
      key: 'now',
      title: t('now'),
      render: (r) =>
        r.now === null ? (
          <span className="law-mark law-mark-not_set">{t('notSet')}</span>
        ) : (
          <>
            {r.now.operator === 'exact' ? '' : `${t(`operator_${r.now.operator}` as Key)} `}
            {valueWords(r.now.value, r, say, t('yes'), t('no'))}
          </>
        ),
    },
    {
      key: 'source',
      title: t('source'),
      render: (r) =>
        r.now === null ? (
          ''
        ) : (
          <>
            {t(`status_${r.now.status}` as Key)} · {r.now.document} {r.now.clause} ·{' '}
            {r.now.jurisdiction === '00' ? t('nation') : r.now.jurisdiction}
            <div className="kit-faint kit-small">
              {t('from', { day: r.now.from })}
              {r.now.to === null ? '' : ` ${t('to', { day: r.now.to })}`}
              {r.now.note === null ? null : <div>{r.now.note}</div>}
            </div>
          </>
        ),
    },
    {
      key: 'setter',
      title: t('setter'),
      width: 130,
      render: (r) => (
        <>
          {r.levels.map((level) => t(`level_${level}` as Key)).join('、')}
          {r.pending === 0 ? null : <div className="kit-faint kit-small">{t('pending', { n: r.pending })}</div>}
        </>
      ),
    },
    {
      key: 'act',
      title: '',
      width: 90,
      render: (r) =>
        r.maySet ? (
          <Button size="small" onClick={() => onSet(r)}>
            {t('propose')}
          </Button>
        ) : null,
    },
  ];
}
