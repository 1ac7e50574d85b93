import { codeOfNumber, shortCode } from '../../standards/index.ts';

const short = (code: number): string => shortCode(codeOfNumber(code));

/** A county batch's number, as in 371721-2020-03. */
export function countyBatchNumber(countyCode: number, year: number, sequence: number): string {
  return `${short(countyCode)}-${year}-${String(sequence).padStart(2, '0')}`;
}

/** Under which counter the admissions of a city and year run, without gaps. */
export const admissionScope = (cityCode: number, year: number): string => `admission.${cityCode}.${year}`;

/** An admission's number, as in 3717-2020-000015. */
export function admissionNumber(cityCode: number, year: number, sequence: number): string {
  return `${short(cityCode)}-${year}-${String(sequence).padStart(6, '0')}`;
}

/** A notice to a school, as in 3717-2020-T0003. */
export function noticeNumber(cityCode: number, year: number, sequence: number): string {
  return `${short(cityCode)}-${year}-T${String(sequence).padStart(4, '0')}`;
}

/** Under which counter the letters of a school and year run, without gaps. */
export const letterScope = (institutionId: string, year: number): string => `letter.${institutionId}.${year}`;

/** A letter's number within its school, as in 技录〔2020〕00037号. */
export function letterNumber(year: number, sequence: number): string {
  return `技录〔${year}〕${String(sequence).padStart(5, '0')}号`;
}
