import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  ErrorNote,
  FilePage,
  Masked,
  useWords,
  wallClock,
  type FileFact,
  type FileSection,
} from '../../platform/ui-kit/index.ts';
import type { PersonFile, StatusVersion } from '../person/open-person.ts';
import { EventDialog } from './event-dialog.tsx';
import { GuideAct } from '../../outreach/ui/guide-act.tsx';
import { MonitoringActs } from './monitoring/monitoring-acts.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { WishDialog } from './wish-dialog.tsx';
import { words, type PeopleWord } from './words.ts';

type Linked = PersonFile['linked'][number];
type T = ReturnType<typeof useWords<PeopleWord>>;

/** 人员档案: who, household, what lists said and when it was known, wishes, events, other rooms' timeline, and who read it. */
export default function PersonScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { personId = '' } = useParams({ strict: false }) as { personId?: string };
  const [dialog, setDialog] = useState<'event' | 'wish' | 'link' | null>(null);
  const [unlinking, setUnlinking] = useState<Linked | null>(null);
  const found = useQuery({
    queryKey: ['person', personId],
    queryFn: ({ signal }) => api.get<PersonFile>(`/api/people/${encodeURIComponent(personId)}`, { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const file = found.data;
  const died = file.events.find((e) => e.kind === 'died');
  const close = (done: boolean): void => {
    setDialog(null);
    setUnlinking(null);
    if (done) void client.invalidateQueries();
  };
  return (
    <>
      <FilePage
        title={file.name}
        note={[file.villageName, file.current?.householdTypes.join('、'), died && t('diedOn', { date: died.onDate })]
          .filter(Boolean)
          .join(' · ')}
        facts={factsOf(file, t)}
        sections={sectionsOf(file, t, setUnlinking)}
        timeline={file.timeline.map((e, i) => ({
          key: `${e.at} ${i}`,
          date: wallClock(e.at).slice(0, 10),
          title: e.link === null ? e.title : <Link to={e.link}>{e.title}</Link>,
        }))}
        actions={
          <>
            {died ? null : (
              <>
                <Allowed permission="wish.record">
                  <Button onClick={() => setDialog('wish')}>{t('recordWish')}</Button>
                </Allowed>
                <Allowed permission="people.event">
                  <Button onClick={() => setDialog('event')}>{t('recordEvent')}</Button>
                </Allowed>
                <MonitoringActs personId={personId} />
                <GuideAct personId={personId} />
              </>
            )}
            <Allowed permission="people.event">
              <Button onClick={() => setDialog('link')}>{t('linkRecord')}</Button>
            </Allowed>
          </>
        }
      />
      {dialog === 'event' ? (
        <EventDialog personId={personId} village={String(file.villageCode).padStart(12, '0')} onClose={close} />
      ) : null}
      {dialog === 'link' ? <LinkDialog file={file} onClose={close} /> : null}
      {unlinking === null ? null : (
        <ConfirmAct
          title={t('unlinkRecord')}
          explain={t('unlinkExplain', { name: unlinking.name })}
          text="required"
          danger
          onConfirm={({ text }) => api.post('/api/matching/links/undo', { personId: unlinking.personId, reason: text })}
          onClose={close}
        />
      )}
      {dialog === 'wish' ? <WishDialog personId={personId} name={file.name} onClose={close} /> : null}
    </>
  );
}

function sourceOf(status: StatusVersion | null, t: T): string | undefined {
  if (status === null || status.list.sender === null) return undefined;
  return t('sourceRow', { sender: status.list.sender, date: status.list.listDate ?? '', row: status.list.row });
}

function factsOf(file: PersonFile, t: T): FileFact[] {
  const now = file.current;
  const source = sourceOf(now, t);
  const said = (label: string, value: string | null | undefined): FileFact => ({ label, value: value || '—' });
  const masked = (field: string, value: string | null) =>
    value === null ? '—' : <Masked value={value} personId={file.personId} field={field} />;
  return [
    { label: t('idNumber'), value: masked('id_number', file.idMask) },
    { label: t('sex'), value: file.sex ?? '—' },
    { label: t('birth'), value: file.birth === null ? '—' : `${file.birth}（${file.age}）` },
    { label: t('ethnic'), value: file.ethnic ?? '—' },
    { label: t('phone'), value: masked('phone', file.phoneMask) },
    { label: t('address'), value: file.hasAddress ? masked('address', '******') : '—' },
    { label: t('household'), value: `${file.headName ?? ''} ${file.householdNo ?? ''}`.trim() || '—' },
    said(t('householdType'), now?.householdTypes.join('、')),
    said(t('identifiedOn'), now?.identifiedOn),
    said(t('exitedOn'), now?.exitedOn),
    said(t('education'), now?.education),
    said(t('schoolState'), now?.inSchool),
    said(t('labour'), now?.labourSkill),
    said(t('source'), source),
  ];
}

function sectionsOf(file: PersonFile, t: T, unlink: (record: Linked) => void): FileSection[] {
  const wishText = (w: PersonFile['wishes'][number]) =>
    [w.study ? t('study') : '', w.train ? t('train') : ''].filter(Boolean).join('、') || t('nobody');
  const lines = (items: { key: string; text: React.ReactNode }[], none: string) =>
    items.length === 0 ? (
      <p className="kit-faint">{none}</p>
    ) : (
      <ul className="kit-link-list">
        {items.map((i) => (
          <li key={i.key}>{i.text}</li>
        ))}
      </ul>
    );
  return [
    {
      key: 'members',
      title: t('members'),
      content: lines(
        file.members.map((m) => ({
          key: m.personId,
          text: (
            <>
              <Link to={`/people/${m.personId}`}>{m.name}</Link>{' '}
              {[m.relation, m.sex, m.age, m.inSchool].filter((x) => x !== null).join(' · ')}
            </>
          ),
        })),
        '—',
      ),
    },
    {
      key: 'wishes',
      title: t('wish'),
      content: lines(
        file.wishes.map((w, i) => ({
          key: `${w.askedOn} ${i}`,
          text: `${w.year} · ${wishText(w)}${w.trade ? ` · ${w.trade}` : ''}${w.refusalReason ? ` · ${w.refusalReason}` : ''} · ${w.askedBy} ${w.askedOn}`,
        })),
        t('noWishes'),
      ),
    },
    {
      key: 'events',
      title: t('events'),
      content: lines(
        file.events.map((e) => ({ key: e.eventId, text: `${e.onDate} ${t(e.kind as PeopleWord)}：${e.reason}` })),
        t('noEvents'),
      ),
    },
    {
      key: 'statuses',
      title: t('statuses'),
      content: lines(
        file.statuses.map((s, i) => ({ key: String(i), text: statusText(s, t) })),
        '—',
      ),
    },
    ...(file.linked.length === 0
      ? []
      : [
          {
            key: 'linked',
            title: t('linked'),
            content: lines(
              file.linked.map((l) => ({
                key: l.personId,
                text: (
                  <>
                    <Link to={`/people/${l.personId}`}>{l.name}</Link>（{t(l.certainty as PeopleWord)}）{' '}
                    <Allowed permission="people.event">
                      <Button size="small" onClick={() => unlink(l)}>
                        {t('unlinkRecord')}
                      </Button>
                    </Allowed>
                  </>
                ),
              })),
              '—',
            ),
          },
        ]),
    {
      key: 'readers',
      title: t('readers'),
      content: lines(
        file.readers.map((r, i) => ({
          key: String(i),
          text: `${wallClock(r.at)} ${r.unit ?? r.userId} ${t(r.act as PeopleWord)}${r.purpose ? `：${r.purpose}` : ''}`,
        })),
        t('noReaders'),
      ),
    },
  ];
}

function statusText(s: StatusVersion, t: T): string {
  const span = s.validTo === null ? s.validFrom : `${s.validFrom} → ${s.validTo}`;
  const state = s.knownTo === null ? t('current') : t('superseded');
  return `${span} · ${s.householdTypes.join('、')} · ${[s.education, s.inSchool].filter((x) => x !== null).join(' · ')} · ${sourceOf(s, t) ?? ''}（${state}）`;
}
