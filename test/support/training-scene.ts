import type { Role } from '../../core/auth/roles.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const ATTENDED = '... on TrainingAttendance { id state signedInAt excuseReason byLeave staff { id } }';
const SESSION = '... on TrainingSession { id title category modes day state }';
const VIEWS: Readonly<Record<string, string>> = {
  adoptTrainingPlan: '... on TrainingPlan { id year categories topics missingContents }',
  scheduleTraining: SESSION,
  cancelTraining: SESSION,
  signInTraining: ATTENDED,
  recordTrainingPresence: ATTENDED,
  excuseTrainingAbsence: ATTENDED,
  recordTestScore: '... on TrainingScore { id attempt score pass passed }',
  logSelfStudy: '... on SelfStudy { id day topic minutes }',
};

/** What the scenes of 学习培训 do in a world. `world` is asked anew each time. */
export function trainingScene(world: () => World) {
  const ask = (query: string, as: Role | 'NOBODY', variables: Record<string, unknown> = {}) =>
    world().ask(query, { as, at: HERE, variables });
  /** Uses a verb of the chapter and returns its answer or refusal; an error is thrown. */
  const say = async (verb: string, input: object, as: Role = 'CENTRE_DIRECTOR'): Promise<Answered> => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb]} ... on Refusal { code message clause { id } details } } }`;
    const { data, errors } = await ask(query, as, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const staffId = (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? '');
  return {
    ask,
    say,
    staffId,
    jobs: () => runModuleJobs(world().platform),
    /** Nodes of a list; an error is thrown. */
    list: async (call: string, view: string, as: Role = 'CENTRE_DIRECTOR'): Promise<Answered[]> => {
      const { data, errors } = await ask(`{ list: ${call} { edges { node { ${view} } } } }`, as);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.list.edges.map((edge: { node: Answered }) => edge.node);
    },
    /** Arranges a collective session of an hour on a day, for the window's clerk alone. */
    schedule: (day: string, from = '09:00', more: object = {}) =>
      say('scheduleTraining', {
        title: '行政许可法学习',
        category: 'LAW',
        modes: ['COLLECTIVE', 'LECTURE'],
        startsAt: `${day}T${from}:00+08:00`,
        endsAt: `${day}T${Number(from.slice(0, 2)) + 1}:00:00+08:00`,
        staffIds: [staffId('WINDOW_STAFF')],
        ...more,
      }),
    /** Lets the county configure a chapter in the township; returns its answer or refusal. */
    configure: (given: object, module = 'training') => configure(world(), module, given),
  };
}
