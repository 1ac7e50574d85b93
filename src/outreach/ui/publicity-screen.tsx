import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import {
  DataTable,
  DialogButton,
  EmptyState,
  ErrorNote,
  Facts,
  FormDialog,
  PageHeader,
  PrintButton,
  useSession,
  useWords,
  type Column,
  type FileFact,
} from '../../platform/ui-kit/index.ts';
import { ItemFields, MEDIA, ThemeFields, THEMES, type ItemLine, type OverviewView } from '../publicity/schema.ts';
import { words } from './publicity-words.ts';

/** 宣传引导: themes, media and forms of a year, schools without any, and what came of guiding people. */
export default function PublicityScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['publicity'],
    queryFn: ({ signal }) => api.get<OverviewView>('/api/publicity', { signal }),
  });
  return (
    <>
      <PageHeader
        title={t('publicity')}
        note={t('publicityNote', { year: today.slice(0, 4) })}
        actions={
          <>
            <DialogButton permission="publicity.record" label={t('recordItem')} primary>
              {(close) => (
                <FormDialog
                  title={t('recordItem')}
                  schema={ItemFields}
                  initial={{ heldOn: today, views: 0, enquiries: 0, applications: 0 }}
                  onSubmit={(value) => api.post('/api/publicity/items', value)}
                  onClose={close}
                />
              )}
            </DialogButton>
            <DialogButton permission="publicity.record" label={t('planTheme')}>
              {(close) => (
                <FormDialog
                  title={t('planTheme')}
                  schema={ThemeFields}
                  onSubmit={(value) => api.post('/api/publicity/events', value)}
                  onClose={close}
                />
              )}
            </DialogButton>
            <PrintButton title={t('publicity')} />
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : <Overview view={data} />}
    </>
  );
}

function useFacts(view: OverviewView): FileFact[] {
  const t = useWords(words);
  const percent = (n: number | null) => (n === null ? t('none') : t('percent', { n: n.toFixed(1) }));
  const covered = (label: string, c: OverviewView['themes']): FileFact => ({
    label,
    value: t('ofCount', { n: c.covered, all: c.of }),
    ...(c.missing.length === 0 ? {} : { source: t('missing', { names: c.missing.join('、') }) }),
  });
  const { schools, guidance } = view;
  const without = schools.without.length > 8 ? [...schools.without.slice(0, 8), '…'] : schools.without;
  return [
    covered(t('covered'), view.themes),
    covered(t('mediaCovered'), view.mediaKinds),
    { label: t('conversion'), value: percent(view.conversion) },
    { label: t('signUpRate'), value: percent(view.signUpRate) },
    ...(schools.all === 0
      ? []
      : [
          {
            label: t('schools'),
            value: `${t('ofCount', { n: schools.active, all: schools.all })}（${percent(schools.rate)}）`,
            ...(without.length === 0 ? {} : { source: t('without', { names: without.join('、') }) }),
          },
        ]),
    {
      label: t('contacted'),
      value: guidance.contacted,
      source: `${t('study')} ${percent(guidance.study)}　${t('training')} ${percent(guidance.training)}　${t('employment')} ${percent(guidance.employment)}`,
    },
    { label: t('signUp'), value: percent(guidance.signUp) },
    { label: t('uncontacted'), value: t('ofCount', { n: guidance.uncontacted, all: guidance.needing }) },
  ];
}

function Overview({ view }: { view: OverviewView }) {
  const t = useWords(words);
  const columns: Column<ItemLine>[] = [
    { key: 'held', title: t('heldOn'), width: 108, render: (i) => i.heldOn },
    { key: 'title', title: t('title'), render: (i) => i.title },
    { key: 'media', title: t('media'), render: (i) => MEDIA[i.media] },
    { key: 'theme', title: t('theme'), render: (i) => (i.theme === null ? '—' : THEMES[i.theme]) },
    { key: 'campaign', title: t('campaign'), render: (i) => i.campaign ?? '—' },
    { key: 'unit', title: t('unit'), render: (i) => i.unit },
    { key: 'views', title: t('views'), number: true, render: (i) => i.views },
    { key: 'enquiries', title: t('enquiries'), number: true, render: (i) => i.enquiries },
    { key: 'applications', title: t('applications'), number: true, render: (i) => i.applications },
  ];
  return (
    <div className="kit-stack">
      <Facts facts={useFacts(view)} />
      <section>
        <h2>{t('byMedia')}</h2>
        <DataTable
          caption={t('byMedia')}
          columns={[
            { key: 'media', title: t('media'), render: (m) => MEDIA[m.media] },
            { key: 'items', title: t('items'), number: true, render: (m) => m.items },
            { key: 'enquiries', title: t('enquiries'), number: true, render: (m) => m.enquiries },
            { key: 'applications', title: t('applications'), number: true, render: (m) => m.applications },
          ]}
          rows={view.media}
          rowKey={(m) => m.media}
          rowName={(m) => MEDIA[m.media]}
        />
      </section>
      <section>
        <h2>{t('list')}</h2>
        {view.items.length === 0 ? (
          <EmptyState title={t('noItems')} begin={t('noItemsBegin')} />
        ) : (
          <DataTable
            caption={t('list')}
            columns={columns}
            rows={view.items}
            rowKey={(i) => i.itemId}
            rowName={(i) => i.title}
          />
        )}
      </section>
      {view.events.length === 0 ? null : (
        <section>
          <h2>{t('events')}</h2>
          <DataTable
            caption={t('events')}
            columns={[
              { key: 'name', title: t('title'), render: (e) => e.name },
              { key: 'on', title: t('onDate'), render: (e) => e.onDate },
              { key: 'lead', title: t('lead'), number: true, render: (e) => e.leadDays },
              { key: 'reminded', title: t('reminded'), render: (e) => e.remindedOn ?? '—' },
            ]}
            rows={view.events}
            rowKey={(e) => e.eventId}
            rowName={(e) => e.name}
          />
        </section>
      )}
    </div>
  );
}
