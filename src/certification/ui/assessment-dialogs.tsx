import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { FormDialog, FoundSelect, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { ClassView } from '../../training/schema.ts';
import type { AssessmentView } from '../schema.ts';
import { bodyOptions } from './body-options.ts';
import { words } from './words.ts';

type Told = { onTold: (told: string) => void; onClose: () => void };

/** Seats the people of a finished class; sessions as the room asks for. */
export function PlanDialog({ onTold, onClose }: Told) {
  const t = useWords(words);
  const { today } = useSession();
  const [classId, setClassId] = useState<string | undefined>();
  const schema = z.object({
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
      onSubmit={async ({ days, ...value }) => {
        const said = { ...value, classIds: [classId], days: days.split(/[,，、\s]+/).filter(Boolean) };
        const done = await api.post<{ sessionIds: string[]; seated: number }>('/api/certification/backlog', said);
        onTold(t('seatedTold', { sessions: done.sessionIds.length, people: done.seated }));
      }}
      above={
        <>
          <p>{t('classNote')}</p>
          <label>
            {t('classId')}
            <FoundSelect<ClassView>
              label={t('classId')}
              path="/api/training/classes"
              query={{ ended: 'yes' }}
              option={(c) => ({ value: c.classId, label: `${c.name ?? ''} ${c.endsOn ?? ''}` })}
              value={classId}
              onChange={setClassId}
            />
          </label>
        </>
      }
    />
  );
}

/** Issues certificates to everybody of an assessment who passed and has none. */
export function IssueDialog({ session, onTold, onClose }: Told & { session: AssessmentView }) {
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

/** Files an assessment body for an occupation and levels. */
export function FileDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const institutions = useQuery(bodyOptions(today));
  const schema = z.object({
    institutionId: z.string().meta({
      title: t('institution'),
      options: institutions.data ?? [],
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

/** The year's plan of ability training and assessment at one's place; made again, it is changed. */
export function AbilityPlanDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const count = z.number().int().positive();
  const schema = z.object({
    year: z
      .number()
      .int()
      .meta({ title: t('year') }),
    classes: count.meta({ title: t('planClasses') }),
    trainees: count.meta({ title: t('planTrainees') }),
  });
  return (
    <FormDialog
      title={t('abilityPlan')}
      schema={schema}
      initial={{ year: Number(today.slice(0, 4)) }}
      onClose={onClose}
      onSubmit={(value) => api.post('/api/certification/ability-plans', value)}
    />
  );
}
