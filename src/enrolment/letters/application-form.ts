import type { LetterSource, Printed } from '../../platform/letters/index.ts';

/** The nine columns of SD2017 annex 2, the category, the choice and the checklist of papers. */
export type ApplicationFormData = {
  readonly applicationNumber: string;
  readonly villageOffice: string;
  readonly serialNumber: string;
  readonly name: string;
  readonly sex: string;
  readonly ethnicGroup: string;
  readonly assistanceCardNumber: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly schoolName: string;
  readonly majorName: string;
  readonly levelName: string;
  readonly studyYears: number;
  /** Every category that exists, the applicant's own marked. */
  readonly categories: readonly { readonly name: string; readonly chosen: boolean }[];
  readonly papers: readonly { readonly name: string; readonly received: boolean; readonly note?: string }[];
  readonly guardianName?: string;
  /** The two township offices under the names they bear on the day. */
  readonly assistanceOffice: string;
  readonly laborOffice: string;
  readonly printed: Printed;
};

const template = new URL('./application-form.typ', import.meta.url);

/** The form that applicant and guardian sign at the village committee (SD2017 三(二), annex 2), with room for three opinions. */
export function applicationForm(data: ApplicationFormData): LetterSource {
  const { printed, ...rest } = data;
  return {
    template,
    data: {
      ...rest,
      guardianName: data.guardianName ?? null,
      papers: data.papers.map(({ name, received, note }) => ({ name, received, note: note ?? null })),
    },
    subject: data.name,
    title: '技工院校精准技能扶贫就读报名表',
    paper: 'portrait',
    number: data.applicationNumber,
    printed,
  };
}
