import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  DialogButton,
  FormDialog,
  ListPage,
  money,
  PagedTable,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { PickDialog } from '../../training/ui/classes/pick-dialog.tsx';
import type { Awarded } from '../grants/donor-rounds.ts';
import { OpenRound, Pledge, type PledgeView, type RoundView } from '../grants/schema.ts';
import { useStudents } from './use-students.tsx';
import { words } from './words/grant-words.ts';
import { fenOf } from './words/names.ts';

const yuan = z.coerce.number().min(0.01, '金额应大于零').max(1_000_000_000);
const PledgeForm = Pledge.omit({ amountFen: true }).extend({ amountYuan: yuan });
const ReceiptForm = z.object({ amountYuan: yuan, documentNo: z.string().trim().min(2, '请填写收据号').max(80) });
const RoundForm = OpenRound.omit({ pledgeId: true, awardFen: true }).extend({ awardYuan: yuan });

type Asked = { act: 'receive' | 'round'; pledge: PledgeView } | { act: 'nominate' | 'award'; round: RoundView };

/** 捐助: what donors promised and what became of it; rounds of awards with nominees, ranked by the donor's criteria. */
export default function DonorsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { today } = useSession();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const close = (): void => setAsked(null);
  const sum = (key: string, title: string, of: (p: PledgeView) => number): Column<PledgeView> => ({
    key,
    title,
    number: true,
    render: (p) => money(of(p)),
  });
  const columns: Column<PledgeView>[] = [
    { key: 'donor', title: t('donor'), render: (p) => p.donor },
    { key: 'year', title: t('year'), render: (p) => String(p.year) },
    { key: 'purpose', title: t('purpose'), render: (p) => p.purpose },
    sum('pledged', t('pledged'), (p) => p.pledgedFen),
    sum('received', t('received'), (p) => p.receivedFen),
    sum('outstanding', t('outstanding'), (p) => p.outstandingFen),
    sum('awarded', t('awardedSum'), (p) => p.awardedFen),
    sum('paid', t('paid'), (p) => p.paidFen),
    sum('unspent', t('unspent'), (p) => p.unspentFen),
    {
      key: 'act',
      title: t('act'),
      render: (pledge) => (
        <span className="kit-row">
          <Allowed permission="funds.plan">
            {pledge.outstandingFen === 0 ? null : (
              <Button size="small" onClick={() => setAsked({ act: 'receive', pledge })}>
                {t('receive')}
              </Button>
            )}
          </Allowed>
          <Allowed permission="funds.prepare">
            <Button size="small" onClick={() => setAsked({ act: 'round', pledge })}>
              {t('openRound')}
            </Button>
          </Allowed>
        </span>
      ),
    },
  ];
  return (
    <div className="kit-stack">
      <div role="status">{told}</div>
      <ListPage
        id="donors"
        title={t('donors')}
        note={t('donorsNote')}
        endpoint="/api/funds/pledges"
        columns={columns}
        rowKey={(p) => p.pledgeId}
        rowName={(p) => p.donor}
        empty={{ title: t('noPledges'), begin: t('noPledgesBegin') }}
        actions={
          <DialogButton permission="funds.prepare" label={t('pledge')} primary>
            {(done) => (
              <FormDialog
                title={t('pledge')}
                schema={PledgeForm}
                fields={labelled(t, ['donor', 'year', 'purpose', 'pledgedOn', 'amountYuan'])}
                initial={{ year: Number(today.slice(0, 4)), pledgedOn: today }}
                onClose={done}
                onSubmit={({ amountYuan, ...pledge }) =>
                  api.post('/api/funds/pledges', { ...pledge, amountFen: fenOf(amountYuan) })
                }
              />
            )}
          </DialogButton>
        }
      />
      <Rounds onAsk={setAsked} />
      {asked?.act === 'receive' ? (
        <FormDialog
          title={`${t('receive')}：${asked.pledge.donor}`}
          schema={ReceiptForm}
          fields={{ amountYuan: { label: t('amountYuan') }, documentNo: { label: t('receiptNo') } }}
          initial={{ amountYuan: asked.pledge.outstandingFen / 100 }}
          onClose={close}
          onSubmit={({ amountYuan, documentNo }) =>
            api.post('/api/funds/donations', {
              pledgeId: asked.pledge.pledgeId,
              amountFen: fenOf(amountYuan),
              documentNo,
            })
          }
        />
      ) : null}
      {asked?.act === 'round' ? (
        <FormDialog
          title={`${t('openRound')}：${asked.pledge.donor}`}
          schema={RoundForm}
          fields={{ ...labelled(t, ['places', 'criteria', 'awardYuan']), title: { label: t('roundTitle') } }}
          onClose={close}
          onSubmit={({ awardYuan, ...round }) =>
            api.post('/api/funds/rounds', { ...round, pledgeId: asked.pledge.pledgeId, awardFen: fenOf(awardYuan) })
          }
        />
      ) : null}
      {asked?.act === 'nominate' ? <NominateDialog round={asked.round} onClose={close} /> : null}
      {asked?.act === 'award' ? (
        <ConfirmAct
          title={`${t('award')}：${asked.round.title}`}
          explain={<p>{t('awardNote', { places: asked.round.places, each: money(asked.round.awardFen) })}</p>}
          onConfirm={async () => {
            setTold(t('awardedTold', await api.post<Awarded>('/api/funds/awards', { roundId: asked.round.roundId })));
            await client.invalidateQueries();
          }}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

type T = ReturnType<typeof useWords<keyof typeof words.zh>>;
const labelled = (t: T, names: readonly (keyof typeof words.zh)[]) =>
  Object.fromEntries(names.map((name) => [name, { label: t(name) }]));

function Rounds({ onAsk }: { onAsk: (asked: Asked) => void }) {
  const t = useWords(words);
  const columns: Column<RoundView>[] = [
    { key: 'title', title: t('roundTitle'), render: (r) => r.title },
    { key: 'donor', title: t('donor'), render: (r) => r.donor },
    { key: 'places', title: t('places'), number: true, render: (r) => r.places },
    { key: 'each', title: t('awardYuan'), number: true, render: (r) => money(r.awardFen) },
    { key: 'criteria', title: t('criteria'), render: (r) => r.criteria },
    { key: 'nominees', title: t('nominees'), number: true, render: (r) => r.nominees },
    { key: 'awarded', title: t('awarded'), number: true, render: (r) => r.awarded },
    { key: 'state', title: t('state'), render: (r) => t(r.state === 'awarded' ? 'state_awarded' : 'state_open') },
    {
      key: 'act',
      title: t('act'),
      render: (round) =>
        round.state === 'awarded' ? (
          ''
        ) : (
          <Allowed permission="funds.prepare">
            <span className="kit-row">
              <Button size="small" onClick={() => onAsk({ act: 'nominate', round })}>
                {t('nominate')}
              </Button>
              {round.nominees === 0 ? null : (
                <Button size="small" type="primary" onClick={() => onAsk({ act: 'award', round })}>
                  {t('award')}
                </Button>
              )}
            </span>
          </Allowed>
        ),
    },
  ];
  return (
    <PagedTable
      path="/api/funds/rounds"
      title={t('rounds')}
      columns={columns}
      empty={t('noRounds')}
      rowKey={(r) => r.roundId}
      rowName={(r) => r.title}
    />
  );
}

/** Students are chosen with their score by the donor's criteria and why they are named. */
function NominateDialog({ round, onClose }: { round: RoundView; onClose: () => void }) {
  const t = useWords(words);
  const [scores, setScores] = useState<Record<string, number>>({});
  const [reason, setReason] = useState<string>(t('defaultReason'));
  const students = useStudents();
  return (
    <PickDialog
      title={`${t('nominate')}：${round.title}`}
      okText={(n) => t('nominateCount', { n })}
      above={
        <div className="kit-stack">
          <p className="kit-faint">{round.criteria}</p>
          <label>
            {t('reason')} <Input value={reason} onChange={(e) => setReason(e.target.value)} />
          </label>
          {students.search}
        </div>
      }
      empty={{ title: t('noPupils') }}
      columns={[
        { key: 'name', title: t('name'), render: (s) => s.name },
        { key: 'school', title: t('school'), render: (s) => s.schoolName },
        {
          key: 'score',
          title: t('score'),
          number: true,
          render: (s) => (
            <InputNumber
              size="small"
              aria-label={`${t('score')} ${s.name}`}
              min={0}
              max={1000}
              value={scores[s.statusId] ?? null}
              onChange={(value) => setScores({ ...scores, [s.statusId]: value ?? 0 })}
            />
          ),
        },
      ]}
      rows={students.rows}
      rowKey={(s) => s.statusId}
      rowName={(s) => s.name}
      onPicked={(ids) =>
        api.post('/api/funds/nominations', {
          roundId: round.roundId,
          nominees: ids.map((statusId) => ({ statusId, score: scores[statusId] ?? 0, reason })),
        })
      }
      onClose={onClose}
    />
  );
}
