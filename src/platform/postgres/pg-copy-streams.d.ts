declare module 'pg-copy-streams' {
  import type { Submittable } from 'pg';
  import type { Writable } from 'node:stream';
  /** A stream into COPY … FROM STDIN, to be given to client.query. */
  export function from(statement: string): Writable & Submittable;
}
