import { defineRegisterJobs, REGISTERS_JOB } from './jobs.ts';

defineRegisterJobs();

/** The door of declared registers: what is declared, records entered by verbs, and the routes. */
export { checkRegisters, loadRegisters } from './load-registers.ts';
export { createRecord, type SavedRecord } from './records/create-record.ts';
export { stepRecord } from './records/step-record.ts';
export { setStage } from './records/set-stage.ts';
export { listRecords } from './records/list-records.ts';
export { listRegisters } from './records/list-registers.ts';
export { countFigures, type CountedFigure } from './records/figures/count-figures.ts';
export { importRecords, type ImportedRecords } from './exchange/import-records.ts';
export { exportRecords } from './exchange/export-records.ts';
export { REGISTERS_JOB };
export { routes } from './routes.ts';
