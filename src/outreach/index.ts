/** The door of outreach: pages for families and the public, and what the village does for them. */
export { routes } from './routes.ts';
export { remindPublicity } from './publicity/index.ts';
