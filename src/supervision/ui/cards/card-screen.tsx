import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  ErrorNote,
  FilePage,
  FormDialog,
  PrintButton,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { CARD_KINDS, ScoreFields, type CardView } from '../../scorecards/schema.ts';
import { words } from './card-words.ts';
import '../supervision.css';

/** One evaluation sheet: weights, ranking with every part, and the marks while they hold. */
export default function CardScreen() {
  const { cardId = '' } = useParams({ strict: false }) as { cardId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['scorecard', cardId],
    queryFn: ({ signal }) => api.get<CardView>(`/api/scorecards/${cardId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Card card={data} />;
}

function Card({ card }: { card: CardView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [act, setAct] = useState<'activate' | 'publish' | 'compute' | 'score' | null>(null);
  const base = `/api/scorecards/${card.cardId}`;
  return (
    <>
      <FilePage
        title={card.title}
        note={`${CARD_KINDS[card.kind]} · ${card.year} · ${t(`state_${card.state}`)}`}
        actions={
          <div className="supervision-acts">
            {card.mine && card.state === 'draft' ? (
              <Button type="primary" onClick={() => setAct('activate')}>
                {t('activate')}
              </Button>
            ) : null}
            {card.mine && card.state === 'active' ? (
              <>
                <Button onClick={() => setAct('score')}>{t('score')}</Button>
                {card.computed.length === 0 ? null : (
                  <Button disabled={card.subjects === 0} onClick={() => setAct('compute')}>
                    {t('compute')}
                  </Button>
                )}
                <Button type="primary" disabled={card.subjects === 0} onClick={() => setAct('publish')}>
                  {t('publish')}
                </Button>
              </>
            ) : null}
            <PrintButton title={card.title} />
          </div>
        }
        facts={[
          { label: t('unit'), value: card.unitName },
          { label: t('subjects'), value: card.subjects },
          { label: t('threshold'), value: card.threshold ?? t('notSet') },
          { label: t('validUntil'), value: card.validUntil ?? t('notSet') },
        ]}
        sections={[
          {
            key: 'dimensions',
            title: t('dimensions'),
            content: (
              <DataTable
                caption={t('dimensions')}
                columns={[
                  { key: 'name', title: t('dimension'), render: (d) => d.name },
                  { key: 'weight', title: t('weight'), number: true, render: (d) => d.weight },
                ]}
                rows={card.dimensions}
                rowKey={(d) => d.key}
                rowName={(d) => d.name}
              />
            ),
          },
          { key: 'ranking', title: t('ranking'), content: <Ranking card={card} /> },
        ]}
      />
      {act === 'score' ? <ScoreDialog card={card} onClose={() => setAct(null)} /> : null}
      {act === 'activate' || act === 'publish' || act === 'compute' ? (
        <ConfirmAct
          title={t(act)}
          explain={act === 'activate' ? undefined : <p>{t(act === 'publish' ? 'publishNote' : 'computeNote')}</p>}
          text="none"
          onConfirm={() => api.post(`${base}/${act}`, {})}
          onClose={(done) => {
            setAct(null);
            if (done) void client.invalidateQueries();
          }}
        />
      ) : null}
    </>
  );
}

function Ranking({ card }: { card: CardView }) {
  const t = useWords(words);
  type Row = CardView['ranked'][number];
  const columns: Column<Row>[] = [
    { key: 'rank', title: t('rank'), number: true, width: 64, render: (r) => r.rank },
    { key: 'name', title: t('name'), render: (r) => r.name },
    ...card.dimensions.map((d) => ({
      key: d.key,
      title: d.name,
      number: true,
      render: (r: Row) => r.parts.find((p) => p.key === d.key)?.points.toFixed(1) ?? '—',
    })),
    { key: 'total', title: t('total'), number: true, render: (r) => <strong>{r.total.toFixed(1)}</strong> },
    { key: 'marked', title: t('marked'), render: (r) => (r.marked ? t('yes') : '—') },
  ];
  return (
    <div className="kit-stack">
      {card.coverage === null ? null : (
        <p>
          {t('coverage', {
            assessed: card.coverage.assessed,
            all: card.coverage.all,
            share: card.coverage.share === null ? '—' : `${card.coverage.share.toFixed(1)}%`,
          })}
          {card.coverage.missing.length === 0
            ? null
            : `${t('notAssessed')}：${card.coverage.missing.map((m) => m.name).join('、')}`}
        </p>
      )}
      {card.missing.length === 0 ? null : (
        <p className="kit-alarm">{t('missing', { names: card.missing.join('、') })}</p>
      )}
      {card.ranked.length === 0 ? (
        <p className="kit-faint">{t('noScores')}</p>
      ) : (
        <DataTable
          caption={t('ranking')}
          columns={columns}
          rows={card.ranked}
          rowKey={(r) => r.subject}
          rowName={(r) => r.name}
        />
      )}
    </div>
  );
}

/** Those of the register that may be scored; null where subjects are named freely. */
function subjectsOf(card: CardView): { subject: string; name: string }[] | null {
  if (card.coverage === null) return null;
  return [...card.coverage.missing, ...card.ranked.map((r) => ({ subject: r.subject, name: r.name }))];
}

function ScoreDialog({ card, onClose }: { card: CardView; onClose: () => void }) {
  const t = useWords(words);
  const typed = card.dimensions.filter((d) => !card.computed.includes(d.key));
  const subjects = subjectsOf(card);
  const schema = ScoreFields.extend({
    dimension: z
      .enum(typed.map((d) => d.key))
      .meta({ title: t('dimension'), options: typed.map((d) => ({ value: d.key, label: d.name })) }),
    ...(subjects === null
      ? {}
      : {
          subjectName: z.string().meta({
            title: t('name'),
            kind: 'select',
            options: subjects.map((s) => ({ value: s.subject, label: s.name })),
          }),
        }),
  });
  const named = (chosen: string) => subjects?.find((s) => s.subject === chosen)?.name ?? chosen;
  return (
    <FormDialog
      title={t('score')}
      schema={schema}
      onSubmit={(value) =>
        api.post(`/api/scorecards/${card.cardId}/scores`, {
          ...value,
          subject: String(value.subjectName),
          subjectName: named(String(value.subjectName)),
        })
      }
      onClose={onClose}
    />
  );
}
