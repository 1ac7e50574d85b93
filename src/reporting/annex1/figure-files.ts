import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TableDefinition } from './figure-definition.ts';

let annex1: TableDefinition | undefined;

/** The definition of Annex 1 as it stands in rules/figures; read once. @throws ZodError naming what is at fault */
export function annex1Definition(): TableDefinition {
  annex1 ??= TableDefinition.parse(
    parse(readFileSync(join(import.meta.dirname, '../../../rules/figures/annex1.yaml'), 'utf8')),
  );
  return annex1;
}
