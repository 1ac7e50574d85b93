import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  ErrorNote,
  PageHeader,
  PrintButton,
  useBilingual,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { CallLine } from '../schema.ts';
import { words } from './words.ts';
import './law.css';

type Key = keyof typeof words.zh;

/** 贯彻落实: what the documents ask every office of a level to state, and how many of one's area have. */
export default function CallsScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const navigate = useNavigate();
  const { today } = useSession();
  const { year = today.slice(0, 4) } = useSearch({ strict: false }) as { year?: string };
  const found = useQuery({
    queryKey: ['law-calls', String(year)],
    queryFn: ({ signal }) =>
      api.get<{ year: number; rows: CallLine[] }>('/api/law/calls', { query: { year: String(year) }, signal }),
  });
  const columns: Column<CallLine>[] = [
    {
      key: 'call',
      title: t('call'),
      render: (r) => (
        <>
          {say(r.title)}
          <div className="kit-faint kit-small">
            {r.obligation} · {t(`level_${r.level}` as Key)}
            {r.yearly ? ` · ${t('eachYear')}` : ''}
          </div>
        </>
      ),
    },
    { key: 'units', title: t('callUnits'), number: true, render: (r) => r.units },
    { key: 'complete', title: t('call_complete'), number: true, render: (r) => r.complete },
    { key: 'incomplete', title: t('call_incomplete'), number: true, render: (r) => r.incomplete },
    { key: 'missing', title: t('call_missing'), number: true, render: (r) => r.missing },
    { key: 'rate', title: t('callRate'), number: true, render: (r) => rate(r) },
    {
      key: 'mine',
      title: t('callMine'),
      render: (r) => (r.mine === null ? '—' : t(`call_${r.mine.state}` as Key)),
    },
  ];
  const step = (by: number) => void navigate({ to: `/law/calls?year=${Number(year) + by}` });
  return (
    <>
      <PageHeader title={t('calls')} note={t('callsNote')} actions={<PrintButton title={t('calls')} />} />
      <div className="kit-row-acts kit-no-print law-years">
        <Button onClick={() => step(-1)}>{t('yearBefore')}</Button>
        <strong>{year}</strong>
        <Button onClick={() => step(1)}>{t('yearAfter')}</Button>
      </div>
      {found.error === null ? (
        <DataTable
          caption={`${t('calls')} ${year}`}
          columns={columns}
          rows={found.data?.rows ?? []}
          rowKey={(r) => r.key}
          rowName={(r) => say(r.title)}
          hrefOf={(r) => `/law/calls/${r.key}?year=${year}`}
          loadingRows={found.isPending ? 4 : undefined}
        />
      ) : (
        <ErrorNote error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data?.rows.length === 0 ? <p>{t('callsEmpty')}</p> : null}
    </>
  );
}

/** 94.1 % from tenths of a per cent. */
export const rate = ({ permille }: CallLine): string => (permille === null ? '—' : `${(permille / 10).toFixed(1)} %`);
