import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { Allowed, ErrorNote, UploadBox, useWords } from '../../../platform/ui-kit/index.ts';
import type { Citation } from '../schema.ts';
import { words } from './words.ts';

/** 依据的文件: what a document rests on or has carried out, each marked until its text is held. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [attaching, setAttaching] = useState<string | null>(null);
  const attach = useMutation({
    mutationFn: (given: { document: string; fileId: string }) => api.post('/api/law/texts', given),
    onSuccess: async () => {
      setAttaching(null);
      await client.invalidateQueries({ queryKey: ['law-document'] });
    },
  });
  return (
    <section className="kit-stack law-part">
      <h2>{t('basedOn')}</h2>
      {citations.length === 0 ? <p className="law-plain">{t('none')}</p> : null}
      <ul className="law-lines">
        {citations.map((c) => (
          <li key={c.number}>
            {c.number}{' '}
            <span className="kit-faint law-small">
              {c.clause === null ? t('restsOn') : t('carriedOut', { clause: c.clause })}
            </span>{' '}
            {c.link === null ? null : (
              <>
                <Link to={`/law/documents/${c.link.code}`}>{t('linked')}</Link>{' '}
                <span className="kit-faint law-small">
                  {c.link.since === null ? '' : t('linkedSince', { day: c.link.since })}
                  {c.link.issuedAfter ? t('issuedAfter') : ''}
                </span>{' '}
              </>
            )}
            {c.texts.length === 0 ? (
              <span className="law-mark law-mark-not_set">{t('textNotHeld')}</span>
            ) : (
              c.texts.map((text) => (
                <a key={text.textId} href={`/api/law/text?textId=${text.textId}`} download>
                  {text.fileName}
                </a>
              ))
            )}{' '}
            <Allowed permission="law.prepare">
              <Button size="small" type="link" className="kit-no-print" onClick={() => setAttaching(c.number)}>
                {t('attachCited')}
              </Button>
            </Allowed>
          </li>
        ))}
      </ul>
      {attaching === null ? null : (
        <UploadBox
          label={`${t('attach')}：${attaching}`}
          note={t('attachNote')}
          accept=".pdf,.docx,.ofd,image/*"
          limit={50 * 1024 * 1024}
          onUploaded={(file) => attach.mutate({ document: attaching, fileId: file.fileId })}
        />
      )}
      {attach.error === null ? null : <ErrorNote error={attach.error} />}
    </section>
  );
}
