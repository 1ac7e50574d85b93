import { z } from 'zod';

/** People entered for a class one by one, as the institution writes them. */
export const EnrolTrainees = z.object({
  classId: z.uuid(),
  people: z
    .array(
      z.object({
        name: z.string().trim().min(1, '请填写姓名').max(60),
        idNumber: z.string().trim().min(1, '请填写身份证号').max(40),
        phone: z.string().trim().max(30).optional(),
        address: z.string().trim().max(120).optional(),
        category: z.string().trim().max(40).optional(),
        contractFileId: z.uuid().optional(),
        contractFrom: z.iso.date().optional(),
      }),
    )
    .max(200)
    .default([]),
  /** Those who chose the class's course, by their choices. */
  choiceIds: z.array(z.uuid()).max(200).default([]),
});
export type EnrolTrainees = z.input<typeof EnrolTrainees>;

export const ClassRoster = z.object({ classId: z.uuid() });
export type ClassRoster = z.infer<typeof ClassRoster>;

/** A trainee of a class as screens show it. */
export type TraineeView = {
  personId: string;
  name: string;
  idMask: string | null;
  phoneMask: string | null;
  category: string | null;
  identity: string;
  state: string;
  reason: string | null;
  hours: number;
  result: string | null;
  certificateNo: string | null;
  satisfaction: number | null;
  chargedGroup: string | null;
  contracted: boolean;
  checks: { kind: string; outcome: string; listDate: string | null; note: string | null }[];
};
