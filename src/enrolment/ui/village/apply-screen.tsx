import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import type { StoredFile } from '../../../platform/api-client/index.ts';
import {
  ErrorNote,
  ListPage,
  UploadBox,
  useSession,
  useWords,
  type Column,
  type ListFilter,
} from '../../../platform/ui-kit/index.ts';
import type { DraftedApplication } from '../../application/draft-application.ts';
import type { ApplicantLine } from '../../applicants/list-applicants.ts';
import { words } from './village-words.ts';

/** 报名办理: who wishes to study and has not applied; one press drafts the application from what is known. A township does it on a village's stamped list. */
export default function ApplyScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  const { unit } = useSession();
  const forVillage = unit.level === 'township';
  const [list, setList] = useState<StoredFile | null>(null);
  const draft = useMutation({
    mutationFn: (personId: string) =>
      api.post<DraftedApplication>('/api/applications', { personId, ...(list && { evidenceFileId: list.fileId }) }),
    onSuccess: ({ id }) => void navigate({ to: `/enrolment/applications/${id}` }),
  });
  const columns: Column<ApplicantLine>[] = [
    { key: 'name', title: t('name'), render: (p) => p.name },
    {
      key: 'draft',
      title: t('draft'),
      render: (p) => (
        <Button
          type="primary"
          size="small"
          disabled={forVillage && list === null}
          loading={draft.isPending && draft.variables === p.personId}
          onClick={() => draft.mutate(p.personId)}
        >
          {t('draft')}
        </Button>
      ),
    },
    ...(forVillage
      ? [{ key: 'village', title: t('village'), render: (p: ApplicantLine) => p.villageName ?? String(p.villageCode) }]
      : []),
    { key: 'sex', title: t('sex'), render: (p) => p.sex ?? '—' },
    { key: 'birth', title: t('birth'), render: (p) => p.birth ?? '—' },
    { key: 'education', title: t('education'), render: (p) => p.education ?? '—' },
    { key: 'askedOn', title: t('askedOn'), render: (p) => p.askedOn },
    { key: 'trade', title: t('trade'), render: (p) => p.trade ?? '—', optional: true },
  ];
  const filters: ListFilter[] = [
    { key: 'name', label: t('name'), kind: 'text' },
    ...(forVillage
      ? [{ key: 'villageCode', label: t('village'), kind: 'area', root: unit.divisionCode } as const]
      : []),
  ];
  return (
    <>
      {draft.error === null ? null : <ErrorNote error={draft.error} />}
      <ListPage<ApplicantLine>
        id="enrolment.apply"
        title={t('apply')}
        note={
          forVillage ? (
            <div className="kit-stack">
              <span>{t('applyForNote')}</span>
              <UploadBox
                label={t('stampedList')}
                note={t('stampedListNote')}
                accept="image/*,application/pdf"
                onUploaded={setList}
              />
            </div>
          ) : (
            t('applyNote')
          )
        }
        endpoint="/api/enrolment/applicants"
        columns={columns}
        rowKey={(p) => p.personId}
        rowName={(p) => p.name}
        filters={filters}
        empty={{ title: t('nobody'), begin: t('nobodyHint') }}
        actions={<Link to="/enrolment/applications">{t('applications')}</Link>}
      />
    </>
  );
}
