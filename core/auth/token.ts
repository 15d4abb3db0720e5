import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ANYONE, type Viewer } from '../graphql/context.ts';
import type { Platform } from '../platform.ts';

/** What a bearer token says; who may do what stands in the database, not in the token. */
export interface TokenClaims {
  /** Uuid of the staff member, county account or machine client; an applicant's subject. */
  readonly sub: string;
  readonly kind: 'STAFF' | 'COUNTY' | 'APPLICANT' | 'FRONTEND';
  /** Township code an applicant or front end acts in when neither path nor header names one. */
  readonly township?: string | undefined;
}

const claimsSchema = z.object({
  sub: z.string().min(1),
  kind: z.enum(['STAFF', 'COUNTY', 'APPLICANT', 'FRONTEND']),
  township: z.string().optional(),
});

const ISSUER = 'bianmin';
/** Seconds a token is valid. */
export const TOKEN_SECONDS = 12 * 60 * 60;

/** Signs a token; `seconds` may be negative in tests of expiry. */
export function signToken(
  secret: Uint8Array,
  claims: TokenClaims,
  now: Date,
  seconds = TOKEN_SECONDS,
): Promise<string> {
  const issued = Math.floor(now.getTime() / 1000);
  return new SignJWT({ kind: claims.kind, ...(claims.township ? { township: claims.township } : {}) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(claims.sub)
    .setIssuedAt(issued)
    .setExpirationTime(issued + seconds)
    .sign(secret);
}

/** A verified token with the second it ends. */
interface Verified {
  readonly claims: TokenClaims;
  readonly expiresAt: number;
}

/** Verified tokens, so that a busy client costs one signature check; every request still looks its holder up. */
const verified = new LRUCache<string, Verified>({ max: 5_000 });

/** The claims of a valid token, or null. */
export async function readToken(platform: Platform, token: string): Promise<TokenClaims | null> {
  const seconds = platform.now().getTime() / 1000;
  const key = `${Buffer.from(platform.tokenSecret).toString('base64')}:${token}`;
  const known = verified.get(key);
  if (known) return known.expiresAt > seconds ? known.claims : null;
  try {
    const { payload } = await jwtVerify(token, platform.tokenSecret, {
      issuer: ISSUER,
      algorithms: ['HS256'],
      currentDate: platform.now(),
    });
    const claims = claimsSchema.parse(payload);
    verified.set(key, { claims, expiresAt: payload.exp ?? 0 });
    return claims;
  } catch {
    return null;
  }
}

/** The viewer a token stands for today: roles and township from the directory; null when it no longer holds. */
export function viewerOf(platform: Platform, claims: TokenClaims): Viewer | null {
  const { directory } = platform;
  switch (claims.kind) {
    case 'STAFF': {
      const staff = directory.findStaff(claims.sub);
      return staff?.active
        ? { kind: 'STAFF', id: staff.id, name: staff.name, roles: staff.roles, townshipId: staff.townshipId }
        : null;
    }
    case 'COUNTY': {
      const account = directory.findCountyAccount(claims.sub);
      return account?.active
        ? { kind: 'COUNTY', id: account.id, name: account.name, roles: account.roles, townshipId: null }
        : null;
    }
    case 'FRONTEND':
      return directory.hasClient(claims.sub)
        ? { ...ANYONE, kind: 'FRONTEND', id: claims.sub, name: '前端', roles: ['FRONTEND'] }
        : null;
    case 'APPLICANT':
      return { ...ANYONE, kind: 'APPLICANT', id: claims.sub, name: '申请人', roles: ['APPLICANT'] };
  }
}
