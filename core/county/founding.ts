import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CHANNEL } from '../acts/act.ts';
import { hashPassword } from '../auth/password.ts';
import { asSystem } from '../db/scope.ts';
import type { Platform } from '../platform.ts';

const code = z
  .string()
  .regex(/^[a-z0-9-]+$/, '只能用小写字母、数字和连字符 / lower-case letters, digits and hyphens only');
const name = z.string().trim().min(1, '不能为空 / must not be empty');

/** What a county says of itself when it begins: its townships in order, and who configures them. */
export const CountyFile = z.strictObject({
  code,
  name,
  townships: z
    .array(z.strictObject({ code, name }))
    .nonempty('至少一个乡镇 / at least one township')
    .refine(
      (list) => new Set(list.map((t) => t.code)).size === list.length,
      '乡镇代码重复 / a code is given twice',
    ),
  bureau: z.strictObject({ username: name.transform((text) => text.toLowerCase()), name }),
});
export type CountyFile = z.infer<typeof CountyFile>;

/** Creates the county, its townships and the bureau's account in an empty database. Every module is off until the bureau decides. */
export async function foundCounty(platform: Platform, file: CountyFile, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const countyId = randomUUID();
  await asSystem(platform.prisma, async (tx) => {
    await tx.county.create({ data: { id: countyId, code: file.code, name: file.name } });
    await tx.township.createMany({
      data: file.townships.map((township, position) => ({
        ...township,
        id: randomUUID(),
        countyId,
        position,
      })),
    });
    await tx.countyAccount.create({
      data: { ...file.bureau, id: randomUUID(), countyId, roles: ['COUNTY_BUREAU'], passwordHash },
    });
    await tx.$queryRaw`select pg_notify(${CHANNEL}, ${countyId})::text`;
  });
  await platform.directory.reload();
}
