import { z } from 'zod';
import { defineMessage } from '../notifications/message.ts';

/** To the director when a module goes off over unfinished work: what stands still until it is on again. */
export const WORK_FROZEN = defineMessage({
  key: 'module.frozen',
  audience: 'ROLE',
  channels: ['INBOX'],
  title: { zh: '模块停用，工作冻结', en: 'Module off, work frozen' },
  text: {
    zh: '“{module}”停用，{count}件未办完的工作冻结，恢复启用后继续：{work}。',
    en: '"{module}" is off; {count} pieces of unfinished work stand still until it is on again: {work}.',
  },
  data: z.strictObject({ module: z.string(), count: z.number(), work: z.string() }),
  clause: null,
});
