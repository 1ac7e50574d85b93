import { fixedClock } from '../../platform/clock.ts';
import { type Actor } from '../../platform/context.ts';
import { Download } from '../../platform/http.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { attachText } from './documents/attach-text.ts';
import { downloadText } from './documents/download-text.ts';
import { listLawDocuments } from './documents/list-documents.ts';
import { listReadings } from './readings/list-readings.ts';
import { loadReadings } from './readings/load-readings.ts';
import { removeText } from './documents/remove-text.ts';
import { searchLaw } from './documents/search-law.ts';
import { showBoard } from './show-board.ts';
import { showLawDocument } from './documents/show-document.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { city, elsewhere, village, failing, audits, upload, PDF } from './testing-office.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, `${ROOT}/rules`);
  await loadReadings(house.services, ROOT);
});

describe('reading the law', () => {
  it('lists the five documents with their counts and opens each with its clauses and the duties under them', async () => {
    const { rows } = await listLawDocuments(house.as(village), {});
    expect(new Set(rows.map((r) => r.code))).toEqual(new Set(['SD2017', 'N2019', 'N2021', 'HA2020', 'FYP14']));
    expect(rows.reduce((n, r) => n + r.obligations, 0)).toBe(603);
    for (const { code, obligations } of rows) {
      const view = await showLawDocument(house.as(village), { code });
      const under = new Set(view.contents.flatMap((c) => c.obligations.map((o) => o.id)));
      expect([code, under.size]).toEqual([code, obligations]);
    }
  });

  it('says under a duty who must act, by when, how binding, and where it stands here', async () => {
    const view = await showLawDocument(house.as(city), { code: 'SD2017' });
    const all = view.contents.flatMap((c) => c.obligations);
    const report = all.find((o) => o.id === 'SD2017-3.1-15')!;
    expect(report).toMatchObject({
      force: 'must',
      canBeOverdue: true,
      actors: expect.arrayContaining(['市级人社部门']),
    });
    expect(report.rules).toContainEqual(expect.objectContaining({ kind: 'deadline', dueOn: '2020-06-15' }));
    const prompt = all.find((o) => o.id === 'SD2017-3.4-03')!;
    expect(prompt.rules.some((r) => r.dueNotSet)).toBe(true);
    expect(all.filter((o) => o.force === 'may' || o.force === 'encourage').every((o) => !o.canBeOverdue)).toBe(true);
    const plan = await showLawDocument(house.as(city), { code: 'FYP14' });
    for (const duty of [...all, ...plan.contents.flatMap((c) => c.obligations)]) {
      expect([duty.id, duty.standing === 'shown']).toEqual([duty.id, duty.page !== null]);
      if (duty.standing === 'not_built') expect(duty.rules).toEqual([]);
    }
  });

  it('finds clauses and duties by words and by id, with signs of SQL taken as signs', async () => {
    const found = await searchLaw(house.as(village), { q: '雨露' });
    expect(found.rows.some((r) => r.kind === 'clause' && r.document === 'N2021')).toBe(true);
    expect((await searchLaw(house.as(village), { q: 'SD2017-3.4-11' })).rows.map((r) => r.id)).toEqual([
      'SD2017-3.4-11',
    ]);
    expect((await searchLaw(house.as(village), { q: '100%_' })).rows).toEqual([]);
  });

  it('shows an office its own board, without documents of another province and with ended documents as ended', async () => {
    const board = await showBoard(house.as(city), {});
    expect(board.documents.map((d) => d.code)).not.toContain('HA2020');
    const sd = board.documents.find((d) => d.code === 'SD2017')!;
    expect(Object.values(sd.counts).reduce((a, b) => a + b, 0)).toBe(sd.total);
    expect(sd.counts.not_set).toBeGreaterThan(0);
    expect(sd.counts.overdue).toBeGreaterThan(0);
    expect(board.rows.filter((r) => r.state === 'overdue').every((r) => r.canBeOverdue)).toBe(true);
    const later = await openTestHouse({ clock: fixedClock('2021-03-01T09:00:00+08:00') });
    await loadPolicy(later.services, `${ROOT}/rules`);
    const ended = await showBoard(later.as(city), { document: 'SD2017' });
    expect(new Set(ended.rows.map((r) => r.state))).toEqual(new Set(['ended']));
  });

  it('holds the conflicts C1 to C21 with reading and switches, successions, and lists that say they are incomplete', async () => {
    const { conflicts, successions, areas } = await listReadings(house.as(village), {});
    expect(conflicts.map((c) => c.code)).toEqual(Array.from({ length: 21 }, (_, i) => `C${i + 1}`));
    expect(successions.map((s) => s.since)).toContain('2021-06-28');
    expect(areas.find((a) => a.list === 'key_160')).toMatchObject({ held: 92, officialCount: 160, complete: false });
    await loadReadings(house.services, ROOT);
    expect(await audits(house, 'law.load_readings')).toBe(1);
  });
});

describe('official texts', () => {
  it('are attached by the office by their content, downloaded by every office with an audit, and removed by their own only', async () => {
    const file = await upload(house, city, '行动计划.pdf', PDF);
    const { textId, mediaType } = await attachText(house.as(city), { document: 'SD2017', fileId: file.fileId });
    expect(mediaType).toBe('application/pdf');
    const again = await attachText(house.as(city), { document: 'SD2017', fileId: file.fileId });
    expect([again.textId, await audits(house, 'law.attach_text')]).toEqual([textId, 1]);
    const got = await downloadText(house.as(village), { textId });
    expect([got instanceof Download, got.name, await audits(house, 'law.download_text')]).toEqual([
      true,
      '行动计划.pdf',
      1,
    ]);
    const seen = await showLawDocument(house.as(village), { code: 'SD2017' });
    expect(seen.attached).toMatchObject([{ textId, own: false, unitName: city.unitName }]);
    expect(await failing(removeText(house.as(elsewhere), { textId }))).toBe('NOT_FOUND');
    expect(await failing(removeText(house.as(village), { textId }))).toBe('NOT_PERMITTED');
    expect(await removeText(house.as(city), { textId })).toEqual({ removed: true });
    expect(await removeText(house.as(city), { textId })).toEqual({ removed: false });
    expect(await failing(downloadText(house.as(village), { textId }))).toBe('NOT_FOUND');
  });

  it('are refused when the content is none of the kinds, whatever the name says, and for another office’s file or an unknown document', async () => {
    const script = await upload(house, city, '原文.pdf', Buffer.from('<script>alert(1)</script>'));
    const attach = (actor: Actor, document: string, fileId: string) =>
      failing(attachText(house.as(actor), { document, fileId }));
    expect(await attach(city, 'SD2017', script.fileId)).toBe('LAW_FILE_UNREADABLE');
    expect(await attach(elsewhere, 'SD2017', script.fileId)).toBe('NOT_FOUND');
    const file = await upload(house, city, '原文.pdf', PDF);
    expect(await attach(city, 'NOSUCH', file.fileId)).toBe('NOT_FOUND');
    expect(await attach(village, 'SD2017', file.fileId)).toBe('NOT_PERMITTED');
  });
});

describe('documents cited', () => {
  const cited = async (actor: Actor, code: string) => (await showLawDocument(house.as(actor), { code })).citations;

  it('[N2019-0.3] the two parents of the notice stand with their numbers, each without its text until an office attaches it', async () => {
    const held = async () =>
      (await cited(village, 'N2019')).map((c) => [c.number, c.role, c.texts.map((text) => text.fileName)]);
    expect(await held()).toEqual([
      ['人社部发〔2019〕51号', 'rests_on', []],
      ['人社部发〔2019〕2号', 'rests_on', []],
    ]);
    const { fileId } = await upload(house, city, '51号.pdf', PDF);
    await attachText(house.as(city), { document: '人社部发〔2019〕51号', fileId });
    expect((await held()).map(([, , texts]) => texts)).toEqual([['51号.pdf'], []]);
  });

  it('[HA2020-0.2] the Henan notice shows the one parent it carries out', async () => {
    const henan = anActor('province_hr_officer', 410_000_000_000);
    expect((await cited(henan, 'HA2020')).map((c) => c.number)).toEqual(['人社厅督〔2020〕1号']);
  });

  it('what a clause has carried out stands apart from what the document rests on', async () => {
    const { citations } = await showLawDocument(house.as(village), { code: 'SD2017' });
    expect(citations.filter((c) => c.role === 'carried_out').map((c) => [c.number, c.clause])).toEqual([
      ['国开办发〔2015〕19号', '三(四)'],
      ['鲁扶贫组办发〔2016〕1号', '三(四)'],
    ]);
  });
});
