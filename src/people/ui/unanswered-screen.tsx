import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  ListFilters,
  ListPager,
  PageHeader,
  permits,
  useSession,
  useListState,
  useShortcuts,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { Unanswered, WishCoverageCounts } from '../wishes/list-unanswered.ts';
import { ImportDialog } from './lists/import-dialog.tsx';
import { words } from './words.ts';

type Answer = { study: boolean; train: boolean };
const ANSWERS = {
  '1': { study: true, train: false },
  '2': { study: false, train: true },
  '3': { study: true, train: true },
} satisfies Record<string, Answer>;
const SIZE = 50;
/** What whoever could study is doing now, in the register's words. */
const SCHOOLING = ['非在校生', '九年级', '普通高中三年级'];

/** 意愿登记: people of the village who could study and were not asked this year, one key an answer. */
export default function UnansweredScreen() {
  const t = useWords(words);
  const { today, unit, user, permissions } = useSession();
  const records = permits(permissions, 'wish.record');
  const client = useQueryClient();
  const year = Number(today.slice(0, 4));
  const [state, setState] = useListState({ size: SIZE, sort: '' });
  const { filters, page, size } = state;
  const division = filters.division;
  const [askedBy, setAskedBy] = useState(user.name);
  const [askedOn, setAskedOn] = useState(today);
  const [active, setActive] = useState(0);
  const [refusing, setRefusing] = useState<Unanswered | null>(null);
  const [importing, setImporting] = useState(false);
  const found = useQuery({
    queryKey: ['unanswered', filters, year, page, size],
    queryFn: ({ signal }) =>
      api.get<{ rows: Unanswered[]; total: number }>('/api/wishes/unanswered', {
        query: { ...filters, year, page, size },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.rows ?? [];
  const save = useMutation({
    mutationFn: ({ person, answer, refusalReason }: { person: Unanswered; answer: Answer; refusalReason?: string }) =>
      api.post(`/api/people/${person.personId}/wishes`, {
        ...answer,
        refusalReason,
        year: Number(askedOn.slice(0, 4)),
        askedBy,
        askedOn,
      }),
    onSuccess: () => {
      setRefusing(null);
      return Promise.all([
        client.invalidateQueries({ queryKey: ['unanswered'] }),
        client.invalidateQueries({ queryKey: ['wish-coverage'] }),
      ]);
    },
  });
  const person = rows[Math.min(active, rows.length - 1)];
  const answer = (key: keyof typeof ANSWERS) => () => {
    if (records && person !== undefined && !save.isPending) save.mutate({ person, answer: ANSWERS[key] });
  };
  useShortcuts([
    { key: 'j', label: '↓', run: () => setActive(Math.min(active + 1, rows.length - 1)) },
    { key: 'k', label: '↑', run: () => setActive(Math.max(active - 1, 0)) },
    { key: '1', label: t('study'), run: answer('1') },
    { key: '2', label: t('train'), run: answer('2') },
    { key: '3', label: t('both'), run: answer('3') },
    { key: '4', label: t('neither'), run: () => records && person !== undefined && setRefusing(person) },
  ]);
  const answerColumn: Column<Unanswered> = {
    key: 'answer',
    title: t('wish'),
    render: (p) => (
      <span className="kit-row-acts">
        {(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map((key) => (
          <Button key={key} size="small" onClick={() => save.mutate({ person: p, answer: ANSWERS[key] })}>
            {t(key === '1' ? 'study' : key === '2' ? 'train' : 'both')}
          </Button>
        ))}
        <Button size="small" onClick={() => setRefusing(p)}>
          {t('neither')}
        </Button>
      </span>
    ),
  };
  const columns: Column<Unanswered>[] = [
    { key: 'name', title: t('name'), render: (p) => <Link to={`/people/${p.personId}`}>{p.name}</Link> },
    { key: 'sex', title: t('sex'), render: (p) => p.sex ?? '—' },
    { key: 'age', title: t('age'), number: true, render: (p) => p.age ?? '—' },
    { key: 'village', title: t('village'), render: (p) => p.villageName ?? '—' },
    { key: 'head', title: t('headName'), render: (p) => p.headName ?? '—' },
    { key: 'education', title: t('education'), render: (p) => p.education ?? '—' },
    { key: 'inSchool', title: t('schoolState'), render: (p) => p.inSchool ?? '—' },
    records ? answerColumn : { key: 'phone', title: t('phone'), render: (p) => p.phoneMask ?? '—' },
  ];
  return (
    <>
      <PageHeader
        title={t('unansweredTitle')}
        note={
          <>
            {t(records ? 'unansweredNote' : 'unansweredReadNote')}{' '}
            <span className="kit-wide">{records ? t('unansweredKeys') : ''}</span>
          </>
        }
        actions={
          <Allowed permission="wish.record">
            <Button onClick={() => setImporting(true)}>{t('importWishes')}</Button>
          </Allowed>
        }
      />
      <div className="kit-stack">
        <ListFilters
          filters={[
            ...(unit.level === 'village'
              ? []
              : [{ kind: 'area', key: 'division', label: t('area'), root: unit.divisionCode } as const]),
            { kind: 'text', key: 'name', label: t('name'), placeholder: t('nameHint') },
            {
              kind: 'select',
              key: 'schooling',
              label: t('schoolState'),
              options: SCHOOLING.map((value) => ({ value, label: value })),
            },
            { kind: 'text', key: 'ageFrom', label: t('ageFrom') },
            { kind: 'text', key: 'ageTo', label: t('ageTo') },
          ]}
          state={state}
          onChange={(next) => {
            setActive(0);
            setState(next);
          }}
        />
        <Coverage year={year} division={division} />
        <Allowed permission="wish.record">
          <div className="kit-filters">
            <span className="kit-filter">
              <label htmlFor="wish-asker">{t('askedBy')}</label>
              <Input id="wish-asker" value={askedBy} onChange={(event) => setAskedBy(event.target.value)} />
            </span>
            <span className="kit-filter">
              <label htmlFor="wish-day">{t('askedOn')}</label>
              <input
                id="wish-day"
                type="date"
                max={today}
                value={askedOn}
                onChange={(event) => setAskedOn(event.target.value)}
              />
            </span>
          </div>
        </Allowed>
        {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <p role="status" className="kit-faint">
          {save.isSuccess ? t('saved', { name: save.variables.person.name }) : ''}
        </p>
        {found.data?.rows.length === 0 ? (
          Object.keys(filters).length > 0 ? (
            <EmptyState title={t('noneMatching')} />
          ) : (
            <EmptyState title={t('noUnanswered')} begin={t('noUnansweredBegin')} />
          )
        ) : (
          <DataTable
            caption={t('unansweredTitle')}
            columns={columns}
            rows={rows}
            rowKey={(p) => p.personId}
            rowName={(p) => p.name}
            activeIndex={Math.min(active, rows.length - 1)}
            onActivate={setActive}
            loadingRows={found.isPending ? 8 : undefined}
          />
        )}
        {found.data === undefined || (rows.length === 0 && page === 1) ? null : (
          <ListPager state={state} answer={found.data} onChange={setState} />
        )}
      </div>
      {refusing === null ? null : (
        <RefusalDialog
          name={refusing.name}
          onClose={() => setRefusing(null)}
          onSave={(refusalReason) =>
            save.mutate({ person: refusing, answer: { study: false, train: false }, refusalReason })
          }
        />
      )}
      {importing ? <ImportDialog kind="wishes" onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function Coverage({ year, division }: { year: number; division: string | undefined }) {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['wish-coverage', year, division],
    queryFn: ({ signal }) => api.get<WishCoverageCounts>('/api/wishes/coverage', { query: { year, division }, signal }),
  });
  return found.data === undefined ? null : <p>{t('coverageTitle', { ...found.data })}</p>;
}

function RefusalDialog({
  name,
  onClose,
  onSave,
}: {
  name: string;
  onClose: () => void;
  onSave: (reason: string) => void;
}) {
  const t = useWords(words);
  const [reason, setReason] = useState('');
  return (
    <Modal open title={`${name}：${t('neither')}`} footer={null} onCancel={onClose}>
      <form
        className="kit-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') onSave(reason.trim());
        }}
      >
        <label htmlFor="refusal-reason">{t('refusalReason')}</label>
        <Input id="refusal-reason" autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        <Button type="primary" htmlType="submit" disabled={reason.trim() === ''}>
          {t('save')}
        </Button>
      </form>
    </Modal>
  );
}
