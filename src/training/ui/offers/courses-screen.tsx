import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../../platform/api-client/index.ts';
import {
  ConfirmAct,
  ErrorNote,
  money,
  PagedTable,
  PageHeader,
  permits,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { PersonRow } from '../../../people/schema.ts';
import type { ChoiceView, CourseView } from '../../lists/schema.ts';
import { choiceWords } from './choice-words.ts';
import { PickDialog } from '../classes/pick-dialog.tsx';

const STATES = { chosen: 'stateChosen', enrolled: 'stateEnrolled', withdrawn: 'stateWithdrawn' } as const;

/** 培训课程: what is on offer, chosen for people who wish to be trained, and who has chosen what. */
export default function CoursesScreen() {
  const t = useWords(choiceWords);
  const { permissions } = useSession();
  const [choosing, setChoosing] = useState<CourseView | null>(null);
  const [withdrawing, setWithdrawing] = useState<ChoiceView | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const chooses = permits(permissions, 'training.choose');
  const courseColumns: Column<CourseView>[] = [
    { key: 'title', title: t('title'), render: (r) => r.title },
    { key: 'number', title: t('number'), render: (r) => r.number },
    { key: 'institution', title: t('institution'), render: (r) => r.institution },
    { key: 'trade', title: t('trade'), render: (r) => r.trade },
    { key: 'hours', title: t('hours'), number: true, render: (r) => r.hours },
    { key: 'fee', title: t('fee'), number: true, render: (r) => (r.feeFen === 0 ? t('free') : money(r.feeFen)) },
    { key: 'starts', title: t('startsOn'), render: (r) => r.startsOn ?? '—' },
    { key: 'chosen', title: t('chosen'), number: true, render: (r) => `${r.chosen}/${r.places}` },
    ...(chooses
      ? [
          {
            key: 'act',
            title: '',
            render: (r: CourseView) =>
              r.state !== 'open' ? (
                t('closed')
              ) : r.chosen >= r.places ? (
                t('full')
              ) : (
                <Button size="small" onClick={() => setChoosing(r)}>
                  {t('choose')}
                </Button>
              ),
          },
        ]
      : []),
  ];
  const choiceColumns: Column<ChoiceView>[] = [
    { key: 'name', title: t('person'), render: (r) => r.name },
    { key: 'village', title: t('village'), render: (r) => r.village ?? '—' },
    { key: 'title', title: t('title'), render: (r) => `${r.title}（${r.number}）` },
    { key: 'on', title: t('chosenOn'), render: (r) => r.chosenOn },
    { key: 'via', title: t('via'), render: (r) => t(r.via === 'family' ? 'viaFamily' : 'viaVillage') },
    { key: 'state', title: t('state'), render: (r) => t(STATES[r.state as keyof typeof STATES]) },
    ...(chooses
      ? [
          {
            key: 'act',
            title: '',
            render: (r: ChoiceView) =>
              r.state === 'chosen' ? (
                <Button size="small" onClick={() => setWithdrawing(r)}>
                  {t('withdraw')}
                </Button>
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader title={t('courses')} note={t('coursesNote')} actions={<PrintButton title={t('courses')} />} />
      <div className="kit-stack">
        {told === null ? null : <p role="status">{told}</p>}
        <PagedTable
          path="/api/training/courses"
          title={t('courses')}
          empty={`${t('noCourses')}。${t('noCoursesBegin')}`}
          columns={courseColumns}
          rowKey={(r) => r.courseId}
          rowName={(r) => r.title}
        />
        <PagedTable
          path="/api/training/choices"
          title={t('choices')}
          empty={t('noChoices')}
          columns={choiceColumns}
          rowKey={(r) => r.choiceId}
          rowName={(r) => r.name}
        />
      </div>
      {choosing === null ? null : <ChooseDialog course={choosing} onTold={setTold} onClose={() => setChoosing(null)} />}
      {withdrawing === null ? null : <WithdrawDialog choice={withdrawing} onClose={() => setWithdrawing(null)} />}
    </>
  );
}

type ChooseProps = { course: CourseView; onTold: (told: string) => void; onClose: () => void };

function ChooseDialog({ course, onTold, onClose }: ChooseProps) {
  const t = useWords(choiceWords);
  const [name, setName] = useState('');
  const people = useQuery({
    queryKey: ['training-willing', name],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<PersonRow>>('/api/people', {
        query: { wish: 'train', size: 100, ...(name === '' ? {} : { name }) },
        signal,
      }),
    placeholderData: (before) => before,
  });
  const columns: Column<PersonRow>[] = [
    { key: 'name', title: t('person'), render: (p) => p.name },
    { key: 'age', title: t('age'), number: true, render: (p) => p.age ?? '—' },
    { key: 'village', title: t('village'), render: (p) => p.villageName ?? '—' },
    { key: 'education', title: t('education'), render: (p) => p.education ?? '—' },
  ];
  return (
    <PickDialog
      title={`${t('choose')}：${course.title}`}
      okText={(n) => t('chooseCount', { n })}
      above={
        <>
          <p>{t('chooseNote')}</p>
          <Input.Search
            aria-label={t('find')}
            placeholder={t('find')}
            allowClear
            onSearch={(text) => setName(text.trim())}
          />
          {people.error === null ? null : <ErrorNote error={people.error} />}
        </>
      }
      empty={{ title: t('nobody'), begin: t('nobodyBegin') }}
      columns={columns}
      rows={people.data?.rows}
      rowKey={(p) => p.personId}
      rowName={(p) => p.name}
      onPicked={async (personIds) => {
        const done = await api.post<{ chosen: number; already: number }>(
          `/api/training/courses/${course.courseId}/choices`,
          { personIds },
        );
        onTold(t('chosenTold', done));
      }}
      onClose={onClose}
    />
  );
}

function WithdrawDialog({ choice, onClose }: { choice: ChoiceView; onClose: () => void }) {
  const t = useWords(choiceWords);
  const client = useQueryClient();
  return (
    <ConfirmAct
      title={t('withdraw')}
      explain={<p>{t('withdrawNote', { name: choice.name, title: choice.title })}</p>}
      onConfirm={async () => {
        await api.post(`/api/training/choices/${choice.choiceId}/withdraw`, {});
        await client.invalidateQueries();
      }}
      onClose={onClose}
    />
  );
}
