import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { Allowed, ErrorNote, FilePage, SchemaForm, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { StudentFile } from '../status/open-student.ts';
import { ChangeStatus, ExcuseMatch } from '../schema.ts';
import { AppraisalForm, fenOf } from '../offers/schema-services.ts';
import { BillLines } from './bill-lines.tsx';
import { CardItems } from './card-items.tsx';
import { OfferList } from './offer-list.tsx';
import { words } from './words.ts';

type Dialog = 'change' | 'excuse' | 'appraisal';
type T = ReturnType<typeof useWords<keyof typeof words.zh>>;

function factsOf(file: StudentFile, t: T) {
  const { match } = file;
  const listed =
    match.confirmedOn === null
      ? t('notListed')
      : `${match.confirmedOn}（${t(match.certainty === 'proved' ? 'proved' : 'inferred')}）`;
  return [
    { label: t('number'), value: file.statusNumber },
    { label: t('school'), value: file.schoolName },
    { label: t('major'), value: `${file.major} ${file.level}` },
    { label: t('className'), value: file.className ?? '—' },
    { label: t(file.fullTime ? 'fullTime' : 'partTime'), value: `${t('enrolled')} ${file.enrolledOn}` },
    { label: t('boarding'), value: file.boarding === null ? t('notRecorded') : t(file.boarding ? 'yes' : 'no') },
    { label: t('home'), value: file.villageName ?? '—' },
    { label: t('match'), value: listed, ...(match.sender ? { source: match.sender } : {}) },
  ];
}

/** 学生档案: one student, status and history, and the card of the school year. */
export default function StudentScreen() {
  const t = useWords(words);
  const session = useSession();
  const client = useQueryClient();
  const { statusId = '' } = useParams({ strict: false }) as { statusId?: string };
  const [open, setOpen] = useState<Dialog | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const path = `/api/students/${encodeURIComponent(statusId)}`;
  const found = useQuery({
    queryKey: ['student', statusId],
    queryFn: ({ signal }) => api.get<StudentFile>(path, { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const file = found.data;
  const renew = async (): Promise<void> => {
    setOpen(null);
    await client.invalidateQueries();
  };
  const decide = (): void => {
    setFailure(null);
    api.post('/api/students/decide', { ids: [statusId] }).then(renew, setFailure);
  };
  return (
    <>
      {failure === null ? null : <ErrorNote error={failure} />}
      <FilePage
        title={file.name}
        note={`${file.idMask ?? '—'} · ${file.stateName}（${file.stateFrom}）`}
        facts={factsOf(file, t)}
        actions={
          <>
            <Allowed permission="student.register">
              <Button type="primary" onClick={decide}>
                {t('decide')}
              </Button>
              {file.acts.length === 0 ? null : <Button onClick={() => setOpen('change')}>{t('change')}</Button>}
              <Button onClick={() => setOpen('appraisal')}>{t('appraisal')}</Button>
            </Allowed>
            {session.unit.level === 'county' && file.card.some((item) => item.note === 'match_outdated') ? (
              <Button onClick={() => setOpen('excuse')}>{t('excuse')}</Button>
            ) : null}
            {file.card.length === 0 ? null : (
              <a className="kit-button" href={`${path}/card`} target="_blank" rel="noreferrer">
                {t('print')}
              </a>
            )}
          </>
        }
        sections={[
          { key: 'card', title: t('cardTitle', { year: file.schoolYear }), content: <CardItems card={file.card} /> },
          { key: 'offers', title: t('offersTitle'), content: <OfferList offers={file.offers} /> },
          {
            key: 'bills',
            title: t('billsTitle'),
            content:
              file.bills.length === 0 ? (
                <p className="kit-faint">{t('noBills')}</p>
              ) : (
                file.bills.map((bill) => (
                  <section key={bill.billId}>
                    <h3>
                      {bill.title} · {bill.number}
                    </h3>
                    <BillLines bill={bill} />
                  </section>
                ))
              ),
          },
        ]}
        timeline={file.events.map((e) => ({
          key: e.at + e.event,
          date: e.onDate,
          title: `${e.event}：${e.toName}`,
          by: e.by,
          ...(e.reason ? { detail: e.reason } : {}),
        }))}
      />
      <StudentDialogs file={file} path={path} open={open} onDone={renew} onClose={() => setOpen(null)} />
    </>
  );
}

function StudentDialogs(props: {
  file: StudentFile;
  path: string;
  open: Dialog | null;
  onDone: () => Promise<void>;
  onClose: () => void;
}) {
  const t = useWords(words);
  const session = useSession();
  const { file, path } = props;
  if (props.open === null) return null;
  const send = (to: string) => async (value: object) => {
    await api.post(`${path}/${to}`, value);
    await props.onDone();
  };
  return (
    <Modal open title={t(props.open)} footer={null} onCancel={props.onClose}>
      {props.open === 'appraisal' ? (
        <SchemaForm
          schema={AppraisalForm}
          initial={{ onDate: session.today, ownMajor: true }}
          submitLabel={t('appraisal')}
          onSubmit={({ appraisalYuan, certificateYuan, ...value }) =>
            send('appraisal')({ ...value, appraisalFen: fenOf(appraisalYuan), certificateFen: fenOf(certificateYuan) })
          }
        />
      ) : props.open === 'change' ? (
        <SchemaForm
          schema={ChangeStatus.omit({ statusId: true })}
          fields={{ act: { options: file.acts.map((a) => ({ value: a.act, label: a.name })) } }}
          initial={{ onDate: session.today }}
          submitLabel={t('change')}
          onSubmit={send('change')}
        />
      ) : (
        <SchemaForm
          schema={ExcuseMatch.omit({ statusId: true })}
          initial={{ schoolYear: file.schoolYear }}
          submitLabel={t('excuse')}
          onSubmit={send('excuse-match')}
        />
      )}
    </Modal>
  );
}
