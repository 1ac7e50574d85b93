import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { SchemaForm, useSession, useWords } from '../../platform/ui-kit/index.ts';
import { Day, type Entry } from '../schema.ts';
import type { Changed } from '../versions/change-version.ts';
import { words } from './words.ts';

export type ChangeKind = 'suspend' | 'resume' | 'remove' | 'seats';

const reason = z.string().trim().min(1, '请说明原因').max(300).meta({ title: '原因', kind: 'longText' });
const Dated = z.object({ effectiveFrom: Day.meta({ title: '生效日期', kind: 'date' }), reason });
const Seats = z.object({
  programmeSeats: z.coerce
    .number()
    .int()
    .min(0)
    .nullable()
    .default(null)
    .meta({ title: '项目计划名额', hint: '留空表示未申报' }),
  reason,
});

interface ChangeProps {
  kind: ChangeKind;
  year: number;
  entry: Entry;
  onClose: (done: boolean) => void;
  /** The change has become this version. */
  onChanged: (versionId: string) => void;
}

/** Asks for the day and the reason of a change to a published entry, and says that it becomes a new version. */
export function ChangeDialog({ kind, year, entry, onClose, onChanged }: ChangeProps) {
  const t = useWords(words);
  const { today } = useSession();
  const title = t(kind === 'seats' ? 'declareSeats' : kind);
  const send = async (value: object): Promise<void> => {
    const now = await api.post<Changed>(`/api/catalogue/entries/${entry.entryKey}/${kind}`, { year, ...value });
    onClose(true);
    onChanged(now.versionId);
  };
  return (
    <Modal open title={title} footer={null} onCancel={() => onClose(false)}>
      <div className="kit-stack">
        <p>{t('changeExplain', { entry: `${entry.schoolName} ${entry.major}（${entry.level}）` })}</p>
        {kind === 'seats' ? (
          <SchemaForm
            schema={Seats}
            initial={{ programmeSeats: entry.programmeSeats }}
            submitLabel={t('save')}
            onSubmit={send}
          />
        ) : (
          <SchemaForm schema={Dated} initial={{ effectiveFrom: today }} submitLabel={title} onSubmit={send} />
        )}
      </div>
    </Modal>
  );
}
