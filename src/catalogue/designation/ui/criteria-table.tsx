import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Pagination } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  ErrorNote,
  SchemaForm,
  useWords,
  wallClock,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { MajorCriterion, SchoolCriterion } from '../criteria.ts';
import type { Behind } from '../figures.ts';
import type { ApplicationSheet, Score, SheetLine } from '../open-application.ts';
import { ScoreCriterion } from '../schema.ts';
import { useFigureText } from './figure-text.ts';
import { words } from './words.ts';

type Line = SheetLine<SchoolCriterion | MajorCriterion> & { score?: Score | null };
type Props = { sheet: ApplicationSheet; subject: string; lines: readonly Line[] };

/** The criteria of a school or a major: the clause's word, what the school says, what the records give, and the city's score. */
export function CriteriaTable({ sheet, subject, lines }: Props) {
  const t = useWords(words);
  const figureText = useFigureText();
  const [behind, setBehind] = useState<Line | null>(null);
  const [scoring, setScoring] = useState<Line | null>(null);
  const scored = lines.some((line) => 'score' in line);
  const columns: Column<Line>[] = [
    { key: 'criterion', title: t('criterion'), width: 130, render: (l) => l.title },
    { key: 'statement', title: t('statement'), render: (l) => l.statement || '—' },
    {
      key: 'figures',
      title: t('figures'),
      render: (l) =>
        l.records === 0 ? (
          <span className="kit-faint">{t('noRecords')}</span>
        ) : (
          <>
            {figureText(l.criterion, l.figures)}{' '}
            <Button type="link" size="small" onClick={() => setBehind(l)}>
              {t('records', { count: l.records })}
            </Button>
          </>
        ),
    },
    ...(scored
      ? [
          {
            key: 'score',
            title: t('score'),
            width: 220,
            render: (l: Line) => <ScoreCell line={l} state={sheet.state} onScore={() => setScoring(l)} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        caption={t('criterion')}
        columns={columns}
        rows={lines}
        rowKey={(l) => l.criterion}
        rowName={(l) => l.title}
      />
      {behind === null ? null : (
        <RecordsDialog sheet={sheet} subject={subject} line={behind} onClose={() => setBehind(null)} />
      )}
      {scoring === null ? null : <ScoreDialog sheet={sheet} line={scoring} onClose={() => setScoring(null)} />}
    </>
  );
}

function ScoreCell({ line, state, onScore }: { line: Line; state: string; onScore: () => void }) {
  const t = useWords(words);
  const { score } = line;
  return (
    <>
      {score ? (
        <>
          <strong className={score.met ? undefined : 'kit-alarm'}>{t(score.met ? 'met' : 'unmet')}</strong>
          {score.remark === null ? null : <div>{score.remark}</div>}
          <div className="kit-faint kit-small">{t('scoredBy', { by: score.by, at: wallClock(score.at) })}</div>
        </>
      ) : (
        <span className="kit-faint">{t('unscoredOne')} </span>
      )}
      {state === 'submitted' ? (
        <Allowed permission="catalogue.edit">
          <Button size="small" onClick={onScore}>
            {t('score')}
          </Button>
        </Allowed>
      ) : null}
    </>
  );
}

const Answer = z.object({ met: ScoreCriterion.shape.met, remark: ScoreCriterion.shape.remark });

function ScoreDialog({ sheet, line, onClose }: { sheet: ApplicationSheet; line: Line; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const figureText = useFigureText();
  const rate = line.figures.employmentRate;
  const byStandard = line.criterion === 'rate' && sheet.rateStandard !== null;
  const initial = byStandard ? { met: typeof rate === 'number' && rate >= (sheet.rateStandard ?? 0) } : {};
  return (
    <Modal open title={t('scoreTitle', { criterion: line.title })} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <p>{figureText(line.criterion, line.figures)}</p>
        {byStandard ? <p>{t('standard', { rate: sheet.rateStandard ?? 0 })}</p> : null}
        <SchemaForm
          schema={Answer}
          initial={{ ...initial, ...(line.score ? { met: line.score.met, remark: line.score.remark } : {}) }}
          submitLabel={t('save')}
          onSubmit={async (value) => {
            const sent = { criterion: line.criterion, ...value };
            await api.post(`/api/designation/applications/${sheet.applicationId}/score`, sent);
            await client.invalidateQueries();
            onClose();
          }}
        />
      </div>
    </Modal>
  );
}

const SIZE = 20;

function RecordsDialog(props: { sheet: ApplicationSheet; subject: string; line: Line; onClose: () => void }) {
  const t = useWords(words);
  const { sheet, subject, line, onClose } = props;
  const [page, setPage] = useState(1);
  const path = `/api/designation/applications/${sheet.applicationId}/records`;
  const query = { subject, criterion: line.criterion, page, size: SIZE };
  const { data, error } = useQuery({
    queryKey: ['designation', 'records', path, query],
    queryFn: ({ signal }) => api.get<{ rows: Behind[]; total: number }>(path, { query, signal }),
  });
  return (
    <Modal open width={640} title={`${t('recordsTitle')}：${line.title}`} footer={null} onCancel={onClose}>
      {error === null ? null : <ErrorNote error={error} />}
      <DataTable
        caption={t('recordsTitle')}
        columns={[
          { key: 'on', title: t('day'), render: (r) => r.on ?? '—' },
          { key: 'says', title: t('says'), render: (r) => r.says },
        ]}
        rows={data?.rows ?? []}
        rowKey={(r) => r.sourceId}
        rowName={(r) => r.says}
        loadingRows={data === undefined ? 5 : undefined}
      />
      <Pagination
        current={page}
        pageSize={SIZE}
        total={data?.total ?? 0}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </Modal>
  );
}
