import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useBilingual, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { AgreementFile } from '../agreements/open-agreement.ts';
import type { useKinds } from './use-kinds.ts';
import { words } from './words.ts';

export type Side = AgreementFile['parties'][number];
export type Promised = AgreementFile['execution']['commitments'][number];

/** The sides, who answers for each, and who has signed. */
export function Sides({
  file,
  onOfficer,
  onSign,
}: {
  file: AgreementFile;
  onOfficer: (side: Side) => void;
  onSign: (side: Side) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const columns: Column<Side>[] = [
    { key: 'role', title: t('role'), render: (p) => say(p.roleTitle) },
    { key: 'name', title: t('name'), render: (p) => p.name },
    { key: 'unit', title: t('unit'), render: (p) => p.responsibleUnit ?? '' },
    {
      key: 'officer',
      title: t('officer'),
      render: (p) =>
        p.officer ? `${p.officer}　${p.officerPhone ?? ''}` : <strong className="kit-alarm">{t('noOfficer')}</strong>,
    },
    {
      key: 'signed',
      title: t('signed'),
      render: (p) => (p.signedOn ? `${p.signedOn}　${p.signedName ?? ''}` : t('notSigned')),
    },
    {
      key: 'acts',
      title: t('acts'),
      render: (p) => (
        <>
          {p.own || p.mayEnter ? (
            <Button size="small" onClick={() => onOfficer(p)}>
              {t('nameOfficer')}
            </Button>
          ) : null}
          {!p.own && p.mayEnter && p.signedOn === null && file.agreement.state === 'sent' ? (
            <Button size="small" onClick={() => onSign(p)}>
              {t('signFor')}
            </Button>
          ) : null}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('parties')}
      columns={columns}
      rows={file.parties}
      rowKey={(p) => String(p.seq)}
      rowName={(p) => p.name}
    />
  );
}

/** What was promised and how far it is kept; taken away only while nobody has signed. */
export function Commitments({
  rows,
  onRemove,
}: {
  rows: readonly Promised[];
  onRemove: ((commitment: Promised) => void) | undefined;
}) {
  const t = useWords(words);
  if (rows.length === 0) return <p className="kit-faint">{t('noCommitments')}</p>;
  const columns: Column<Promised>[] = [
    { key: 'title', title: t('commitment'), render: (c) => c.title },
    { key: 'promised', title: t('promised'), number: true, render: (c) => `${c.quantity} ${c.unit}` },
    { key: 'done', title: t('done'), number: true, render: (c) => c.done },
    { key: 'rate', title: t('rate'), number: true, render: (c) => `${c.rate}%` },
    { key: 'excess', title: t('excess'), number: true, render: (c) => (c.excess === 0 ? '' : `+${c.excess}`) },
    {
      key: 'due',
      title: t('dueOn'),
      render: (c) => (c.overdue ? <strong className="kit-alarm">{c.dueOn}</strong> : (c.dueOn ?? '')),
    },
    ...(onRemove
      ? [
          {
            key: 'acts',
            title: t('acts'),
            render: (c: Promised) => (
              <Button size="small" onClick={() => onRemove(c)}>
                {t('removeCommitment')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <DataTable caption={t('commitments')} columns={columns} rows={rows} rowKey={(c) => c.id} rowName={(c) => c.title} />
  );
}

/** What the sides settle together, each confirming it. */
export function Sections({
  file,
  kinds,
  onDone,
}: {
  file: AgreementFile;
  kinds: NonNullable<ReturnType<typeof useKinds>>['agreements'];
  onDone: () => Promise<void>;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const [failure, setFailure] = useState<unknown>(null);
  const own = file.parties.filter((p) => p.own).map((p) => String(p.seq));
  const confirm = (section: string): void => {
    api.post(`/api/agreements/${file.agreement.agreementId}/sections`, { section }).then(onDone, setFailure);
  };
  return (
    <div className="kit-stack">
      {failure === null ? null : <ErrorNote error={failure} />}
      {file.sections.map((s) => {
        const title = kinds
          .find((k) => k.kind === file.agreement.kind)
          ?.sections.find((d) => d.key === s.section)?.title;
        const mine = own.length > 0 && !own.every((seq) => s.confirmed[seq]);
        return (
          <div key={s.section}>
            <h3>{title ? say(title) : s.section}</h3>
            <p>{s.words}</p>
            <p className="kit-faint">
              {t('confirmedBy', { done: Object.keys(s.confirmed).length, of: file.parties.length })}
            </p>
            {mine && !['in_force', 'ended', 'discarded'].includes(file.agreement.state) ? (
              <Button onClick={() => confirm(s.section)}>{t('confirmSection')}</Button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
