import { OTHER_FACTS } from './fact-catalogue-others.ts';
import { MORE_PERSON_FACTS } from './fact-catalogue-persons.ts';

/** Facts that the later documents name: of persons, institutions, projects, teachers and areas (`about`). */
export const MORE_FACTS = { ...MORE_PERSON_FACTS, ...OTHER_FACTS } as const;
