import { randomBytes } from 'node:crypto';
import { perform, SYSTEM } from '../acts/act.ts';
import { setCountyPassword, setStaffPassword } from '../auth/set-password.ts';
import { main, Stop, withSession } from './session.ts';

// `npm run --silent password -- STAFF_NO TOWNSHIP` or `-- USERNAME` for the county: prints user name and a new password.
await main(async () => {
  const [who, code] = process.argv.slice(2);
  if (!who) throw new Stop('用法 / usage: npm run --silent password -- STAFF_NO TOWNSHIP | USERNAME');
  const password = randomBytes(12).toString('base64url');
  const username = await withSession(async ({ platform }) => {
    const { directory } = platform;
    const tenant = code === undefined ? directory.county : directory.findTownshipByCode(code);
    if (!tenant) throw new Stop(`没有乡镇“${code ?? ''}” / there is no township "${code ?? ''}"`);
    return perform(platform, { townshipId: tenant.id, actor: SYSTEM, mayBeSilent: true }, async (act) => {
      if (code !== undefined) return setStaffPassword(act, who, password);
      return (await setCountyPassword(act, who, password)) ? who.toLowerCase() : null;
    });
  });
  if (username === null) throw new Stop(`没有在岗人员或账号“${who}” / there is nobody "${who}" in service`);
  process.stdout.write(`${username} ${password}\n`);
});
