import type { DocumentSource, Parameter, ParameterValue, Validity, ValueSource } from '../../policy/index.ts';
import type { Notice } from './schema.ts';

const CLAUSE = '一';

/** The notice as a document of a place with one clause that names what it changes, in force from the day of the change. */
export function noticeDocument(
  notice: Notice,
  place: { jurisdiction: string; effectiveOn: string },
  changed: readonly { parameter: Parameter; shown: string }[],
): DocumentSource {
  const list = (language: 'zh' | 'en') =>
    changed.map(({ parameter, shown }) => `${parameter.label[language]} ${shown}`);
  return {
    code: notice.code,
    title: { zh: notice.title, en: `Notice ${notice.code}` },
    numbers: notice.number === undefined || notice.number === '' ? [] : [notice.number],
    issuers: [notice.issuer],
    addressees: [],
    based_on: [...new Set(changed.flatMap(({ parameter }) => parameter.versions.map((v) => v.document)))],
    jurisdiction: place.jurisdiction,
    issued_on: notice.issuedOn,
    valid: { from: notice.issuedOn < place.effectiveOn ? notice.issuedOn : place.effectiveOn, to: null },
    clauses: [
      {
        id: `${notice.code}-1`,
        place: CLAUSE,
        text: {
          zh: `自${place.effectiveOn}起调整：${list('zh').join('；')}。`,
          en: `From ${place.effectiveOn}: ${list('en').join('; ')}.`,
        },
      },
    ],
  };
}

/** A figure as the notice states it; it ends when that of the older document would have ended. */
export function noticedValue(
  parameter: Parameter,
  notice: Notice,
  given: { jurisdiction: string; valid: Validity; value: ParameterValue; note: string },
): ValueSource {
  const standing = parameter.versions.findLast((v) => v.jurisdiction === given.jurisdiction);
  return {
    ...given,
    valid: { from: given.valid.from, to: given.valid.to ?? standing?.valid.to ?? null },
    operator: standing?.operator ?? 'exact',
    status: 'stated',
    document: notice.code,
    clause: CLAUSE,
  };
}
