import { INSTITUTION_FACTS } from './fact-catalogue-institutions.ts';
import { MORE_PERSON_FACTS } from './fact-catalogue-persons.ts';
import { PROJECT_FACTS } from './fact-catalogue-projects.ts';
import { TRAINING_FACTS } from './fact-catalogue-training.ts';

/** Facts that the later documents name: of persons, trainees, institutions, projects, teachers and areas (`about`). */
export const MORE_FACTS = { ...MORE_PERSON_FACTS, ...TRAINING_FACTS, ...INSTITUTION_FACTS, ...PROJECT_FACTS } as const;
