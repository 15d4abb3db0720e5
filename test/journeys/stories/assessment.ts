import assert from 'node:assert/strict';
import { Stop } from '../../../core/cli/session.ts';
import type { Answer, Scene, Teller } from './story.ts';
import { verb } from './verb.ts';

/** Where the stories of 考评 play, and who of the assessment group acts in them. */
export const AT = { at: 'shexi' } as const;
export const DIRECTOR = { ...AT, as: 'CENTRE_DIRECTOR' } as const;
export const DEPUTY = { ...AT, as: 'UNIT_DEPUTY' } as const;
export const ASSESSOR = { ...AT, as: 'ASSESSOR' } as const;

/** Somebody at a window, as the API names him. */
export interface Clerk {
  readonly id: string;
  readonly staffNo: string;
  readonly windowId: string;
}

/** A clerk as he acts. */
export function asClerk({ staffNo }: Clerk) {
  return { ...AT, as: 'WINDOW_STAFF', staffNo } as const;
}

/** Everybody at the windows of the township, in the order of their numbers. */
export async function clerksOf(teller: Teller, scene: Scene & { readonly when: string }): Promise<Clerk[]> {
  const { attendanceSheet } = await teller.ask({
    ...DIRECTOR,
    ...scene,
    query: `query ($month: String!) { attendanceSheet(month: $month) { staff { id staffNo window { id } } } }`,
    variables: { month: scene.when.slice(0, 7) },
    shown: ({ attendanceSheet: rows }) => ({ clerks: rows.length as number }),
  });
  return attendanceSheet.map(({ staff }: Answer) => ({
    id: staff.id,
    staffNo: staff.staffNo,
    windowId: staff.window.id,
  }));
}

/** The one with this number. */
export function clerkNo(clerks: readonly Clerk[], staffNo: string): Clerk {
  const clerk = clerks.find((one) => one.staffNo === staffNo);
  if (!clerk) throw new Error(`nobody at a window has the number ${staffNo}`);
  return clerk;
}

/** The proposals on a clerk of facts of a month that wait for the group, the earliest fact first. */
export async function waiting(teller: Teller, clerk: Clerk, month: string, title: string): Promise<Answer[]> {
  const { scoreProposals } = await teller.ask({
    ...DIRECTOR,
    title,
    query: `query ($staff: ID, $month: String) { scoreProposals(first: 100, state: PROPOSED, month: $month, staffId: $staff) {
      edges { node { id criterion { code points } units occurredOn eventType factId measuredBy } } } }`,
    variables: { staff: clerk.id, month },
  });
  return scoreProposals.edges.map(({ node }: Answer) => node);
}

/** A member of the group confirms proposals in one sitting; none may be refused. */
export async function confirm(teller: Teller, proposals: readonly Answer[], scene: Scene): Promise<void> {
  const { confirmScores } = await teller.ask({
    ...DIRECTOR,
    ...scene,
    ...verb('confirmScores', 'ScoreSitting { outcomes { proposal { state } refusal { code message } } }', {
      proposalIds: proposals.map(({ id }) => id as string),
    }),
  });
  assert.deepEqual(
    confirmScores.outcomes,
    proposals.map(() => ({ proposal: { state: 'CONFIRMED' }, refusal: null })),
  );
}

const PERIOD = 'AssessmentPeriod { id key state }';

/** Ends the story where an earlier one closed its period already. */
export async function notYetClosed(teller: Teller, period: string, when: string): Promise<void> {
  const state = await stateOf(teller, period, { title: `${period}尚未封账 / ${period} is still open`, when });
  if (state)
    throw new Stop(
      `${period}已封账，这个故事讲的是封账以前 / ${period} is closed; the story plays before that`,
    );
}

async function stateOf(teller: Teller, period: string, scene: Scene): Promise<string | undefined> {
  const { assessmentPeriods } = await teller.ask({
    ...DIRECTOR,
    ...scene,
    query: '{ assessmentPeriods(first: 100) { edges { node { key state } } } }',
  });
  return assessmentPeriods.edges.find(({ node }: Answer) => node.key === period)?.node.state;
}

/** What a period is frozen and published as; its id. */
export async function closePeriod(
  teller: Teller,
  period: string,
  scene: Partial<Scene> = {},
): Promise<string> {
  const { freezeAssessmentPeriod: frozen } = await teller.ask({
    ...DIRECTOR,
    ...verb('freezeAssessmentPeriod', PERIOD, { period }),
    title: `${period}封账 / ${period} is frozen`,
    ...scene,
  });
  assert.equal(frozen.state, 'FROZEN', JSON.stringify(frozen));
  const { publishAssessmentPeriod: published } = await teller.ask({
    ...DEPUTY,
    ...verb('publishAssessmentPeriod', PERIOD, { periodId: frozen.id }),
    title: `${period}公布 / ${period} is published`,
  });
  assert.equal(published.state, 'PUBLISHED');
  return frozen.id as string;
}

/** Closes a month in which too few were asked: the group decides for all of them. Its id. */
export async function closeMonth(teller: Teller, month: string, scene: Partial<Scene> = {}): Promise<string> {
  const { decideSatisfaction: decided } = await teller.ask({
    ...DIRECTOR,
    ...verb('decideSatisfaction', 'SatisfactionDecided { month subjects }', {
      month,
      points: 9,
      reason: '当月没有足够答卷，按走访情况定分',
    }),
    title: `${month}没有答卷的，考评组定分 / of those without answers the group decides`,
    ...scene,
  });
  assert.ok(decided.subjects > 0, JSON.stringify(decided));
  return closePeriod(teller, month);
}

/** Closes the months that a story needs around its own, unless an earlier one did. */
export async function closeOthers(teller: Teller, months: readonly string[], scene: Scene): Promise<void> {
  for (const month of months) if (!(await stateOf(teller, month, scene))) await closeMonth(teller, month);
}

const SHEET = `id total digest period { key state } content { partial bonus disqualified blocks { block full sum score }
  lines { code block occurredOn units points counted insteadId takenBack } }`;

/** A clerk reads his own frozen sheet. */
export async function ownSheet(teller: Teller, clerk: Clerk, period: string, title: string): Promise<Answer> {
  const { scoreSheet } = await teller.ask({
    ...asClerk(clerk),
    title,
    query: `query ($period: String!) { scoreSheet(period: $period) { ${SHEET} } }`,
    variables: { period },
  });
  return scoreSheet;
}

/** Scores of a sheet's sub-items by their codes. */
export function scoresOf(sheet: Answer): Record<string, number> {
  return Object.fromEntries(sheet.blocks.map(({ block, score }: Answer) => [block, score]));
}

/** A period is reckoned anew from its facts: it must be what was frozen, byte for byte. */
export async function replayed(teller: Teller, periodId: string, title: string): Promise<void> {
  const { replayPeriod } = await teller.ask({
    ...ASSESSOR,
    title,
    query: `query ($id: ID!) { replayPeriod(periodId: $id) {
      ... on PeriodReplay { identical sheets differences { kept { total } replayed { total } } } ... on Refusal { code } } }`,
    variables: { id: periodId },
  });
  assert.equal(replayPeriod.identical, true, JSON.stringify(replayPeriod));
  assert.ok(replayPeriod.sheets > 0);
}
