import { ListPage, useWords } from '../../platform/ui-kit/index.ts';
import { CATEGORIES, type ApplicationLine } from '../schema.ts';
import { STATES } from '../states.ts';
import { applicationColumns } from './application-columns.tsx';
import { words } from './village/village-words.ts';

const options = (titles: Record<string, string>) => Object.entries(titles).map(([value, label]) => ({ value, label }));

/** Every application of the area, in any state. */
export default function ApplicationsScreen() {
  const t = useWords(words);
  return (
    <ListPage<ApplicationLine>
      id="enrolment.applications"
      title={t('applications')}
      endpoint="/api/applications"
      columns={applicationColumns(t)}
      rowKey={(a) => a.id}
      rowName={(a) => a.name}
      open={(a) => `/enrolment/applications/${a.id}`}
      filters={[
        { key: 'name', label: t('name'), kind: 'text' },
        { key: 'number', label: t('number'), kind: 'text' },
        { key: 'state', label: t('state'), kind: 'select', options: options(STATES) },
        { key: 'category', label: t('category'), kind: 'select', options: options(CATEGORIES) },
      ]}
      empty={{ title: t('noApplications'), begin: t('nobodyHint') }}
    />
  );
}
