import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { ConfirmAct, ErrorNote, FilePage, PrintButton, useWords, wallClock } from '../../../platform/ui-kit/index.ts';
import type { ProposalView } from '../schema.ts';
import { TriedRules } from './tried-rules.tsx';
import { words } from './words.ts';
import './law.css';

type Key = keyof typeof words.zh;
type Act = ProposalView['acts'][number];

/** 一件经办事项: what it adds to the law, who has done which step, and what the reader may do now. */
export default function ProposalScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { proposalId = '' } = useParams({ strict: false }) as { proposalId?: string };
  const [act, setAct] = useState<Act | null>(null);
  const found = useQuery({
    queryKey: ['law-proposal', proposalId],
    queryFn: ({ signal }) => api.get<ProposalView>('/api/law/proposal', { query: { proposalId }, signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <p role="status">{t('loading')}</p>;
  const p = found.data;
  const waiting = p.acts.length === 0 && (p.state === 'prepared' || p.state === 'checked');
  const facts = [
    { label: t('state'), value: p.stateName },
    { label: t('unit'), value: p.unitName },
    { label: t('jurisdiction'), value: p.jurisdiction === '00' ? t('nation') : p.jurisdiction },
    { label: t('legalSource'), value: p.legalSource },
    ...(p.effectiveOn === null ? [] : [{ label: t('effectiveOn'), value: p.effectiveOn }]),
    ...(p.reopened === null ? [] : [{ label: t('reopenedCases'), value: t('cases', { n: p.reopened }) }]),
    ...(p.lawVersion === null ? [] : [{ label: t('lawVersion'), value: String(p.lawVersion) }]),
  ];
  return (
    <>
      <FilePage
        title={p.title}
        note={waiting ? t('waitOther') : t(`kind_${p.kind}` as Key)}
        facts={facts}
        actions={
          <>
            {p.acts.map((a) => (
              <Button
                key={a.action}
                type={a.action === 'check' || a.action === 'approve' ? 'primary' : 'default'}
                onClick={() => setAct(a)}
              >
                {a.label}
              </Button>
            ))}
            <PrintButton title={p.title} />
          </>
        }
        sections={[
          {
            key: 'adds',
            title: t('adds'),
            content: (
              <ul className="law-lines">
                {p.lines.map((line) => (
                  <li key={`${line.label} ${line.value}`}>
                    <span className="kit-faint">{line.label}：</span>
                    {line.value}
                  </li>
                ))}
              </ul>
            ),
          },
          ...(p.tried === null
            ? []
            : [
                {
                  key: 'tried',
                  title: t('triedThen', { day: p.effectiveOn ?? '' }),
                  content: <TriedRules rules={p.tried} />,
                },
              ]),
        ]}
        timeline={p.steps.map((s, i) => ({
          key: String(i),
          date: wallClock(s.at),
          title: t(`step_${s.action}` as Key),
          by: s.byName,
          ...(s.reason === null ? {} : { detail: s.reason }),
        }))}
      />
      {act === null ? null : (
        <ConfirmAct
          title={act.label}
          explain={<p>{p.title}</p>}
          text={act.needsReason ? 'required' : 'none'}
          onConfirm={(reason) =>
            api.post('/api/law/proposal', { proposalId, action: act.action, reason: reason.text || undefined })
          }
          onClose={(done) => {
            setAct(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
    </>
  );
}
