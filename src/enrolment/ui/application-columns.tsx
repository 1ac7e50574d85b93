import { chinaDate } from '../../platform/clock.ts';
import type { Column } from '../../platform/ui-kit/index.ts';
import type { Translate } from '../../platform/ui-kit/parts/plain.ts';
import { CATEGORIES, type ApplicationLine } from '../schema.ts';
import type { words } from './village/village-words.ts';
import './enrolment.css';

type Say = Translate<keyof (typeof words)['zh']>;

/** Columns every list of applications shares. */
export function applicationColumns(t: Say): Column<ApplicationLine>[] {
  return [
    {
      key: 'name',
      title: t('name'),
      render: (a) => (
        <>
          {a.name} {a.greenChannel ? <span className="enrolment-tag">{t('green')}</span> : null}
        </>
      ),
    },
    { key: 'state', title: t('state'), render: (a) => `${a.stateName}${progressOf(a)}` },
    { key: 'since', title: t('since'), render: (a) => chinaDate(new Date(a.heldSince)) },
    { key: 'village', title: t('village'), render: (a) => a.villageName ?? String(a.villageCode) },
    { key: 'school', title: t('school'), render: (a) => a.schoolName ?? '—' },
    { key: 'major', title: t('major'), render: (a) => a.major ?? '—', optional: true },
    { key: 'category', title: t('category'), render: (a) => CATEGORIES[a.category], optional: true },
    { key: 'number', title: t('number'), render: (a) => a.number },
  ];
}

/** How many of the two township offices have answered. */
export function progressOf(a: Pick<ApplicationLine, 'state' | 'povertyDecided' | 'hrDecided'>): string {
  if (a.state !== 'township_review') return '';
  return ` ${Number(a.povertyDecided) + Number(a.hrDecided)}/2`;
}
