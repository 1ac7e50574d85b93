import type { FactDefinition } from './fact-definition.ts';

/** Facts that the later documents name: of persons, institutions, projects, teachers and areas (`about`). */
export const MORE_FACTS = {} as const satisfies Record<string, FactDefinition>;
