import type { TestProject } from 'vitest/node';
import { startTestCluster } from './cluster.ts';
import { seedReference } from './seed-reference.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    template: string;
  }
}

/** One temporary PostgreSQL for the run; files clone its template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster(seedReference);
  project.provide('adminUrl', cluster.adminUrl);
  project.provide('template', cluster.template);
  return cluster.stop;
}
