import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { codeBinding } from '../src/enrolment/admitted/letter-store.ts';
import type { Secrets } from '../src/platform/config.ts';
import { Vault } from '../src/platform/vault.ts';
import type { World } from './world.ts';

/** The check code printed on the newest letter: on paper only, so it is opened with the installation's own keys. */
export async function printedCode(world: World): Promise<string> {
  const secrets = JSON.parse(readFileSync(join(world.dataDir, 'secrets.json'), 'utf8')) as Secrets;
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ letter_id: string; check_code: string | Buffer }>(
      'select letter_id, check_code from admission_letter order by issued_at desc limit 1',
    );
    const [letter] = rows;
    if (!letter) throw new Error('no letter was issued');
    const code = new Vault(secrets.vault).decrypt(letter.check_code as never, codeBinding(letter.letter_id));
    return code ?? '';
  } finally {
    await client.end();
  }
}
