import { GraphQLError } from 'graphql';
import type { Bilingual } from '../regulation/index.ts';

/** Every code that stands in `errors[].extensions.code`, with its meaning and HTTP status where the media type allows one. */
export const FAILURES = {
  BAD_INPUT: { zh: '输入不合规', en: 'the input is not valid', status: 200 },
  UNAUTHENTICATED: { zh: '请先登录，或登录已过期', en: 'sign in first, or sign in again', status: 401 },
  FORBIDDEN: { zh: '没有此项权限', en: 'you may not do this', status: 403 },
  TOWNSHIP_REQUIRED: {
    zh: '请指明乡镇：使用 /t/{township}/graphql 或 X-Township',
    en: 'name the township: use /t/{township}/graphql or X-Township',
    status: 200,
  },
  TOWNSHIP_UNKNOWN: { zh: '没有这个乡镇', en: 'there is no such township', status: 404 },
  MODULE_NOT_ENABLED: { zh: '该乡镇没有启用此制度模块', en: 'the module is not enabled here', status: 200 },
  PAGE_TOO_LARGE: { zh: '每页最多100条', en: 'a page holds at most 100 entries', status: 200 },
  QUERY_TOO_DEEP: { zh: '查询层次过深', en: 'the query is nested too deeply', status: 200 },
  QUERY_TOO_COSTLY: { zh: '查询过大，请缩小范围', en: 'the query asks for too much', status: 200 },
  QUERY_TOO_SLOW: { zh: '查询超时，请缩小范围', en: 'the query took too long', status: 200 },
  CODE_LOCKED: {
    zh: '查询码输错次数过多，请稍后再试',
    en: 'too many wrong codes; try again later',
    status: 429,
  },
  DOCUMENT_UNKNOWN: {
    zh: '没有这份文书，或者核验码不符',
    en: 'there is no such document, or the code is not its own',
    status: 404,
  },
  DOCUMENT_ALTERED: {
    zh: '此文书的内容与出具时不符，请与出具单位核实',
    en: 'the document is not as it was issued; ask the office that issued it',
    status: 409,
  },
  FILE_LINK_INVALID: {
    zh: '下载链接无效或已过期，请重新获取',
    en: 'the link is not valid or has ended; ask for a new one',
    status: 404,
  },
  FILE_TOO_LARGE: { zh: '单个文件最多10 MiB', en: 'a file holds at most 10 MiB', status: 413 },
  TOO_MANY_FILES: { zh: '每次最多上传5个文件', en: 'at most 5 files a request', status: 413 },
  PREFLIGHT_REQUIRED: {
    zh: '上传须带请求头 GraphQL-Require-Preflight',
    en: 'an upload needs the header GraphQL-Require-Preflight',
    status: 400,
  },
  SERVICE_UNAVAILABLE: {
    zh: '服务暂时不可用，请稍后重试',
    en: 'the service is unavailable; try again',
    status: 503,
  },
  INTERNAL_SERVER_ERROR: {
    zh: '系统出错，请记下请求编号',
    en: 'something went wrong; note the request id',
    status: 500,
  },
  BAD_REQUEST: {
    zh: '请求格式不符，请按 GraphQL over HTTP 提交',
    en: 'the request is not one of GraphQL over HTTP',
    status: 400,
  },
  PATH_UNKNOWN: {
    zh: '没有这个地址，请用 /graphql 或 /t/{township}/graphql',
    en: 'there is nothing here; use /graphql or /t/{township}/graphql',
    status: 404,
  },
  GRAPHQL_PARSE_FAILED: { zh: '查询语句有语法错误', en: 'the document has a syntax error', status: 400 },
  GRAPHQL_VALIDATION_FAILED: {
    zh: '查询与结构不符',
    en: 'the document does not fit the schema',
    status: 400,
  },
  BODY_TOO_LARGE: { zh: '请求过大，最多1 MiB', en: 'the request is larger than 1 MiB', status: 413 },
  UNSUPPORTED_MEDIA_TYPE: { zh: '请以 application/json 提交', en: 'send application/json', status: 415 },
  LENGTH_REQUIRED: { zh: '请求须带 Content-Length', en: 'a Content-Length is needed', status: 411 },
} as const satisfies Record<string, Bilingual & { status: number }>;

export type FailureCode = keyof typeof FAILURES;

/** What is added to a code's extensions where the same request may be sent again as it is. */
export const RETRYABLE: Partial<Record<FailureCode, { readonly retryable: true }>> = {
  SERVICE_UNAVAILABLE: { retryable: true },
};

/** What is said where it is not known which field is wrong. */
export const PLAIN_MISTAKE: Bilingual = {
  zh: '输入不合规：编号或游标无效，或者文字含有不能保存的字符',
  en: 'the input is not valid: an id or cursor is none, or a text has characters that cannot be kept',
};

/** What is said where one field of the input is not valid and nothing more is known: which one, and where its form is described. */
function aboutField(code: FailureCode, field: unknown): Bilingual | null {
  if (code !== 'BAD_INPUT' || typeof field !== 'string') return null;
  return {
    zh: `输入不合规：${field}，请对照该字段的说明`,
    en: `the input is not valid: ${field}; see its description`,
  };
}

/** A failure that is no lawful refusal: malformed input, missing sign-in, missing permission, or the service itself. */
export class Failure extends GraphQLError {
  constructor(code: FailureCode, detail?: Bilingual, more: Record<string, unknown> = {}) {
    const text = detail ?? aboutField(code, more['field']) ?? FAILURES[code];
    const { status } = FAILURES[code];
    super(text.zh, {
      extensions: {
        code,
        english: text.en,
        ...RETRYABLE[code],
        ...more,
        ...(status === 200 ? {} : { http: { status } }),
      },
    });
    this.name = 'Failure';
  }
}
