import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  ErrorNote,
  fileSize,
  UploadBox,
  useWords,
  wallClock,
} from '../../../platform/ui-kit/index.ts';
import type { LawText } from '../schema.ts';
import { words } from './words.ts';

/** 正式文本: texts attached by offices; one's own may be removed, another attached. */
export function AttachedTexts({ document, texts }: { document: string; texts: readonly LawText[] }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [removing, setRemoving] = useState<LawText | null>(null);
  const renew = () => client.invalidateQueries({ queryKey: ['law-document', document] });
  const attach = useMutation({
    mutationFn: (fileId: string) => api.post('/api/law/texts', { document, fileId }),
    onSuccess: renew,
  });
  return (
    <section className="kit-stack law-part">
      <h2>{t('attached')}</h2>
      {texts.length === 0 ? <p className="law-plain">{t('noText')}</p> : null}
      <ul className="law-lines">
        {texts.map((text) => (
          <li key={text.textId}>
            <a href={`/api/law/text?textId=${text.textId}`} download>
              {text.fileName}
            </a>{' '}
            <span className="kit-faint law-small">
              {fileSize(text.size)} · {text.unitName} · {wallClock(text.attachedAt)}
              {text.note === null ? '' : ` · ${text.note}`}
            </span>
            {text.own ? (
              <Allowed permission="law.prepare">
                <Button size="small" type="link" danger onClick={() => setRemoving(text)}>
                  {t('remove')}
                </Button>
              </Allowed>
            ) : null}
          </li>
        ))}
      </ul>
      <Allowed permission="law.prepare">
        <div className="kit-no-print">
          <UploadBox
            label={t('attach')}
            note={t('attachNote')}
            accept=".pdf,.docx,.ofd,image/*"
            limit={50 * 1024 * 1024}
            onUploaded={(file) => attach.mutate(file.fileId)}
          />
          {attach.error === null ? null : <ErrorNote error={attach.error} />}
        </div>
      </Allowed>
      {removing === null ? null : (
        <ConfirmAct
          title={t('remove')}
          danger
          explain={
            <p>
              {removing.fileName}：{t('removeExplain')}
            </p>
          }
          onConfirm={() => api.post('/api/law/texts/remove', { textId: removing.textId })}
          onClose={(done) => {
            setRemoving(null);
            if (done) void renew();
          }}
        />
      )}
    </section>
  );
}
