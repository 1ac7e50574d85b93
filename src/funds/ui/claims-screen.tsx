import { ListPage, money, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { ClaimView } from '../claims/schema.ts';
import { CLAIM_STATES, type ClaimState } from '../claims/transitions.ts';
import { words } from './words/claim-words.ts';

const STATES = Object.keys(CLAIM_STATES) as ClaimState[];

/** 发放表: claims of the area, the newest first. */
export default function ClaimsScreen() {
  const t = useWords(words);
  const columns: Column<ClaimView>[] = [
    { key: 'number', title: t('number'), render: (c) => c.number },
    { key: 'title', title: t('item'), render: (c) => c.title },
    { key: 'place', title: t('place'), render: (c) => c.place },
    { key: 'source', title: t('source'), render: (c) => c.sourceTitle },
    { key: 'state', title: t('state'), render: (c) => t(`state_${c.state as ClaimState}`) },
    { key: 'lines', title: t('lines'), number: true, render: (c) => c.lines },
    {
      key: 'held',
      title: t('heldLines'),
      number: true,
      render: (c) => (c.held === 0 ? '' : <strong className="kit-alarm">{c.held}</strong>),
    },
    { key: 'total', title: t('total'), number: true, render: (c) => money(c.totalFen) },
    { key: 'paid', title: t('paid'), number: true, render: (c) => money(c.paidFen) },
    { key: 'at', title: t('preparedOn'), render: (c) => c.preparedAt.slice(0, 10) },
  ];
  return (
    <ListPage
      id="claims"
      title={t('claims')}
      note={t('claimsNote')}
      endpoint="/api/funds/claims"
      columns={columns}
      rowKey={(c) => c.claimId}
      rowName={(c) => c.number}
      open={(c) => `/funds/claims/${c.claimId}`}
      filters={[
        {
          kind: 'select',
          key: 'state',
          label: t('state'),
          options: STATES.map((value) => ({ value, label: t(`state_${value}`) })),
        },
      ]}
      empty={{ title: t('noClaims'), begin: t('noClaimsBegin') }}
    />
  );
}
