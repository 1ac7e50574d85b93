import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { z } from 'zod';
import { api, type ListAnswer } from '../../../platform/api-client/index.ts';
import { FormDialog, useLanguage, useWords } from '../../../platform/ui-kit/index.ts';
import type { ClassContent, ClassField } from '../../classes/class-kinds.ts';
import type { ChainView, CourseView } from '../../lists/schema.ts';
import type { TaskView } from '../../tasks/schema.ts';
import { classWords } from './class-words.ts';

type T = ReturnType<typeof useWords<keyof typeof classWords.zh>>;
type Said = Record<string, string | number | boolean>;
const FEN = 100;

/** A plan of a class: the kind first, then the fields its content asks for. What of one's own it is held for, a course with its order and purchase or a task, is chosen from what there is. */
export function PlanClassDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(classWords);
  const [language] = useLanguage();
  const id = useId();
  const [kindKey, setKind] = useState('employment');
  const content = useQuery({
    queryKey: ['training-content'],
    queryFn: ({ signal }) => api.get<ClassContent>('/api/training/content', { signal }),
  });
  const courses = useQuery({
    queryKey: ['training-lists', 'own'],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<CourseView>>('/api/training/courses', { query: { own: 'yes', size: 200 }, signal }),
  });
  const chain = useQuery({
    queryKey: ['training-lists', 'chain'],
    queryFn: ({ signal }) => api.get<ListAnswer<ChainView>>('/api/training/chain', { query: { size: 200 }, signal }),
  });
  const tasks = useQuery({
    queryKey: ['training-tasks', 'own'],
    queryFn: ({ signal }) => api.get<ListAnswer<TaskView>>('/api/training/tasks', { query: { size: 200 }, signal }),
  });
  if (content.data === undefined) return null;
  const kind = content.data.kinds.find((k) => k.key === kindKey)!;
  const own = [...kind.fields, ...content.data.common.filter((c) => !kind.fields.some((f) => f.key === c.key))];
  const links = {
    courses: (courses.data?.rows ?? []).map((c) => ({ value: c.courseId, label: `${c.number} ${c.title}` })),
    tasks: (tasks.data?.rows ?? [])
      .filter((one) => one.institution !== null)
      .map((one) => ({ value: one.taskId, label: `${one.number} ${one.title}` })),
  };
  const schema = formOf(own, kind.package, content.data, links, t, language);
  const submit = (value: Said): Promise<unknown> => {
    const details = Object.fromEntries(
      own.flatMap((f) =>
        value[`d_${f.key}`] === undefined || value[`d_${f.key}`] === '' ? [] : [[f.key, value[`d_${f.key}`]]],
      ),
    );
    const base = Object.fromEntries(
      Object.entries(value).filter(([key, v]) => !key.startsWith('d_') && key !== 'fee' && v !== ''),
    );
    const course = courses.data?.rows.find((c) => c.courseId === value.courseId);
    const bought = chain.data?.rows.find((c) => c.courseId === value.courseId)?.purchaseId;
    return api.post('/api/training/classes', {
      ...base,
      ...(course?.orderId ? { orderId: course.orderId } : {}),
      ...(bought ? { purchaseId: bought } : {}),
      kind: kindKey,
      feeFen: Math.round(Number(value.fee ?? 0) * FEN),
      details,
    });
  };
  return (
    <FormDialog
      key={kindKey}
      title={t('plan')}
      schema={schema}
      initial={{ delivery: 'offline', subsidised: true, fee: 0 } as never}
      onSubmit={submit as never}
      onClose={onClose}
      above={
        <>
          <p>{t('planNote')}</p>
          <div>
            <label htmlFor={id}>{t('kind')}</label>
            <Select
              id={id}
              style={{ width: '100%' }}
              value={kindKey}
              onChange={setKind}
              options={content.data.kinds.map((k) => ({ value: k.key, label: k.title[language] }))}
            />
          </div>
        </>
      }
    />
  );
}

type Options = readonly { value: string; label: string }[];
type Links = { courses: Options; tasks: Options };

function formOf(
  own: readonly ClassField[],
  packaged: boolean,
  content: ClassContent,
  links: Links,
  t: T,
  language: 'zh' | 'en',
) {
  const text = (title: string, hint?: string) => z.string().meta({ title, ...(hint ? { hint } : {}) });
  const options = (rows: Options, title: string) => z.string().meta({ title, options: rows });
  const linked = (key: 'courseId' | 'taskId', rows: Options, title: string) =>
    rows.length === 0 ? {} : { [key]: options(rows, title).optional() };
  const base = {
    name: text(t('name')).min(2),
    trade: text(t('trade')).min(1),
    delivery: options(
      ['offline', 'online', 'blended'].map((value) => ({ value, label: t(value as 'offline') })),
      t('delivery'),
    ),
    startsOn: z.iso.date().meta({ title: t('startsOn') }),
    endsOn: z.iso.date().meta({ title: t('endsOn') }),
    hours: z
      .number()
      .positive()
      .meta({ title: t('hours') }),
    capacity: z
      .number()
      .int()
      .positive()
      .meta({ title: t('capacity') }),
    place: text(t('place')).optional(),
    teacher: text(t('teacher')).optional(),
    subsidised: z.boolean().meta({ title: t('subsidised') }),
    fee: z
      .number()
      .min(0)
      .meta({ title: t('fee') }),
    ...linked('courseId', links.courses, t('links')),
    ...linked('taskId', links.tasks, t('task')),
    programme: text(t('programme')).optional(),
    occupation: text(t('occupation'), t('occupationHint')).optional(),
    ...(packaged
      ? {
          packageKey: options(
            content.packages.map((p) => ({ value: p.key, label: p.title[language] })),
            t('package'),
          ),
          packageVersion: z
            .number()
            .int()
            .meta({ title: t('packageVersion') }),
        }
      : {}),
  };
  const details = Object.fromEntries(own.map((f) => [`d_${f.key}`, fieldOf(f, language)]));
  return z.object({ ...base, ...details });
}

function fieldOf(field: ClassField, language: 'zh' | 'en') {
  const title = field.title[language];
  const meta = (kind: z.ZodType): z.ZodType => (field.required === 'plan' ? kind : kind.optional());
  if (field.type === 'number') return meta(z.number().meta({ title }));
  if (field.type === 'area') return meta(z.string().meta({ title, kind: 'area' }));
  if (field.type === 'code') {
    const options = Object.entries(field.options ?? {}).map(([value, words]) => ({ value, label: words[language] }));
    return meta(z.string().meta({ title, options }));
  }
  return meta(z.string().meta({ title }));
}
