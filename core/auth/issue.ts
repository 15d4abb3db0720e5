import type { TownshipInfo } from '../county/directory.ts';
import type { Platform } from '../platform.ts';
import { COUNTY_ROLES, type Role } from './roles.ts';
import { signToken, type TokenClaims } from './token.ts';

/** Subject of the demo's applicant. */
export const DEMO_APPLICANT = '00000000-0000-4000-8000-000000000001';

/**
 * A token of an existing account that holds the role, in a township (the county's first when none is named);
 * null when nobody holds it. Applicants have no accounts: theirs exists in the demo county only.
 */
export async function tokenFor(platform: Platform, role: Role, code: string | null): Promise<string | null> {
  const { directory } = platform;
  const township = code === null ? (directory.townships[0] ?? null) : directory.findTownshipByCode(code);
  const claims = await claimsFor(platform, role, township, code !== null);
  return claims && signToken(platform.tokenSecret, claims, platform.now());
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
