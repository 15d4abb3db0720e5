import type { Role } from '../../core/auth/roles.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const LETTER = '... on SafetyLetter { id year signedAt staff { id } }';
const WARNING = '... on UntidyWarning { id state }';
const SEAL = '... on Seal { id name holder { id } }';
const HAZARD = '... on Hazard { id dueOn closed clocks { kind phase dueOn } }';
const INCIDENT = '... on SafetyIncident { id serious }';
const VIEWS: Readonly<Record<string, string>> = {
  issueSafetyLetters: LETTER,
  signSafetyLetter: LETTER,
  checkWindowAtClosing: '... on ClosingCheck { id day left }',
  warnUntidyWindow: WARNING,
  recheckUntidyWindow: WARNING,
  recordValuables: '... on ValuablesFinding { id kind foundOn }',
  registerSeal: SEAL,
  useSeal: '... on SealUse { id explanation deemedConsent case { id } }',
  handOverSeal: SEAL,
  fillDutyChecklist: '... on DutyChecklist { id day done }',
  reportHazard: HAZARD,
  closeHazard: HAZARD,
  reportIncident: INCIDENT,
  decideIncident: INCIDENT,
};

/** All that a duty list asks. */
export const ALL_IN_ORDER = ['FIRE', 'THEFT', 'LOCKED', 'POWER_OFF', 'WATER', 'NO_HAZARD'];

/** What the scenes of 安全保卫 do in a world. `world` is asked anew each time. */
export function safetyScene(world: () => World) {
  const ask = (query: string, as: Role | 'NOBODY', variables: Record<string, unknown> = {}) =>
    world().ask(query, { as, at: HERE, variables });
  return {
    ask,
    /** Uses a verb of the chapter and returns its answer or refusal; an error is thrown. */
    say: async (verb: string, input: object, as: Role = 'DUTY_OFFICER'): Promise<Answered> => {
      const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
      const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb]} ... on Refusal { code message clause { id } details } } }`;
      const { data, errors } = await ask(query, as, { input });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.answer;
    },
    staffId: (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? ''),
    windowId: () => world().town(HERE).windowGlobalId(),
    jobs: () => runModuleJobs(world().platform),
    /** Nodes of a list; an error is thrown. */
    list: async (call: string, view: string, as: Role = 'CENTRE_DIRECTOR'): Promise<Answered[]> => {
      const { data, errors } = await ask(`{ list: ${call} { edges { node { ${view} } } } }`, as);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.list.edges.map((edge: { node: Answered }) => edge.node);
    },
    /** Lets the county configure the chapter in the township; returns its answer or refusal. */
    configure: (given: object) => configure(world(), 'safety', given),
  };
}
