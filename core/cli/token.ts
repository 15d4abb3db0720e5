import { isRole, ROLES } from '../auth/roles.ts';
import { tokenFor } from '../auth/issue.ts';
import { main, Stop, withSession } from './session.ts';

await main(async () => {
  const [role = '', code] = process.argv.slice(2);
  if (!isRole(role))
    throw new Stop(`用法 / usage: npm run --silent token -- ROLE [TOWNSHIP]\nROLE: ${ROLES.join(', ')}`);
  const token = await withSession(async ({ platform }) => {
    if (code !== undefined && !platform.directory.findTownshipByCode(code))
      throw new Stop(`没有乡镇“${code}” / there is no township "${code}"`);
    return tokenFor(platform, role, code ?? null);
  });
  if (token === null) throw new Stop(`没有角色为${role}的账号 / no active account holds the role ${role}`);
  process.stdout.write(`${token}\n`);
});
