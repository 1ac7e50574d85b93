import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, ListPage, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { messageOf, type ProblemKind } from '../../standards/cleaning/problem-kinds.ts';
import type { DoubtfulMatch, OfferedPerson } from '../records/list-matches.ts';
import { RULE_WORDS } from '../register/rule-words.ts';
import { words } from './words.ts';

/** An import names the kind of problem, a comparison the engine's rule. */
const wordsOfReason = (reason: string): string =>
  Object.hasOwn(RULE_WORDS, reason) ? RULE_WORDS[reason as keyof typeof RULE_WORDS] : messageOf(reason as ProblemKind);

/** 身份核对: lines whose person in the register somebody must decide, with those who are offered. */
export default function MatchesScreen() {
  const t = useWords(words);
  const [match, setMatch] = useState<DoubtfulMatch | null>(null);
  const columns: Column<DoubtfulMatch>[] = [
    { key: 'list', title: t('list'), render: (m) => m.institution },
    { key: 'row', title: t('row'), render: (m) => m.row },
    { key: 'name', title: t('name'), render: (m) => `${m.name}　${m.idMask ?? ''}` },
    {
      key: 'reason',
      title: t('reason'),
      render: (m) => (m.reason === null ? '—' : wordsOfReason(m.reason)),
    },
    {
      key: 'offered',
      title: t('offered'),
      render: (m) => m.candidates.map((c) => `${c.name} ${c.idMask ?? ''}`).join('；'),
    },
    {
      key: 'decide',
      title: t('state'),
      render: (m) => (
        <>
          {m.decision === 'offered'
            ? null
            : `${t(m.decision as 'decided' | 'refused')}（${t('by', { name: m.decidedName ?? '' })}） `}
          <Button size="small" onClick={() => setMatch(m)}>
            {t('decide')}
          </Button>
        </>
      ),
    },
  ];
  const option = (value: 'open' | 'done' | 'all') => ({ value, label: t(value) });
  return (
    <>
      <ListPage<DoubtfulMatch>
        id="matches"
        title={t('title')}
        note={t('note')}
        endpoint="/api/matching/doubtful"
        columns={columns}
        rowKey={(m) => m.personId}
        rowName={(m) => m.name}
        filters={[
          { kind: 'select', key: 'state', label: t('state'), options: [option('open'), option('done'), option('all')] },
          {
            kind: 'select',
            key: 'source',
            label: t('source'),
            options: (['students', 'training_roster'] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
        empty={{ title: t('empty'), begin: t('emptyHint') }}
      />
      {match === null ? null : <Decide match={match} onClose={() => setMatch(null)} />}
    </>
  );
}

const NOBODY = 'nobody';

function Decide({ match, onClose }: { match: DoubtfulMatch; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    const same = chosen !== NOBODY;
    try {
      await api.post('/api/matching/doubtful/decide', {
        personId: match.personId,
        same,
        reason,
        ...(same ? { registerPersonId: chosen } : {}),
      });
      await client.invalidateQueries();
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <Modal
      open
      title={`${t('decide')}：${match.name}　${match.idMask ?? ''}`}
      footer={null}
      onCancel={onClose}
      width={640}
    >
      <div className="kit-stack">
        <p>{match.reason === null ? null : wordsOfReason(match.reason)}</p>
        <Radio.Group aria-label={t('choose')} value={chosen} onChange={(e) => setChosen(String(e.target.value))}>
          <div className="kit-stack">
            {match.candidates.map((c) => (
              <Radio key={c.personId} value={c.personId}>
                {t('same')}：<Offered person={c} />
              </Radio>
            ))}
            <Radio value={NOBODY}>{t('none')}</Radio>
          </div>
        </Radio.Group>
        <label>
          {t('why')}
          <Input value={reason} placeholder={t('whyHint')} onChange={(e) => setReason(e.target.value)} />
        </label>
        {error === null ? null : <ErrorNote error={error} />}
        <div>
          <Button type="primary" disabled={chosen === null || reason.trim() === ''} onClick={() => void save()}>
            {t('save')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Offered({ person }: { person: OfferedPerson }) {
  const t = useWords(words);
  const parts = [
    person.name,
    person.idMask,
    person.village,
    person.householdTypes.join('、'),
    person.registerRow === null ? null : t('registerRow', { row: person.registerRow }),
  ];
  return <>{parts.filter((p) => p !== null && p !== '').join('　')}</>;
}
