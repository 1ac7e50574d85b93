import { betterAuth } from 'better-auth';
import { twoFactor, username } from 'better-auth/plugins';
import { newId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/** Header by which our own routes tell the sign-in library the caller's address; never taken from the network. */
export const ADDRESS_HEADER = 'x-jiqiao-address';

const HOURS = 3600;

/** Names a person signs in with. */
export const USERNAME = /^[a-z0-9][a-z0-9_.-]{2,29}$/;

/**
 * The sign-in library with our tables, our password hash and no routes of its own: only /api/session/* calls it.
 * `secret` signs its cookies and encrypts one-time-code secrets.
 */
export function makeAuth(services: Services, secret: string) {
  return betterAuth({
    appName: '技桥',
    secret,
    baseURL: services.baseUrl,
    database: { db: services.db.kysely, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        mustChange: { type: 'boolean', required: false, input: false, fieldName: 'must_change' },
        disabled: { type: 'boolean', required: false, input: false, fieldName: 'disabled' },
      },
    },
    session: {
      modelName: 'auth_session',
      expiresIn: 12 * HOURS,
      updateAge: HOURS,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        unitId: { type: 'string', required: false, input: false, fieldName: 'unit_id' },
        onBehalfOf: { type: 'string', required: false, input: false, fieldName: 'on_behalf_of' },
      },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: 'jiqiao',
      useSecureCookies: services.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 30,
        usernameValidator: (name) => USERNAME.test(name),
        validationOrder: { username: 'post-normalization' },
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
      twoFactor({
        issuer: '技桥',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factor',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;
