import { writeFileSync } from 'node:fs';
import { annex1 } from './annex1.ts';
import { api } from './api.ts';
import { exportSheets } from './export.ts';
import { importRegister } from './import-register.ts';
import { funds } from './funds.ts';
import { matching, matchingNation } from './match.ts';
import { matchProduct } from './match-product.ts';
import { indicatorBoard } from './indicators.ts';
import { letters } from './letters.ts';
import { lineOf, type Bench, type Measurement } from './measure.ts';
import { policy, policyNation } from './policy.ts';
import { queue } from './queue.ts';
import { registers } from './registers.ts';
import { search } from './search.ts';
import { trainingFindings } from './training-findings.ts';

/** Measured promises by name, in the order they run. */
const BENCHES: Record<string, Bench> = {
  'import-register': importRegister,
  search,
  api,
  queue,
  policy,
  annex1,
  export: exportSheets,
  letters,
  registers,
  match: matching,
  'match-product': matchProduct,
  indicators: indicatorBoard,
  'training-findings': trainingFindings,
  funds,
};

/** Too large to run unasked. */
const BY_NAME_ONLY: Record<string, Bench> = { 'match-nation': matchingNation, 'policy-nation': policyNation };

const USAGE =
  'npm run bench [-- --short] [--json FILE] [name …]   names: ' +
  [...Object.keys(BENCHES), ...Object.keys(BY_NAME_ONLY)].join(', ');

/**
 * Runs the named benchmarks (all of them unless told). A wrong answer ends with exit code 1; a missed bar is printed as MISSED, and counts as a
 * failure only in a full run: short runs are too small for their figures to mean much.
 */
async function main(args: readonly string[]): Promise<number> {
  const short = args.includes('--short');
  const jsonAt = args.indexOf('--json');
  const json = jsonAt >= 0 && args[jsonAt + 1]?.endsWith('.json') ? args[jsonAt + 1]! : null;
  const names = args.filter((a) => !a.startsWith('--') && a !== json);
  const unknown = names.filter((name) => !(name in BENCHES) && !(name in BY_NAME_ONLY));
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(' ')}\n${USAGE}`);
    return 2;
  }
  const say = (line: string) => console.error(`  ${line}`);
  const results: Measurement[] = [];
  let wrong = 0;
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    say(`— ${name}${short ? ' (short)' : ''}`);
    try {
      const found = await (BENCHES[name] ?? BY_NAME_ONLY[name])!({ short, say });
      results.push(...found);
      if (jsonAt < 0 || json) for (const m of found) console.log(lineOf(m));
    } catch (error) {
      wrong += 1;
      console.error(`WRONG   ${name}:`, error);
    }
  }
  const text = JSON.stringify({ short, at: new Date().toISOString(), results }, null, 2);
  if (json) writeFileSync(json, text);
  else if (jsonAt >= 0) console.log(text);
  const missed = results.filter((m) => !m.met).length;
  say(`${results.length - missed} of ${results.length} bars met${wrong > 0 ? `, ${wrong} ended wrong` : ''}`);
  return wrong > 0 || (missed > 0 && !short) ? 1 : 0;
}

process.exit(await main(process.argv.slice(2)));
