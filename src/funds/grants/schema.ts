import { z } from 'zod';
import { Fen, Paged, Year } from '../ledger/schema.ts';

const Day = z.iso.date('请填写日期');
const Name = (what: string) => z.string().trim().min(2, what).max(80);

export const RecordProject = z.object({ title: Name('请填写项目'), includedOn: Day, decidedBy: Name('请填写文号') });
export type RecordProject = z.infer<typeof RecordProject>;

export const GiveGrant = z.object({
  kind: z.string().min(2).max(40),
  institutionId: z.uuid(),
  year: Year,
  title: Name('请填写名称'),
  amountFen: Fen,
  givenOn: Day,
});
export type GiveGrant = z.input<typeof GiveGrant>;

export const UseGrant = z.object({
  grantId: z.uuid(),
  code: z.string().min(2).max(40),
  amountFen: Fen,
  spentOn: Day,
  note: z.string().trim().max(200).optional(),
});
export type UseGrant = z.input<typeof UseGrant>;

export const ListGrants = z.object({ ...Paged, kind: z.string().max(40).optional(), year: Year.optional() });
export type ListGrants = z.input<typeof ListGrants>;

export const Pledge = z.object({
  donor: Name('请填写捐赠方'),
  year: Year,
  purpose: Name('请填写用途'),
  amountFen: Fen,
  pledgedOn: Day,
});
export type Pledge = z.input<typeof Pledge>;

export const ReceiveDonation = z.object({ pledgeId: z.uuid(), amountFen: Fen, documentNo: Name('请填写收据号') });
export type ReceiveDonation = z.input<typeof ReceiveDonation>;

export const OpenRound = z.object({
  pledgeId: z.uuid(),
  title: Name('请填写名称'),
  places: z.coerce.number().int().min(1).max(10_000),
  awardFen: Fen,
  criteria: z.string().trim().min(2, '请填写评选条件').max(500),
});
export type OpenRound = z.input<typeof OpenRound>;

export const Nominate = z.object({
  roundId: z.uuid(),
  nominees: z
    .array(
      z.object({
        statusId: z.uuid(),
        score: z.coerce.number().min(0).max(1000),
        reason: z.string().trim().min(2).max(200),
      }),
    )
    .min(1)
    .max(1000),
});
export type Nominate = z.input<typeof Nominate>;

export const RoundId = z.object({ roundId: z.uuid() });
export type RoundId = z.infer<typeof RoundId>;

export const ListRounds = z.object({ ...Paged, pledgeId: z.uuid().optional() });
export type ListRounds = z.input<typeof ListRounds>;

export const ListProjects = z.object(Paged);
export type ListProjects = z.input<typeof ListProjects>;

/** A round of a donor as screens show it; money in fen. */
export type RoundView = {
  roundId: string;
  donor: string;
  title: string;
  places: number;
  awardFen: number;
  criteria: string;
  state: string;
  nominees: number;
  awarded: number;
};

export type ProjectView = {
  projectId: string;
  title: string;
  place: string | null;
  includedOn: string;
  decidedBy: string;
};

export const ListPledges = z.object({ ...Paged, year: Year.optional() });
export type ListPledges = z.input<typeof ListPledges>;

export type PledgeView = {
  pledgeId: string;
  donor: string;
  year: number;
  purpose: string;
  pledgedFen: number;
  receivedFen: number;
  outstandingFen: number;
  awardedFen: number;
  paidFen: number;
  unspentFen: number;
  students: number;
};
export type GrantView = {
  grantId: string;
  kind: string;
  kindTitle: string;
  institution: string;
  year: number;
  title: string;
  amountFen: number;
  spentFen: number;
  leftFen: number;
};

export const ListApprenticeships = z.object({ year: Year.optional() });
export type ListApprenticeships = z.input<typeof ListApprenticeships>;

/** One enterprise's apprenticeships of one year as they are settled, in fen. */
export type ApprenticeshipYear = {
  institutionId: string;
  enterprise: string;
  year: number;
  apprentices: number;
  dueFen: number;
  paidFen: number;
  unpaidFen: number;
  receivedFen: number;
  spentFen: number;
  leftFen: number;
};
