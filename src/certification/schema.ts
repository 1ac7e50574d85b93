import { z } from 'zod';
import { Paging } from '../platform/paging.ts';

const day = z.iso.date('请填写日期');
/** 5 初级工 … 1 高级技师. */
const level = z.number().int().min(1, '等级为 1 至 5').max(5, '等级为 1 至 5');

export const FileBody = z
  .object({
    institutionId: z.uuid(),
    occupation: z.string().trim().min(1, '请填写职业').max(60),
    levelFrom: level,
    levelTo: level,
    audience: z.enum(['social', 'own']).default('social'),
    validFrom: day,
    validTo: day.optional(),
    filedNo: z.string().trim().min(2, '请填写备案编号').max(60),
  })
  .refine((b) => b.levelFrom >= b.levelTo, { path: ['levelTo'], message: '等级从低（数字大）到高（数字小）填写' });
export type FileBody = z.input<typeof FileBody>;

export const PlanAssessment = z.object({
  occupation: z.string().trim().min(1, '请填写职业').max(60),
  level,
  heldOn: day,
  room: z.string().trim().min(1, '请填写考场').max(60),
  capacity: z.number().int().positive('座位数应大于 0').max(2000),
  candidates: z
    .array(
      z.object({
        personId: z.uuid(),
        classId: z.uuid().optional(),
        audience: z.enum(['employee', 'graduate', 'student', 'migrant_worker', 'other']).optional(),
      }),
    )
    .max(2000)
    .default([]),
});
export type PlanAssessment = z.input<typeof PlanAssessment>;

/** Seats everybody of finished classes who was not assessed yet: as many assessments as the room asks for, on the days given, in order. */
export const PlanBacklog = z.object({
  classIds: z.array(z.uuid()).min(1).max(100),
  occupation: z.string().trim().min(1).max(60),
  level,
  room: z.string().trim().min(1).max(60),
  capacity: z.number().int().positive().max(2000),
  days: z.array(day).min(1).max(60),
});
export type PlanBacklog = z.input<typeof PlanBacklog>;

export const RecordAssessment = z.object({
  sessionId: z.uuid(),
  rows: z
    .array(
      z.object({
        personId: z.uuid(),
        theory: z.number().min(0).max(100).optional(),
        practice: z.number().min(0).max(100).optional(),
        result: z.enum(['合格', '不合格', '缺考']),
        audience: z.enum(['employee', 'graduate', 'student', 'migrant_worker', 'other']).optional(),
      }),
    )
    .min(1)
    .max(2000),
});
export type RecordAssessment = z.input<typeof RecordAssessment>;

export const IssueCertificates = z.object({
  sessionId: z.uuid(),
  issuedOn: day,
  /** Everybody who passed and has none yet, unless named. */
  personIds: z.array(z.uuid()).max(2000).optional(),
});
export type IssueCertificates = z.input<typeof IssueCertificates>;

const diploma = {
  major: z.string().trim().min(1, '请填写专业').max(60),
  number: z.string().trim().min(4, '请填写证书编号').max(40),
};
const named = {
  name: z.string().trim().min(1, '请填写姓名').max(60),
  idNumber: z.string().trim().min(1, '请填写身份证号').max(40),
};

/** Graduation certificates of a school, each for a record or for a name and number; each says the class level (FYP14 六(十九)). */
export const IssueDiplomas = z.object({
  classLevel: z.enum(['intermediate', 'senior', 'prospective_technician', 'technician']),
  issuedOn: day,
  rows: z
    .array(z.union([z.object({ personId: z.uuid(), ...diploma }), z.object({ ...named, ...diploma })]))
    .min(1)
    .max(500),
});
export type IssueDiplomas = z.input<typeof IssueDiplomas>;

export const CertificateId = z.object({ certificateId: z.uuid() });
export type CertificateId = z.infer<typeof CertificateId>;
export const WithdrawCertificate = z.object({
  certificateId: z.uuid(),
  reason: z.string().trim().min(4, '请写明原因').max(300),
});
export type WithdrawCertificate = z.input<typeof WithdrawCertificate>;

export const QueryCertificate = z.object({
  number: z.string().trim().min(4, '请填写证书编号').max(40),
  name: z.string().trim().min(1, '请填写姓名').max(60),
});
export type QueryCertificate = z.input<typeof QueryCertificate>;

export const ListAssessments = z.object({ ...Paging, year: z.coerce.number().int().min(2000).max(2100).optional() });
export type ListAssessments = z.input<typeof ListAssessments>;
export const AssessmentId = z.object({ sessionId: z.uuid() });
export type AssessmentId = z.infer<typeof AssessmentId>;
export const ListCertificates = z.object({ ...Paging, kind: z.string().max(30).optional() });
export type ListCertificates = z.input<typeof ListCertificates>;
export const YearFigures = z.object({ year: z.coerce.number().int().min(2000).max(2100) });
export type YearFigures = z.input<typeof YearFigures>;
export const MakeAbilityPlan = z.object({
  year: z.number().int().min(2000).max(2100),
  classes: z.number().int().positive(),
  trainees: z.number().int().positive(),
});
export type MakeAbilityPlan = z.input<typeof MakeAbilityPlan>;

export type AssessmentView = {
  sessionId: string;
  number: string;
  institution: string;
  occupation: string;
  level: number;
  heldOn: string;
  room: string;
  capacity: number;
  state: string;
  seated: number;
  passed: number;
  certificates: number;
};
export type CandidateView = {
  personId: string;
  name: string;
  audience: string | null;
  theory: number | null;
  practice: number | null;
  result: string | null;
  certificateNo: string | null;
};
export type CertificateView = {
  certificateId: string;
  personId: string;
  number: string;
  kind: string;
  holder: string;
  occupation: string;
  level: number | null;
  classLevel: string | null;
  institution: string;
  issuedOn: string;
  valid: boolean;
};
export type BodyView = {
  institution: string;
  occupation: string;
  levelFrom: number;
  levelTo: number;
  audience: string;
  validFrom: string;
  validTo: string | null;
  filedNo: string;
};
/** What the public hears: issuer, occupation or major, level, day, whether it holds; nothing else. */
export type CertificateAnswer =
  | { found: false }
  | { found: true; issuer: string; occupation: string; level: string; issuedOn: string; valid: boolean };
export type CertificationFigures = {
  schools: { of: number; done: number; percent: number | null; missing: string[] };
  graduates: { of: number; withCertificate: number; percent: number | null };
  audiences: { audience: string; people: number }[];
  uncoded: number;
  ability: {
    planClasses: number;
    planTrainees: number;
    classes: number;
    trainees: number;
    passed: number;
    completionPercent: number | null;
    passPercent: number | null;
  } | null;
};
