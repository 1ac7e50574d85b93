import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  TitledTable,
  FormDialog,
  Allowed,
  DataTable,
  ErrorNote,
  PageHeader,
  permits,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ClassView } from '../../training/schema.ts';
import type { AssessmentView, BodyView, CandidateView, CertificateView, CertificationFigures } from '../schema.ts';
import { AUDIENCES, CLASS_LEVEL_WORDS, LEVEL_WORDS } from '../levels.ts';
import { words } from './words.ts';

type Dialog = { act: 'plan' | 'file' } | { act: 'results' | 'issue'; session: AssessmentView };

/** 评价与证书: assessments with results, certificates, filed bodies, the year in figures. */
export default function AssessmentsScreen() {
  const t = useWords(words);
  const { permissions, today } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const year = today.slice(0, 4);
  const get = <Answer,>(path: string) => ({
    queryKey: ['certification', path],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Answer>(path, { query: { size: 200, year }, signal }),
  });
  const assessments = useQuery(get<{ rows: AssessmentView[] }>('/api/certification/assessments'));
  const certificates = useQuery(get<{ rows: CertificateView[] }>('/api/certification/certificates'));
  const bodies = useQuery(get<{ rows: BodyView[] }>('/api/certification/bodies'));
  const figures = useQuery(get<CertificationFigures>('/api/certification/figures'));
  const assesses = permits(permissions, 'certification.assess');
  const error = assessments.error ?? certificates.error ?? bodies.error ?? figures.error;
  const sessionColumns: Column<AssessmentView>[] = [
    { key: 'number', title: t('number'), render: (r) => r.number },
    { key: 'institution', title: t('institution'), render: (r) => r.institution },
    { key: 'occupation', title: t('occupation'), render: (r) => r.occupation },
    { key: 'level', title: t('levelShort'), render: (r) => LEVEL_WORDS[r.level] ?? r.level },
    { key: 'day', title: t('heldOn'), render: (r) => r.heldOn },
    { key: 'room', title: t('room'), render: (r) => r.room },
    { key: 'seated', title: t('seated'), number: true, render: (r) => `${r.seated}/${r.capacity}` },
    { key: 'passed', title: t('passed'), number: true, render: (r) => r.passed },
    { key: 'issued', title: t('issued'), number: true, render: (r) => r.certificates },
    { key: 'state', title: t('state'), render: (r) => t(r.state as 'planned') },
    ...(assesses
      ? [
          {
            key: 'act',
            title: '',
            render: (r: AssessmentView) => (
              <span className="kit-row">
                <Button size="small" onClick={() => setDialog({ act: 'results', session: r })}>
                  {t('results')}
                </Button>
                {r.passed > r.certificates ? (
                  <Button size="small" onClick={() => setDialog({ act: 'issue', session: r })}>
                    {t('issue')}
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note')}
        actions={
          <>
            {assesses ? (
              <Button type="primary" onClick={() => setDialog({ act: 'plan' })}>
                {t('plan')}
              </Button>
            ) : null}
            <Allowed permission="certification.file">
              <Button type="primary" onClick={() => setDialog({ act: 'file' })}>
                {t('file')}
              </Button>
            </Allowed>
            <PrintButton title={t('title')} />
          </>
        }
      />
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        {told === null ? null : <p role="status">{told}</p>}
        <TitledTable
          title={t('assessments')}
          empty={t('noneBegin')}
          columns={sessionColumns}
          rows={assessments.data?.rows}
          rowKey={(r) => r.sessionId}
          rowName={(r) => r.number}
        />
        <TitledTable<CertificateView>
          title={t('certificates')}
          empty={t('none')}
          columns={[
            { key: 'number', title: t('certificateNo'), render: (r) => r.number },
            { key: 'holder', title: t('holder'), render: (r) => r.holder },
            { key: 'kind', title: t('kind'), render: (r) => t(r.kind as 'skill_level') },
            { key: 'occupation', title: t('occupation'), render: (r) => r.occupation },
            { key: 'level', title: t('levelShort'), render: (r) => levelOf(r) },
            { key: 'day', title: t('issuedOn'), render: (r) => r.issuedOn },
            { key: 'valid', title: t('state'), render: (r) => t(r.valid ? 'valid' : 'withdrawn') },
          ]}
          rows={certificates.data?.rows}
          rowKey={(r) => r.certificateId}
          rowName={(r) => r.number}
        />
        <TitledTable<BodyView>
          title={t('bodies')}
          empty={t('noneBegin')}
          columns={[
            { key: 'institution', title: t('institution'), render: (r) => r.institution },
            { key: 'occupation', title: t('occupation'), render: (r) => r.occupation },
            { key: 'levels', title: t('levels'), render: (r) => `${r.levelFrom}—${r.levelTo}` },
            { key: 'days', title: t('validFrom'), render: (r) => `${r.validFrom} — ${r.validTo ?? ''}` },
            { key: 'no', title: t('filedNo'), render: (r) => r.filedNo },
          ]}
          rows={bodies.data?.rows}
          rowKey={(r) => `${r.institution}${r.occupation}${r.validFrom}${r.filedNo}`}
          rowName={(r) => r.institution}
        />
        {figures.data === undefined ? null : <Figures figures={figures.data} year={year} />}
      </div>
      {dialog === null ? null : 'session' in dialog ? (
        dialog.act === 'results' ? (
          <ResultsDialog session={dialog.session} onClose={() => setDialog(null)} />
        ) : (
          <IssueDialog session={dialog.session} onTold={setTold} onClose={() => setDialog(null)} />
        )
      ) : dialog.act === 'plan' ? (
        <PlanDialog onTold={setTold} onClose={() => setDialog(null)} />
      ) : (
        <FileDialog onClose={() => setDialog(null)} />
      )}
    </>
  );
}

function levelOf(r: CertificateView): string {
  if (r.classLevel === null) return LEVEL_WORDS[r.level ?? 0] ?? '—';
  return CLASS_LEVEL_WORDS[r.classLevel as keyof typeof CLASS_LEVEL_WORDS];
}

function Figures({ figures, year }: { figures: CertificationFigures; year: string }) {
  const t = useWords(words);
  const { schools, graduates, audiences, uncoded, ability } = figures;
  const shown = (n: number | null): string | number => n ?? '—';
  return (
    <section>
      <h2>{t('figures', { year })}</h2>
      <ul>
        <li>
          {t('schoolsTold', {
            done: schools.done,
            of: schools.of,
            percent: shown(schools.percent),
            missing: schools.missing.slice(0, 20).join('、') || '—',
          })}
        </li>
        <li>
          {t('graduatesTold', { done: graduates.withCertificate, of: graduates.of, percent: shown(graduates.percent) })}
        </li>
        <li>
          {t('audiencesTold', {
            lines: audiences.map((a) => `${t(a.audience as 'employee')} ${a.people}`).join('，') || '—',
            uncoded,
          })}
        </li>
        {ability === null ? null : (
          <li>
            {t('abilityTold', {
              ...ability,
              completionPercent: shown(ability.completionPercent),
              passPercent: shown(ability.passPercent),
            })}
          </li>
        )}
      </ul>
    </section>
  );
}

type Told = { onTold: (told: string) => void; onClose: () => void };

/** Seats the people of a finished class; sessions as the room asks for. */
function PlanDialog({ onTold, onClose }: Told) {
  const t = useWords(words);
  const { today } = useSession();
  const classes = useQuery({
    queryKey: ['certification', 'classes'],
    queryFn: ({ signal }) => api.get<ListAnswer<ClassView>>('/api/training/classes', { query: { size: 200 }, signal }),
  });
  const rows = (classes.data?.rows ?? []).filter((c) => ['assessed', 'closed', 'imported'].includes(c.state));
  const schema = z.object({
    classId: z.string().meta({
      title: t('classId'),
      options: rows.map((c) => ({ value: c.classId, label: `${c.name ?? ''} ${c.endsOn ?? ''}` })),
    }),
    occupation: z
      .string()
      .min(1)
      .meta({ title: t('occupation') }),
    level: z
      .number()
      .int()
      .min(1)
      .max(5)
      .meta({ title: t('level') }),
    room: z
      .string()
      .min(1)
      .meta({ title: t('room') }),
    capacity: z
      .number()
      .int()
      .positive()
      .meta({ title: t('capacity') }),
    days: z
      .string()
      .min(10)
      .meta({ title: t('days') }),
  });
  return (
    <FormDialog
      title={t('plan')}
      schema={schema}
      initial={{ level: 5, days: today }}
      onClose={onClose}
      onSubmit={async ({ classId, days, ...value }) => {
        const said = { ...value, classIds: [classId], days: days.split(/[,，、\s]+/).filter(Boolean) };
        const done = await api.post<{ sessionIds: string[]; seated: number }>('/api/certification/backlog', said);
        onTold(t('seatedTold', { sessions: done.sessionIds.length, people: done.seated }));
      }}
      above={<p>{t('classNote')}</p>}
    />
  );
}

function IssueDialog({ session, onTold, onClose }: Told & { session: AssessmentView }) {
  const t = useWords(words);
  const { today } = useSession();
  return (
    <FormDialog
      title={`${t('issue')}：${session.number}`}
      schema={z.object({ issuedOn: z.iso.date().meta({ title: t('issuedOn') }) })}
      initial={{ issuedOn: today }}
      submitLabel={t('issue')}
      onClose={onClose}
      onSubmit={async (value) => {
        const done = await api.post<{ issued: number }>(
          `/api/certification/assessments/${session.sessionId}/certificates`,
          value,
        );
        onTold(t('issuedTold', { n: done.issued }));
      }}
    />
  );
}

function FileDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const institutions = useQuery({
    queryKey: ['certification', 'institutions'],
    queryFn: ({ signal }) =>
      api.get<{ rows: { institutionId: string; institution: string }[] }>('/api/training/institutions', {
        query: { year: today.slice(0, 4) },
        signal,
      }),
  });
  const schema = z.object({
    institutionId: z.string().meta({
      title: t('institution'),
      options: (institutions.data?.rows ?? []).map((i) => ({ value: i.institutionId, label: i.institution })),
    }),
    occupation: z
      .string()
      .min(1)
      .meta({ title: t('occupation') }),
    levelFrom: z
      .number()
      .int()
      .min(1)
      .max(5)
      .meta({ title: t('levelFrom') }),
    levelTo: z
      .number()
      .int()
      .min(1)
      .max(5)
      .meta({ title: t('levelTo') }),
    validFrom: z.iso.date().meta({ title: t('validFrom') }),
    validTo: z.iso
      .date()
      .optional()
      .meta({ title: t('validTo') }),
    filedNo: z
      .string()
      .min(2)
      .meta({ title: t('filedNo') }),
  });
  return (
    <FormDialog
      title={t('file')}
      schema={schema}
      initial={{ levelFrom: 5, levelTo: 3, validFrom: today }}
      onClose={onClose}
      onSubmit={(value) => api.post('/api/certification/bodies', value)}
    />
  );
}

type Given = { result: string; audience: string | null };

function ResultsDialog({ session, onClose }: { session: AssessmentView; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [given, setGiven] = useState<Record<string, Given>>({});
  const [error, setError] = useState<unknown>(null);
  const found = useQuery({
    queryKey: ['certification', session.sessionId],
    queryFn: ({ signal }) =>
      api.get<{ rows: CandidateView[] }>(`/api/certification/assessments/${session.sessionId}`, { signal }),
  });
  const rows = found.data?.rows ?? [];
  const of = (r: CandidateView): Given => given[r.personId] ?? { result: r.result ?? '合格', audience: r.audience };
  const save = async (): Promise<void> => {
    try {
      const sent = rows.map((r) => ({
        personId: r.personId,
        result: of(r).result,
        ...(of(r).audience === null ? {} : { audience: of(r).audience }),
      }));
      await api.post(`/api/certification/assessments/${session.sessionId}/results`, { rows: sent });
      await client.invalidateQueries();
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  };
  const columns: Column<CandidateView>[] = [
    { key: 'name', title: t('person'), render: (r) => r.name },
    {
      key: 'audience',
      title: t('audience'),
      render: (r) => (
        <Select
          aria-label={`${r.name} ${t('audience')}`}
          style={{ minWidth: 120 }}
          value={of(r).audience}
          onChange={(audience) => setGiven({ ...given, [r.personId]: { ...of(r), audience } })}
          options={Object.keys(AUDIENCES).map((value) => ({ value, label: t(value as 'employee') }))}
        />
      ),
    },
    {
      key: 'result',
      title: t('result'),
      render: (r) => (
        <Select
          aria-label={`${r.name} ${t('result')}`}
          value={of(r).result}
          onChange={(result) => setGiven({ ...given, [r.personId]: { ...of(r), result } })}
          options={['合格', '不合格', '缺考'].map((value) => ({ value, label: value }))}
        />
      ),
    },
    { key: 'certificate', title: t('certificateNo'), render: (r) => r.certificateNo ?? '—' },
  ];
  return (
    <Modal
      open
      title={`${t('results')}：${session.number}`}
      okText={t('save')}
      onOk={() => void save()}
      onCancel={onClose}
      width={720}
    >
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        <DataTable
          caption={t('results')}
          columns={columns}
          rows={rows}
          rowKey={(r) => r.personId}
          rowName={(r) => r.name}
        />
      </div>
    </Modal>
  );
}
