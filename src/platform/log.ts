import pino, { type Logger } from 'pino';

const REDACT = [
  'password',
  '*.password',
  'idNumber',
  '*.idNumber',
  'phone',
  '*.phone',
  'address',
  '*.address',
  'req.headers.cookie',
  'req.headers.authorization',
];

/** A logger that never writes personal data; level from JIQIAO_LOG (default warn). */
export function createLogger(level: string = process.env.JIQIAO_LOG ?? 'warn'): Logger {
  return pino({ level, redact: { paths: REDACT, censor: '[hidden]' }, base: null });
}
