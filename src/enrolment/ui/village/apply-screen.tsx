import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import { ErrorNote, ListPage, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import type { DraftedApplication } from '../../application/draft-application.ts';
import type { ApplicantLine } from '../../applicants/list-applicants.ts';
import { words } from './village-words.ts';

/** 报名办理: who wishes to study and has not applied; one press drafts the application from what is known. */
export default function ApplyScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  const draft = useMutation({
    mutationFn: (personId: string) => api.post<DraftedApplication>('/api/applications', { personId }),
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
          loading={draft.isPending && draft.variables === p.personId}
          onClick={() => draft.mutate(p.personId)}
        >
          {t('draft')}
        </Button>
      ),
    },
    { key: 'sex', title: t('sex'), render: (p) => p.sex ?? '—' },
    { key: 'birth', title: t('birth'), render: (p) => p.birth ?? '—' },
    { key: 'education', title: t('education'), render: (p) => p.education ?? '—' },
    { key: 'askedOn', title: t('askedOn'), render: (p) => p.askedOn },
    { key: 'trade', title: t('trade'), render: (p) => p.trade ?? '—', optional: true },
  ];
  return (
    <>
      {draft.error === null ? null : <ErrorNote error={draft.error} />}
      <ListPage<ApplicantLine>
        id="enrolment.apply"
        title={t('apply')}
        note={t('applyNote')}
        endpoint="/api/enrolment/applicants"
        columns={columns}
        rowKey={(p) => p.personId}
        rowName={(p) => p.name}
        filters={[{ key: 'name', label: t('name'), kind: 'text' }]}
        empty={{ title: t('nobody'), begin: t('nobodyHint') }}
        actions={<Link to="/enrolment/applications">{t('applications')}</Link>}
      />
    </>
  );
}
