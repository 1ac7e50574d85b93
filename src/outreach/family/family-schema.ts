import { z } from 'zod';
import type { Bilingual } from '../schema.ts';
import type { Channel } from '../../platform/gateways/channel.ts';

/** A solved challenge, as the page's worker sends it back (JSON text). */
export const Proof = z.string().max(4000);

export const OpenSlip = z.object({ slip: z.string().trim().min(1).max(60), proof: Proof });
export type OpenSlip = z.input<typeof OpenSlip>;
export type SlipOpened = { codeId: string; sentTo: string; minutes: number; demonstration: boolean };

/** Where to sign on, and what the browser must keep to come back: only the one that began may end it. */
export type SignOnBegun = { url: string; hold: string };

export const FinishSignOn = z.object({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(4000),
  hold: z.string().min(1).max(200),
});
export type FinishSignOn = z.input<typeof FinishSignOn>;

export const ConfirmCode = z.object({ codeId: z.uuid(), code: z.string().trim().max(20) });
export type ConfirmCode = z.input<typeof ConfirmCode>;

const Token = z.string().min(20).max(100);
export const FamilyToken = z.object({ token: Token });
export type FamilyToken = z.input<typeof FamilyToken>;

export const FindCourses = z.object({ token: Token, find: z.string().trim().max(40).default('') });
export type FindCourses = z.input<typeof FindCourses>;
/** A training course open to be chosen. `feeFen` 0: free of charge. */
export type FamilyCourse = {
  courseId: string;
  title: string;
  trade: string;
  institution: string;
  hours: number;
  feeFen: number;
  places: number;
  left: number;
  startsOn: string | null;
};

/** What a family may do now, with words for the page. */
export type FamilyApplication = {
  id: string;
  number: string;
  stateName: string;
  plain: Bilingual;
  school: string | null;
  major: string | null;
  choose: boolean;
  withdraw: boolean;
};
/** A course the person has chosen; once the institution has enrolled it, it is left there only. */
export type FamilyChoice = { choiceId: string; title: string; institution: string; on: string; enrolled: boolean };
/** What the person is owed or was paid: where it stands, and where it goes. Money in fen. */
export type FamilyMoneyLine = {
  title: string;
  period: string;
  amountFen: number;
  standing: 'waiting' | 'held' | 'claimed' | 'sent' | 'paid';
  to: string | null;
  on: string;
};
export type FamilyMember = {
  personId: string;
  name: string;
  wish: { study: boolean | null; train: boolean | null; on: string } | null;
  application: FamilyApplication | null;
  courses: FamilyChoice[];
  money: FamilyMoneyLine[];
};
export type FamilyActLine = { number: string; at: string; summary: string; verdict: string | null };
export type FamilyView = {
  until: string;
  year: number;
  office: { name: string; phone: string | null } | null;
  members: FamilyMember[];
  acts: FamilyActLine[];
};
export type FamilySession = FamilyView & { token: string };

export const ActForFamily = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('wish'),
    token: Token,
    requestKey: z.uuid(),
    personId: z.uuid(),
    study: z.boolean(),
    train: z.boolean(),
    reason: z.string().trim().max(200).optional(),
  }),
  z.object({
    kind: z.literal('choice'),
    token: Token,
    requestKey: z.uuid(),
    personId: z.uuid(),
    applicationId: z.uuid(),
    entryKey: z.uuid(),
  }),
  z.object({
    kind: z.literal('withdraw'),
    token: Token,
    requestKey: z.uuid(),
    personId: z.uuid(),
    applicationId: z.uuid(),
    reason: z.string().trim().max(200).optional(),
  }),
  z.object({
    kind: z.literal('course'),
    token: Token,
    requestKey: z.uuid(),
    personId: z.uuid(),
    courseId: z.uuid(),
  }),
  z.object({
    kind: z.literal('leave_course'),
    token: Token,
    requestKey: z.uuid(),
    personId: z.uuid(),
    choiceId: z.uuid(),
  }),
]);
export type ActForFamily = z.input<typeof ActForFamily>;
export type FamilyReceipt = { number: string; at: string; summary: string };

/** By what a family may prove itself beside its slip; `signOn` is the provider's name. */
export type FamilyWays = { message: Channel; signOn: string | null };
