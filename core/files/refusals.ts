import { refusalKind } from '../regulation/index.ts';
import { MEDIA_TYPES } from './limits.ts';

export const fileTypeNotAllowed = refusalKind<{ found: string | null }>(
  'FILE_TYPE_NOT_ALLOWED',
  { zh: '只收PDF、JPEG、PNG、DOCX、XLSX，以内容为准', en: 'PDF, JPEG, PNG, DOCX or XLSX, judged by content' },
  ({ found }) => ({
    zh: `文件内容${found === null ? '无法识别' : `为${found}`}，只收PDF、JPEG、PNG、DOCX、XLSX`,
    en: `the content is ${found ?? 'of no known type'}; taken are ${MEDIA_TYPES.join(', ')}`,
  }),
);

/** All refusals of files, for the catalogue. */
export const FILE_REFUSALS = [fileTypeNotAllowed];
