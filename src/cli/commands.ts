import { importCommand } from './import.ts';
import { catalogueCommand } from './catalogue.ts';
import { coverageCommand } from './coverage.ts';
import { auditCommand } from './audit.ts';
import { demoCommand } from './demo.ts';
import { decideCommand } from './decide.ts';
import { entitledCommand } from './entitled.ts';
import { matchCommand } from './match.ts';
import { matchDecideCommand, matchListCommand } from './match-decide.ts';
import { policyCommand } from './policy.ts';
import { registerCommand } from './register.ts';
import { reportCommand } from './report.ts';

/** Every command of the command line. */
export const commands = [
  importCommand,
  catalogueCommand,
  decideCommand,
  entitledCommand,
  policyCommand,
  matchCommand,
  matchListCommand,
  matchDecideCommand,
  registerCommand,
  reportCommand,
  auditCommand,
  demoCommand,
  coverageCommand,
];
