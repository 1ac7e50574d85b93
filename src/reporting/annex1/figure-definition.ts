import { z } from 'zod';
import { ANNEX1_COLUMNS, ANNEX1_READINGS, type Annex1Reading } from './figure.ts';

const STATES = ['registered', 'on_leave', 'kept_for_service', 'left', 'transferred', 'completed', 'graduated'] as const;
const JOBS = ['job', 'self_employed', 'further_study', 'army', 'waiting'] as const;

/** What the six figures depend on; see rules/figures/annex1.yaml. */
export const FigureParameters = z.strictObject({
  membership_day: z.enum(['event', 'report_date']),
  household_types: z.string(),
  further_types: z.array(z.string()),
  ended_membership_counts: z.boolean(),
  not_children: z.array(z.string()),
  study_modes: z.array(z.enum(['full_time', 'part_time'])).min(1),
  enrolled_states: z.array(z.enum(STATES)).min(1),
  undated_graduates_count: z.boolean(),
  undated_jobs_count: z.boolean(),
  jobs_before_graduation_count: z.boolean(),
  job_kinds: z.array(z.enum(JOBS)).min(1),
  training_counted_by: z.enum(['class_start', 'passed_completion']),
  held_participations_count: z.boolean(),
  held_for: z.array(z.enum(['deceased', 'over_working_age', 'current_student'])),
  jobs_after_training: z.enum(['after_class', 'by_report_date']),
  training_unit: z.enum(['persons', 'person_times']),
});
export type FigureParameters = z.infer<typeof FigureParameters>;

const Figure = z.strictObject({
  title: z.string(),
  of: z.enum(['students', 'training']),
  event: z.enum(['enrolled', 'graduated', 'trained']).optional(),
  stock: z.literal('enrolled').optional(),
  within: z.enum(ANNEX1_COLUMNS).optional(),
  with: z.literal('job').optional(),
  obligation: z.string(),
});

/** The definition of a table's figures, with the readings that change it. */
export const TableDefinition = z.strictObject({
  key: z.string(),
  version: z.number().int(),
  document: z.string(),
  clause: z.string(),
  jurisdiction: z.string(),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  obligations: z.array(z.string()),
  parameters: FigureParameters,
  figures: z.strictObject({ C: Figure, D: Figure, E: Figure, F: Figure, G: Figure, H: Figure }),
  readings: z.record(z.enum(ANNEX1_READINGS), z.strictObject({ title: z.string(), set: FigureParameters.partial() })),
});
export type TableDefinition = z.infer<typeof TableDefinition>;

/** The parameters under disputed readings taken the other way, in the order given. */
export function parametersUnder(definition: TableDefinition, readings: readonly Annex1Reading[]): FigureParameters {
  return readings.reduce((p, reading) => ({ ...p, ...definition.readings[reading].set }), definition.parameters);
}
