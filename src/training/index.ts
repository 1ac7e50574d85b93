import './settings.ts';

export { importRoster, type ImportedRoster } from './roster-import/import-roster.ts';
export { chooseCourse, withdrawChoice } from './lists/choose-course.ts';
export { listCourses } from './lists/list-offers.ts';
export { FIND_JOB } from './jobs.ts';
export { HOLDS } from './roster-import/judge-roster.ts';
export { trainingLaw, type TrainingLaw } from './law.ts';
export { routes } from './routes.ts';
