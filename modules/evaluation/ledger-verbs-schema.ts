import { doc } from '../../core/graphql/doc.ts';
import { Failure } from '../../core/graphql/failure.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { RefusalAnswer } from '../../core/graphql/refusal-type.ts';
import { rowAnswer, shownAnswer, type Done } from '../../core/graphql/verb.ts';
import { appealEntry, decideScoreAppeal } from './acts/appeals.ts';
import { correctEntry } from './acts/entries.ts';
import { confirmScore, confirmScores, rejectScore, type Outcome } from './acts/proposals.ts';
import { CLAUSES } from './clauses.ts';
import { STEP_ROLES } from './roles.ts';

const PROPOSAL = rowAnswer('ScoreProposal', (db, where) => db.scoreProposal.findUniqueOrThrow({ where }));
const ENTRY = rowAnswer('LedgerEntry', (db, where) => db.ledgerEntry.findUniqueOrThrow({ where }));
const APPEAL = shownAnswer('ScoreAppeal', (db, where) => db.scoreAppeal.findUniqueOrThrow({ where }));

/** The verbs of the ledger. */
export function addLedgerVerbs(schema: ModuleSchema): void {
  addConfirming(schema);
  addSitting(schema);
  addCorrecting(schema);
}

function addConfirming({ verb }: ModuleSchema): void {
  verb('confirmScore', {
    description: doc(
      '确认计分建议，记入台账；站所负责人对本站所人员的，须另一成员再次确认',
      'confirms a proposal, which enters it; what a station head confirms of his own staff needs a second member',
      CLAUSES.group,
    ),
    roles: STEP_ROLES.confirm,
    answer: PROPOSAL,
    input: (t) => ({
      proposalId: t.id({ required: true, description: doc('计分建议', 'the proposal') }),
      staffId: t.id({ description: doc('涉及的人员，来源不明时指明', 'the person, where nobody knows yet') }),
      windowId: t.id({
        description: doc('涉及的窗口，来源不明时指明', 'the window, where nobody knows yet'),
      }),
    }),
    act: async (act, { proposalId, staffId, windowId }, ids) => ({
      id: await confirmScore(act, {
        proposalId: ids('ScoreProposal', proposalId),
        staffId: staffId ? ids('Staff', staffId) : null,
        windowId: windowId ? ids('Window', windowId) : null,
      }),
    }),
  });
  verb('rejectScore', {
    description: doc(
      '不予确认计分建议，说明理由',
      'does not confirm a proposal, and says why',
      CLAUSES.group,
    ),
    roles: STEP_ROLES.confirm,
    answer: PROPOSAL,
    input: (t) => ({
      proposalId: t.id({ required: true, description: doc('计分建议', 'the proposal') }),
      reason: t.string({ required: true, description: doc('理由', 'the reason') }),
    }),
    act: async (act, { proposalId, reason }, ids) => ({
      id: await rejectScore(act, { proposalId: ids('ScoreProposal', proposalId), reason }),
    }),
  });
}

/** As many proposals as one sitting decides. */
const MOST_PROPOSALS = 200;

interface SittingDone extends Done {
  readonly outcomes: readonly Outcome[];
}

function addSitting({ builder, verb }: ModuleSchema): void {
  const outcome = builder.objectRef<Outcome & { townshipId: string }>('ScoreConfirmation');
  builder.objectType(outcome, {
    description: doc('一件计分建议的确认结果', 'what became of one proposal', CLAUSES.group),
    authScopes: { public: true },
    fields: (t) => ({
      proposal: t.prismaField({
        type: 'ScoreProposal',
        nullable: true,
        description: doc('计分建议', 'the proposal'),
        resolve: (query, { townshipId, proposalId: id }, _args, ctx) =>
          ctx.db.scoreProposal.findUnique({ ...query, where: { townshipId_id: { townshipId, id } } }),
      }),
      refusal: t.field({
        type: 'Refusal',
        nullable: true,
        description: doc('未确认的原因', 'why it was not confirmed'),
        resolve: ({ refusal }) => refusal && new RefusalAnswer(refusal),
      }),
    }),
  });
  const sitting = builder.objectRef<{ outcomes: readonly (Outcome & { townshipId: string })[] }>(
    'ScoreSitting',
  );
  builder.objectType(sitting, {
    description: doc('考评组一次确认多件的结果', 'what became of several proposals', CLAUSES.group),
    authScopes: { public: true },
    fields: (t) => ({
      outcomes: t.field({
        type: [outcome],
        description: doc('逐件结果，按所给顺序', 'one answer for each, in the order given'),
        resolve: ({ outcomes }) => [...outcomes],
      }),
    }),
  });
  verb('confirmScores', {
    description: doc(
      '一次确认多件计分建议，逐件判断',
      'confirms several proposals in one sitting, each judged by itself',
      CLAUSES.group,
    ),
    roles: STEP_ROLES.confirm,
    timeoutMs: 60_000,
    answer: {
      typename: 'ScoreSitting',
      ref: sitting,
      load: (_ctx, { townshipId }, _info, done) =>
        Promise.resolve({
          outcomes: (done as SittingDone).outcomes.map((one) => ({ ...one, townshipId })),
        }),
      keeps: (done) => ({ outcomes: (done as SittingDone).outcomes }),
    },
    input: (t) => ({
      proposalIds: t.idList({
        required: true,
        description: doc('计分建议，至多200件', 'at most 200 of them'),
      }),
    }),
    act: async (act, { proposalIds }, ids): Promise<SittingDone> => {
      if (proposalIds.length > MOST_PROPOSALS)
        throw new Failure('BAD_INPUT', undefined, { field: 'proposalIds', max: MOST_PROPOSALS });
      const outcomes = await confirmScores(
        act,
        proposalIds.map((id) => ids('ScoreProposal', id)),
      );
      return { id: act.townshipId, outcomes };
    },
  });
}

function addCorrecting({ verb }: ModuleSchema): void {
  verb('correctEntry', {
    description: doc(
      '更正一笔计分：另记一笔，写明理由；连同由其派生的',
      'takes an entry back by another that says why, with what was derived from it',
      CLAUSES.principles,
    ),
    roles: STEP_ROLES.correct,
    answer: ENTRY,
    input: (t) => ({
      entryId: t.id({ required: true, description: doc('台账的一笔', 'the entry') }),
      reason: t.string({ required: true, description: doc('理由', 'the reason') }),
    }),
    act: async (act, { entryId, reason }, ids) => ({
      id: await correctEntry(act, { entryId: ids('LedgerEntry', entryId), reason }),
    }),
  });
  verb('appealEntry', {
    description: doc(
      '对本人或本窗口的一笔计分提出申诉，一次',
      'objects to an entry of one’s own or of one’s window, once',
      CLAUSES.principles,
    ),
    roles: STEP_ROLES.appeal,
    answer: APPEAL,
    input: (t) => ({
      entryId: t.id({ required: true, description: doc('台账的一笔', 'the entry') }),
      text: t.string({ required: true, description: doc('理由', 'the reasons') }),
    }),
    act: async (act, { entryId, text }, ids) => ({
      id: await appealEntry(act, { entryId: ids('LedgerEntry', entryId), text }),
    }),
  });
  verb('decideScoreAppeal', {
    description: doc(
      '答复申诉：成立的更正该笔计分',
      'answers an appeal; one that is upheld takes the entry back',
      CLAUSES.group,
    ),
    roles: STEP_ROLES.decideAppeal,
    answer: APPEAL,
    input: (t) => ({
      appealId: t.id({ required: true, description: doc('申诉', 'the appeal') }),
      upheld: t.boolean({ required: true, description: doc('是否成立', 'whether it is upheld') }),
      decision: t.string({ required: true, description: doc('决定和理由', 'the answer and its reasons') }),
    }),
    act: async (act, { appealId, upheld, decision }, ids) => ({
      id: await decideScoreAppeal(act, { appealId: ids('ScoreAppeal', appealId), upheld, decision }),
    }),
  });
}
