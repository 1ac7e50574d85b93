import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { chosenIds, ListPage, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { BulkAct, Selection } from '../../platform/ui-kit/index.ts';
import type { ServicePage, ServiceRow } from '../offers/list-services.ts';
import { SERVICES, type Service } from '../offers/schema-services.ts';
import { words } from './words.ts';

const LIST = '/api/students/services';

type Offer = { place: string; post: string; terms: string; offeredOn: string };

/** 勤工俭学岗位: each entitled student and what was offered. */
export default function WorkStudyScreen() {
  return <Services kind="work_study_post" />;
}

/** One service of the clause: who is entitled, who has been offered it; those without stand first. */
export function Services({ kind }: { kind: Service }) {
  const t = useWords(words);
  const session = useSession();
  const school = session.unit.level === 'institution';
  const [offer, setOffer] = useState<Offer>({ place: '', post: '', terms: '', offeredOn: session.today });
  return (
    <ListPage<ServiceRow>
      id={`students-${kind}`}
      title={SERVICES[kind]}
      note={
        <div className="kit-stack">
          <span>{t(kind === 'work_study_post' ? 'workStudyNote' : 'jobNote')}</span>
          <Share kind={kind} />
          {school ? <OfferFields offer={offer} onChange={setOffer} /> : null}
        </div>
      }
      endpoint={LIST}
      fixed={{ kind }}
      columns={[
        { key: 'name', title: t('name'), render: (r) => r.name },
        { key: 'school', title: t('school'), render: (r) => r.schoolName },
        { key: 'major', title: t('major'), render: (r) => r.major },
        {
          key: 'offers',
          title: t('offers'),
          render: (r) =>
            r.offers === 0 ? (
              <span className="kit-alarm">{t('noOffer')}</span>
            ) : (
              t('offered', { count: r.offers, on: r.newest ?? '' })
            ),
        },
        { key: 'accepted', title: t('answer'), render: (r) => (r.accepted ? t('accepted') : '—') },
      ]}
      rowKey={(r) => r.statusId}
      rowName={(r) => r.name}
      open={(r) => `/students/${r.statusId}`}
      filters={[
        {
          kind: 'select',
          key: 'served',
          label: t('state'),
          options: [
            { value: 'no', label: t('noOffer') },
            { value: 'yes', label: t('hasOffer') },
          ],
        },
      ]}
      bulk={useOfferAct(kind, offer)}
      empty={{ title: t('nobodyEntitled'), begin: t('nobodyEntitledHint') }}
    />
  );
}

function Share({ kind }: { kind: Service }) {
  const t = useWords(words);
  const { data } = useQuery({
    queryKey: ['list', LIST, kind, 'share'],
    queryFn: ({ signal }) => api.get<ServicePage>(LIST, { query: { kind, size: 1 }, signal }),
  });
  if (data === undefined || data.share === null) return null;
  const { schoolYear, entitled, served, share } = data;
  return <strong>{t('serviceShare', { schoolYear, entitled, served, share })}</strong>;
}

function OfferFields({ offer, onChange }: { offer: Offer; onChange: (offer: Offer) => void }) {
  const t = useWords(words);
  const field = (key: keyof Offer, type?: string) => (
    <label>
      {t(`offer_${key}`)}{' '}
      <Input type={type} value={offer[key]} onChange={(event) => onChange({ ...offer, [key]: event.target.value })} />
    </label>
  );
  return (
    <div className="kit-filters">
      {field('place')}
      {field('post')}
      {field('terms')}
      {field('offeredOn', 'date')}
    </div>
  );
}

/** The chosen students. */
const idsOf = (selection: Selection): Promise<string[]> =>
  chosenIds<ServiceRow>(selection, LIST, { idOf: (row) => row.statusId });

function useOfferAct(kind: Service, offer: Offer): BulkAct[] {
  const t = useWords(words);
  const complete = offer.place.trim().length > 1 && offer.post.trim().length > 1 && offer.offeredOn !== '';
  return [
    {
      key: 'offer',
      label: t(kind === 'work_study_post' ? 'offerPost' : 'recommendJob'),
      permission: 'student.register',
      preview: async (selection) => {
        const ids = await idsOf(selection);
        const effect = complete ? t('offerEffect', { place: offer.place, post: offer.post }) : t('fillOffer');
        return { effect, willHappen: complete ? ids.length : 0, skipped: [] };
      },
      run: async (selection) => {
        const { terms, ...given } = offer;
        const sent = { ids: await idsOf(selection), kind, ...given, ...(terms === '' ? {} : { terms }) };
        const { offered, skipped } = await api.post<{ offered: number; skipped: { reason: string; count: number }[] }>(
          LIST,
          sent,
        );
        return { done: offered, skipped };
      },
    },
  ];
}
