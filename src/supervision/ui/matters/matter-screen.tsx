import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  FormDialog,
  ConfirmAct,
  ErrorNote,
  FilePage,
  PrintButton,
  UploadBox,
  useWords,
  wallClock,
  type FileFact,
} from '../../../platform/ui-kit/index.ts';
import { AssignMatter, CloseFields, PARTNERS, ReplyFields, type MatterView } from '../../matters/schema.ts';
import type { MatterAction } from '../../matters/transitions.ts';
import { MattersTable } from './matters-table.tsx';
import { words } from './matter-words.ts';
import '../supervision.css';
import { UnitsDialog } from '../units-dialog.tsx';

const AssignFields = AssignMatter.pick({ person: true });
const FORWARD: readonly MatterAction[] = ['start', 'confirm', 'reply', 'close'];
/** Acts that say everything by being done. */
const WITHOUT_NOTE: readonly MatterAction[] = ['start', 'confirm'];
const ALARMING = ['退回补充', '超过时限', '上提一级'];

/** One matter under supervision: what it needs, what the reader may do, what was passed down, its history. */
export default function MatterScreen() {
  const { matterId = '' } = useParams({ strict: false }) as { matterId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['supervision', 'matter', matterId],
    queryFn: ({ signal }) => api.get<MatterView>(`/api/supervision/matters/${matterId}`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : <Matter matter={data} />;
}

function Matter({ matter }: { matter: MatterView }) {
  const t = useWords(words);
  const [act, setAct] = useState<MatterView['acts'][number] | null>(null);
  return (
    <>
      <FilePage
        title={matter.title}
        note={`${matter.kindName} · ${matter.stateName}`}
        actions={
          <div className="supervision-acts">
            {matter.acts.map((a) => (
              <Button
                key={a.action}
                type={FORWARD.includes(a.action) ? 'primary' : 'default'}
                danger={a.action === 'return'}
                onClick={() => setAct(a)}
              >
                {a.label}
              </Button>
            ))}
            <PrintButton title={matter.title} />
          </div>
        }
        facts={useFacts(matter)}
        sections={
          matter.childRows.length === 0
            ? []
            : [
                {
                  key: 'children',
                  title: t('children'),
                  content: <MattersTable caption={t('children')} rows={matter.childRows} />,
                },
              ]
        }
        timeline={matter.history.toReversed().map((h) => ({
          key: String(h.seq),
          date: wallClock(h.at),
          title: h.title,
          by: h.unit === null ? h.by : `${h.unit} ${h.by}`,
          tone: ALARMING.includes(h.title) ? 'alarm' : 'plain',
          ...(h.note === null ? {} : { detail: h.note }),
        }))}
      />
      {act === null ? null : <ActDialog matter={matter} act={act} onClose={() => setAct(null)} />}
    </>
  );
}

function useFacts(m: MatterView): FileFact[] {
  const t = useWords(words);
  const optional = (label: string, value: string | number | null): FileFact[] =>
    value === null || value === '' ? [] : [{ label, value: <span className="supervision-words">{value}</span> }];
  return [
    { label: t('fromUnit'), value: m.fromUnit },
    {
      label: t('unit'),
      value: m.unit ?? <strong className="kit-alarm">{t('noLead')}</strong>,
    },
    ...optional(t('coUnit'), m.coUnit),
    ...optional(t('confirmation'), m.confirmation),
    { label: t('person'), value: m.person ?? '—' },
    {
      label: t('due'),
      value: (
        <>
          {m.dueOn ?? t('notSet')}
          {m.lateDays > 0 ? <strong className="kit-alarm"> {t('daysLate', { n: m.lateDays })}</strong> : null}
        </>
      ),
    },
    { label: t('openedOn'), value: m.openedOn },
    { label: t('daysOpen'), value: m.daysOpen },
    ...(m.roundId === null
      ? []
      : [
          {
            label: t('round'),
            value: <Link to={`/supervision/rounds/${m.roundId}`}>{m.roundTitle ?? t('round')}</Link>,
          },
        ]),
    ...optional(t('obligation'), m.obligation),
    ...optional(t('topic'), m.topic),
    ...optional(t('partner'), m.partner === null ? null : PARTNERS[m.partner]),
    ...(m.blocking ? [{ label: t('blocking'), value: t('yes') }] : []),
    ...optional(t('needs'), m.needs.join('、')),
    ...optional(t('result'), m.result),
    ...optional(t('measure'), m.measure),
    ...optional(t('sanction'), m.sanction),
    ...(m.evidenceName === null
      ? []
      : [
          {
            label: t('evidence'),
            value: <a href={`/api/supervision/matters/${m.matterId}/evidence`}>{m.evidenceName}</a>,
          },
        ]),
    ...(m.guidances > 0 ? [{ label: t('guidances'), value: m.guidances }] : []),
    ...(m.escalatedOn === null ? [] : [{ label: t('escalated'), value: m.escalatedOn }]),
    ...optional(t('closedOn'), m.closedOn),
  ];
}

function ActDialog(props: { matter: MatterView; act: MatterView['acts'][number]; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [fileId, setFileId] = useState<string | undefined>(undefined);
  const { matter, act, onClose } = props;
  const base = `/api/supervision/matters/${matter.matterId}`;
  if (act.action === 'pass_down')
    return (
      <UnitsDialog
        title={act.label}
        known={matter.childRows.flatMap((c) => (c.unitId === null ? [] : [c.unitId]))}
        onChosen={(unitIds) => api.post(`${base}/pass-down`, { unitIds })}
        onClose={onClose}
      />
    );
  if (act.action === 'assign')
    return (
      <FormDialog
        title={act.label}
        schema={AssignFields}
        onSubmit={(value) => api.post(`${base}/assign`, value)}
        onClose={onClose}
      />
    );
  if (act.action === 'reply' || act.action === 'close')
    return (
      <FormDialog
        title={act.label}
        schema={act.action === 'reply' ? ReplyFields : CloseFields}
        initial={{
          ...(matter.result ? { result: matter.result } : {}),
          ...(matter.measure ? { measure: matter.measure } : {}),
        }}
        above={<UploadBox label={t('evidenceUpload')} onUploaded={(file) => setFileId(file.fileId)} />}
        onSubmit={(value) =>
          api.post(`${base}/${act.action}`, { ...value, ...(fileId === undefined ? {} : { fileId }) })
        }
        onClose={onClose}
      />
    );
  const bare = WITHOUT_NOTE.includes(act.action);
  return (
    <ConfirmAct
      title={act.label}
      danger={act.action === 'return'}
      text={bare ? 'none' : 'required'}
      onConfirm={(given) => api.post(`${base}/${act.action}`, bare ? {} : { note: given.text })}
      onClose={(done) => {
        onClose();
        if (done) void client.invalidateQueries();
      }}
    />
  );
}
