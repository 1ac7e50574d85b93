export { matchRows, REGISTRY_HEADER, registryLines } from './deciding/match-rows.ts';
export type { QueryInput, RegistryInput } from './deciding/match-rows.ts';
export type { Decision } from './deciding/explain.ts';
export { openRegistry } from './reading/open-lists.ts';
export { readParameters } from './parameters-file.ts';
export { aloneCrew } from './threads/crew.ts';
