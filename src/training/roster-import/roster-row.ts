import type { ListedPerson } from '../../people/index.ts';
import type { ClassHead } from './roster-class.ts';

/** What became of a participant, as the roster writes it. */
export type TrainingJob = 'job' | 'self_employed' | 'further_study' | 'army' | 'waiting';

/** One participant of a class after cleaning; null is "not stated" or "a person must decide". */
export type RosterRow = ListedPerson & {
  /** Number of the class in the file, from 1. */
  classNo: number;
  category: string | null;
  attended: number | null;
  result: string | null;
  certificateNo: string | null;
  employer: string | null;
  employedOn: string | null;
  jobKind: TrainingJob | null;
  note: string | null;
};

/** A class with its place in the file. */
export type RosterClass = ClassHead & {
  classNo: number;
  sheet: string;
  blockRow: number;
  headerRow: number;
  firstRow: number;
  lastRow: number;
  rows: number;
  /** What is wrong with the class itself: a room used by two at once, more hours than its days hold. */
  doubts: ('same_room_same_time' | 'impossible_hours')[];
  clashesWith: number[];
};
