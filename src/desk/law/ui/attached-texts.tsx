import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
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
import type { LawDocumentView, LawText } from '../schema.ts';
import { words } from './words.ts';

/** How many annexes may be told apart by number when a file is attached. */
const ANNEXES = 9;

/** 正式文本: texts attached by offices; one's own may be removed, put before the public where the document is 主动公开, another attached. */
export function AttachedTexts({ document: d }: { document: LawDocumentView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [removing, setRemoving] = useState<LawText | null>(null);
  const [annex, setAnnex] = useState(0);
  const renew = () => client.invalidateQueries({ queryKey: ['law-document', d.code] });
  const attach = useMutation({
    mutationFn: (fileId: string) =>
      api.post('/api/law/texts', {
        document: d.code,
        fileId,
        ...(annex === 0 ? {} : { part: 'annex', annex }),
      }),
    onSuccess: renew,
  });
  const publish = useMutation({
    mutationFn: ({ textId, publishedAt }: LawText) =>
      api.post('/api/law/texts/publish', { textId, public: publishedAt === null }),
    onSuccess: renew,
  });
  const mayPublish = d.own && d.disclosure === 'active';
  const texts = d.attached;
  const partName = (n: number) => (n === 0 ? t('partText') : t('partAnnex', { n }));
  return (
    <section className="kit-stack law-part">
      <h2>{t('attached')}</h2>
      {texts.length === 0 ? <p className="law-plain">{t('noText')}</p> : null}
      <ul className="law-lines">
        {texts.map((text) => (
          <li key={text.textId}>
            <span className="law-mark law-mark-running">
              {text.part === 'text' ? t('partText') : text.annex === null ? t('partAnnexPlain') : partName(text.annex)}
            </span>{' '}
            <a href={`/api/law/text?textId=${text.textId}`} download>
              {text.fileName}
            </a>{' '}
            <span className="kit-faint law-small">
              {fileSize(text.size)} · {text.unitName} · {wallClock(text.attachedAt)}
              {text.note === null ? '' : ` · ${text.note}`}
              {text.publishedAt === null ? '' : ` · ${t('isPublic', { at: wallClock(text.publishedAt) })}`}
            </span>
            {text.own ? (
              <Allowed permission="law.prepare">
                {mayPublish ? (
                  <Button size="small" type="link" loading={publish.isPending} onClick={() => publish.mutate(text)}>
                    {t(text.publishedAt === null ? 'publishText' : 'unpublishText')}
                  </Button>
                ) : null}
                <Button size="small" type="link" danger onClick={() => setRemoving(text)}>
                  {t('remove')}
                </Button>
              </Allowed>
            ) : null}
          </li>
        ))}
      </ul>
      <Allowed permission="law.prepare">
        <div className="kit-no-print kit-stack">
          <label>
            {t('partOf')}{' '}
            <Select
              value={annex}
              style={{ minWidth: 140 }}
              aria-label={t('partOf')}
              options={Array.from({ length: ANNEXES + 1 }, (_, n) => ({ value: n, label: partName(n) }))}
              onChange={setAnnex}
            />
          </label>
          <UploadBox
            label={t('attach')}
            note={t('attachNote')}
            accept=".pdf,.docx,.xlsx,.ofd,image/*"
            limit={50 * 1024 * 1024}
            onUploaded={(file) => attach.mutate(file.fileId)}
          />
          {attach.error === null ? null : <ErrorNote error={attach.error} />}
          {publish.error === null ? null : <ErrorNote error={publish.error} />}
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
