import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, FilePage, SchemaForm, useSession, useWords } from '../../platform/ui-kit/index.ts';
import { RenameUnit, unitLevelOptions, unitLineOptions } from '../schema.ts';
import type { UnitView } from '../units/view-unit.ts';
import { ChangeArea } from './change-area.tsx';
import { UnitStaff } from './unit-staff.tsx';
import { words } from './words.ts';

const Rename = RenameUnit.omit({ unitId: true });

const label = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((o) => o.value === value)?.label ?? value;

function Spans({ rows }: { rows: readonly { text: string; validFrom: string; validTo: string | null }[] }) {
  const t = useWords(words);
  if (rows.length === 0) return <p className="kit-faint">{t('noneYet')}</p>;
  return (
    <ul>
      {rows.map((row) => (
        <li key={`${row.text} ${row.validFrom}`}>
          {row.text}　
          {row.validTo === null
            ? t('fromOn', { from: row.validFrom })
            : t('fromTo', { from: row.validFrom, to: row.validTo })}
        </li>
      ))}
    </ul>
  );
}

/** 单位: one office, its names and area over time, its people and their posts. */
export default function UnitScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const session = useSession();
  const { unitId = '' } = useParams({ strict: false }) as { unitId?: string };
  const [act, setAct] = useState<'rename' | 'area' | null>(null);
  const unit = useQuery({
    queryKey: ['unit', unitId],
    queryFn: ({ signal }) => api.get<UnitView>(`/api/units/${encodeURIComponent(unitId)}`, { signal }),
  });
  if (unit.error !== null) return <ErrorNote error={unit.error} onRetry={() => void unit.refetch()} />;
  if (unit.data === undefined) return null;
  const { data } = unit;
  const changed = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['unit', unitId] });
    setAct(null);
  };
  const rename = async (value: object): Promise<void> => {
    await api.post(`/api/units/${encodeURIComponent(unitId)}/rename`, value);
    await changed();
  };
  return (
    <>
      <FilePage
        title={data.name}
        note={`${label(unitLevelOptions, data.level)} · ${label(unitLineOptions, data.line)}`}
        actions={
          <>
            <Button onClick={() => setAct('rename')}>{t('rename')}</Button>
            {data.level === 'institution' || data.unitId === session.unit.id ? null : (
              <Button onClick={() => setAct('area')}>{t('changeArea')}</Button>
            )}
          </>
        }
        facts={[
          { label: t('division'), value: data.divisionName || data.divisionCode },
          { label: t('since'), value: data.validFrom },
        ]}
        sections={[
          {
            key: 'staff',
            title: t('staff'),
            content: <UnitStaff unitId={unitId} level={data.level} line={data.line} />,
          },
          {
            key: 'names',
            title: t('names'),
            content: <Spans rows={data.names.map((n) => ({ ...n, text: n.name }))} />,
          },
          {
            key: 'areas',
            title: t('areas'),
            content:
              data.areas.length === 0 ? (
                t('noAreas')
              ) : (
                <Spans rows={data.areas.map((a) => ({ ...a, text: a.name ?? `${a.lo} — ${a.hi}` }))} />
              ),
          },
        ]}
      />
      {act === 'rename' ? (
        <Modal open title={t('rename')} footer={null} onCancel={() => setAct(null)}>
          <SchemaForm schema={Rename} initial={{ from: session.today }} submitLabel={t('rename')} onSubmit={rename} />
        </Modal>
      ) : act === 'area' ? (
        <ChangeArea unit={data} onDone={changed} onClose={() => setAct(null)} />
      ) : null}
    </>
  );
}
