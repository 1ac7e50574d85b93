/** One input that was not accepted: dotted path in the request body, and what to do about it. */
export interface FieldProblem {
  path: string;
  message: string;
}

export interface ApiErrorShape {
  code: string;
  status: number;
  message: string;
  hint?: string;
  fields?: FieldProblem[];
  traceId?: string;
}

/** A call that did not succeed. `status` 0 means that no answer came (codes OFFLINE, NETWORK_FAILED). `message` and `hint` can be shown as they are. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly hint: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly traceId: string | undefined;

  constructor(shape: ApiErrorShape) {
    super(shape.message);
    this.name = 'ApiError';
    this.code = shape.code;
    this.status = shape.status;
    this.hint = shape.hint;
    this.fields = shape.fields ?? [];
    this.traceId = shape.traceId;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((field) => ({ path: text(field.path) ?? '', message: text(field.message) ?? '' }));
}

/** Turns an error answer into an ApiError; an answer that is not in the agreed form (a proxy's page, say) becomes UNEXPECTED_ANSWER. */
export function errorFromAnswer(status: number, body: unknown): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : undefined;
  if (error === undefined) {
    return new ApiError({
      code: 'UNEXPECTED_ANSWER',
      status,
      message: `服务器没有按约定答复（HTTP ${status}）`,
      hint: '请稍后重试；仍不行时，把错误代码告诉管理员。',
    });
  }
  return new ApiError({
    code: text(error.code) ?? 'UNKNOWN',
    status,
    message: text(error.message) ?? `请求未成功（HTTP ${status}）`,
    hint: text(error.hint),
    fields: fieldProblems(error.fields),
    traceId: text(error.traceId),
  });
}

/** The error for a request that got no answer at all. */
export function errorFromSilence(online: boolean): ApiError {
  return online
    ? new ApiError({
        code: 'NETWORK_FAILED',
        status: 0,
        message: '连不上服务器',
        hint: '已填写的内容仍保留在本页，请稍后重试。',
      })
    : new ApiError({
        code: 'OFFLINE',
        status: 0,
        message: '当前没有网络连接',
        hint: '已填写的内容仍保留在本页，恢复网络后请重试。',
      });
}
