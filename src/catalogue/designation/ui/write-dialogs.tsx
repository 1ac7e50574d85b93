import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { SchemaForm, useWords } from '../../../platform/ui-kit/index.ts';
import { majorCriteria, schoolCriteria } from '../criteria.ts';
import type { ApplicationSheet, SheetLine, SheetMajor } from '../open-application.ts';
import { MajorFacts, MajorStatements, SaveApplication, SchoolStatements } from '../schema.ts';
import { words } from './words.ts';

const School = SchoolStatements.extend({ contact: SaveApplication.shape.contact, phone: SaveApplication.shape.phone });
const Yuan = z.coerce.number().min(0).max(1_000_000).multipleOf(0.01, '金额最多两位小数').nullable().default(null);
const Fees = z.object({
  tuition: Yuan.meta({ title: '学费（元/学年）' }),
  accommodation: Yuan.meta({ title: '住宿费（元/学年）' }),
});
const Major = MajorFacts.omit({ tuitionFen: true, accommodationFen: true }).extend({
  ...Fees.shape,
  ...MajorStatements.shape,
});
const fenOf = (yuan: number | null) => (yuan === null ? null : Math.round(yuan * 100));
const yuanOf = (fen: number | null) => (fen === null ? null : fen / 100);

const saidOf = (lines: readonly SheetLine<string>[]) =>
  Object.fromEntries(lines.map((l) => [l.criterion, l.statement]));
const only = (value: Record<string, unknown>, criteria: readonly string[]) =>
  Object.fromEntries(criteria.map((c) => [c, value[c] ?? '']));
const without = (value: Record<string, unknown>, criteria: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !criteria.includes(key)));

type Props = { sheet: ApplicationSheet; onClose: (done: boolean) => void };

/** The school's contact and its five statements. */
export function SchoolDialog({ sheet, onClose }: Props) {
  const t = useWords(words);
  const contact = { contact: sheet.contact ?? '', phone: sheet.phone ?? '' };
  return (
    <Modal open width={640} title={t('edit')} footer={null} onCancel={() => onClose(false)}>
      <SchemaForm
        schema={School}
        initial={{ ...saidOf(sheet.criteria), ...contact }}
        submitLabel={t('save')}
        draftKey={`designation.${sheet.applicationId}`}
        onSubmit={async (value) => {
          const statements = only(value, schoolCriteria);
          const sent = { callId: sheet.call.callId, ...without(value, schoolCriteria), statements };
          await api.post('/api/designation/own', sent);
          onClose(true);
        }}
      />
    </Modal>
  );
}

/** A major as it would stand in the catalogue, and its five statements. */
export function MajorDialog({ sheet, major, onClose }: Props & { major: SheetMajor | null }) {
  const t = useWords(words);
  return (
    <Modal
      open
      width={640}
      title={t(major === null ? 'addMajor' : 'editMajor')}
      footer={null}
      onCancel={() => onClose(false)}
    >
      <SchemaForm
        schema={Major}
        initial={
          major === null
            ? {}
            : ({
                ...major,
                tuition: yuanOf(major.tuitionFen),
                accommodation: yuanOf(major.accommodationFen),
                ...saidOf(major.criteria),
              } as never)
        }
        submitLabel={t('save')}
        onSubmit={async (value) => {
          const { tuition, accommodation } = Fees.parse(value);
          const sent = {
            ...without(value, [...majorCriteria, ...Object.keys(Fees.shape)]),
            tuitionFen: fenOf(tuition),
            accommodationFen: fenOf(accommodation),
            statements: only(value, majorCriteria),
            ...(major === null ? {} : { majorId: major.majorId }),
          };
          await api.post(`/api/designation/applications/${sheet.applicationId}/majors`, sent);
          onClose(true);
        }}
      />
    </Modal>
  );
}
