/** Long proofs by command: `npm run long -- <name> [options]`. One line each; what a name needs is loaded only when it is asked for. */
const PROOFS: Record<string, { about: string; run: (args: readonly string[]) => Promise<number> }> = {
  faults: {
    about:
      '[--runs 200] [--seed 1] [--people 3000] [--built DIR] [--record FILE]: kills web, worker and database while every office works; everything acknowledged is there once; the first start counts as one. DIR keeps the built demonstration for the next portion, FILE the runs',
    run: async (args) => {
      const { faultRuns } = await import('../e2e/faults/run.ts');
      const say = (line: string) => console.log(line);
      const runs = number(args, '--runs', 200);
      const failed = await faultRuns({
        runs,
        seed: number(args, '--seed', 1),
        people: number(args, '--people', 3000),
        built: text(args, '--built'),
        record: text(args, '--record'),
        say,
      });
      console.log(`${runs + 1 - failed} passed, ${failed} failed`);
      return failed === 0 ? 0 : 1;
    },
  },
  money: {
    about:
      '[--operations 100000] [--workers 64] [--seed 1]: random claims, approvals, payments, returns and recoveries at once; every promise about money holds in every snapshot',
    run: async (args) => {
      const { longMoneyHistory } = await import('../e2e/money-history.ts');
      const operations = number(args, '--operations', 100_000);
      return longMoneyHistory(
        { operations, workers: number(args, '--workers', 64), seed: number(args, '--seed', 1), people: 400 },
        (line) => console.log(line),
      );
    },
  },
  'policy-agreement': {
    about:
      '[--persons 100000] [--write]: memory and SQL agree on random persons for every rule, unknowns, what is missing and sums included; --write keeps the table',
    run: async (args) => {
      const { policyAgreement } = await import('./policy-agreement.ts');
      const persons = number(args, '--persons', 100_000);
      return policyAgreement(persons, args.includes('--write'), (line) => console.log(line));
    },
  },
  properties: {
    about:
      '[--rounds 20] [--seed 1] [--database]: every test that draws by chance, once per seed; the seed that finds something is named',
    run: async (args) => {
      const { propertyRounds } = await import('./property-rounds.ts');
      const projects = args.includes('--database') ? ['pure', 'database'] : ['pure'];
      return propertyRounds(number(args, '--rounds', 20), number(args, '--seed', 1), projects, (line) =>
        console.log(line),
      );
    },
  },
  'pin-cases': {
    about: '[seconds]: writes situations that pin the boundaries no case tells yet, for people to confirm',
    run: async () => {
      await import('./pin-cases.ts');
      return 0;
    },
  },
  mutation: {
    about:
      '[content|engine]: faults put into the law must be told by its cases, faults put into the engine by its tests',
    run: async (args) => {
      const { policyMutation } = await import('./policy-mutation.ts');
      return policyMutation(args, (line) => console.log(line));
    },
  },
};

function number(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(name);
  const value = at < 0 ? otherwise : Number(args[at + 1]);
  if (!Number.isInteger(value)) throw new Error(`${name} wants a whole number`);
  return value;
}

function text(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

const [name = '', ...args] = process.argv.slice(2);
const proof = PROOFS[name];
if (!proof) {
  console.error(
    `unknown: ${name}\n${Object.entries(PROOFS)
      .map(([n, p]) => `npm run long -- ${n} ${p.about}`)
      .join('\n')}`,
  );
  process.exit(2);
}
process.exit(await proof.run(args));
