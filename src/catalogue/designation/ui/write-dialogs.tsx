import { Modal } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import { SchemaForm, useWords } from '../../../platform/ui-kit/index.ts';
import { majorCriteria, schoolCriteria } from '../criteria.ts';
import type { ApplicationSheet, SheetLine, SheetMajor } from '../open-application.ts';
import { MajorFacts, MajorStatements, SaveApplication, SchoolStatements } from '../schema.ts';
import { words } from './words.ts';

const School = SchoolStatements.extend({ contact: SaveApplication.shape.contact, phone: SaveApplication.shape.phone });
const Major = MajorFacts.extend(MajorStatements.shape);

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
        initial={major === null ? {} : ({ ...major, ...saidOf(major.criteria) } as never)}
        submitLabel={t('save')}
        onSubmit={async (value) => {
          const statements = only(value, majorCriteria);
          const sent = {
            ...without(value, majorCriteria),
            statements,
            ...(major === null ? {} : { majorId: major.majorId }),
          };
          await api.post(`/api/designation/applications/${sheet.applicationId}/majors`, sent);
          onClose(true);
        }}
      />
    </Modal>
  );
}
