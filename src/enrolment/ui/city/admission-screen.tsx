import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import { chinaDate } from '../../../platform/clock.ts';
import { Allowed, chosenIds, ErrorNote, ListPage, useWords } from '../../../platform/ui-kit/index.ts';
import type { BulkAct } from '../../../platform/ui-kit/index.ts';
import type { AdmissionOutcome } from '../../city/admit-applications.ts';
import type { SentNotice } from '../../city/notify-schools.ts';
import type { AdmissionPreview } from '../../city/preview-admission.ts';
import type { ApplicationLine } from '../../schema.ts';
import { words } from './city-words.ts';
import { BULK, plainPreview, useReturnToCounty } from '../return-act.ts';

const LIST = '/api/applications';

type Translate = ReturnType<typeof useWords<keyof typeof words.zh>>;

/** How many would be admitted, and how many go to reselection for which reasons, in one sentence. */
function admittedAndReselecting(t: Translate, admit: number, reasons: readonly string[]): string {
  const counts = t('admitCounts', { admit, reselect: reasons.length });
  const why = counted(reasons).map(({ reason, count }) =>
    t('peopleFor', { reason: reason.replace(/。$/u, ''), count }),
  );
  return `${counts}${why.length === 0 ? '' : `：${why.join('；')}`}。`;
}

/** How often each reason stands in a list. */
function counted(reasons: readonly string[]): { reason: string; count: number }[] {
  return [...Map.groupBy(reasons, (r) => r)].map(([reason, same]) => ({ reason, count: same.length }));
}

/** 市级受理与录取: bulk admission with its preview, reselection, return to the county, notice to the schools. */
export default function AdmissionScreen() {
  const t = useWords(words);
  const acts = useActs();
  return (
    <ListPage<ApplicationLine>
      id="city-admission"
      title={t('admission')}
      note={t('admissionNote')}
      endpoint={LIST}
      fixed={{ reached: 'city' }}
      columns={[
        { key: 'name', title: t('name'), render: (a) => a.name },
        { key: 'state', title: t('state'), render: (a) => a.stateName },
        { key: 'school', title: t('school'), render: (a) => a.schoolName ?? '—' },
        { key: 'major', title: t('major'), render: (a) => a.major ?? '—' },
        { key: 'village', title: t('village'), render: (a) => a.villageName ?? String(a.villageCode) },
        { key: 'since', title: t('since'), render: (a) => chinaDate(new Date(a.heldSince)) },
        { key: 'number', title: t('number'), render: (a) => a.number },
      ]}
      rowKey={(a) => a.id}
      rowName={(a) => a.name}
      open={(a) => `/enrolment/applications/${a.id}`}
      filters={[
        {
          kind: 'select',
          key: 'state',
          label: t('states'),
          options: [
            { value: 'city_accepted', label: t('city_accepted') },
            { value: 'reselect', label: t('reselecting') },
            { value: 'admitted', label: t('admitted') },
            { value: 'school_notified', label: t('school_notified') },
            { value: 'letter_issued', label: t('letter_issued') },
            { value: 'reported', label: t('reported') },
          ],
        },
        { kind: 'area', key: 'division', label: t('county') },
      ]}
      bulk={acts}
      empty={{ title: t('noApplications'), begin: t('noApplicationsHint') }}
      actions={<Notify />}
    />
  );
}

function useActs(): BulkAct[] {
  const t = useWords(words);
  return [
    {
      key: 'admit',
      label: t('admit'),
      permission: 'admission.decide',
      preview: async (selection) => {
        const ids = await chosenIds(selection, LIST);
        const seen = await api.post<AdmissionPreview>('/api/admissions/preview', { ids });
        const held = counted(seen.held.map((h) => h.reason));
        return {
          effect: `${t('admitEffect')}${admittedAndReselecting(
            t,
            seen.willAdmit,
            seen.blocked.map((b) => `${b.choice} ${b.reason}`),
          )}`,
          willHappen: seen.willAdmit + seen.blocked.length,
          skipped: [...held, ...seen.skipped],
        };
      },
      run: async (selection) => {
        const ids = await chosenIds(selection, LIST);
        const { admitted, reselect, held, skipped, jobId } = await api.post<AdmissionOutcome>('/api/admissions', {
          ids,
        });
        return {
          done: admitted.length + reselect.length,
          note: jobId
            ? undefined
            : admittedAndReselecting(
                t,
                admitted.length,
                reselect.map((r) => r.reason),
              ),
          skipped: [...counted(held.map((h) => h.reason)), ...skipped],
          jobId,
        };
      },
    },
    {
      key: 'reselect',
      label: t('reselect'),
      permission: 'admission.decide',
      text: 'required',
      preview: plainPreview(LIST, t('reselectEffect')),
      run: async (selection, { text }) => {
        const ids = await chosenIds(selection, LIST, { most: BULK });
        const { asked } = await api.post<{ asked: number }>('/api/applications/ask-reselection', { ids, reason: text });
        return { done: asked, skipped: [] };
      },
    },
    useReturnToCounty(LIST),
  ];
}

function Notify() {
  const t = useWords(words);
  const client = useQueryClient();
  const notify = useMutation({
    mutationFn: () => api.post<{ notices: SentNotice[] }>('/api/school-notices', {}),
    onSuccess: () => client.invalidateQueries(),
  });
  const list = notify.data?.notices.map((n) => `${n.schoolName} ${n.persons}`).join('、');
  return (
    <Allowed permission="admission.notify">
      <Button title={t('notifyText')} loading={notify.isPending} onClick={() => notify.mutate()}>
        {t('notify')}
      </Button>
      {list === undefined ? null : <span role="status">{t('notified', { list })}</span>}
      {notify.error === null ? null : <ErrorNote error={notify.error} />}
    </Allowed>
  );
}
