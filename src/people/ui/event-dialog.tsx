import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { StoredFile } from '../../platform/api-client/index.ts';
import { AreaPicker, ErrorNote, UploadBox, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { FoundHousehold } from '../person/find-households.ts';
import type { RecordedEvent } from '../person/record-person-event.ts';
import { HouseholdPicker } from './household-picker.tsx';
import { words } from './words.ts';

const KINDS = ['household_split', 'household_merged', 'married_in', 'moved', 'died'] as const;
type Kind = (typeof KINDS)[number];
const JOINS: readonly Kind[] = ['household_merged', 'married_in'];

/** 分户, 并户, 婚入, 迁移, 死亡: what happened, on which day, into which household or village, why, with the paper that shows it. */
export function EventDialog(props: { personId: string; village?: string; onClose: (done: boolean) => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const [kind, setKind] = useState<Kind>('household_split');
  const [onDate, setOnDate] = useState(today);
  const [reason, setReason] = useState('');
  const [relation, setRelation] = useState('');
  const [villageCode, setVillage] = useState<string | undefined>(undefined);
  const [household, setHousehold] = useState<FoundHousehold | null>(null);
  const [evidence, setEvidence] = useState<StoredFile | null>(null);
  const joins = JOINS.includes(kind);
  const navigate = useNavigate();
  const record = useMutation({
    mutationFn: () =>
      api.post<RecordedEvent>(`/api/people/${props.personId}/events`, {
        kind,
        onDate,
        reason,
        ...(relation.trim() === '' || kind === 'died' ? {} : { relation }),
        ...(kind === 'moved' ? { villageCode } : {}),
        ...(joins ? { toHouseholdId: household?.householdId } : {}),
        ...(evidence === null ? {} : { evidenceFileId: evidence.fileId }),
      }),
    onSuccess: ({ away }) => (away ? undefined : props.onClose(true)),
  });
  const missing =
    reason.trim() === '' ||
    onDate === '' ||
    (joins && household === null) ||
    (kind === 'moved' && villageCode === undefined);
  if (record.data?.away)
    return (
      <Modal open title={t('recordEvent')} footer={null} width={480} closable={false}>
        <div className="kit-stack">
          <p role="status">{t('movedAway')}</p>
          <Button type="primary" onClick={() => void navigate({ to: '/people' })}>
            {t('backToPeople')}
          </Button>
        </div>
      </Modal>
    );
  return (
    <Modal open title={t('recordEvent')} footer={null} width={720} onCancel={() => props.onClose(false)}>
      <form
        className="kit-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing) record.mutate();
        }}
      >
        <fieldset className="kit-field">
          <legend>{t('eventKind')}</legend>
          <Radio.Group value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            {KINDS.map((one) => (
              <Radio key={one} value={one}>
                {t(one)}
              </Radio>
            ))}
          </Radio.Group>
          <p className="kit-faint">{t(`${kind}_note`)}</p>
        </fieldset>
        {joins ? (
          <fieldset className="kit-field">
            <legend>{t('toHousehold')}</legend>
            <HouseholdPicker village={props.village} value={household} onChange={setHousehold} />
          </fieldset>
        ) : null}
        {kind === 'moved' ? (
          <div className="kit-field">
            <label htmlFor="event-village">{t('toVillage')}</label>
            <AreaPicker id="event-village" value={villageCode} onChange={setVillage} />
          </div>
        ) : null}
        {joins ? (
          <div className="kit-field">
            <label htmlFor="event-relation">{t('relation')}</label>
            <Input id="event-relation" value={relation} onChange={(event) => setRelation(event.target.value)} />
          </div>
        ) : null}
        <div className="kit-field">
          <label htmlFor="event-day">{t('onDate')}</label>
          <Input
            id="event-day"
            type="date"
            max={today}
            value={onDate}
            onChange={(event) => setOnDate(event.target.value)}
          />
        </div>
        <div className="kit-field">
          <label htmlFor="event-reason">{t('reason')}</label>
          <Input.TextArea id="event-reason" value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <UploadBox label={t('evidence')} note={t('evidenceNote')} accept="image/*,.pdf" onUploaded={setEvidence} />
        {record.error === null ? null : <ErrorNote error={record.error} />}
        <Button type="primary" htmlType="submit" disabled={missing} loading={record.isPending}>
          {t('save')}
        </Button>
      </form>
    </Modal>
  );
}
