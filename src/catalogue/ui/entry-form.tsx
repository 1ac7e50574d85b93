import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { SchemaForm, useWords } from '../../platform/ui-kit/index.ts';
import { Day, EntryInput, type Entry } from '../schema.ts';
import { words } from './words.ts';

const yuan = (title: string) => z.coerce.number().min(0).max(1_000_000).nullable().default(null).meta({ title });

const Facts = EntryInput.omit({ tuitionFen: true, accommodationFen: true }).extend({
  tuition: yuan('学费（元/学年）'),
  accommodation: yuan('住宿费（元/学年）'),
});
const Added = Facts.extend({
  reason: z.string().trim().min(1, '请说明原因').max(300).meta({ title: '增加原因' }),
  effectiveFrom: Day.optional().meta({ title: '生效日期', kind: 'date', hint: '不填为今天' }),
});

const fen = (amount: number | null): number | null => (amount === null ? null : Math.round(amount * 100));
const inYuan = (amount: number | null): number | null => (amount === null ? null : amount / 100);

function factsOf({ tuition, accommodation, ...rest }: z.output<typeof Facts>): z.output<typeof EntryInput> {
  return { ...rest, tuitionFen: fen(tuition), accommodationFen: fen(accommodation) };
}

function initialOf(entry: Entry): Partial<z.input<typeof Facts>> {
  const { schoolName, schoolGrade, major, level, base, years, plan, programmeSeats, designated, requirement } = entry;
  const written = { schoolName, schoolGrade, major, level, base, years, plan, programmeSeats, designated, requirement };
  const fees = { tuition: inYuan(entry.tuitionFen), accommodation: inYuan(entry.accommodationFen) };
  return { ...written, ...fees } as Partial<z.input<typeof Facts>>;
}

interface DialogProps {
  onClose: (done: boolean) => void;
}

/** Adds an entry to the catalogue of a year. */
export function AddEntryDialog({ year, onClose }: { year: number } & DialogProps) {
  const t = useWords(words);
  return (
    <Modal open title={t('addEntry')} footer={null} onCancel={() => onClose(false)}>
      <SchemaForm
        schema={Added}
        initial={{ designated: true }}
        submitLabel={t('save')}
        onSubmit={async ({ reason, effectiveFrom, ...facts }) => {
          await api.post('/api/catalogue/entries', { year, reason, effectiveFrom, entry: factsOf(facts) });
          onClose(true);
        }}
      />
    </Modal>
  );
}

/** Corrects an entry of a draft; only what was changed, or was not decided yet, is sent. */
export function CorrectDialog({ versionId, entry, onClose }: { versionId: string; entry: Entry } & DialogProps) {
  const t = useWords(words);
  return (
    <Modal open title={t('correct')} footer={null} onCancel={() => onClose(false)}>
      <SchemaForm
        schema={Facts}
        initial={initialOf(entry)}
        submitLabel={t('save')}
        onSubmit={async (value) => {
          const facts = Object.entries(factsOf(value));
          const differs = facts.filter(([name, v]) => v !== entry[name as keyof Entry] || entry.doubts.includes(name));
          const path = `/api/catalogue/versions/${versionId}/entries/${entry.entryKey}/correct`;
          await api.post(path, { changes: Object.fromEntries(differs) });
          onClose(true);
        }}
      />
    </Modal>
  );
}
