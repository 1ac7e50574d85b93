import type { Level, Line } from './levels.ts';
import type { Permission } from './permissions.ts';

/** A role: its title, the levels and lines it may be given at (null means any), and what it allows. */
export type Role = {
  title: string;
  levels: readonly Level[] | null;
  lines: readonly Line[] | null;
  permissions: readonly Permission[];
};

/** What everybody who signs in may do. */
export const everyone = [
  'policy.read',
  'settings.read',
  'jobs.read',
  'delegation.make',
] as const satisfies Permission[];
export const office = [
  ...everyone,
  'liaison.keep',
  'people.read',
  'people.unmask',
  'application.read',
  'tasks.close',
] as const;

/** Who keeps declared registers and reviews them; the register's definition says whose turn it is. */
export const keeper = ['record.read', 'record.write', 'record.review'] as const satisfies Permission[];

export const trainingOffice = [
  'training.approve',
  'training.compare',
  'training.choose',
  'certification.file',
  'certification.contest',
  'employment.record',
] as const satisfies Permission[];
/** Who holds classes, and follows up what came of them. */
export const carrier = ['training.read', 'training.import', 'training.hold'] as const satisfies Permission[];
export const follow = [
  'certification.read',
  'certification.assess',
  'certification.contest',
  'employment.read',
  'employment.record',
] as const satisfies Permission[];

export const township = [
  ...office,
  'register.read',
  'wish.record',
  'application.draft',
  'application.agree',
  'application.send',
  'find.work',
] as const;
export const townshipReview = [
  ...township,
  'application.enter_for_village',
  'application.review',
  'decision.make',
] as const;
export const keepsIndicators = ['indicator.read', 'indicator.split', 'indicator.return', 'indicator.lock'] as const;
export const county = [
  ...office,
  'indicator.read',
  ...keeper,
  'people.export',
  'find.send',
  'find.work',
  'batch.compile',
  'batch.confirm',
  'batch.send',
  'batch.return',
  'decision.make',
  'student.read',
  'training.read',
  'certification.read',
  'employment.read',
  'match.decide',
  'benefit.read',
  'settings.change',
  'law.prepare',
  'law.try',
  'audit.read',
  'funds.read',
  'funds.prepare',
] as const;
