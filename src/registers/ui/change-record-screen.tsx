import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, PageHeader, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import { Reading } from './record-parts.tsx';
import { RecordForm } from './record-form.tsx';
import { useRecord } from './record-screen.tsx';
import { useRegister } from './register-screen.tsx';
import { words } from './words.ts';

/** Changes a record that one's own office keeps. */
export default function ChangeRecordScreen() {
  const t = useWords(words);
  const b = useBilingual();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { recordId = '' } = useParams({ strict: false }) as { recordId?: string };
  const record = useRecord(recordId);
  const register = useRegister(record.data?.register ?? '');
  const error = record.error ?? register.error;
  if (error !== null) return <ErrorNote error={error} onRetry={() => void record.refetch()} />;
  if (record.data === undefined || register.data === undefined) return <Reading />;
  const { data: file } = record;
  const back = `/registers/records/${recordId}`;
  return (
    <>
      <PageHeader title={`${file.title} · ${t('change')}`} note={b(file.registerTitle)} />
      <RecordForm
        definition={register.data.definition}
        data={file.data}
        names={file.names}
        mayDraft={file.state !== 'accepted'}
        submitLabel={t(file.state === 'accepted' ? 'save' : register.data.definition.reviewers ? 'submit' : 'register')}
        onSave={async (given) => {
          await api.post(`/api/registers/records/${recordId}/change`, { version: file.version, ...given });
          await client.invalidateQueries();
          await navigate({ to: back });
        }}
      />
    </>
  );
}
