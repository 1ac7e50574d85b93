import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, UploadBox, useWords } from '../../platform/ui-kit/index.ts';
import type { AgreementFile } from '../agreements/open-agreement.ts';
import { words } from './words.ts';

/** Enters the signature of a side without an account, with its scan. */
export function SignForDialog({
  agreementId,
  side,
  onClose,
}: {
  agreementId: string;
  side: AgreementFile['parties'][number];
  onClose: () => void;
}) {
  const t = useWords(words);
  const client = useQueryClient();
  const [fileId, setFileId] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    try {
      await api.post(`/api/agreements/${agreementId}/move`, { action: 'sign', party: side.seq, fileId });
      await client.invalidateQueries();
      onClose();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Modal
      open
      title={`${t('signFor')}：${side.name}`}
      okText={t('save')}
      okButtonProps={{ disabled: fileId === null }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="kit-stack">
        <p>{t('signForNote')}</p>
        <UploadBox label={t('scan')} onUploaded={(f) => setFileId(f.fileId)} />
        {failure === null ? null : <ErrorNote error={failure} />}
      </div>
    </Modal>
  );
}
