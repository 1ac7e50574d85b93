import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api, openPosted } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  ErrorNote,
  ListPage,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { StaffRow } from '../service/list-staff.ts';
import { words } from './words.ts';

const DUTIES = ['expert', 'teacher', 'manager'] as const;

/** 支援人员: experts, teachers and managers, their confirmed service, certificates and uses. */
export default function StaffScreen() {
  const t = useWords(words);
  const { unit } = useSession();
  const [adding, setAdding] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const dutyOf = (duty: string): string => {
    const known = DUTIES.find((d) => d === duty);
    return known ? t(known) : duty;
  };
  const print = (row: StaffRow): void => {
    setFailure(null);
    openPosted(`/api/partnerships/staff/${row.staffId}/certificate`).catch(setFailure);
  };
  const columns: Column<StaffRow>[] = [
    { key: 'name', title: t('name'), render: (s) => s.name },
    { key: 'duty', title: t('duty'), render: (s) => dutyOf(s.duty) },
    { key: 'title', title: t('jobTitle'), render: (s) => s.title ?? '' },
    { key: 'specialty', title: t('specialty'), render: (s) => s.specialty ?? '' },
    { key: 'school', title: t('school'), render: (s) => s.institution },
    {
      key: 'served',
      title: t('served'),
      number: true,
      render: (s) => (s.days === 0 ? t('none') : t('servedDays', { days: s.days, months: s.months })),
    },
    { key: 'certificate', title: t('certificate'), render: (s) => s.certificate ?? t('none') },
    { key: 'uses', title: t('uses'), render: (s) => s.uses.map((u) => `${u.review}（${u.usedOn}）`).join('、') },
    {
      key: 'acts',
      title: t('acts'),
      render: (s) =>
        s.days > 0 ? (
          <Allowed permission="agreement.keep">
            <Button size="small" onClick={() => print(s)}>
              {t('printCertificate')}
            </Button>
          </Allowed>
        ) : null,
    },
  ];
  const Person = z.object({
    name: z
      .string()
      .min(2)
      .meta({ title: t('name') }),
    duty: z.enum(DUTIES).meta({ title: t('duty'), options: DUTIES.map((d) => ({ value: d, label: t(d) })) }),
    title: z
      .string()
      .optional()
      .meta({ title: t('jobTitle') }),
    specialty: z
      .string()
      .optional()
      .meta({ title: t('specialty') }),
    volunteers: z
      .boolean()
      .optional()
      .meta({ title: t('volunteers') }),
  });
  return (
    <>
      {failure === null ? null : <ErrorNote error={failure} />}
      <ListPage<StaffRow>
        id="partnership-staff"
        title={t('staff')}
        note={t('staffNote')}
        endpoint="/api/partnerships/staff"
        columns={columns}
        rowKey={(s) => s.staffId}
        rowName={(s) => s.name}
        empty={{ title: t('noStaff'), begin: t('noStaffBegin') }}
        actions={
          unit.level === 'institution' ? (
            <Allowed permission="agreement.keep">
              <Button type="primary" onClick={() => setAdding(true)}>
                {t('addStaff')}
              </Button>
            </Allowed>
          ) : null
        }
      />
      {adding ? (
        <FormDialog
          title={t('addStaff')}
          schema={Person}
          onSubmit={(v) =>
            api.post('/api/partnerships/staff', { people: [{ ...v, volunteers: v.volunteers ?? false }] })
          }
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}
