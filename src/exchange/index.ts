/** The door of the room in which other departments ask by key. */
export { exchangeRoutes } from './routes.ts';
export { admitClient } from './admit-client.ts';
export { verifyByKey } from './verify-by-key.ts';
