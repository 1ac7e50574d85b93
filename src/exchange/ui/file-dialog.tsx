import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import { savePosted } from '../../platform/api-client/index.ts';
import { ErrorNote, UploadBox, useWords } from '../../platform/ui-kit/index.ts';
import type { ClientLine } from '../schema.ts';
import { words } from './words.ts';

/** Takes a list of numbers and names for a department and gives it back with what was found. */
export function FileDialog({ client, onClose }: { client: ClientLine; onClose: () => void }) {
  const t = useWords(words);
  const verify = useMutation({
    mutationFn: ({ fileId }: { fileId: string }) =>
      savePosted(
        `/api/exchange/clients/${client.clientId}/file`,
        { fileId },
        t('fileName', { department: client.department }),
      ),
  });
  return (
    <Modal open title={t('fileOf', { department: client.department })} footer={null} onCancel={onClose}>
      <UploadBox label={t('choose')} note={t('fileNote')} accept=".xlsx,.xls,.csv" onUploaded={verify.mutate} />
      {verify.isSuccess ? <p role="status">{t('fileDone')}</p> : null}
      {verify.error === null ? null : <ErrorNote error={verify.error} />}
    </Modal>
  );
}
