import { expect, test } from 'vitest';
import { CRITERION_RULES } from './rules.ts';
import { EvaluationSettings } from './settings.ts';

/** So many units of a rule cost or earn so many points by the regulation, and by a township's own settings what these say. */
const worth = (code: string, units: number, points: number) => () => {
  const rule = CRITERION_RULES.find(({ id }) => id === `points-of-${code.toLowerCase()}`);
  const by = (own: object) => rule?.decide(units * 100, EvaluationSettings.parse({ points: own }));
  expect(by({})).toBe(points * 100);
  expect(by({ [code]: points / 2 })).toBe((points / 2) * units * 100);
};

test('三(一)4A(1)① · points-of-wd1a: late three times, −3', worth('WD1a', 3, -3));
test('三(一)4A(1)① · points-of-wd1b: off post once, −1', worth('WD1b', 1, -1));
test('三(一)4A(1)① · points-of-wd1c: a full day is two half-days, −4', worth('WD1c', 2, -4));
test('三(一)4A(1)② · points-of-wd2: once, −2', worth('WD2', 1, -2));
test('三(一)4A(1)③ · points-of-wd3: once, −1', worth('WD3', 1, -1));
test('三(一)4A(1)⑦ · points-of-wd7: two days without cover, −4', worth('WD7', 2, -4));
test('三(一)4A(2)① · points-of-sq1: once, −5', worth('SQ1', 1, -5));
test('三(一)4A(2)② · points-of-sq2: once, −5', worth('SQ2', 1, -5));
test('三(一)4A(2)③ · points-of-sq3a: not answered, −2', worth('SQ3a', 1, -2));
test('三(一)4A(2)③ · points-of-sq3b: late, −2', worth('SQ3b', 1, -2));
test('三(一)4A(2)③ · points-of-sq3c: unclear, −2', worth('SQ3c', 1, -2));
test('三(一)4A(2)④ · points-of-sq4: it empties the block, −20', worth('SQ4', 1, -20));
test('三(一)4A(2)⑤ · points-of-sq5: two letters, +10', worth('SQ5', 2, 10));
test('三(一)4A(3)① · points-of-cm1a: a case, −2', worth('CM1a', 1, -2));
test('三(一)4A(3)① · points-of-cm1b: a case, −2', worth('CM1b', 1, -2));
test('三(一)4A(3)① · points-of-cm1c: a case, −2', worth('CM1c', 1, -2));
test('三(一)4A(3)① · points-of-cm2a: one copy only, −2', worth('CM2a', 1, -2));
test('三(一)4A(3)① · points-of-cm2b: two extra trips, −3', worth('CM2b', 1, -3));
test('三(一)4A(3)① · points-of-cm3a: a case, −2', worth('CM3a', 1, -2));
test('三(一)4A(3)① · points-of-cm3b: three days, −6', worth('CM3b', 3, -6));
test('三(一)4A(3)① · points-of-cm3c: once, −2', worth('CM3c', 1, -2));
test('三(一)4A(3)① · points-of-cm3d: once, −1', worth('CM3d', 1, -1));
test('三(一)4A(3)① · points-of-cm4: due 2026-10-09, done 10-13: three days, −6', worth('CM4', 3, -6));
test('三(一)4A(3)① · points-of-cm5: once, −2', worth('CM5', 1, -2));
test('三(一)4A(3)② · points-of-ol1: once, −2', worth('OL1', 1, -2));
test('三(一)4A(3)② · points-of-ol2: once, −2', worth('OL2', 1, -2));
test('三(一)4A(3)② · points-of-ol3: once, −2', worth('OL3', 1, -2));
test('三(一)4A(5)① · points-of-bn1: a matter, +2', worth('BN1', 1, 2));
test('三(一)4A(5)② · points-of-bn2: once, +2', worth('BN2', 1, 2));
test('三(一)4A(5)③ · points-of-bn3a: county, +2', worth('BN3a', 1, 2));
test('三(一)4A(5)③ · points-of-bn3b: city, +3', worth('BN3b', 1, 3));
test('三(一)4A(5)③ · points-of-bn3c: province, +5', worth('BN3c', 1, 5));
test('三(一)4A(6)① · points-of-dq1: no points, the eligibility, 0', worth('DQ1', 1, 0));
test('三(一)4A(6)② · points-of-dq2: likewise, 0', worth('DQ2', 1, 0));
test('三(一)4A(6)③ · points-of-dq3: likewise, 0', worth('DQ3', 1, 0));
test('三(一)4A(6)④ · points-of-dq4: likewise, 0', worth('DQ4', 1, 0));
