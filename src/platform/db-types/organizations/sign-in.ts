/** Made by `npm run types` from the migrations; not edited by hand. */
import type { Generated, Timestamp } from '../columns.ts';

export interface AuthUser {
  created_at: Generated<Timestamp>;
  disabled: Generated<boolean>;
  display_username: string | null;
  email: string;
  email_verified: Generated<boolean>;
  id: string;
  image: string | null;
  must_change: Generated<boolean>;
  name: string;
  two_factor_enabled: Generated<boolean>;
  updated_at: Generated<Timestamp>;
  username: string;
}

export interface AuthSession {
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  id: string;
  ip_address: string | null;
  on_behalf_of: string | null;
  token: string;
  unit_id: string | null;
  updated_at: Generated<Timestamp>;
  user_agent: string | null;
  user_id: string;
}

export interface AuthAccount {
  access_token: string | null;
  access_token_expires_at: Timestamp | null;
  account_id: string;
  created_at: Generated<Timestamp>;
  id: string;
  id_token: string | null;
  password: string | null;
  provider_id: string;
  refresh_token: string | null;
  refresh_token_expires_at: Timestamp | null;
  scope: string | null;
  updated_at: Generated<Timestamp>;
  user_id: string;
}

export interface AuthVerification {
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  id: string;
  identifier: string;
  updated_at: Generated<Timestamp>;
  value: string;
}

export interface AuthTwoFactor {
  backup_codes: string;
  failed_verification_count: Generated<number | null>;
  id: string;
  locked_until: Timestamp | null;
  secret: string;
  user_id: string;
  verified: Generated<boolean | null>;
}

export interface SignInFailure {
  at: Timestamp;
  failure_id: Generated<number>;
  ip: string;
  username: string;
}

export interface OrganizationsSignInTables {
  auth_user: AuthUser;
  auth_session: AuthSession;
  auth_account: AuthAccount;
  auth_verification: AuthVerification;
  auth_two_factor: AuthTwoFactor;
  sign_in_failure: SignInFailure;
}
