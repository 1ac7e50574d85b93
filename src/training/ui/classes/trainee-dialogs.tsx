import { useState } from 'react';
import { z } from 'zod';
import { api, type StoredFile } from '../../../platform/api-client/index.ts';
import { FormDialog, UploadBox, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { OpenedClass } from '../../classes/open-class.ts';
import { AttachContract, ChargeGroup } from '../../classes/schema.ts';
import type { TraineeView } from '../../rosters/schema.ts';
import { classWords } from './class-words.ts';
import { traineeWords } from './trainee-words.ts';

type Props = { path: string; trainee: TraineeView; onClose: () => void };
const Contract = AttachContract.pick({ from: true, to: true });
const Group = ChargeGroup.pick({ group: true });
const Left = z.object({ leftOn: z.iso.date(), reason: z.string().min(2) });

/** Somebody leaves before the end. */
export function LeaveDialog({ path, trainee, onClose }: Props) {
  const t = useWords(classWords);
  const { today } = useSession();
  return (
    <FormDialog
      title={`${t('leave')}：${trainee.name}`}
      schema={Left}
      fields={{ leftOn: { label: t('date') }, reason: { label: t('leaveReason') } }}
      initial={{ leftOn: today }}
      submitLabel={t('leave')}
      onClose={onClose}
      onSubmit={(value) => api.post(`${path}/leave`, { ...value, personId: trainee.personId })}
    />
  );
}

/** The labour contract of an apprentice, as a file with its days. */
export function ContractDialog({ path, trainee, row, onClose }: Props & { row: OpenedClass['class'] }) {
  const t = useWords(traineeWords);
  const [file, setFile] = useState<StoredFile | null>(null);
  return (
    <FormDialog
      title={`${t('contract')}：${trainee.name}`}
      schema={Contract}
      fields={{ from: { label: t('contractFrom') }, to: { label: t('contractTo') } }}
      initial={{ from: row.starts_on ?? '' }}
      onClose={onClose}
      above={
        <>
          <p>{t('contractNote')}</p>
          <UploadBox label={t('contractFile')} accept=".pdf,.jpg,.jpeg,.png" onUploaded={setFile} />
        </>
      }
      onSubmit={(value) => {
        if (file === null) throw new Error(t('contractNeeded'));
        return api.post(`${path}/contracts`, { ...value, personId: trainee.personId, fileId: file.fileId });
      }}
    />
  );
}

/** Under which group the subsidy for the person is charged. */
export function GroupDialog({ path, trainee, onClose }: Props) {
  const t = useWords(traineeWords);
  const options = Group.shape.group.options.map((value) => ({ value, label: t(value) }));
  return (
    <FormDialog
      title={`${t('group')}：${trainee.name}`}
      schema={Group}
      fields={{ group: { label: t('group'), options } }}
      onClose={onClose}
      above={<p>{t('groupNote')}</p>}
      onSubmit={(value) => api.post(`${path}/groups`, { ...value, personId: trainee.personId })}
    />
  );
}
