import { z } from 'zod';
import { Paging } from '../platform/paging.ts';

export const AdmitClient = z.object({
  department: z.string().trim().min(2, '请填写部门名称').max(100).meta({ title: '部门' }),
  purpose: z.string().trim().min(4, '请写明用途和依据').max(300).meta({ title: '用途和依据' }),
  validTo: z.iso.date('请填写日期，如 2021-12-31').meta({ title: '有效期至' }),
});
export type AdmitClient = z.infer<typeof AdmitClient>;

export const EndClient = z.object({
  clientId: z.uuid(),
  reason: z.string().trim().min(4, '请写明原因').max(300),
});
export type EndClient = z.infer<typeof EndClient>;

export const ListClients = z.object({});
export type ListClients = z.infer<typeof ListClients>;

export const ListChecks = z.object({ clientId: z.uuid(), ...Paging });
export type ListChecks = z.input<typeof ListChecks>;

/** As many numbers as one question may hold. */
export const MOST_CHECKS = 200;
export const VerifyByKey = z.object({
  key: z.string().min(1).max(100),
  checks: z
    .array(z.object({ number: z.string().trim().min(4).max(40), name: z.string().trim().min(1).max(60) }))
    .min(1)
    .max(MOST_CHECKS),
});
export type VerifyByKey = z.infer<typeof VerifyByKey>;

export const VerifyFile = z.object({ clientId: z.uuid(), fileId: z.uuid() });
export type VerifyFile = z.infer<typeof VerifyFile>;

export const OUTCOMES = ['valid', 'withdrawn', 'not_found'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const outcomeTitles: Readonly<Record<Outcome, string>> = {
  valid: '有效',
  withdrawn: '已撤销',
  not_found: '查无此证',
};

export type Verified = {
  outcome: Outcome;
  issuer?: string;
  occupation?: string;
  level?: string;
  issuedOn?: string;
};
export type VerifyAnswer = { valid: number; invalid: number; results: Verified[] };

export type ClientLine = {
  clientId: string;
  department: string;
  purpose: string;
  keyEnd: string;
  validFrom: string;
  validTo: string;
  state: 'open' | 'over' | 'ended';
  endedReason: string | null;
  admittedName: string;
  /** How many numbers it asked for; with `more` only the latest are counted. */
  checks: number;
  invalid: number;
  more: boolean;
  lastAt: string | null;
  /** Of one's own office: it may end it and give files in for it. */
  own: boolean;
};
export type CheckLine = { checkId: string; at: string; via: 'interface' | 'file'; number: string; outcome: Outcome };
