/** What the public pages show of the catalogue. */
export type { PublicChange, PublicCity, PublicEntry, PublicPage, PublicVersion } from '../choices/public-catalogue.ts';
