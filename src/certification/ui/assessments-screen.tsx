import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  PagedTable,
  ConfirmAct,
  Allowed,
  ErrorNote,
  PageHeader,
  permits,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { AssessmentView, BodyView, CertificateView, CertificationFigures } from '../schema.ts';
import { CLASS_LEVEL_WORDS, LEVEL_WORDS } from '../levels.ts';
import { AbilityPlanDialog, FileDialog, IssueDialog, PlanDialog } from './assessment-dialogs.tsx';
import { ContestsPart } from './contests-part.tsx';
import { ResultsDialog } from './assessment-results.tsx';
import { Figures } from './certification-figures.tsx';
import { words } from './words.ts';

type Dialog =
  | { act: 'plan' | 'file' | 'ability' }
  | { act: 'results' | 'issue'; session: AssessmentView }
  | { act: 'withdraw'; certificate: CertificateView };

/** 评价与证书: assessments with results, certificates, filed bodies, the year in figures. */
export default function AssessmentsScreen() {
  const t = useWords(words);
  const { permissions, today } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const year = today.slice(0, 4);
  const figures = useQuery({
    queryKey: ['certification', year],
    queryFn: ({ signal }) => api.get<CertificationFigures>('/api/certification/figures', { query: { year }, signal }),
  });
  const assesses = permits(permissions, 'certification.assess');
  const { error } = figures;
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
              <Button onClick={() => setDialog({ act: 'ability' })}>{t('abilityPlan')}</Button>
            </Allowed>
            <PrintButton title={t('title')} />
          </>
        }
      />
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        {told === null ? null : <p role="status">{told}</p>}
        <PagedTable
          path="/api/certification/assessments"
          query={{ year }}
          title={t('assessments')}
          empty={t('noneBegin')}
          columns={sessionColumns}
          rowKey={(r) => r.sessionId}
          rowName={(r) => r.number}
        />
        <PagedTable<CertificateView>
          path="/api/certification/certificates"
          query={{ year }}
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
            {
              key: 'act',
              title: '',
              render: (r) => (
                <span className="kit-row">
                  {r.kind === 'graduation' ? (
                    <Button
                      size="small"
                      href={`/api/certification/certificates/${r.certificateId}/print`}
                      target="_blank"
                    >
                      {t('print')}
                    </Button>
                  ) : null}
                  {assesses && r.valid ? (
                    <Button size="small" onClick={() => setDialog({ act: 'withdraw', certificate: r })}>
                      {t('withdraw')}
                    </Button>
                  ) : null}
                </span>
              ),
            },
          ]}
          rowKey={(r) => r.certificateId}
          rowName={(r) => r.number}
        />
        <ContestsPart onTold={setTold} />
        <PagedTable<BodyView>
          path="/api/certification/bodies"
          query={{ year }}
          title={t('bodies')}
          empty={t('noneBegin')}
          columns={[
            { key: 'institution', title: t('institution'), render: (r) => r.institution },
            { key: 'occupation', title: t('occupation'), render: (r) => r.occupation },
            { key: 'levels', title: t('levels'), render: (r) => `${r.levelFrom}—${r.levelTo}` },
            { key: 'days', title: t('validFrom'), render: (r) => `${r.validFrom} — ${r.validTo ?? ''}` },
            { key: 'no', title: t('filedNo'), render: (r) => r.filedNo },
          ]}
          rowKey={(r) => `${r.institution}${r.occupation}${r.validFrom}${r.filedNo}`}
          rowName={(r) => r.institution}
        />
        {figures.data === undefined ? null : <Figures figures={figures.data} year={year} />}
      </div>
      {dialog === null ? null : <ShownDialog dialog={dialog} onTold={setTold} onClose={() => setDialog(null)} />}
    </>
  );
}

function levelOf(r: CertificateView): string {
  if (r.classLevel === null) return LEVEL_WORDS[r.level ?? 0] ?? '—';
  return CLASS_LEVEL_WORDS[r.classLevel as keyof typeof CLASS_LEVEL_WORDS];
}

type Shown = { dialog: Dialog; onTold: (told: string) => void; onClose: () => void };

function ShownDialog({ dialog, ...close }: Shown) {
  const { onClose } = close;
  switch (dialog.act) {
    case 'plan':
      return <PlanDialog {...close} />;
    case 'file':
      return <FileDialog onClose={onClose} />;
    case 'ability':
      return <AbilityPlanDialog onClose={onClose} />;
    case 'results':
      return <ResultsDialog session={dialog.session} onClose={onClose} />;
    case 'issue':
      return <IssueDialog session={dialog.session} {...close} />;
    case 'withdraw':
      return <WithdrawDialog certificate={dialog.certificate} onClose={onClose} />;
  }
}

function WithdrawDialog({ certificate, onClose }: { certificate: CertificateView; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  return (
    <ConfirmAct
      title={`${t('withdraw')}：${certificate.number}`}
      explain={<p>{t('withdrawNote', { holder: certificate.holder })}</p>}
      text="required"
      danger
      onConfirm={async ({ text }) => {
        await api.post(`/api/certification/certificates/${certificate.certificateId}/withdraw`, { reason: text });
        await client.invalidateQueries();
      }}
      onClose={onClose}
    />
  );
}
