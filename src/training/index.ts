import './settings.ts';

export { importRoster, type ImportedRoster } from './import-roster.ts';
export { chooseCourse, withdrawChoice } from './lists/choose-course.ts';
export { listCourses } from './lists/list-offers.ts';
export { FIND_JOB } from './jobs.ts';
export { HOLDS } from './judge-roster.ts';
export { trainingLaw, type TrainingLaw } from './law.ts';
export { routes } from './routes.ts';
