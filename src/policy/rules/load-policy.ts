import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '../../platform/audit/audit.ts';
import { transactionAs } from '../../platform/db.ts';
import { makeContext, type Services } from '../../platform/services.ts';
import { errors } from '../errors.ts';
import { readRules, RulesInvalid } from './load.ts';
import { parseObligations } from './obligations.ts';
import { saveJoined } from './proposal-store.ts';
import { saveObligations, savePolicy, type SavedPolicy } from './store.ts';

/**
 * Checks the rules folder and writes it to the tables as an immutable version; the same content again changes nothing.
 * An act of the operator (start-up and command line), never of a signed-in office.
 * @throws POLICY_RULES_INVALID with file and line of every fault, POLICY_VERSION_CHANGED
 */
export async function loadPolicy(services: Services, folder: string): Promise<SavedPolicy> {
  const { sources } = await checkedRules(folder);
  const obligations = parseObligations(await readFile(join(folder, 'obligations.tsv'), 'utf8'));
  const ctx = makeContext(services, null);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const saved = await savePolicy(tx, sources, {
      at: ctx.clock.now().toISOString(),
      by: 'system',
    });
    if (!saved.created) return saved;
    const joined = await saveJoined(tx, { at: ctx.clock.now().toISOString(), by: 'system' });
    await saveObligations(tx, obligations);
    await audit(tx, ctx, {
      action: 'policy.load',
      subjectType: 'policy_version',
      subjectId: String(saved.version),
      summary: `载入政策规则第${saved.version}版：文件${saved.documents}份，参数${saved.parameters}项，规则${saved.rules}条`,
      payload: { joinedWithOffices: joined.saved?.version ?? null, leftOut: joined.leftOut },
    });
    return joined.saved ?? saved;
  });
}

async function checkedRules(folder: string) {
  try {
    return await readRules(folder);
  } catch (error) {
    if (!(error instanceof RulesInvalid)) throw error;
    const fields = error.problems.map((p) => ({ path: `${p.file}:${p.line}:${p.column}`, message: p.message }));
    throw errors.POLICY_RULES_INVALID({ fields, cause: error });
  }
}
