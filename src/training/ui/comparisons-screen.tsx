import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api, type StoredFile } from '../../platform/api-client/index.ts';
import { ListPage, SchemaForm, UploadBox, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { COMPARISON_KINDS } from '../comparisons/comparison-kind-names.ts';
import type { ComparisonView } from '../comparisons/list-comparisons.ts';
import { checkWords } from './check-words.ts';

/** 比对名单: dated lists that trainees are compared with; they answer comparisons and show nobody. */
export default function ComparisonsScreen() {
  const t = useWords(checkWords);
  const [importing, setImporting] = useState(false);
  const columns: Column<ComparisonView>[] = [
    { key: 'kind', title: t('kind'), render: (r) => t(r.kind as 'deaths') },
    { key: 'date', title: t('listDate'), render: (r) => r.listDate },
    { key: 'sender', title: t('sender'), render: (r) => r.sender },
    { key: 'file', title: t('file'), render: (r) => r.fileName },
    { key: 'rows', title: t('rows'), number: true, render: (r) => r.rows },
    { key: 'usable', title: t('usable'), number: true, render: (r) => r.usable },
  ];
  return (
    <>
      <ListPage<ComparisonView>
        id="comparisons"
        title={t('title')}
        note={t('note')}
        endpoint="/api/training/comparisons"
        columns={columns}
        rowKey={(r) => r.listId}
        rowName={(r) => `${t(r.kind as 'deaths')} ${r.listDate}`}
        actions={
          <Button type="primary" onClick={() => setImporting(true)}>
            {t('import')}
          </Button>
        }
        empty={{ title: t('empty'), begin: t('begin') }}
      />
      {importing ? <ImportDialog onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(checkWords);
  const client = useQueryClient();
  const { today } = useSession();
  const [file, setFile] = useState<StoredFile | null>(null);
  const [told, setTold] = useState<{ rows: number; usable: number; earlier: boolean } | null>(null);
  const schema = z.object({
    kind: z.string().meta({ title: t('kind'), options: COMPARISON_KINDS.map((value) => ({ value, label: t(value) })) }),
    listDate: z.iso.date().meta({ title: t('listDate') }),
    senderName: z
      .string()
      .min(2)
      .meta({ title: t('sender') }),
  });
  return (
    <Modal open title={t('import')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <UploadBox label={t('drop')} note={t('dropNote')} accept=".xlsx,.xls,.csv" onUploaded={setFile} />
        {told === null ? null : (
          <p role="status">{`${told.earlier ? t('earlier') : ''}${t('done', { rows: told.rows, usable: told.usable })}`}</p>
        )}
        {file === null || told !== null ? null : (
          <SchemaForm
            schema={schema}
            initial={{ listDate: today }}
            submitLabel={t('import')}
            onSubmit={async (value) => {
              setTold(await api.post('/api/training/comparisons', { ...value, fileId: file.fileId }));
              await client.invalidateQueries();
            }}
          />
        )}
      </div>
    </Modal>
  );
}
