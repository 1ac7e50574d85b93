import type { ApplicationState } from '../states.ts';

/** The states that wait in the queue of an office, by its level; a township's review waits per office. */
export const WAITING: Record<string, readonly ApplicationState[]> = {
  village: ['draft', 'village_registered', 'village_agreed', 'returned_to_village', 'reselect'],
  township: ['township_review', 'returned_to_township'],
  county: ['township_passed', 'county_compiling', 'returned_to_county'],
  city: ['submitted_to_city', 'city_accepted', 'admitted'],
  institution: ['school_notified', 'letter_issued', 'reported', 'status_registered'],
};

/** The column of the application that names the office at a level. */
export const CODE_COLUMN = {
  village: 'village_code',
  township: 'township_code',
  county: 'county_code',
  city: 'city_code',
} as const;
export type CodedLevel = keyof typeof CODE_COLUMN;

/** Who is told when a level lets cases lie: the level above it. */
export const LEVEL_ABOVE: Record<string, CodedLevel | 'province'> = {
  village: 'township',
  township: 'county',
  county: 'city',
  city: 'province',
  school: 'city',
};
