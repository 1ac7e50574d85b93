import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DialogButton,
  FormDialog,
  ListPage,
  money,
  PagedTable,
  TitledTable,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { GiveGrant, RecordProject, UseGrant, type GrantView, type ProjectView } from '../grants/schema.ts';
import type { GrantYear } from '../grants/grants.ts';
import type { FundBook } from '../ledger/fund-book.ts';
import { Apprenticeships } from './apprenticeships.tsx';
import { words } from './words/grant-words.ts';
import { fenOf, useFundBook, useInstitutions } from './words/names.ts';

const yuan = z.coerce.number().min(0.01, '金额应大于零').max(1_000_000_000);
const GiveForm = GiveGrant.omit({ amountFen: true }).extend({ amountYuan: yuan });
const UseForm = UseGrant.omit({ grantId: true, amountFen: true }).extend({ amountYuan: yuan });
type Grants = ListAnswer<GrantView> & { years: GrantYear[] };

/** 专项经费: money given to institutions for its uses, what they spent of it, sums by year; and the projects in scope. */
export default function GrantsScreen() {
  const t = useWords(words);
  const book = useFundBook();
  const institutions = useInstitutions();
  const { today } = useSession();
  const [using, setUsing] = useState<GrantView | null>(null);
  const kinds = (book?.grants ?? []).map((g) => ({ value: g.kind, label: g.title.zh }));
  const columns: Column<GrantView>[] = [
    { key: 'kind', title: t('kind'), render: (g) => g.kindTitle },
    { key: 'institution', title: t('institution'), render: (g) => g.institution },
    { key: 'title', title: t('grantTitle'), render: (g) => g.title },
    { key: 'year', title: t('year'), render: (g) => String(g.year) },
    { key: 'amount', title: t('amount'), number: true, render: (g) => money(g.amountFen) },
    { key: 'spent', title: t('spent'), number: true, render: (g) => money(g.spentFen) },
    { key: 'left', title: t('left'), number: true, render: (g) => money(g.leftFen) },
    {
      key: 'act',
      title: t('act'),
      render: (g) =>
        g.leftFen === 0 ? (
          ''
        ) : (
          <Allowed permission="funds.fee">
            <Button size="small" onClick={() => setUsing(g)}>
              {t('use')}
            </Button>
          </Allowed>
        ),
    },
  ];
  return (
    <div className="kit-stack">
      <ListPage
        id="grants"
        title={t('grants')}
        note={t('grantsNote')}
        endpoint="/api/funds/grants"
        columns={columns}
        rowKey={(g) => g.grantId}
        rowName={(g) => `${g.institution} ${g.title}`}
        filters={[{ kind: 'select', key: 'kind', label: t('kind'), options: kinds }]}
        empty={{ title: t('noGrants'), begin: t('noGrantsBegin') }}
        actions={
          <DialogButton permission="funds.prepare" label={t('give')} primary>
            {(close) => (
              <FormDialog
                title={t('give')}
                schema={GiveForm}
                fields={{
                  kind: { label: t('kind'), kind: 'select', options: kinds },
                  institutionId: { label: t('institution'), kind: 'select', options: institutions },
                  year: { label: t('year') },
                  title: { label: t('grantTitle') },
                  givenOn: { label: t('givenOn') },
                  amountYuan: { label: t('amountYuan') },
                }}
                initial={{ year: Number(today.slice(0, 4)), givenOn: today }}
                onClose={close}
                onSubmit={({ amountYuan, ...grant }) =>
                  api.post('/api/funds/grants', { ...grant, amountFen: fenOf(amountYuan) })
                }
              />
            )}
          </DialogButton>
        }
      />
      <Years book={book} />
      <Apprenticeships />
      <Projects />
      {using === null ? null : (
        <FormDialog
          title={`${t('use')}：${using.title}`}
          schema={UseForm}
          fields={{
            code: { label: t('useCode'), kind: 'select', options: usesOf(book, using.kind) },
            spentOn: { label: t('spentOn') },
            note: { label: t('note') },
            amountYuan: { label: t('amountYuan') },
          }}
          initial={{ spentOn: today }}
          onClose={() => setUsing(null)}
          onSubmit={({ amountYuan, ...use }) =>
            api.post('/api/funds/grant-uses', { ...use, grantId: using.grantId, amountFen: fenOf(amountYuan) })
          }
        />
      )}
    </div>
  );
}

const usesOf = (book: FundBook | undefined, kind: string) =>
  (book?.grants.find((g) => g.kind === kind)?.uses ?? []).map((u) => ({ value: u.code, label: u.title.zh }));

function Years({ book }: { book: FundBook | undefined }) {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['grant-years'],
    queryFn: ({ signal }) => api.get<Grants>('/api/funds/grants', { query: { size: 1 }, signal }),
  });
  const columns: Column<GrantYear>[] = [
    { key: 'kind', title: t('kind'), render: (y) => book?.grants.find((g) => g.kind === y.kind)?.title.zh ?? y.kind },
    { key: 'year', title: t('year'), render: (y) => String(y.year) },
    { key: 'amount', title: t('amount'), number: true, render: (y) => money(y.amountFen) },
    {
      key: 'change',
      title: t('change'),
      number: true,
      render: (y) => (y.changePermille === null ? '—' : `${(y.changePermille / 10).toFixed(1)}%`),
    },
  ];
  if (found.data?.years.length === 0) return null;
  return (
    <TitledTable
      title={t('years')}
      columns={columns}
      rows={found.data?.years}
      rowKey={(y) => `${y.kind} ${y.year}`}
      rowName={(y) => `${y.kind} ${y.year}`}
    />
  );
}

function Projects() {
  const t = useWords(words);
  const { today } = useSession();
  return (
    <>
      <PagedTable<ProjectView>
        path="/api/funds/projects"
        title={t('projects')}
        note={t('projectsNote')}
        columns={[
          { key: 'title', title: t('projectTitle'), render: (p) => p.title },
          { key: 'place', title: t('place'), render: (p) => p.place ?? '' },
          { key: 'on', title: t('includedOn'), render: (p) => p.includedOn },
          { key: 'by', title: t('decidedBy'), render: (p) => p.decidedBy },
        ]}
        empty={t('noProjects')}
        rowKey={(p) => p.projectId}
        rowName={(p) => p.title}
      />
      <div>
        <DialogButton permission="funds.prepare" label={t('recordProject')}>
          {(close) => (
            <FormDialog
              title={t('recordProject')}
              schema={RecordProject}
              fields={{
                title: { label: t('projectTitle') },
                includedOn: { label: t('includedOn') },
                decidedBy: { label: t('decidedBy') },
              }}
              initial={{ includedOn: today }}
              onClose={close}
              onSubmit={(project) => api.post('/api/funds/projects', project)}
            />
          )}
        </DialogButton>
      </div>
    </>
  );
}
