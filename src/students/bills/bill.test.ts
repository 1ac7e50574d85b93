import fc from '../../testing/properties.ts';
import { expect, it } from 'vitest';
import { billLine, BILL_ITEMS, billTotals, itemsOf, type BillItem } from './bill.ts';

const items = fc.constantFrom(...(Object.keys(BILL_ITEMS) as BillItem[]));
const cards = fc.option(
  fc.record({
    outcome: fc.constantFrom('granted', 'refused', 'unknown', 'not_applicable' as const),
    note: fc.option(fc.constantFrom('match_outdated', 'no_standard' as const)),
    decisionId: fc.uuid(),
  }),
);
const charges = fc.record({
  item: items,
  standardFen: fc.option(fc.nat(10_000_000)),
  applies: fc.boolean(),
  card: cards,
});

it('every fen of a standard is charged, waived or held, and nothing else is', () => {
  fc.assert(
    fc.property(fc.array(charges), (given) => {
      const lines = given.map(billLine);
      for (const line of lines) expect(line.chargedFen + line.waivedFen + line.heldFen).toBe(line.standardFen ?? 0);
      const { chargedFen, waivedFen, heldFen } = billTotals(lines);
      expect(chargedFen + waivedFen + heldFen).toBe(lines.reduce((n, l) => n + (l.standardFen ?? 0), 0));
    }),
  );
});

it('charges only what the card refuses, and a granted item never', () => {
  fc.assert(
    fc.property(charges, (charge) => {
      const line = billLine(charge);
      if (line.chargedFen > 0) expect(charge.card?.outcome).toBe('refused');
      if (charge.card?.outcome === 'granted') expect(line.chargedFen).toBe(0);
      if (line.waivedFen > 0) expect(charge.card?.outcome).toBe('granted');
    }),
  );
});

it('bills the fees of the school year once, textbooks with each term', () => {
  expect(itemsOf('1')).toEqual(['tuition', 'accommodation', 'textbooks']);
  expect(itemsOf('2')).toEqual(['textbooks']);
});
