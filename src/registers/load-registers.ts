import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '../platform/audit/audit.ts';
import { transactionAs } from '../platform/db.ts';
import { makeContext, type Services } from '../platform/services.ts';
import { contentHash, parseObligations, readRules } from '../policy/index.ts';
import { storeDefinitions } from './definition/definition-store.ts';
import { readRegisterFiles, registerFiles, type ReadRegisters } from './definition/read-registers.ts';
import type { Surroundings } from './definition/definition-faults.ts';
import { registerErrors } from './errors.ts';

/** Checks a folder of definitions without loading it: every fault with file, line and what was expected. `rules` is the folder of the law they name. */
export async function checkRegisters(folder: string, rules: string): Promise<ReadRegisters> {
  return readRegisterFiles(await registerFiles(folder), await surroundingsOf(rules));
}

/**
 * Loads every definition of a folder whose version is not in the tables yet; the same content again changes nothing.
 * An act of the operator (start-up and command line), never of a signed-in office.
 * @throws REGISTERS_INVALID naming file and line of every fault, REGISTER_VERSION_CHANGED
 */
export async function loadRegisters(services: Services, folder: string, rules: string): Promise<{ added: string[] }> {
  if (!(await somethingNew(services, folder))) return { added: [] };
  const { definitions, problems } = await checkRegisters(folder, rules);
  if (problems.length > 0)
    throw registerErrors.REGISTERS_INVALID({
      fields: problems.map((p) => ({ path: `${p.file}:${p.line}:${p.column}`, message: p.message })),
    });
  const ctx = makeContext(services, null);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const stored = await storeDefinitions(tx, definitions, ctx.clock.now().toISOString());
    if (stored.added.length > 0)
      await audit(tx, ctx, {
        action: 'register.load',
        subjectType: 'register_definition',
        subjectId: 'registers',
        summary: `载入登记册定义 ${stored.added.length} 个`,
        payload: { added: stored.added },
      });
    return stored;
  });
}

/** Whether a definition is not in the tables as it stands, or is at fault: only then the law is read to check what it names. */
async function somethingNew(services: Services, folder: string): Promise<boolean> {
  const { definitions, problems } = readRegisterFiles(await registerFiles(folder));
  const stored = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('register_definition').select('hash').execute(),
  );
  const hashes = new Set(stored.map((s) => s.hash));
  return problems.length > 0 || definitions.some((d) => !hashes.has(contentHash(d)));
}

async function surroundingsOf(rules: string): Promise<Surroundings> {
  const { set } = await readRules(rules);
  const ledger = parseObligations(await readFile(join(rules, 'obligations.tsv'), 'utf8'));
  const byKey = new Map(set.rules.map((r) => [r.key, r]));
  // A rule reads the facts of the tests that it asks, too.
  const facts = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(facts);
    if (typeof value !== 'object' || value === null) return [];
    if ('kind' in value && value.kind === 'test' && 'key' in value) return facts(byKey.get(String(value.key))?.who);
    return Object.entries(value).flatMap(([key, v]) => (key === 'fact' && typeof v === 'string' ? [v] : facts(v)));
  };
  return {
    obligations: new Set(ledger.map((o) => o.id)),
    parameters: new Set(set.parameters.map((p) => p.key)),
    rules: new Map(set.rules.map((r) => [r.key, new Set(facts(r.who))])),
  };
}
