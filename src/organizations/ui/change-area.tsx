import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { AreaPicker, ErrorNote, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { UnitView } from '../units/view-unit.ts';
import { words } from './words.ts';

/** 调整管辖范围: the divisions a unit answers for from a day on; what it answered for before stays on record. */
export function ChangeArea({
  unit,
  onDone,
  onClose,
}: {
  unit: UnitView;
  onDone: () => Promise<void>;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { today, unit: own } = useSession();
  const now = unit.areas.filter((a) => a.validTo === null).map((a) => a.lo);
  const [divisions, setDivisions] = useState<(string | undefined)[]>(now.length > 0 ? now : [unit.divisionCode]);
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState('');
  const chosen = divisions.filter((code) => code !== undefined);
  const change = useMutation({
    mutationFn: () => api.post(`/api/units/${unit.unitId}/area`, { divisions: chosen.map(Number), from, reason }),
    onSuccess: onDone,
  });
  const put = (at: number, code: string | undefined): void =>
    setDivisions(divisions.map((old, i) => (i === at ? code : old)));
  return (
    <Modal open title={`${t('changeArea')}：${unit.name}`} footer={null} onCancel={onClose}>
      <form
        className="kit-stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <p className="kit-faint">{t('changeAreaNote')}</p>
        <fieldset className="kit-field">
          <legend>{t('areas')}</legend>
          {divisions.map((code, at) => (
            <p key={at}>
              <AreaPicker
                aria-label={`${t('division')} ${at + 1}`}
                value={code}
                root={own.divisionCode}
                onChange={(next) => put(at, next)}
              />{' '}
              {divisions.length > 1 ? (
                <Button size="small" type="link" onClick={() => setDivisions(divisions.filter((_, i) => i !== at))}>
                  {t('remove')}
                </Button>
              ) : null}
            </p>
          ))}
          <Button size="small" onClick={() => setDivisions([...divisions, undefined])}>
            {t('addDivision')}
          </Button>
        </fieldset>
        <label htmlFor="area-from">{t('start')}</label>
        <Input id="area-from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <label htmlFor="area-reason">{t('reason')}</label>
        <Input.TextArea id="area-reason" value={reason} onChange={(event) => setReason(event.target.value)} />
        {change.error === null ? null : <ErrorNote error={change.error} />}
        <Button
          type="primary"
          htmlType="submit"
          disabled={chosen.length === 0 || from === '' || reason.trim() === ''}
          loading={change.isPending}
        >
          {t('save')}
        </Button>
      </form>
    </Modal>
  );
}
