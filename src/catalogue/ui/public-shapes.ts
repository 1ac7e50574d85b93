/** What the public pages show of the catalogue. */
export type { PublicChange, PublicCity, PublicEntry, PublicPage, PublicVersion } from '../public-catalogue.ts';
