import { isRole, ROLES, COUNTY_ROLES, type Role } from '../auth/roles.ts';
import { signToken, type TokenClaims } from '../auth/token.ts';
import type { Platform } from '../platform.ts';
import type { TownshipInfo } from '../county/directory.ts';
import { main, Stop, withSession } from './session.ts';

/** Subject of the demo's applicant. */
const DEMO_APPLICANT = '00000000-0000-4000-8000-000000000001';

await main(async () => {
  const [role = '', code] = process.argv.slice(2);
  if (!isRole(role))
    throw new Stop(`用法 / usage: npm run --silent token -- ROLE [TOWNSHIP]\nROLE: ${ROLES.join(', ')}`);
  const token = await withSession(({ platform }) => tokenFor(platform, role, code ?? null));
  process.stdout.write(`${token}\n`);
});

async function tokenFor(platform: Platform, role: Role, code: string | null): Promise<string> {
  const township =
    code === null ? (platform.directory.townships[0] ?? null) : platform.directory.findTownshipByCode(code);
  if (code !== null && !township) throw new Stop(`没有乡镇“${code}” / there is no township "${code}"`);
  const claims = await claimsFor(platform, role, township, code !== null);
  if (!claims)
    throw new Stop(
      `没有角色为${role}的账号${township ? `（${township.code}）` : ''} / no active account holds the role ${role}`,
    );
  return signToken(platform.tokenSecret, claims, platform.now());
}

async function claimsFor(
  platform: Platform,
  role: Role,
  township: TownshipInfo | null,
  named: boolean,
): Promise<TokenClaims | null> {
  const acting = named && township ? { township: township.code } : {};
  if ((COUNTY_ROLES as readonly Role[]).includes(role)) {
    const account = platform.directory.countyAccountWithRole(role);
    return account && { sub: account.id, kind: 'COUNTY' };
  }
  if (role === 'APPLICANT')
    return platform.directory.county?.isDemo ? { sub: DEMO_APPLICANT, kind: 'APPLICANT', ...acting } : null;
  if (role === 'FRONTEND') {
    const client = await platform.prisma.apiClient.findFirst({
      where: { revokedAt: null },
      orderBy: { issuedAt: 'asc' },
    });
    return client && { sub: client.id, kind: 'FRONTEND', ...acting };
  }
  const staff = township ? platform.directory.staffWithRole(township.id, role) : [];
  const holder = staff.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
  return holder ? { sub: holder.id, kind: 'STAFF' } : null;
}
