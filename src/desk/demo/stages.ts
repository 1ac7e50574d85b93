/** What the demonstration is made of, in its order. */
export const EVERY_STAGE = [
  'offices',
  'catalogues',
  'registers',
  'cases',
  'schools',
  'desk',
  'families',
  'rolls',
  'season',
  'law',
  'funds',
  'declared',
  'designation',
  'indicators',
  'supervision',
  'training',
  'shandong',
  'partnerships',
  'found',
] as const;
export type DemoStage = (typeof EVERY_STAGE)[number];
