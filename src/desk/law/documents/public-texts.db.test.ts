import { fixedClock } from '../../../platform/clock.ts';
import type { Actor } from '../../../platform/context.ts';
import type { Download } from '../../../platform/http.ts';
import { explainPolicy } from '../../../outreach/rights/explain-policy.ts';
import { listPlacePolicies } from '../../../outreach/rights/list-place-policies.ts';
import { loadPolicy } from '../../../policy/index.ts';
import { openTestHouse, type TestHouse } from '../../../testing/context.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { listPolicies, showPolicy } from '../../list-policies.ts';
import { proposeDocument } from '../proposals/propose-document.ts';
import {
  audits,
  city,
  failing,
  PDF,
  provinceChecker,
  provinceHr,
  provinceLeader,
  through,
  upload,
  zipOf,
} from '../testing-office.ts';
import { attachText } from './attach-text.ts';
import { listLawDocuments } from './list-documents.ts';
import { openPublicText } from './open-public-text.ts';
import { publishText } from './publish-text.ts';
import { removeText } from './remove-text.ts';

const ROOT = new URL('../../../..', import.meta.url).pathname;
const PLACE = 370_000_000_000;
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, `${ROOT}/rules`);
});

const bytesOf = (n: number): Buffer => Buffer.concat([PDF, Buffer.from(`% ${n}\n`)]);

async function attached(actor: Actor, document: string, name: string, annex?: number): Promise<string> {
  const { fileId } = await upload(house, actor, name, bytesOf(annex ?? 0));
  const part = annex === undefined ? {} : ({ part: 'annex', annex } as const);
  return (await attachText(house.as(actor), { document, fileId, ...part })).textId;
}

const open = (textId: string): Promise<Download> => openPublicText(house.as(null), { textId });

async function read(download: Download): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of download.body as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** A document of the province of a disclosure class, taken into the law by three persons. */
async function issued(code: string, disclosure: string): Promise<void> {
  const document = `code: ${code}
title: { zh: ${code}内部通知, en: Notice ${code} }
numbers: []
issuers: [山东省人力资源和社会保障厅]
addressees: []
based_on: []
disclosure: ${disclosure}
jurisdiction: '37'
issued_on: 2020-01-01
valid: { from: 2020-01-01, to: null }
clauses:
  - { id: ${code}-1, place: 一, text: { zh: 按程序办理。, en: As provided. } }
`;
  const file = await upload(house, provinceHr, `${code}.zip`, zipOf({ [`${code}/document.yaml`]: document }));
  const legalSource = '鲁人社字〔2020〕1号';
  const { proposalId } = await proposeDocument(house.as(provinceHr), { fileId: file.fileId, legalSource });
  await through(house, proposalId, [provinceChecker, provinceLeader]);
}

describe('documents before the public', () => {
  it('[SD2017-0-01] the plan issued 2017-12-23 as 主动公开 and its two annexes are read and downloaded by anybody; one of class 依申请公开 is absent', async () => {
    const ids = [
      await attached(provinceHr, 'SD2017', '附件2.pdf', 2),
      await attached(provinceHr, 'SD2017', '行动计划.pdf'),
      await attached(provinceHr, 'SD2017', '附件1.pdf', 1),
    ];
    const seen = async () => (await showPolicy(house.as(null), { code: 'SD2017' })).texts;
    expect(await seen()).toEqual([]);
    for (const textId of ids) expect(await failing(open(textId))).toBe('NOT_FOUND');
    for (const textId of ids) await publishText(house.as(provinceHr), { textId, public: true });
    const policy = await showPolicy(house.as(null), { code: 'SD2017' });
    expect([policy.issuedOn, policy.disclosure, policy.issuers.length]).toEqual(['2017-12-23', 'active', 2]);
    expect(policy.clauses.length).toBe(15);
    expect((await seen()).map((t) => [t.part, t.annex, t.fileName, t.readable])).toEqual([
      ['text', null, '行动计划.pdf', true],
      ['annex', 1, '附件1.pdf', true],
      ['annex', 2, '附件2.pdf', true],
    ]);
    for (const [at, text] of (await seen()).entries()) expect(await read(await open(text.textId))).toEqual(bytesOf(at));

    await issued('SD2020R', 'on_request');
    const listed = (await listPolicies(house.as(null), {})).rows.map((p) => p.code);
    expect([listed.includes('SD2017'), listed.includes('SD2020R')]).toEqual([true, false]);
    expect(await failing(showPolicy(house.as(null), { code: 'SD2020R' }))).toBe('NOT_FOUND');
    expect(await failing(explainPolicy(house.as(null), { code: 'SD2020R' }))).toBe('NOT_FOUND');
    const here = await listPlacePolicies(house.as(null), { place: PLACE });
    expect(here.rows.map((r) => r.code)).not.toContain('SD2020R');
    const offices = (await listLawDocuments(house.as(city), {})).rows;
    expect(offices.find((d) => d.code === 'SD2020R')?.disclosure).toBe('on_request');
  });

  it('only the place that issued a document puts a text of it before the public, only its own file, and takes it back', async () => {
    const own = await attached(city, 'SD2017', '市级扫描件.pdf', 9);
    const publish = (actor: Actor, textId: string) => failing(publishText(house.as(actor), { textId, public: true }));
    expect(await publish(city, own)).toBe('LAW_TEXT_NOT_PUBLIC');
    expect(await publish(provinceHr, own)).toBe('NOT_FOUND');
    const national = await attached(provinceHr, 'N2021', '通知.pdf', 8);
    expect(await publish(provinceHr, national)).toBe('LAW_TEXT_NOT_PUBLIC');
    const textId = await attached(provinceHr, 'SD2017', '附件3.pdf', 3);
    const before = await audits(house, 'law.publish_text');
    expect([await publish(provinceHr, textId), await publish(provinceHr, textId)]).toEqual(['none', 'none']);
    expect(await audits(house, 'law.publish_text')).toBe(before + 1);
    await publishText(house.as(provinceHr), { textId, public: false });
    expect(await failing(open(textId))).toBe('NOT_FOUND');
    await publishText(house.as(provinceHr), { textId, public: true });
    await removeText(house.as(provinceHr), { textId });
    expect(await failing(open(textId))).toBe('NOT_FOUND');
  });
});
