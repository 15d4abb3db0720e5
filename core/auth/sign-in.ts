import type { Act } from '../acts/act.ts';
import { inScope } from '../db/scope.ts';
import type { Platform } from '../platform.ts';
import { Refused } from '../regulation/index.ts';
import { verifyPassword } from './password.ts';
import { accountLocked, signInFailed } from './refusals.ts';
import type { TokenClaims } from './token.ts';

const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60 * 1000;

/** A well-formed hash of no password, so that an unknown user name costs as much time as a wrong password. */
const NO_ACCOUNT =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

interface KnownAccount {
  readonly claims: TokenClaims;
  readonly passwordHash: string;
  readonly lockedUntil: Date | null;
  readonly failedAttempts: number;
}

/**
 * Checks user name and password; returns whom the token will stand for.
 * Refusals: SIGN_IN_FAILED (also for unknown names), ACCOUNT_LOCKED after five wrong passwords.
 */
export async function signIn(act: Act, input: { username: string; password: string }): Promise<TokenClaims> {
  const { platform } = act;
  const isCounty = act.townshipId === platform.directory.county?.id;
  const username = input.username.trim().toLowerCase();
  const account = isCounty ? await countyAccount(act, username) : await staffAccount(act, username);
  if (account?.lockedUntil && account.lockedUntil > act.now)
    throw new Refused(accountLocked({ until: account.lockedUntil.toISOString() }));
  const right = await verifyPassword(input.password, account?.passwordHash ?? NO_ACCOUNT);
  if (!account || !right) {
    if (account) await noteFailure(platform, act.townshipId, isCounty, account);
    throw new Refused(signInFailed({}));
  }
  act.audit({
    verb: 'signIn',
    subjectType: isCounty ? 'CountyAccount' : 'Account',
    subjectId: account.claims.sub,
  });
  if (account.failedAttempts > 0) await setFailures(act.tx, act.townshipId, isCounty, account, 0, null);
  return account.claims;
}

async function staffAccount(act: Act, username: string): Promise<KnownAccount | null> {
  const row = await act.tx.account.findUnique({
    where: { townshipId_username: { townshipId: act.townshipId, username } },
    include: { staff: { select: { active: true } } },
  });
  return row?.staff.active ? { ...row, claims: { sub: row.staffId, kind: 'STAFF' } } : null;
}

async function countyAccount(act: Act, username: string): Promise<KnownAccount | null> {
  const row = await act.tx.countyAccount.findUnique({ where: { username } });
  return row?.active ? { ...row, claims: { sub: row.id, kind: 'COUNTY' } } : null;
}

/** In a transaction of its own: the refusal rolls the act back, the count must stay. */
async function noteFailure(
  platform: Platform,
  townshipId: string,
  isCounty: boolean,
  account: KnownAccount,
): Promise<void> {
  const failures = account.failedAttempts + 1;
  const lockedUntil = failures >= MAX_FAILURES ? new Date(platform.now().getTime() + LOCK_MS) : null;
  await inScope(platform.prisma, { kind: 'township', townshipId }, (tx) =>
    setFailures(tx, townshipId, isCounty, account, lockedUntil ? 0 : failures, lockedUntil),
  );
}

async function setFailures(
  tx: Act['tx'],
  townshipId: string,
  isCounty: boolean,
  account: KnownAccount,
  failedAttempts: number,
  lockedUntil: Date | null,
): Promise<void> {
  const data = { failedAttempts, lockedUntil };
  if (isCounty) await tx.countyAccount.update({ where: { id: account.claims.sub }, data });
  else
    await tx.account.update({
      where: { townshipId_staffId: { townshipId, staffId: account.claims.sub } },
      data,
    });
}
