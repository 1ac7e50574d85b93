import { importCommand } from './import.ts';
import { catalogueCommand } from './catalogue.ts';
import { coverageCommand } from './coverage.ts';
import { auditCommand } from './audit.ts';
import { demoCommand } from './demo.ts';
import { decideCommand } from './decide.ts';
import { matchCommand } from './match.ts';
import { policyCommand } from './policy.ts';

/** Every command of the command line. */
export const commands = [
  importCommand,
  catalogueCommand,
  decideCommand,
  policyCommand,
  matchCommand,
  auditCommand,
  demoCommand,
  coverageCommand,
];
