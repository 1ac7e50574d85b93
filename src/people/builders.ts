import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { areaRange, syntheticCitizenId } from '../standards/index.ts';
import { publishStaged, type PublicationCounts } from './register/publication.ts';
import type { RegisterRow } from './register/sheet/register-row.ts';
import { PersonSealer } from './person/seal-person.ts';
import { stagedLine } from './register/staging/stage-row.ts';
import { stageLines, withImporter } from './register/staging/staging.ts';

/** The village the builders use unless told: 山东省菏泽市曹县青堌集镇 新街村. */
export const A_VILLAGE = 371721103298;

let counter = 0;

/** A row of the assisted register: somebody invented, rural, of a household out of poverty, born 2003, out of school. */
export function aPerson(overrides: Partial<RegisterRow> & { birth?: string } = {}): RegisterRow {
  counter += 1;
  const { birth = '2003-05-01', ...rest } = overrides;
  const sex = rest.sex === '女' ? '女' : '男';
  const surnames = '赵钱孙李周吴郑王冯陈';
  const given = '安平明华春秋雨雪山河';
  const name =
    rest.name ??
    `${surnames[counter % 10]}${given[Math.floor(counter / 10) % 10]}${given[Math.floor(counter / 100) % 10]}`;
  return {
    row: counter,
    householdNo: `3717211032${String(counter).padStart(6, '0')}`,
    headName: name,
    name,
    relation: '户主',
    sex,
    ethnic: '汉族',
    idNumber: syntheticCitizenId({ region: '371721', birth: birth as never, sex, sequence: (counter * 2) % 1000 }),
    idWritten: '',
    phone: `154${String(counter).padStart(8, '0')}`,
    householdTypes: ['一般脱贫户'],
    identifiedOn: '2014-12-31',
    exitedOn: '2018-12-31',
    riskCleared: null,
    education: '初中',
    inSchool: '非在校生',
    health: '健康',
    labourSkill: '普通劳动力',
    veteran: false,
    residence: '农村',
    villageCode: A_VILLAGE,
    address: `曹县青堌集镇${counter}号`,
    note: null,
    doubtfulFields: [],
    ...rest,
  };
}

/** Members of one household: the first is the head, the others children. Each override goes to one member. */
export function aHousehold(members: Parameters<typeof aPerson>[0][] = [{}, {}]): RegisterRow[] {
  const [head, ...others] = members;
  const first = aPerson(head);
  return [
    first,
    ...others.map((m) =>
      aPerson({
        householdNo: first.householdNo,
        headName: first.name,
        villageCode: first.villageCode,
        relation: '之子',
        ...m,
      }),
    ),
  ];
}

export type PublishedRegister = PublicationCounts & {
  listId: string;
  /** By row number of the given rows. */
  persons: Map<number, string>;
  idOf(row: RegisterRow): string;
};

/** What the builder needs of a house: a test's or a demonstration's. */
export type RegisterHouse = { as(actor: null): Context };

/**
 * Publishes rows as an assisted register by the product's own staging and publication.
 * `areaCode` is what the list covers (default the county of the first row), `coverage` complete unless told.
 */
export async function publishedRegister(
  house: RegisterHouse,
  rows: readonly RegisterRow[],
  options: { areaCode?: number; listDate?: string; coverage?: 'complete' | 'supplement' } = {},
): Promise<PublishedRegister> {
  const ctx = house.as(null);
  const listId = newId();
  const area = areaRange(
    String(options.areaCode ?? Math.floor((rows[0]?.villageCode ?? A_VILLAGE) / 1_000_000) * 1_000_000),
  );
  const listDate = options.listDate ?? '2020-06-20';
  const coverage = options.coverage ?? 'complete';
  await withImporter(ctx, (client) => stageLines(client, listId, linesOf(ctx, listId, rows)));
  return transactionAs(ctx.db, 'system', async (tx) => {
    await tx
      .insertInto('source_list')
      .values({
        list_id: listId,
        kind: 'assisted_register',
        sender_unit_id: randomUUID(),
        sender_name: '测试扶贫办',
        area_lo: area.lo,
        area_hi: area.hi,
        coverage,
        list_date: listDate,
        file_name: 'register.xlsx',
        sha256: listId,
        state: 'published',
        rows: rows.length,
        accepted: rows.length,
        received_at: ctx.clock.now(),
        published_at: ctx.clock.now(),
      })
      .execute();
    const by = { at: ctx.clock.now(), by: 'system' };
    const counts = await publishStaged(
      tx,
      { listId, listDate, coverage, areaLo: area.lo, areaHi: area.hi, areas: [area], ...by },
      rows.length,
    );
    await tx.updateTable('source_list').set({ publication_seq: counts.seq }).where('list_id', '=', listId).execute();
    const stored = await sql<{ list_row: number; person_id: string }>`select list_row, person_id from incoming`.execute(
      tx,
    );
    const persons = new Map(stored.rows.map((r) => [r.list_row, r.person_id]));
    return { ...counts, listId, persons, idOf: (row) => persons.get(row.row)! };
  });
}

function linesOf(ctx: Context, listId: string, rows: readonly RegisterRow[]): string[] {
  const sealer = new PersonSealer(ctx.vault);
  const households = new Map<string, string>();
  return rows.map((row) => {
    const key = row.householdNo ?? `row ${row.row}`;
    const householdId = households.get(key) ?? newId();
    households.set(key, householdId);
    return stagedLine(sealer, row, { listId, personId: newId(), householdId });
  });
}
