/** What went wrong, without any transport: the HTTP mapper and the command line each translate the kind once. */
export type ErrorKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'too_many'
  | 'too_large'
  | 'unavailable'
  | 'internal';

export type FieldError = { path: string; message: string };

export type ErrorEntry = { kind: ErrorKind; message: string; hint?: string };

const catalogue = new Map<string, ErrorEntry>();

/**
 * Adds codes to the one error catalogue and returns a thrower per code.
 * @throws Error at start-up when a code is defined twice.
 */
export function defineErrors<const C extends Record<string, ErrorEntry>>(entries: C): { [K in keyof C]: ErrorFactory } {
  const factories: Partial<Record<string, ErrorFactory>> = {};
  for (const [code, entry] of Object.entries(entries)) {
    if (catalogue.has(code)) throw new Error(`error code defined twice: ${code}`);
    catalogue.set(code, entry);
    factories[code] = (options = {}) => new AppError(code, entry, options);
  }
  return factories as { [K in keyof C]: ErrorFactory };
}

/** Every code with its kind and Chinese words, sorted; docs/errors.md is compared with this. */
export function errorCatalogue(): [string, ErrorEntry][] {
  return [...catalogue.entries()].sort(([a], [b]) => a.localeCompare(b));
}

export type ErrorOptions = {
  message?: string;
  hint?: string;
  fields?: FieldError[];
  details?: Record<string, unknown>;
  cause?: unknown;
};
export type ErrorFactory = (options?: ErrorOptions) => AppError;

/** An error made for the person who must act: a stable code, Chinese words, and what to do next. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly fields: FieldError[] | undefined;
  readonly details: Record<string, unknown> | undefined;
  constructor(code: string, entry: ErrorEntry, options: ErrorOptions = {}) {
    super(options.message ?? entry.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = entry.kind;
    this.hint = options.hint ?? entry.hint;
    this.fields = options.fields;
    this.details = options.details;
  }
}

export const errors = defineErrors({
  NOT_SIGNED_IN: { kind: 'unauthenticated', message: '请先登录。', hint: '登录后再试一次。' },
  NOT_PERMITTED: {
    kind: 'forbidden',
    message: '您的岗位没有这项权限。',
    hint: '如确需办理，请联系本单位管理员调整岗位。',
  },
  NOT_FOUND: {
    kind: 'not_found',
    message: '没有找到这条记录，或者它不在您的管辖范围内。',
    hint: '请核对编号；如已移交，请联系接收单位。',
  },
  INPUT_INVALID: { kind: 'invalid', message: '填写的内容有误，请按提示修改。' },
  CONFLICT: { kind: 'conflict', message: '这条记录刚被其他人改动过。', hint: '请刷新后重试。' },
  TOO_MANY_REQUESTS: { kind: 'too_many', message: '操作过于频繁，请稍后再试。' },
  UPLOAD_TOO_LARGE: { kind: 'too_large', message: '文件过大。', hint: '请拆分后再上传，或联系管理员调整上限。' },
  CSRF_FAILED: { kind: 'forbidden', message: '页面已过期，请刷新后重试。' },
  SERVICE_UNAVAILABLE: { kind: 'unavailable', message: '系统繁忙，请稍后再试。' },
  DATABASE_AWAY: {
    kind: 'unavailable',
    message: '数据库暂时连不上，系统正在恢复。',
    hint: '请稍候刷新页面，先看本次操作是否已经保存，再决定是否重做。',
  },
  INTERNAL: {
    kind: 'internal',
    message: '系统出现问题，本次操作没有保存。',
    hint: '请稍后重试；若仍出现，请把错误编号告诉管理员。',
  },
});
