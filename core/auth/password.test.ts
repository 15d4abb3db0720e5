import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

describe('passwords', () => {
  test('are kept as argon2id in PHC form, with a salt of their own', async () => {
    const [one, other] = await Promise.all([hashPassword('示例口令-1'), hashPassword('示例口令-1')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(other).not.toBe(one);
    expect(one).not.toContain('示例口令');
  });

  test('fit only what was hashed', async () => {
    const phc = await hashPassword('Correct horse 7');
    expect(await verifyPassword('Correct horse 7', phc)).toBe(true);
    for (const wrong of ['correct horse 7', 'Correct horse 7 ', ''])
      expect(await verifyPassword(wrong, phc)).toBe(false);
  });

  test('fit however the keyboard composes them', async () => {
    const phc = await hashPassword('Ａｂｃ\u00e9１');
    expect(await verifyPassword('Abce\u03011', phc)).toBe(true);
  });

  test('hashed elsewhere at another cost are understood', async () => {
    // argon2id of the reference program: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
    const reference =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', reference)).toBe(true);
    expect(await verifyPassword('Password', reference)).toBe(false);
  });

  test('a text that is no hash fits nothing', async () => {
    const phc = await hashPassword('x');
    const broken = [
      '',
      '!',
      'x',
      phc.slice(0, -20),
      phc.replace('argon2id', 'argon2i'),
      phc.replace('v=19', 'v=16'),
    ];
    const impossible = phc.replace('m=19456', 'm=1');
    for (const text of [...broken, impossible]) expect(await verifyPassword('x', text), text).toBe(false);
  });
});
