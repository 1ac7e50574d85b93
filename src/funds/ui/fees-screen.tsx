import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DialogButton,
  FormDialog,
  ListPage,
  money,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { FeeRecorded } from '../checks/record-fee.ts';
import { RecordFee, type FeeView } from '../checks/schema.ts';
import { useStudents } from './use-students.tsx';
import { words } from './words/check-words.ts';
import { fenOf, schoolYearLabel } from './words/names.ts';

const ITEMS = ['tuition', 'accommodation', 'textbooks', 'appraisal_fee', 'certificate_fee', 'course_fee'] as const;
const yuan = z.coerce.number().min(0.01, '金额应大于零').max(1_000_000);
const FeeForm = RecordFee.omit({ institutionId: true, basisId: true, amountFen: true }).extend({ amountYuan: yuan });

/** 收费登记: every fee a school took, which of them are for free items, and what is paid back. */
export default function FeesScreen() {
  const t = useWords(words);
  const [told, setTold] = useState<string | null>(null);
  const [refunding, setRefunding] = useState<FeeView | null>(null);
  const { today } = useSession();
  const items = ITEMS.map((value) => ({ value, label: t(`fee_${value}`) }));
  const columns: Column<FeeView>[] = [
    { key: 'name', title: t('name'), render: (f) => f.name },
    { key: 'school', title: t('school'), render: (f) => f.school },
    { key: 'item', title: t('feeItem'), render: (f) => t(`fee_${f.item}`) },
    { key: 'term', title: t('term'), render: (f) => [f.schoolYear, f.term].filter(Boolean).join('-') },
    { key: 'on', title: t('takenOn'), render: (f) => f.takenOn },
    { key: 'taken', title: t('taken'), number: true, render: (f) => money(f.amountFen) },
    { key: 'refunded', title: t('refunded'), number: true, render: (f) => money(f.refundedFen) },
    {
      key: 'free',
      title: t('free'),
      render: (f) =>
        f.flagged && f.leftFen > 0 ? <strong className="kit-alarm">{t('free')}</strong> : f.flagged ? t('free') : '',
    },
    {
      key: 'act',
      title: t('act'),
      render: (f) =>
        f.leftFen === 0 ? (
          ''
        ) : (
          <Allowed permission="funds.fee">
            <Button size="small" onClick={() => setRefunding(f)}>
              {t('refund')}
            </Button>
          </Allowed>
        ),
    },
  ];
  return (
    <>
      <div role="status">{told}</div>
      <ListPage
        id="fees"
        title={t('fees')}
        note={t('feesNote')}
        endpoint="/api/funds/fees"
        columns={columns}
        rowKey={(f) => f.feeId}
        rowName={(f) => `${f.name} ${t(`fee_${f.item}`)}`}
        filters={[
          { kind: 'select', key: 'item', label: t('feeItem'), options: items },
          { kind: 'select', key: 'open', label: t('free'), options: [{ value: 'yes', label: t('onlyOpen') }] },
        ]}
        empty={{ title: t('noFees'), begin: t('noFeesBegin') }}
        actions={
          <DialogButton permission="funds.fee" label={t('recordFee')} primary>
            {(close) => <RecordDialog onTold={setTold} onClose={close} />}
          </DialogButton>
        }
      />
      {refunding === null ? null : (
        <FormDialog
          title={`${t('refund')}：${refunding.name}`}
          schema={Refund}
          fields={{ amountYuan: { label: t('amountYuan') }, refundedOn: { label: t('refundedOn') } }}
          initial={{ amountYuan: refunding.leftFen / 100, refundedOn: today }}
          submitLabel={t('refund')}
          onClose={() => setRefunding(null)}
          onSubmit={({ amountYuan, refundedOn }) =>
            api.post(`/api/funds/fees/${refunding.feeId}/refund`, { amountFen: fenOf(amountYuan), refundedOn })
          }
        />
      )}
    </>
  );
}

const Refund = z.object({ amountYuan: yuan, refundedOn: z.iso.date() });

function RecordDialog({ onTold, onClose }: { onTold: (text: string | null) => void; onClose: () => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const students = useStudents();
  const people = (students.rows ?? []).map((s) => ({
    value: s.personId,
    label: `${s.name} ${s.className ?? ''}`,
  }));
  const terms = (['1', '2'] as const).map((value) => ({ value, label: t(`term_${value}`) }));
  return (
    <FormDialog
      title={t('recordFee')}
      above={students.search}
      schema={FeeForm}
      fields={{
        personId: { label: t('student'), kind: 'select', options: people },
        item: { label: t('feeItem'), options: ITEMS.map((value) => ({ value, label: t(`fee_${value}`) })) },
        schoolYear: { label: t('schoolYear') },
        term: { label: t('term'), options: terms },
        takenOn: { label: t('takenOn') },
        amountYuan: { label: t('amountYuan') },
      }}
      initial={{ schoolYear: schoolYearLabel(today), takenOn: today, item: 'tuition', term: '1' }}
      submitLabel={t('recordFee')}
      onClose={onClose}
      onSubmit={async ({ amountYuan, ...fee }) => {
        const kept = await api.post<FeeRecorded>('/api/funds/fees', { ...fee, amountFen: fenOf(amountYuan) });
        onTold(kept.flagged ? t('flagged') : null);
      }}
    />
  );
}
