import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import type { StoredFile } from '../../../platform/api-client/index.ts';
import { AreaPicker, ErrorNote, JobProgress, UploadBox, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { ReceivedList } from '../../lists/receive-list.ts';
import { words } from '../words.ts';

/** Takes a list: the file, how complete it is, for which area and day; follows its check and leads to the result. */
export function ImportDialog({ kind, onClose }: { kind: 'assisted_register' | 'wishes'; onClose: () => void }) {
  const t = useWords(words);
  const { today, unit } = useSession();
  const [file, setFile] = useState<StoredFile | null>(null);
  const [coverage, setCoverage] = useState<'complete' | 'supplement'>(kind === 'wishes' ? 'supplement' : 'complete');
  const [areaCode, setArea] = useState<string | undefined>(unit.divisionCode);
  const [listDate, setDate] = useState(today);
  const send = useMutation({
    mutationFn: () =>
      api.post<ReceivedList>('/api/lists', { fileId: file?.fileId, kind, coverage, areaCode, listDate }),
  });
  const navigate = useNavigate();
  const received = send.data;
  return (
    <Modal open title={`${t('importList')} · ${t(kind)}`} footer={null} width={640} onCancel={onClose}>
      <div className="kit-stack">
        <UploadBox label={t('dropList')} note={t('dropNote')} accept=".xlsx,.xls,.csv,.gz,.txt" onUploaded={setFile} />
        {kind === 'wishes' ? null : (
          <fieldset className="kit-field">
            <legend>{t('coverage')}</legend>
            <Radio.Group value={coverage} onChange={(event) => setCoverage(event.target.value as typeof coverage)}>
              <Radio value="complete">{t('complete')}</Radio>
              <Radio value="supplement">{t('supplement')}</Radio>
            </Radio.Group>
            <p className="kit-faint">{t('coverageHint')}</p>
          </fieldset>
        )}
        <label htmlFor="list-area">{t('area')}</label>
        <AreaPicker id="list-area" value={areaCode} root={unit.divisionCode} onChange={setArea} />
        <label htmlFor="list-date">{t('listDate')}</label>
        <input
          id="list-date"
          type="date"
          max={today}
          value={listDate}
          onChange={(event) => setDate(event.target.value)}
        />
        {send.error === null ? null : <ErrorNote error={send.error} />}
        {received?.earlier ? <p role="status">{t('earlier')}</p> : null}
        {received?.jobId ? (
          <JobProgress
            key={received.jobId}
            jobId={received.jobId}
            onDone={() => void navigate({ to: `/lists/${received.listId}` })}
          />
        ) : null}
        {received === undefined ? (
          <Button
            type="primary"
            disabled={file === null || areaCode === undefined}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            {t('start')}
          </Button>
        ) : (
          <Link to={`/lists/${received.listId}`}>{t('openList')}</Link>
        )}
      </div>
    </Modal>
  );
}
