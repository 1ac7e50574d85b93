import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  EmptyState,
  ErrorNote,
  FilePage,
  PrintButton,
  useSession,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { ApplicationSheet, SheetMajor } from '../open-application.ts';
import { CriteriaTable } from './criteria-table.tsx';
import { MajorDialog, SchoolDialog } from './write-dialogs.tsx';
import { words } from './words.ts';

type Dialog =
  | { kind: 'school' | 'submit' | 'withdraw' | 'addMajor' }
  | { kind: 'editMajor' | 'removeMajor'; major: SheetMajor };

/** 申报表: what the school says of each criterion beside what its records give; written by the school, scored by the city. */
export default function ApplicationScreen() {
  const { applicationId = '' } = useParams({ strict: false }) as { applicationId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['designation', 'application', applicationId],
    queryFn: ({ signal }) => api.get<ApplicationSheet>(`/api/designation/applications/${applicationId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Sheet sheet={data} />;
}

function Sheet({ sheet }: { sheet: ApplicationSheet }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { unit } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const own = unit.level === 'institution' && sheet.state === 'draft' && sheet.call.open;
  const close = (done: boolean): void => {
    setDialog(null);
    if (done) void client.invalidateQueries();
  };
  const title = t('sheet', { school: sheet.schoolName });
  return (
    <>
      <FilePage
        title={title}
        note={sheet.live ? t('live') : t('fixed', { day: sheet.submittedOn ?? '' })}
        actions={
          <>
            <PrintButton title={title} />
            {own ? <OwnActs show={setDialog} /> : null}
          </>
        }
        facts={[
          { label: t('round'), value: `${sheet.call.year}年${t('roundOf', { round: sheet.call.round })}` },
          { label: t('state'), value: t(sheet.state as 'draft') },
          { label: t('counted'), value: t('from_to', { from: sheet.call.periodFrom, to: sheet.call.periodTo }) },
          { label: t('contact'), value: sheet.contact ?? '—' },
          { label: t('phone'), value: sheet.phone ?? '—' },
          { label: t('submittedOn'), value: sheet.submittedOn ?? '—' },
          ...(sheet.reason === null ? [] : [{ label: t('reason'), value: sheet.reason }]),
        ]}
        sections={[
          ...(sheet.required.length === 0
            ? []
            : [{ key: 'required', title: t('required'), content: <RequiredList required={sheet.required} /> }]),
          {
            key: 'school',
            title: t('schoolCriteria'),
            content: (
              <>
                <p className="kit-faint">
                  {sheet.rateStandard === null ? t('noStandard') : t('standard', { rate: sheet.rateStandard })}
                </p>
                <CriteriaTable sheet={sheet} subject={sheet.applicationId} lines={sheet.criteria} />
              </>
            ),
          },
          ...sheet.majors.map((m) => ({
            key: m.majorId,
            title: `${t('major')}：${m.major}（${m.level}，${m.base}，${m.years}年）`,
            content: (
              <>
                {own ? <MajorActs major={m} show={setDialog} /> : null}
                <CriteriaTable sheet={sheet} subject={m.majorId} lines={m.criteria} />
              </>
            ),
          })),
          ...(sheet.majors.length > 0
            ? []
            : [
                {
                  key: 'none',
                  title: t('majorCriteria'),
                  content: <EmptyState title={t('noMajors')} begin={t('noMajorsBegin')} />,
                },
              ]),
        ]}
      />
      {dialog === null ? null : <Dialogs dialog={dialog} sheet={sheet} onClose={close} />}
    </>
  );
}

/** Registers that must hold something of the school before it applies: there, or missing with the way to it. */
function RequiredList({ required }: Pick<ApplicationSheet, 'required'>) {
  const t = useWords(words);
  return (
    <ul className="designation-required">
      {required.map((r) => (
        <li key={r.register} className={r.kept ? undefined : 'kit-overdue'}>
          {r.kept ? '✓' : '✗'} {r.title}：{r.kept ? t('requiredKept') : t('requiredMissing')}{' '}
          <Link to={`/registers/of/${r.register}`}>{t('requiredOpen')}</Link>
        </li>
      ))}
    </ul>
  );
}

function OwnActs({ show }: { show: (dialog: Dialog) => void }) {
  const t = useWords(words);
  return (
    <Allowed permission="designation.apply">
      <Button onClick={() => show({ kind: 'withdraw' })}>{t('withdraw')}</Button>
      <Button onClick={() => show({ kind: 'school' })}>{t('edit')}</Button>
      <Button onClick={() => show({ kind: 'addMajor' })}>{t('addMajor')}</Button>
      <Button type="primary" onClick={() => show({ kind: 'submit' })}>
        {t('submit')}
      </Button>
    </Allowed>
  );
}

function MajorActs({ major, show }: { major: SheetMajor; show: (dialog: Dialog) => void }) {
  const t = useWords(words);
  return (
    <p>
      <Button size="small" onClick={() => show({ kind: 'editMajor', major })}>
        {t('editMajor')}
      </Button>{' '}
      <Button size="small" onClick={() => show({ kind: 'removeMajor', major })}>
        {t('removeMajor')}
      </Button>
    </p>
  );
}

function Dialogs(props: { dialog: Dialog; sheet: ApplicationSheet; onClose: (done: boolean) => void }) {
  const t = useWords(words);
  const { dialog, sheet, onClose } = props;
  const path = `/api/designation/applications/${sheet.applicationId}`;
  if (dialog.kind === 'school') return <SchoolDialog sheet={sheet} onClose={onClose} />;
  if (dialog.kind === 'addMajor') return <MajorDialog sheet={sheet} major={null} onClose={onClose} />;
  if (dialog.kind === 'editMajor') return <MajorDialog sheet={sheet} major={dialog.major} onClose={onClose} />;
  if (dialog.kind === 'removeMajor')
    return (
      <ConfirmAct
        title={t('removeMajor')}
        explain={t('removeExplain', { major: dialog.major.major })}
        danger
        onConfirm={() => api.post(`${path}/majors/${dialog.major.majorId}/remove`)}
        onClose={onClose}
      />
    );
  return (
    <ConfirmAct
      title={t(dialog.kind)}
      explain={t(`${dialog.kind}Explain`)}
      danger={dialog.kind === 'withdraw'}
      onConfirm={() => api.post(`${path}/${dialog.kind}`)}
      onClose={onClose}
    />
  );
}
