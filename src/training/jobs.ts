import { defineJob } from '../platform/jobs.ts';
import { importReceivedRoster, IMPORT_ROSTER_JOB } from './receive-roster.ts';

defineJob(IMPORT_ROSTER_JOB, importReceivedRoster);
