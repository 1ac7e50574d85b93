import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  chosenIds,
  JobProgress,
  ListPage,
  useRememberedJob,
  useSession,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { BulkAct } from '../../../platform/ui-kit/index.ts';
import type { IssuedLetters } from '../../admitted/issue-letters.ts';
import type { AdmittedRow } from '../../city/list-admitted.ts';
import type { PrintedLetters } from '../../admitted/print-letters.ts';
import { DELIVERIES } from '../../schema-city.ts';
import { words } from './city-words.ts';
import { CloseLetterButton } from './close-letter.tsx';
import { waitingText } from '../waiting-text.ts';

type Terms = { delivery: keyof typeof DELIVERIES; reportBy: string; reportPlace: string };
const LIST = '/api/letters';
const BULK = 200;

/** 录取通知书: the school's admitted persons; letters for one or all, their print, who came and who did not. */
export default function LettersScreen() {
  const t = useWords(words);
  const [terms, setTerms] = useState<Terms>({ delivery: 'handed_over', reportBy: '', reportPlace: '' });
  const [reportedOn, setReportedOn] = useState(useSession().today);
  const [printed, setPrinted] = useState<PrintedLetters | null>(null);
  const [printJob, setPrintJob] = useRememberedJob('letters');
  const acts = useLetterActs(terms, reportedOn, (result) => {
    setPrinted(result.jobId === undefined ? result : null);
    setPrintJob(result.jobId ?? null);
  });
  const fetchPrinted = async (jobId: string): Promise<void> => {
    const job = await api.get<{ result: PrintedLetters | null }>(`/api/jobs/${jobId}`);
    setPrinted(job.result);
  };
  return (
    <ListPage<AdmittedRow>
      id="letters"
      title={t('lettersScreen')}
      note={
        <div className="kit-stack">
          <span>{t('lettersNote')}</span>
          <TermsFields terms={terms} onChange={setTerms} reportedOn={reportedOn} onReportedOn={setReportedOn} />
          {printJob === null || printed !== null ? null : (
            <JobProgress jobId={printJob} onDone={() => void fetchPrinted(printJob)} />
          )}
          {printed === null ? null : <Printed printed={printed} />}
        </div>
      }
      endpoint={LIST}
      columns={[
        { key: 'name', title: t('name'), render: (r) => r.name },
        {
          key: 'state',
          title: t('state'),
          render: (r) => (r.withdrawnOn === null ? r.stateName : t('gaveUp', { on: r.withdrawnOn })),
        },
        { key: 'major', title: t('major'), render: (r) => `${r.major} ${r.level}` },
        {
          key: 'letter',
          title: t('letterNumber'),
          render: (r) =>
            r.letter === null
              ? t('noLetter')
              : `${r.letter.number}${r.letter.state === 'withdrawn' ? `（${t('withdrawn')}）` : ''}`,
        },
        {
          key: 'waiting',
          title: t('waiting'),
          render: (r) => (r.withdrawnOn === null ? waitingText(t, r.waiting) : '—'),
        },
        { key: 'number', title: t('admissionNumber'), render: (r) => r.admissionNumber },
        {
          key: 'act',
          title: '',
          render: (r) => (r.letter && r.state === 'letter_issued' ? <CloseLetterButton letter={r.letter} /> : null),
        },
      ]}
      rowKey={(r) => r.id}
      rowName={(r) => r.name}
      open={(r) => `/enrolment/applications/${r.id}`}
      filters={[
        {
          kind: 'select',
          key: 'state',
          label: t('states'),
          options: (['school_notified', 'letter_issued', 'reported', 'no_show', 'withdrawn'] as const).map((value) => ({
            value,
            label: value === 'withdrawn' ? t('gaveUpState') : t(value),
          })),
        },
      ]}
      bulk={acts}
      empty={{ title: t('nobodyAdmitted'), begin: t('nobodyAdmittedHint') }}
    />
  );
}

function useLetterActs(terms: Terms, reportedOn: string, onPrinted: (printed: PrintedLetters) => void): BulkAct[] {
  const t = useWords(words);
  const complete = terms.reportBy !== '' && terms.reportPlace.trim() !== '';
  const place = { delivery: DELIVERIES[terms.delivery], date: terms.reportBy, place: terms.reportPlace };
  const act = (key: string, label: string, effect: string, most: number, run: BulkAct['run']): BulkAct => ({
    key,
    label,
    permission: 'letter.issue',
    preview: async (selection) => {
      const ids = await chosenIds(selection, LIST, { most });
      return { effect, willHappen: key === 'issue' && !complete ? 0 : ids.length, skipped: [] };
    },
    run,
  });
  return [
    act('issue', t('issue'), complete ? t('issueEffect', place) : t('fillTerms'), 1000, async (selection) => {
      const ids = await chosenIds(selection, LIST);
      const { issued, skipped, jobId } = await api.post<IssuedLetters>(LIST, { ids, ...terms });
      return { done: issued.length, skipped, jobId };
    }),
    act('print', t('printLetters'), t('printEffect'), 1000, async (selection) => {
      const ids = await chosenIds(selection, LIST);
      const result = await api.post<PrintedLetters>('/api/letters/print', { ids });
      onPrinted(result);
      const without = result.jobId === undefined ? ids.length - result.printed - result.refused.length : 0;
      const skipped = without > 0 ? [{ reason: t('nothingToPrint'), count: without }] : [];
      return { done: result.printed, skipped, jobId: result.jobId };
    }),
    act('report', t('reportAct'), t('reportEffect', { date: reportedOn }), BULK, async (selection) => {
      const ids = await chosenIds(selection, LIST, { most: BULK });
      const { reported } = await api.post<{ reported: number }>('/api/letters/reported', { ids, reportedOn });
      return { done: reported, skipped: [] };
    }),
    {
      ...act('noShow', t('noShowAct'), t('noShowEffect'), BULK, async (selection, { text }) => {
        const ids = await chosenIds(selection, LIST, { most: BULK });
        const { marked } = await api.post<{ marked: number }>('/api/letters/no-show', { ids, reason: text });
        return { done: marked, skipped: [] };
      }),
      danger: true,
      text: 'required',
    },
  ];
}

function TermsFields(props: {
  terms: Terms;
  onChange: (terms: Terms) => void;
  reportedOn: string;
  onReportedOn: (day: string) => void;
}) {
  const t = useWords(words);
  const { terms, onChange, reportedOn, onReportedOn } = props;
  return (
    <div className="kit-filters">
      <label>
        {t('delivery')}{' '}
        <Select
          style={{ display: 'flex', minWidth: 120 }}
          value={terms.delivery}
          options={Object.entries(DELIVERIES).map(([value, label]) => ({ value, label }))}
          onChange={(delivery: Terms['delivery']) => onChange({ ...terms, delivery })}
        />
      </label>
      <label>
        {t('reportBy')}{' '}
        <Input type="date" value={terms.reportBy} onChange={(e) => onChange({ ...terms, reportBy: e.target.value })} />
      </label>
      <label>
        {t('reportPlace')}{' '}
        <Input value={terms.reportPlace} onChange={(e) => onChange({ ...terms, reportPlace: e.target.value })} />
      </label>
      <label>
        {t('reportAct')} <Input type="date" value={reportedOn} onChange={(e) => onReportedOn(e.target.value)} />
      </label>
    </div>
  );
}

function Printed({ printed }: { printed: PrintedLetters }) {
  const t = useWords(words);
  return (
    <div role="status">
      {printed.files.map((f) => (
        <Button key={f.fileId} type="link" href={`/api/files/${f.fileId}`}>
          {t('printed', { name: f.name, pages: f.pages })}
        </Button>
      ))}
      {printed.refused.map((r) => (
        <p key={r.number} className="kit-alarm">
          {t('refusedGlyph', r)}
        </p>
      ))}
    </div>
  );
}
