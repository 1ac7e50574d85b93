export { checkChoice, publishedEntry, type Choice, type ChoiceCheck, type ChoiceRefusal } from './choice.ts';
export { lockSeats, releaseSeat, seatsTaken, takeSeat, takeSeats, type SeatUse } from './seats.ts';
export { catalogueErrors } from './errors.ts';
export { checksumOf, differencesOf, openOn } from './entry.ts';
export type { Entry, EntryFacts, EntryState, Version, VersionState } from './schema.ts';
