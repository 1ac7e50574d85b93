import { z } from 'zod';
import { isPlainDate } from '../platform/plain-date.ts';

/** A calendar day as yyyy-mm-dd. */
export const Day = z.string().refine(isPlainDate, '请填写日期，如 2020-02-28');

export const levels = ['中级工', '高级工', '预备技师', '技师'] as const;
export const bases = ['初中', '高中'] as const;
export const schoolGrades = ['技师学院', '高级技工学校', '技工学校'] as const;
export const entryStates = ['open', 'suspended', 'removed'] as const;
export const versionStates = ['draft', 'published', 'superseded', 'discarded'] as const;

export type EntryState = (typeof entryStates)[number];
export type VersionState = (typeof versionStates)[number];

export const entryStateTitles: Record<EntryState, string> = { open: '招生', suspended: '暂停招生', removed: '已撤销' };
export const versionStateTitles: Record<VersionState, string> = {
  draft: '草稿',
  published: '现行',
  superseded: '历史版本',
  discarded: '已作废',
};

/** What a catalogue says of one school, major, level and length; fees in whole fen a school year, null where not stated. */
export type EntryFacts = {
  schoolName: string;
  schoolGrade: string | null;
  major: string;
  level: string;
  base: string;
  years: number;
  plan: number | null;
  programmeSeats: number | null;
  tuitionFen: number | null;
  accommodationFen: number | null;
  designated: boolean;
  requirement: string | null;
};

/** An entry of a version. `entryKey` stays the same from version to version; `stateFrom` is the day its state takes effect. */
export type Entry = EntryFacts & {
  entryKey: string;
  institutionId: string;
  state: EntryState;
  stateFrom: string | null;
  stateReason: string | null;
  doubts: string[];
  position: number;
};

export type Version = {
  versionId: string;
  cityCode: number;
  year: number;
  version: number;
  state: VersionState;
  reason: string | null;
  entries: number;
  checksum: string | null;
  effectiveFrom: string | null;
  listId: string | null;
  createdAt: string;
  publishedAt: string | null;
  publishedOn: string | null;
};
