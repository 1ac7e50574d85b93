import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseObligations, readRules } from '../../policy/index.ts';
import { mayAct } from '../../review/index.ts';
import { shownObligations } from '../../../scripts/shown-obligations.ts';
import { concernsOffice, officesOf } from './actors.ts';
import { readReadings } from './readings/load-readings.ts';
import { placesOf } from './law-state.ts';
import { pageOf } from './pages.ts';
import { PROPOSAL_STATES, PROPOSAL_TRANSITIONS, type ProposalState } from './proposals/proposal-transitions.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const { set } = await readRules(`${ROOT}/rules`);
const ledger = parseObligations(readFileSync(`${ROOT}/rules/obligations.tsv`, 'utf8'));

describe('the ledger under the clauses', () => {
  it('every duty stands under a clause of its document', () => {
    const places = new Map(set.documents.map((d) => [d.code, new Set(d.clauses.map((c) => c.place))]));
    const stray = ledger.filter((o) => !placesOf(o.clause).some((place) => places.get(o.document)?.has(place)));
    expect(stray.map((o) => o.id)).toEqual([]);
  });

  it('says in Chinese of every duty who must act, and which office that is', () => {
    expect(ledger.filter((o) => officesOf(o.actors).length === 0)).toEqual([]);
    const report = ledger.find((o) => o.id === 'SD2017-3.1-15')!;
    const who = officesOf(report.actors);
    expect([concernsOffice(who, 'hr', 'city'), concernsOffice(who, 'school', 'institution')]).toEqual([true, false]);
  });

  it('links only to pages for duties that tests of the rooms show', () => {
    const shown = shownObligations();
    const linked = ledger.filter((o) => pageOf(o.id) !== null);
    expect(linked.filter((o) => !(o.id in shown)).map((o) => o.id)).toEqual([]);
    expect(linked.length).toBeGreaterThan(50);
  });
});

describe('readings and lists', () => {
  it('every switch of a conflict is a parameter, and every document is held', async () => {
    const { conflicts } = await readReadings(ROOT);
    const keys = new Set(set.parameters.map((p) => p.key));
    const codes = new Set(set.documents.map((d) => d.code));
    expect(conflicts.flatMap((c) => c.switches).filter((key) => !keys.has(key))).toEqual([]);
    expect(conflicts.flatMap((c) => c.documents).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('832 poor counties end with the year in which each left poverty, the last in 2020', async () => {
    const { areas } = await readReadings(ROOT);
    const poor = areas.filter((a) => a.list === 'poverty_832');
    expect([poor.length, poor.filter((a) => a.valid_to === '2020-12-31').length]).toEqual([831, 52]);
  });
});

describe('经办—复核—审批', () => {
  const states = Object.keys(PROPOSAL_STATES) as ProposalState[];

  it('each step belongs to one post, and nothing leads out of what is in force or withdrawn', () => {
    for (const post of ['law.prepare', 'law.check', 'law.approve'])
      for (const state of states)
        for (const action of ['check', 'approve', 'return', 'withdraw', 'prepare_again'] as const) {
          const answer = mayAct(PROPOSAL_TRANSITIONS, state, action, post, { reason: '原因' });
          const row = PROPOSAL_TRANSITIONS.find(
            (t) => t.from === state && t.action === action && t.roles.includes(post),
          );
          expect([state, action, post, answer.ok]).toEqual([state, action, post, row !== undefined]);
        }
    expect(PROPOSAL_TRANSITIONS.filter((t) => t.from === 'in_force' || t.from === 'withdrawn')).toEqual([]);
  });

  it('a return without a reason is refused', () => {
    expect(mayAct(PROPOSAL_TRANSITIONS, 'checked', 'return', 'law.approve', { reason: ' ' })).toEqual({
      ok: false,
      why: 'needs_reason',
    });
  });
});
