import { randomUUID } from 'node:crypto';
import type { Role } from '../../core/auth/roles.ts';
import { listStaff, staffNoOf } from './staff-list.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const SURVEY = '... on Survey { id month title closesOn state publishedAt }';
const VIEWS: Readonly<Record<string, string>> = {
  openSurvey: SURVEY,
  closeSurvey: SURVEY,
  publishSurvey: SURVEY,
  answerSurvey: '... on Survey { id state }',
  issueSurveyTokens: '... on SurveyTokens { channel tokens }',
  decideSatisfaction: '... on SatisfactionDecided { month subjects }',
};

/** The results of a survey as the public reads them. */
export const RESULTS = `{ surveyResults(month: "2026-10") { state results {
  subject { windowId staffId name } answers satisfied channels { channel answers satisfied } } } }`;

/** What the scenes of the survey do in a world. `world` is asked anew each time. */
export function surveyScene(world: () => World) {
  const ask = (
    query: string,
    as: Role | 'NOBODY' = 'NOBODY',
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) => world().ask(query, { as, at: HERE, variables, headers });
  /** Uses a verb of the survey and returns its answer or refusal; an error is thrown. */
  const say = async (verb: string, input: object, as: Role | 'NOBODY' = 'ASSESSOR'): Promise<Answered> => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb]} ... on Refusal { code message clause { id } details } } }`;
    const { data, errors } = await ask(query, as, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const staffId = (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? '');
  const windowId = () => world().town(HERE).windowGlobalId();
  const open = (more: object = {}) =>
    say('openSurvey', { month: '2026-10', title: '十月民主评议', closesOn: '2026-10-31', ...more });
  const tokens = async (surveyId: string, count = 1, more: object = {}): Promise<string[]> => {
    const issued = await say('issueSurveyTokens', { surveyId, channel: 'QUESTIONNAIRE', count, ...more });
    return issued.tokens;
  };
  const answer = (
    token: string | undefined,
    answers: readonly object[],
    as: Role | 'NOBODY' = 'NOBODY',
  ): Promise<Answered> => say('answerSurvey', { token, answers }, as);
  return {
    ask,
    say,
    staffId,
    windowId,
    open,
    tokens,
    answer,
    /** A second window of the township, its global id. */
    otherWindow: async (): Promise<string> => {
      const { id: townshipId, stationId } = world().town(HERE);
      const { id } = await inTables(world(), (tx) =>
        tx.window.upsert({
          where: { townshipId_number: { townshipId, number: '02' } },
          create: { townshipId, id: randomUUID(), stationId, number: '02', name: '社保窗口' },
          update: {},
        }),
      );
      await world().platform.directory.reload(townshipId);
      return gid(world(), 'Window', id);
    },
    /** Posts a role of the office to the window. */
    seat: async (role: string): Promise<void> => {
      const staffNo = staffNoOf(world(), world().town(HERE).staff[role] ?? '');
      await listStaff(world(), { staffNo, window: '01' });
    },
    /** Answers of as many people of a channel for the window: the first are satisfied, the others are not. */
    vote: async (surveyId: string, satisfied: number, dissatisfied: number, more: object = {}) => {
      const issued = await tokens(surveyId, satisfied + dissatisfied, more);
      for (const [i, token] of issued.entries())
        await answer(token, [
          { windowId: windowId(), answer: i < satisfied ? 'FAIRLY_SATISFIED' : 'DISSATISFIED' },
        ]);
    },
  };
}
