import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api, type StoredFile } from '../../platform/api-client/index.ts';
import {
  PagedTable,
  FormDialog,
  FoundSelect,
  Allowed,
  ErrorNote,
  PageHeader,
  PrintButton,
  UploadBox,
  useSession,
  useWords,
} from '../../platform/ui-kit/index.ts';
import type { ClassView, TraineeView } from '../../training/schema.ts';
import type { AgencyLine, Away, FollowedUp, PlacementView, Share } from '../schema.ts';
import { EVIDENCE, PLACEMENT_KINDS } from '../placement-kinds.ts';
import { words } from './words.ts';

const agencyKind = (kind: string) => (kind === 'agency' ? 'agencyKind' : kind) as 'broker';

/** 就业去向: work found with its evidence, a class followed up, intermediaries, those away from home. */
export default function PlacementsScreen() {
  const t = useWords(words);
  const { unit, today } = useSession();
  const [dialog, setDialog] = useState<'record' | 'agency' | null>(null);
  const [classId, setClassId] = useState<string | null>(null);
  const office = unit.level !== 'institution';
  const year = Number(today.slice(0, 4));
  const days = { before: `${year - 1}-12-31`, on: today };
  const away = useQuery({
    queryKey: ['employment-away', days],
    enabled: office,
    queryFn: ({ signal }) => api.get<Away>('/api/employment/away', { query: days, signal }),
  });
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <Allowed permission="employment.record">
              <Button type="primary" disabled={classId === null} onClick={() => setDialog('record')}>
                {t('record')}
              </Button>
            </Allowed>
            <Allowed permission="certification.file">
              <Button onClick={() => setDialog('agency')}>{t('keepAgency')}</Button>
            </Allowed>
            <PrintButton title={t('title')} />
          </>
        }
      />
      <div className="kit-stack">
        {away.error === null ? null : <ErrorNote error={away.error} />}
        <section>
          <h2>{t('follow')}</h2>
          <FoundSelect<ClassView>
            label={t('follow')}
            placeholder={t('class')}
            path="/api/training/classes"
            query={{ ended: 'yes' }}
            option={(c) => ({ value: c.classId, label: `${c.name ?? ''}（${c.endsOn ?? ''}）` })}
            value={classId ?? undefined}
            onChange={(chosen) => setClassId(chosen ?? null)}
          />
          {classId === null ? null : <Followed classId={classId} />}
        </section>
        <PagedTable<PlacementView>
          path="/api/employment/placements"
          title={t('title')}
          empty={t('none')}
          columns={[
            { key: 'name', title: t('person'), render: (r) => r.name },
            { key: 'kind', title: t('kind'), render: (r) => t(r.kind as 'job') },
            { key: 'employer', title: t('employer'), render: (r) => r.employer ?? '—' },
            { key: 'began', title: t('beganOn'), render: (r) => r.beganOn },
            { key: 'evidence', title: t('evidence'), render: (r) => t(r.evidence as 'self_report') },
            { key: 'class', title: t('class'), render: (r) => r.className ?? '—' },
            { key: 'agency', title: t('agency'), render: (r) => r.agency ?? '—' },
          ]}
          rowKey={(r) => r.placementId}
          rowName={(r) => r.name}
        />
        {office && away.data !== undefined ? (
          <section>
            <h2>{t('away')}</h2>
            <p>
              {t('awayTold', {
                ...days,
                n0: away.data.before,
                n1: away.data.now,
                percent: away.data.changePercent === null ? '—' : `${away.data.changePercent}%`,
                lines: away.data.channels.map((c) => `${t(agencyKind(c.channel))} ${c.people}`).join('，') || '—',
              })}
            </p>
          </section>
        ) : null}
        {office ? (
          <PagedTable<AgencyLine>
            path="/api/employment/agencies"
            title={t('agencies')}
            empty={t('none')}
            columns={[
              { key: 'name', title: t('name'), render: (r) => r.name },
              { key: 'kind', title: t('agencySort'), render: (r) => t(agencyKind(r.kind)) },
              { key: 'no', title: t('registeredNo'), render: (r) => r.registeredNo },
              { key: 'placements', title: t('placements'), number: true, render: (r) => r.placements },
            ]}
            rowKey={(r) => r.agencyId}
            rowName={(r) => r.name}
          />
        ) : null}
      </div>
      {dialog === 'record' && classId !== null ? (
        <RecordDialog classId={classId} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'agency' ? <AgencyDialog onClose={() => setDialog(null)} /> : null}
    </>
  );
}

function Followed({ classId }: { classId: string }) {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['employment', 'class', classId],
    queryFn: ({ signal }) =>
      api.get<FollowedUp>(`/api/employment/classes/${classId}`, { query: { months: 12 }, signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return null;
  const f = found.data;
  const say = (key: 'employed' | 'matched' | 'placed' | 'founded' | 'shops' | 'hired', share: Share) =>
    t(key, { ...share, percent: share.percent ?? '—' });
  return (
    <ul>
      <li>{say('employed', f.employed)}</li>
      <li>{say('matched', f.inTrade)}</li>
      <li>{say('placed', f.placed)}</li>
      <li>{say('founded', f.founded)}</li>
      {f.shops.done > 0 ? <li>{say('shops', f.shops)}</li> : null}
      {f.hiredOfOrdered === null ? null : <li>{say('hired', f.hiredOfOrdered)}</li>}
      {f.jobsPerLeader ? <li>{t('jobs', { n: f.jobsPerLeader })}</li> : null}
      <li>
        {t('evidenceTold', {
          lines: f.byEvidence.map((e) => `${t(e.evidence as 'self_report')} ${e.people}`).join('，') || '—',
        })}
      </li>
    </ul>
  );
}

function RecordDialog({ classId, onClose }: { classId: string; onClose: () => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const [file, setFile] = useState<StoredFile | null>(null);
  const found = useQuery({
    queryKey: ['training-trainees', classId],
    queryFn: ({ signal }) => api.get<{ rows: TraineeView[] }>(`/api/training/classes/${classId}/trainees`, { signal }),
  });
  const schema = z.object({
    personId: z.string().meta({
      title: t('person'),
      options: (found.data?.rows ?? []).map((r) => ({ value: r.personId, label: r.name })),
    }),
    kind: z.string().meta({
      title: t('kind'),
      options: Object.keys(PLACEMENT_KINDS).map((value) => ({ value, label: t(value as 'job') })),
    }),
    employer: z
      .string()
      .optional()
      .meta({ title: t('employer') }),
    beganOn: z.iso.date().meta({ title: t('beganOn') }),
    contractFrom: z.iso
      .date()
      .optional()
      .meta({ title: t('contractFrom') }),
    evidence: z.string().meta({
      title: t('evidence'),
      options: Object.keys(EVIDENCE).map((value) => ({ value, label: t(value as 'self_report') })),
    }),
    inTrade: z
      .boolean()
      .optional()
      .meta({ title: t('inTrade') }),
    nearHome: z
      .boolean()
      .optional()
      .meta({ title: t('nearHome') }),
  });
  return (
    <FormDialog
      title={t('record')}
      schema={schema}
      initial={{ kind: 'job', evidence: 'self_report', beganOn: today }}
      onClose={onClose}
      onSubmit={(value) =>
        api.post('/api/employment/placements', {
          rows: [{ ...value, classId, ...(file === null ? {} : { fileId: file.fileId }) }],
        })
      }
      above={<UploadBox label={t('file')} accept=".pdf,.jpg,.jpeg,.png" onUploaded={setFile} />}
    />
  );
}

function AgencyDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const kinds = ['public_service', 'agency', 'broker'] as const;
  const schema = z.object({
    name: z
      .string()
      .min(2)
      .meta({ title: t('name') }),
    kind: z
      .string()
      .meta({ title: t('agencySort'), options: kinds.map((value) => ({ value, label: t(agencyKind(value)) })) }),
    registeredNo: z
      .string()
      .min(2)
      .meta({ title: t('registeredNo') }),
    validFrom: z.iso.date().meta({ title: t('validFrom') }),
  });
  return (
    <FormDialog
      title={t('keepAgency')}
      schema={schema}
      initial={{ validFrom: today }}
      onClose={onClose}
      onSubmit={(value) => api.post('/api/employment/agencies', value)}
    />
  );
}
