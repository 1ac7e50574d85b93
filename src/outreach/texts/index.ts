import './jobs.ts';

export { channelOf } from './channel.ts';
export { queueText } from './queue-text.ts';
export { textRoutes } from './routes.ts';
export type { Channel } from './schema.ts';
