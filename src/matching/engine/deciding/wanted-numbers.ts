import { ID } from './id-number.ts';
import { addKeyShared, mayHave, type BitFilter } from './bit-filter.ts';
import { hashOf } from './id-index.ts';
import { repairs } from './id-repair.ts';
import { symbolsOf, type QueryColumns, type RegistryColumns, type Segment } from '../reading/columns.ts';

const symbols = new Uint8Array(64);

/** Puts every number that rows of the list will be looked up by into the filter. */
export function wantNumbers(queries: QueryColumns, { from, to }: Segment, wanted: BitFilter): void {
  for (let row = from; row < to; row++) {
    if (queries.id[row]! > 0) addKeyShared(wanted, hashOf(queries.id[row]!));
    else if (queries.idKind[row] === ID.invalid) {
      for (const packed of repairs(symbols, symbolsOf(queries, row, symbols))) addKeyShared(wanted, hashOf(packed));
    }
  }
}

/** The register rows of a segment whose number may be looked up, in their order. */
export function wantedRows(registry: RegistryColumns, { from, to }: Segment, wanted: BitFilter): Int32Array {
  const rows = new Int32Array(to - from);
  let many = 0;
  for (let row = from; row < to; row++) {
    if (registry.id[row]! > 0 && mayHave(wanted, hashOf(registry.id[row]!))) rows[many++] = row;
  }
  return rows.slice(0, many);
}
