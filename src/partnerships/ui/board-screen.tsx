import { Button } from 'antd';
import { useState } from 'react';
import { Allowed, ListPage, useBilingual, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { AgreementLine } from '../agreements/list-agreements.ts';
import { DraftDialog } from './draft-dialog.tsx';
import { recordWords } from './entries/records-words.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { useKinds } from './use-kinds.ts';
import { words } from './words.ts';

const STATES = ['draft', 'agreed', 'sent', 'signed', 'in_force', 'ended', 'discarded'] as const;

/** 帮扶协作协议: the board of agreements with execution, overdue nodes and who answers. */
export default function BoardScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const kinds = useKinds();
  const record = useWords(recordWords);
  const [drafting, setDrafting] = useState(false);
  const [inviting, setInviting] = useState(false);
  const columns: Column<AgreementLine>[] = [
    { key: 'title', title: t('title'), render: (a) => a.title },
    { key: 'number', title: t('number'), render: (a) => a.number, optional: true },
    { key: 'kind', title: t('kind'), render: (a) => say(a.kindTitle) },
    { key: 'state', title: t('state'), render: (a) => t(`state_${a.state}`) },
    { key: 'parties', title: t('parties'), render: (a) => a.parties.map((p) => p.name).join('、') },
    { key: 'term', title: t('term'), render: (a) => [a.startsOn, a.endsOn].filter(Boolean).join(' — ') },
    { key: 'rate', title: t('rate'), number: true, render: (a) => `${a.rate}%` },
    {
      key: 'overdue',
      title: t('overdue'),
      render: (a) =>
        a.overdue === 0 ? t('none') : <strong className="kit-alarm">{t('overdueCount', { count: a.overdue })}</strong>,
    },
    { key: 'next', title: t('nextDue'), render: (a) => a.nextDue ?? t('none') },
    {
      key: 'officer',
      title: t('officer'),
      render: (a) =>
        a.withoutOfficer > 0 ? (
          <strong className="kit-alarm">{t('noOfficer')}</strong>
        ) : (
          a.parties.map((p) => p.officer).join('、')
        ),
    },
  ];
  return (
    <>
      <ListPage<AgreementLine>
        id="agreements"
        title={t('agreements')}
        note={t('agreementsNote')}
        endpoint="/api/agreements"
        columns={columns}
        rowKey={(a) => a.agreementId}
        rowName={(a) => a.title}
        open={(a) => `/agreements/${a.agreementId}`}
        filters={[
          { kind: 'text', key: 'text', label: t('search') },
          {
            kind: 'select',
            key: 'state',
            label: t('state'),
            options: STATES.map((s) => ({ value: s, label: t(`state_${s}`) })),
          },
          {
            kind: 'select',
            key: 'kind',
            label: t('kind'),
            options: (kinds?.agreements ?? []).map((k) => ({
              value: k.kind,
              label: `${say(k.title)}（${k.document}）`,
            })),
          },
          { kind: 'area', key: 'division', label: t('province') },
        ]}
        empty={{ title: t('noAgreements'), begin: t('noAgreementsBegin') }}
        actions={
          <>
            <Allowed permission="agreement.keep">
              <Button type="primary" disabled={kinds === undefined} onClick={() => setDrafting(true)}>
                {t('draft')}
              </Button>
            </Allowed>
            <Allowed permission="agreement.lead">
              <Button onClick={() => setInviting(true)}>{record('invite')}</Button>
            </Allowed>
          </>
        }
      />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      {drafting && kinds ? <DraftDialog kinds={kinds.agreements} onClose={() => setDrafting(false)} /> : null}
    </>
  );
}
