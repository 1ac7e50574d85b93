import { Readable } from 'node:stream';
import sharp from 'sharp';
import { publishedCatalogue, type PublishedCatalogue } from '../catalogue/builders.ts';
import { aUnit } from '../organizations/builders.ts';
import type { RoleName } from '../organizations/roles/roles.ts';
import { aPerson, A_VILLAGE, publishedRegister } from '../people/builders.ts';
import type { Actor, Context } from '../platform/context.ts';
import { storeUpload } from '../platform/routes/store-upload.ts';
import { loadPolicy } from '../policy/index.ts';
import { anActor, PLACES } from '../testing/actors.ts';
import type { TestHouse } from '../testing/context.ts';
import { attachPaper } from './papers/attach-paper.ts';
import { draftApplication } from './application/draft-application.ts';
import { editApplication } from './application/edit-application.ts';
import { placesOf } from './city/places.ts';
import { registerApplication } from './application/register-application.ts';

type Person = NonNullable<Parameters<typeof aPerson>[0]>;

/** A village with its offices, law, register and catalogue, for the tests of the first half of the route. */
export type Village = {
  code: number;
  catalogue: PublishedCatalogue;
  clerk: Actor;
  poverty: Actor;
  hr: Actor;
  county: Actor;
  countyHr: Actor;
  neighbour: Actor;
  /** Persons of the register, in the order given. */
  persons: string[];
};

/** Opens a village at A_VILLAGE with real units behind its actors; each given person stands in a register of 2020-06-20. */
export async function aVillage(
  house: TestHouse,
  people: readonly Person[] = [{}],
  options: { code?: number; listDate?: string } = {},
): Promise<Village> {
  const { code = A_VILLAGE, listDate = '2020-06-20' } = options;
  await loadPolicy(house.services, 'rules');
  const places = placesOf(code);
  const rows = people.map((p) => aPerson({ villageCode: code, ...p }));
  const list = await publishedRegister(house, rows, { areaCode: places.countyCode, listDate });
  const catalogue = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: Number(house.services.clock.today().slice(0, 4)),
  });
  const actor = async (role: RoleName, level: string, line: string, at: number): Promise<Actor> => {
    const unitId = await house.system((tx) => aUnit(tx, { level, line, divisionCode: at }));
    return anActor(role, at, { unitId, level, line });
  };
  return {
    code,
    catalogue,
    clerk: await actor('village_clerk', 'village', 'village', places.villageCode),
    poverty: await actor('township_poverty_officer', 'township', 'poverty', places.townshipCode),
    hr: await actor('township_hr_officer', 'township', 'hr', places.townshipCode),
    county: await actor('county_poverty_officer', 'county', 'poverty', places.countyCode),
    countyHr: await actor('county_hr_officer', 'county', 'hr', places.countyCode),
    neighbour: await actor('village_clerk', 'village', 'village', places.villageCode + 1),
    persons: rows.map((r) => list.idOf(r)),
  };
}

/** A photographed paper, uploaded by the actor. Returns the file. */
export async function aPhoto(ctx: Context): Promise<string> {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#eee' } })
    .png()
    .toBuffer();
  const stored = await storeUpload(ctx, { name: '照片.png', stream: Readable.from([picture]), purpose: 'paper' });
  return stored.fileId;
}

/** Drafts and completes an application of a person, without registering it. Returns its id. */
export async function aCompleteDraft(
  ctx: Context,
  village: Village,
  personId: string,
  evidenceFileId?: string,
): Promise<string> {
  const { id } = await draftApplication(ctx, { personId, evidenceFileId });
  await completed(ctx, village, id);
  return id;
}

/** Fills in what a draft lacks: choice, graduation, declaration and papers, and whatever else is given. */
export async function completed(
  ctx: Context,
  village: Pick<Village, 'catalogue'>,
  id: string,
  given: Omit<Parameters<typeof editApplication>[1], 'id'> = {},
): Promise<void> {
  await editApplication(ctx, {
    id,
    entryKey: village.catalogue.entries[0]!.entryKey,
    graduationSchool: '测试初级中学',
    graduationYear: 2020,
    notContinuing: true,
    ...given,
  });
  for (const kind of ['id_card', 'household_book', 'graduation_certificate'])
    await attachPaper(ctx, { id, kind, fileId: await aPhoto(ctx) });
}

/** {@link aCompleteDraft}, registered with consent. */
export async function aRegistered(ctx: Context, village: Village, personId: string): Promise<string> {
  const id = await aCompleteDraft(ctx, village, personId);
  await registerApplication(ctx, { id, consent: true });
  return id;
}
