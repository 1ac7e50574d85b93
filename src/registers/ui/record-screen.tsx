import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  ErrorNote,
  FilePage,
  PrintButton,
  useBilingual,
  useWords,
  wallClock,
} from '../../platform/ui-kit/index.ts';
import type { OpenedRecord, RecordChange, ShownField } from '../records/open-record.ts';
import { RECORD_STATES } from '../schema.ts';
import { Reading, Rules, Totals } from './record-parts.tsx';
import { words } from './words.ts';
import './registers.css';

export function useRecord(recordId: string) {
  return useQuery({
    queryKey: ['register-record', recordId],
    queryFn: ({ signal }) =>
      api.get<OpenedRecord>(`/api/registers/records/${encodeURIComponent(recordId)}`, { signal }),
  });
}

type Asked = {
  path: 'step' | 'review' | 'stage' | 'allocate';
  body: Record<string, string>;
  title: string;
  needsReason: boolean;
  danger: boolean;
};
type T = ReturnType<typeof useWords<keyof typeof words.zh>>;

/** 记录档案: one record of a register, what may be done with it, and its history. */
export default function RecordScreen() {
  const t = useWords(words);
  const b = useBilingual();
  const client = useQueryClient();
  const { recordId = '' } = useParams({ strict: false }) as { recordId?: string };
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data: file, error, refetch } = useRecord(recordId);
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (file === undefined) return <Reading />;
  const send = async (given: Asked, reason: string | undefined): Promise<void> => {
    await api.post(`/api/registers/records/${recordId}/${given.path}`, {
      ...given.body,
      ...(reason ? { reason } : {}),
    });
    await client.invalidateQueries();
  };
  return (
    <>
      <FilePage
        title={file.title}
        note={
          <>
            <Link to={`/registers/of/${file.register}`}>{b(file.registerTitle)}</Link> · {b(RECORD_STATES[file.state])}
            {file.stage === null ? null : ` · ${b(file.stage)}`}
            {file.endedOn === null ? null : ` · ${t('ended', { on: file.endedOn })}`}
          </>
        }
        facts={[
          { label: t('place'), value: file.place },
          { label: t('keeper'), value: file.keeper },
          { label: t('countedOn'), value: file.countedOn ?? '—' },
          { label: t('version'), value: String(file.version) },
        ]}
        actions={<Acts file={file} onAsk={setAsked} />}
        sections={sectionsOf(file, t, b)}
        timeline={file.history.map((h) => ({
          key: String(h.seq),
          date: wallClock(new Date(h.at)),
          title: h.stage === null ? t(`act_${h.action}` as keyof typeof words.zh) : t('toStage', { stage: b(h.stage) }),
          by: h.unit === h.by ? h.by : `${h.unit} ${h.by}`,
          detail: (
            <>
              {h.reason}
              {h.told === null ? null : <div className="kit-small">{h.told}</div>}
              {h.changes.map((c) => (
                <div key={c.key} className="kit-small">
                  {b(c.title)}：{c.before || '—'} → {c.after || '—'}
                </div>
              ))}
            </>
          ),
          tone:
            h.action === 'return' || h.action === 'refuse' || h.action === 'revoke'
              ? ('alarm' as const)
              : ('plain' as const),
        }))}
      />
      {asked === null ? null : (
        <ConfirmAct
          title={asked.title}
          explain={
            asked.path === 'stage' ? t('stageConfirm') : asked.path === 'allocate' ? t('allocateExplain') : undefined
          }
          danger={asked.danger}
          text={asked.path === 'allocate' ? 'none' : asked.needsReason ? 'required' : 'optional'}
          onConfirm={(reason) => send(asked, reason.text.trim())}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

const REVIEWS = new Set(['pass', 'return', 'refuse', 'revoke']);

function Acts({ file, onAsk }: { file: OpenedRecord; onAsk: (asked: Asked) => void }) {
  const t = useWords(words);
  const b = useBilingual();
  return (
    <>
      {file.acts.map(({ act, needsReason, reviewing }) => (
        <Button
          key={act}
          type={act === 'pass' || act === 'submit' ? 'primary' : 'default'}
          danger={act === 'refuse' || act === 'revoke'}
          onClick={() =>
            onAsk({
              path: reviewing ? 'review' : 'step',
              body: { act },
              title: t(`act_${act}` as keyof typeof words.zh),
              needsReason,
              danger: REVIEWS.has(act) && act !== 'pass',
            })
          }
        >
          {t(`act_${act}` as keyof typeof words.zh)}
        </Button>
      ))}
      {file.stages.map((s) => (
        <Button
          key={s.code}
          onClick={() =>
            onAsk({
              path: 'stage',
              body: { stage: s.code },
              title: t('toStage', { stage: b(s.title) }),
              needsReason: false,
              danger: false,
            })
          }
        >
          {t('toStage', { stage: b(s.title) })}
        </Button>
      ))}
      {file.waitingHere ? (
        <Button
          type="primary"
          onClick={() =>
            onAsk({
              path: 'allocate',
              body: {},
              title: t('allocate', { count: file.waitingHere ?? 0 }),
              needsReason: false,
              danger: false,
            })
          }
        >
          {t('allocate', { count: file.waitingHere })}
        </Button>
      ) : null}
      {file.mayChange ? (
        <Link className="kit-button" to={`/registers/records/${file.recordId}/change`}>
          {t('change')}
        </Link>
      ) : null}
      <PrintButton title={`${b(file.registerTitle)}：${file.title}`} />
    </>
  );
}

function sectionsOf(file: OpenedRecord, t: T, b: (text: { zh: string; en: string }) => string) {
  const groups = [...new Map(file.fields.map((f) => [f.group?.zh ?? '', f.group])).values()];
  const fields = groups.map((group) => ({
    key: `group-${group?.zh ?? ''}`,
    title: group ? b(group) : t('other'),
    content: (
      <Fields recordId={file.recordId} fields={file.fields.filter((f) => (f.group?.zh ?? '') === (group?.zh ?? ''))} />
    ),
  }));
  const doubts =
    file.warnings.length === 0
      ? []
      : [
          {
            key: 'warnings',
            title: t('warnings'),
            content: (
              <ul>
                {file.warnings.map((w) => (
                  <li key={w.path + w.message}>{w.message}</li>
                ))}
              </ul>
            ),
          },
        ];
  const rules =
    file.decisions.length === 0 ? [] : [{ key: 'rules', title: t('rules'), content: <Rules file={file} /> }];
  const waiting =
    file.waiting.length === 0
      ? []
      : [{ key: 'waiting', title: t('waitingChange'), content: <Changes changes={file.waiting} /> }];
  const related = file.related.map((r) => ({
    key: `related-${r.register}`,
    title: `${b(r.title)}（${t('count', { count: r.count })}）`,
    content:
      r.rows.length === 0 ? (
        <p className="kit-faint">{t('nothingRelated')}</p>
      ) : (
        <ul>
          {r.rows.map((row) => (
            <li key={row.recordId}>
              <Link to={`/registers/records/${row.recordId}`}>{row.title}</Link>{' '}
              <span className="kit-faint">
                {row.countedOn}
                {row.stage === null ? null : ` ${b(row.stage)}`}
              </span>
            </li>
          ))}
        </ul>
      ),
  }));
  const totals =
    file.totals.length === 0 ? [] : [{ key: 'totals', title: t('totals'), content: <Totals file={file} /> }];
  return [...waiting, ...doubts, ...fields, ...totals, ...rules, ...related];
}

function Fields({ recordId, fields }: { recordId: string; fields: readonly ShownField[] }) {
  const t = useWords(words);
  const b = useBilingual();
  return (
    <dl className="kit-file-facts">
      {fields.map((f) => (
        <div key={f.key}>
          <dt>{b(f.title)}</dt>
          <dd>
            {f.shown === '' ? (
              <span className="kit-faint">{t('notFilled')}</span>
            ) : f.link !== null ? (
              <Link to={`/registers/records/${f.link}`}>{f.shown}</Link>
            ) : typeof f.value === 'object' && f.value !== null && 'fileId' in f.value ? (
              <a href={`/api/registers/records/${recordId}/files/${f.key}`}>{f.shown}</a>
            ) : (
              f.shown
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Changes({ changes }: { changes: readonly RecordChange[] }) {
  const t = useWords(words);
  const b = useBilingual();
  return (
    <table className="kit-table">
      <thead>
        <tr>
          <th>{t('field')}</th>
          <th>{t('before')}</th>
          <th>{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((c) => (
          <tr key={c.key}>
            <td>{b(c.title)}</td>
            <td>{c.before || '—'}</td>
            <td>{c.after || '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
