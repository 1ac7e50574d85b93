/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated } from '../columns.ts';

export interface RegisterWrite {
  mark: Generated<number>;
  transaction_id: Generated<number>;
}

export interface MatchingRegisterWritesTables {
  register_write: RegisterWrite;
}
