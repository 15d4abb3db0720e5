import { refusalKind, type Bilingual } from '../regulation/index.ts';

export const documentKindUnknown = refusalKind<{ kind: string; didYouMean: string | null }>(
  'DOCUMENT_KIND_UNKNOWN',
  { zh: '没有这种文书', en: 'there is no such kind of document' },
  ({ kind, didYouMean }) => ({
    zh: `没有“${kind}”这种文书${didYouMean ? `，是否指“${didYouMean}”？` : ''}`,
    en: `there is no kind of document "${kind}"${didYouMean ? `; did you mean "${didYouMean}"?` : ''}`,
  }),
);

export const templateInvalid = refusalKind<{ kind: string; problems: readonly Bilingual[] }>(
  'TEMPLATE_INVALID',
  { zh: '文书模板不合规', en: 'the text of the document cannot be used' },
  ({ problems }) => ({
    zh: `文书模板不合规：${problems.map((p) => p.zh).join('；')}`,
    en: `the text cannot be used: ${problems.map((p) => p.en).join('; ')}`,
  }),
);

export const templateDateInvalid = refusalKind<{ asked: string; earliest: string }>(
  'TEMPLATE_DATE_PAST',
  { zh: '文书模板不能从过去的日期起生效', en: 'a text cannot hold from a day that is past' },
  ({ asked, earliest }) => ({
    zh: `模板不能从${asked}起生效，最早为${earliest}`,
    en: `the text cannot hold from ${asked}; the earliest day is ${earliest}`,
  }),
);

export const DOCUMENT_REFUSALS = [documentKindUnknown, templateInvalid, templateDateInvalid];
