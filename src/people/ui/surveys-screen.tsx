import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  SchemaForm,
  useListState,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { SchoolCoverage, VillageCoverage } from '../surveys/survey-coverage.ts';
import { VisitFields } from '../surveys/survey-schema.ts';
import { AssignVillagesDialog } from './assign-villages-dialog.tsx';
import { words } from './words.ts';

const Visit = VisitFields.omit({ villageCode: true });

/** 摸底走访: which villages schools went down to, what they found, how they publicised the policies, and which villages are missing. */
export default function SurveysScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { today } = useSession();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const [act, setAct] = useState<'assign' | VillageCoverage | null>(null);
  const year = state.filters.year ?? today.slice(0, 4);
  const { school } = state.filters;
  const found = useQuery({
    queryKey: ['surveys', year, school],
    queryFn: ({ signal }) =>
      api.get<{ schools: SchoolCoverage[]; villages: VillageCoverage[] }>('/api/surveys', {
        query: { year, institutionId: school },
        signal,
      }),
  });
  const done = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['surveys'] });
    setAct(null);
  };
  const schools = found.data?.schools ?? [];
  const villages = found.data?.villages ?? [];
  const shown = schools.length === 1 ? schools[0] : schools.find((s) => s.institutionId === school);
  return (
    <>
      <PageHeader
        title={t('surveys')}
        note={t('surveysNote', { year })}
        actions={
          <>
            <Allowed permission="survey.assign">
              <Button type="primary" onClick={() => setAct('assign')}>
                {t('assignVillages')}
              </Button>
            </Allowed>
            {shown === undefined ? null : (
              <Button href={`/api/surveys/report?year=${year}&institutionId=${shown.institutionId}`} target="_blank">
                {t('surveyReport')}
              </Button>
            )}
            <PrintButton title={t('surveys')} />
          </>
        }
      />
      <div className="kit-stack">
        {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
        {found.data !== undefined && schools.length === 0 ? (
          <EmptyState title={t('noSurveys')} begin={t('noSurveysBegin')} />
        ) : null}
        {schools.length > 1 ? (
          <Schools
            rows={schools}
            onChoose={(s) => setState({ ...state, filters: { ...state.filters, school: s.institutionId } })}
          />
        ) : null}
        {shown === undefined ? null : (
          <section>
            <h2>{shown.name}</h2>
            <p>
              {t('surveyCoverage', { ...shown })} {t('surveyPublicity', { ...shown })} {t('surveyPeople', { ...shown })}
            </p>
            <Villages rows={villages} onVisit={setAct} />
          </section>
        )}
      </div>
      {act === 'assign' ? (
        <AssignVillagesDialog year={Number(year)} onDone={done} onClose={() => setAct(null)} />
      ) : act === null ? null : (
        <Modal open title={`${t('recordVisit')}：${act.name}`} footer={null} onCancel={() => setAct(null)}>
          <SchemaForm
            schema={Visit}
            initial={{ visitedOn: today }}
            submitLabel={t('save')}
            onSubmit={async (value) => {
              await api.post('/api/surveys/visits', { ...value, villageCode: act.villageCode });
              await done();
            }}
          />
        </Modal>
      )}
    </>
  );
}

function Schools({ rows, onChoose }: { rows: readonly SchoolCoverage[]; onChoose: (school: SchoolCoverage) => void }) {
  const t = useWords(words);
  const columns: Column<SchoolCoverage>[] = [
    { key: 'name', title: t('school'), render: (s) => s.name },
    { key: 'surveyed', title: t('villagesSurveyed'), number: true, render: (s) => `${s.surveyed}/${s.assigned}` },
    { key: 'visits', title: t('visits'), number: true, render: (s) => s.visits },
    { key: 'publicity', title: t('withPublicity'), number: true, render: (s) => s.withPublicity },
    { key: 'people', title: t('peopleAsked'), number: true, render: (s) => s.people },
    { key: 'study', title: t('study'), number: true, render: (s) => s.wouldStudy },
    { key: 'train', title: t('train'), number: true, render: (s) => s.wouldTrain },
  ];
  return (
    <DataTable
      caption={t('surveys')}
      columns={columns}
      rows={rows}
      rowKey={(s) => s.institutionId}
      rowName={(s) => s.name}
      onOpen={onChoose}
    />
  );
}

function Villages({
  rows,
  onVisit,
}: {
  rows: readonly VillageCoverage[];
  onVisit: (village: VillageCoverage) => void;
}) {
  const t = useWords(words);
  const columns: Column<VillageCoverage>[] = [
    { key: 'name', title: t('village'), render: (v) => v.name },
    {
      key: 'last',
      title: t('lastVisit'),
      render: (v) => v.lastVisit ?? <strong className="kit-alarm">{t('notVisited')}</strong>,
    },
    { key: 'publicity', title: t('withPublicity'), number: true, render: (v) => `${v.withPublicity}/${v.visits}` },
    { key: 'people', title: t('peopleAsked'), number: true, render: (v) => v.people },
    { key: 'study', title: t('study'), number: true, render: (v) => v.wouldStudy },
    { key: 'train', title: t('train'), number: true, render: (v) => v.wouldTrain },
    {
      key: 'act',
      title: t('decision'),
      render: (v) => (
        <Allowed permission="survey.visit">
          <Button size="small" onClick={() => onVisit(v)}>
            {t('recordVisit')}
          </Button>
        </Allowed>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('villagesSurveyed')}
      columns={columns}
      rows={rows}
      rowKey={(v) => String(v.villageCode)}
      rowName={(v) => v.name}
    />
  );
}
