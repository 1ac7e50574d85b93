/** How near a school can be to a home, the nearest first. */
export const NEARNESS = ['county', 'city', 'province', 'elsewhere'] as const;
export type Nearness = (typeof NEARNESS)[number];
