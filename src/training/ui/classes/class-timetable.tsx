import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api, type StoredFile } from '../../../platform/api-client/index.ts';
import {
  FormDialog,
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  UploadBox,
  useWords,
  wallClock,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { LessonView } from '../../attendance/schema.ts';
import type { OpenedClass } from '../../classes/open-class.ts';
import type { TraineeView } from '../../rosters/schema.ts';
import { classWords } from './class-words.ts';
import { LessonDialog } from './lesson-dialog.tsx';
import { traineeWords } from './trainee-words.ts';

type Props = { classId: string; row: OpenedClass['class']; lessons: readonly LessonView[]; mayHold: boolean };
type Dialog =
  | { act: 'fill' }
  | { act: 'sheet' }
  | { act: 'lesson' }
  | { act: 'attendance' | 'confirm' | 'code' | 'cancel'; lesson: LessonView };

/** The timetable: lessons with room and trainer, who was there, the code for phones, the trainer's confirmation. */
export function ClassTimetable({ classId, row, lessons, mayHold }: Props) {
  const t = useWords(classWords);
  const w = useWords(traineeWords);
  const client = useQueryClient();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const running = row.state === 'running';
  const close = (): void => setDialog(null);
  const acts = (lesson: LessonView) =>
    lesson.confirmed || lesson.cancelled ? null : (
      <span className="kit-row">
        {running && !lesson.ahead ? (
          <>
            <Button size="small" onClick={() => setDialog({ act: 'attendance', lesson })}>
              {t('attendance')}
            </Button>
            <Button size="small" onClick={() => setDialog({ act: 'code', lesson })}>
              {t('code')}
            </Button>
            <Button size="small" onClick={() => setDialog({ act: 'confirm', lesson })}>
              {t('confirm')}
            </Button>
          </>
        ) : null}
        <Button size="small" onClick={() => setDialog({ act: 'cancel', lesson })}>
          {t('cancelLesson')}
        </Button>
      </span>
    );
  const columns: Column<LessonView>[] = [
    { key: 'date', title: t('date'), render: (l) => l.heldOn },
    { key: 'time', title: t('time'), render: (l) => `${l.from}–${l.to}` },
    { key: 'hours', title: t('hours'), number: true, render: (l) => l.hours },
    { key: 'mode', title: t('mode'), render: (l) => t(l.mode as 'offline') },
    { key: 'room', title: t('room'), render: (l) => l.room ?? '—' },
    { key: 'trainer', title: t('trainer'), render: (l) => l.trainer ?? '—' },
    { key: 'present', title: t('present'), number: true, render: (l) => `${l.present}/${row.participants}` },
    {
      key: 'state',
      title: t('state'),
      render: (l) =>
        l.cancelled ? t('cancelLesson') : l.confirmed ? t('confirmed') : l.ahead ? t('lessonAhead') : '—',
    },
    ...(mayHold ? [{ key: 'act', title: '', render: acts }] : []),
  ];
  return (
    <div className="kit-stack">
      {mayHold ? (
        <div className="kit-row">
          <Button onClick={() => setDialog({ act: 'fill' })}>{t('fill')}</Button>
          <Button onClick={() => setDialog({ act: 'lesson' })}>{w('addLesson')}</Button>
          {running && lessons.length > 0 ? (
            <Button onClick={() => setDialog({ act: 'sheet' })}>{t('importSheet')}</Button>
          ) : null}
        </div>
      ) : null}
      {lessons.length === 0 ? (
        <EmptyState title={t('noLessons')} />
      ) : (
        <DataTable
          caption={t('timetable')}
          columns={columns}
          rows={[...lessons]}
          rowKey={(l) => l.sessionId}
          rowName={(l) => `${l.heldOn} ${l.from}`}
        />
      )}
      {dialog?.act === 'fill' ? <FillDialog classId={classId} row={row} onClose={close} /> : null}
      {dialog?.act === 'lesson' ? <LessonDialog row={row} onClose={close} /> : null}
      {dialog?.act === 'sheet' ? <SheetDialog classId={classId} onClose={close} /> : null}
      {dialog?.act === 'attendance' ? (
        <AttendanceDialog classId={classId} lesson={dialog.lesson} onClose={close} />
      ) : null}
      {dialog?.act === 'code' ? <CodeDialog lesson={dialog.lesson} onClose={close} /> : null}
      {dialog?.act === 'confirm' || dialog?.act === 'cancel' ? (
        <ConfirmAct
          title={`${t(dialog.act === 'confirm' ? 'confirm' : 'cancelLesson')} ${dialog.lesson.heldOn} ${dialog.lesson.from}`}
          explain={dialog.act === 'confirm' ? <p>{t('confirmNote')}</p> : undefined}
          onConfirm={async () => {
            await api.post(`/api/training/lessons/${dialog.lesson.sessionId}/${dialog.act}`, {});
            await client.invalidateQueries();
          }}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

function FillDialog({ classId, row, onClose }: { classId: string; row: Props['row']; onClose: () => void }) {
  const t = useWords(classWords);
  const schema = z.object({
    from: z.iso.date().meta({ title: t('from') }),
    to: z.iso.date().meta({ title: t('to') }),
    begins: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .meta({ title: t('begins') }),
    ends: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .meta({ title: t('ends') }),
    room: z
      .string()
      .optional()
      .meta({ title: t('room') }),
    trainer: z
      .string()
      .optional()
      .meta({ title: t('trainer') }),
  });
  const initial = {
    from: row.starts_on ?? '',
    to: row.ends_on ?? '',
    begins: '08:30',
    ends: '11:30',
    room: row.place ?? '',
    trainer: row.teacher ?? '',
  };
  return (
    <FormDialog
      title={t('fill')}
      schema={schema}
      initial={initial}
      onClose={onClose}
      onSubmit={(value) =>
        api.post(`/api/training/classes/${classId}/timetable`, {
          ...value,
          mode: row.delivery === 'online' ? 'online' : 'offline',
        })
      }
      above={<p>{t('fillNote')}</p>}
    />
  );
}

function AttendanceDialog({ classId, lesson, onClose }: { classId: string; lesson: LessonView; onClose: () => void }) {
  const t = useWords(classWords);
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const found = useQuery({
    queryKey: ['training-trainees', classId],
    queryFn: ({ signal }) => api.get<{ rows: TraineeView[] }>(`/api/training/classes/${classId}/trainees`, { signal }),
  });
  const people = (found.data?.rows ?? []).filter((r) => r.state !== 'left');
  const there = chosen ?? (lesson.present > 0 ? lesson.presentIds : people.map((p) => p.personId));
  const save = async (): Promise<void> => {
    try {
      const taken = lesson.presentIds.filter((id) => !there.includes(id)).map((personId) => ({ personId, hours: 0 }));
      await api.post(`/api/training/lessons/${lesson.sessionId}/attendance`, {
        source: 'trainer',
        present: [...there.map((personId) => ({ personId })), ...taken],
      });
      await client.invalidateQueries();
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <Modal
      open
      title={`${t('attendance')} ${lesson.heldOn} ${lesson.from}–${lesson.to}`}
      okText={t('save')}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        <Checkbox.Group
          value={there}
          onChange={(ids) => setChosen(ids as string[])}
          options={people.map((p) => ({ value: p.personId, label: p.name }))}
        />
      </div>
    </Modal>
  );
}

function CodeDialog({ lesson, onClose }: { lesson: LessonView; onClose: () => void }) {
  const t = useWords(classWords);
  const shown = useQuery({
    queryKey: ['check-in-code', lesson.sessionId],
    gcTime: 0,
    queryFn: () => api.post<{ code: string; until: string }>(`/api/training/lessons/${lesson.sessionId}/code`, {}),
  });
  return (
    <Modal open title={t('code')} footer={null} onCancel={onClose}>
      {shown.error === null ? null : <ErrorNote error={shown.error} />}
      {shown.data === undefined ? null : (
        <>
          <p style={{ fontSize: 64, textAlign: 'center', letterSpacing: 8, margin: 16 }}>{shown.data.code}</p>
          <p>
            {t('codeNote', { path: `${window.location.origin}/public/check-in`, until: wallClock(shown.data.until) })}
          </p>
        </>
      )}
    </Modal>
  );
}

type Told = { marks: number; unknown: { row: number; name: string }[]; daysWithoutLesson: string[]; ahead: string[] };

function SheetDialog({ classId, onClose }: { classId: string; onClose: () => void }) {
  const t = useWords(classWords);
  const client = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  const [error, setError] = useState<unknown>(null);
  const take = async (file: StoredFile): Promise<void> => {
    setError(null);
    try {
      setTold(await api.post<Told>(`/api/training/classes/${classId}/attendance`, { fileId: file.fileId }));
      await client.invalidateQueries();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <Modal open title={t('importSheet')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <UploadBox
          label={t('importSheet')}
          note={t('importNote')}
          accept=".xlsx,.xls,.csv"
          onUploaded={(file) => void take(file)}
        />
        {error === null ? null : <ErrorNote error={error} />}
        {told === null ? null : (
          <p role="status">
            {t('imported', {
              marks: told.marks,
              unknown: told.unknown.map((u) => u.name).join('、') || '0',
              days: told.daysWithoutLesson.join('、') || '—',
            })}
            {told.ahead.length === 0 ? null : t('importedAhead', { days: told.ahead.join('、') })}
          </p>
        )}
      </div>
    </Modal>
  );
}
