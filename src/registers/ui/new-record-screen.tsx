import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, PageHeader, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { SavedRecord } from '../records/create-record.ts';
import { RecordForm } from './record-form.tsx';
import { Reading } from './record-parts.tsx';
import { useRegister } from './register-screen.tsx';
import { words } from './words.ts';

/** Enters a record of a register. */
export default function NewRecordScreen() {
  const t = useWords(words);
  const b = useBilingual();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { key = '' } = useParams({ strict: false }) as { key?: string };
  const { data, error, refetch } = useRegister(key);
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Reading />;
  const { definition, ownPlace } = data;
  const own =
    definition.place !== undefined && definition.fields.find((f) => f.key === definition.place)?.type === 'division';
  return (
    <>
      <PageHeader
        title={`${b(definition.title)} · ${t('enter')}`}
        note={definition.note ? b(definition.note) : undefined}
      />
      <RecordForm
        definition={definition}
        data={own && ownPlace !== null ? { [definition.place!]: ownPlace } : undefined}
        mayDraft
        submitLabel={t(definition.reviewers ? 'submit' : 'register')}
        onSave={async (given) => {
          const saved = await api.post<SavedRecord>('/api/registers/records', { key, ...given });
          await client.invalidateQueries();
          await navigate({ to: `/registers/records/${saved.recordId}` });
        }}
      />
    </>
  );
}
