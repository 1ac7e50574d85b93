import { defineJob } from '../platform/jobs.ts';
import { importRegister } from './register/import-register.ts';
import { importWishes } from './wishes/import-wishes.ts';
import { judgeWishesAgain } from './wishes/judge-wishes-again.ts';
import { publishRegister } from './register/publish-register.ts';

/** Binds the room's long work to its verbs. */
export function definePeopleJobs(): void {
  defineJob('people.import-register', importRegister);
  defineJob('people.publish-register', publishRegister);
  defineJob('people.import-wishes', importWishes);
  defineJob('people.judge-wishes', judgeWishesAgain);
}
