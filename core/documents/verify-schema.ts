import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { Failure } from '../graphql/failure.ts';
import { covers } from '../graphql/node.ts';
import { civilDateOf } from '../time/index.ts';
import { verifyByNumber, type Verified } from './verify.ts';

type Told = Exclude<Verified, { kind: 'LOCKED' }>;

/** Asking whether a paper is genuine; open to anyone. */
export function addVerification(builder: AppBuilder): void {
  builder.enumType('VerificationResult', {
    description: doc('核验结果', 'what a verification finds'),
    values: {
      GENUINE: { description: doc('真实，内容与出具时一致', 'genuine, as it was issued') },
      ALTERED: { description: doc('存档内容与出具时不符', 'what is on file is not as it was issued') },
      UNKNOWN: {
        description: doc('没有这份文书，或者核验码不符', 'no such document, or the code is not its own'),
      },
    },
  });
  const verification = builder.objectRef<Told>('DocumentVerification');
  builder.objectType(verification, {
    description: doc('文书核验结果，不含个人信息', 'what is told of a verified paper; nothing personal'),
    authScopes: { public: true },
    fields: (t) => ({
      result: t.field({
        type: 'VerificationResult',
        description: doc('结果', 'result'),
        resolve: (v) => v.kind,
      }),
      number: t.string({
        nullable: true,
        description: doc('文号', 'number'),
        resolve: (v) => genuine(v)?.number ?? null,
      }),
      title: t.string({
        nullable: true,
        description: doc('标题', 'title'),
        resolve: (v) => genuine(v)?.title ?? null,
      }),
      office: t.string({
        nullable: true,
        description: doc('出具的便民服务中心', 'the service centre that issued it'),
        resolve: (v) => saidIn(v, 'office'),
      }),
      issuedOn: t.field({
        type: 'Date',
        nullable: true,
        description: doc('出具日期', 'day of issue'),
        resolve: (v) => {
          const row = genuine(v);
          return row && civilDateOf(row.issuedAt);
        },
      }),
      caseNumber: t.string({
        nullable: true,
        description: doc('办件编号，部分隐去', 'number of its case, partly covered'),
        resolve: (v) => saidIn(v, 'caseNumber')?.replace(/\d{4}(?=\d{2}$)/, '****') ?? null,
      }),
    }),
  });
  builder.queryField('verifyDocument', (t) =>
    t.field({
      type: verification,
      description: doc(
        '凭文号和核验码核验文书真伪，无需登录；多次输错会暂时锁定',
        'whether a paper is genuine, by its number and code, without sign-in; repeated wrong codes lock the number for a while',
      ),
      authScopes: { public: true },
      args: {
        number: t.arg.string({ required: true, description: doc('文号', 'number on the paper') }),
        code: t.arg.string({
          required: true,
          description: doc('核验码，大小写和空格不论', 'verification code; case and spaces do not matter'),
        }),
      },
      resolve: async (_root, { number, code }, ctx): Promise<Told> => {
        const verified = await verifyByNumber(ctx.platform, number, code);
        if (verified.kind === 'LOCKED')
          throw new Failure('CODE_LOCKED', undefined, { lockedUntil: verified.until.toISOString() });
        return 'row' in verified && !covers(ctx, verified.row.townshipId) ? { kind: 'UNKNOWN' } : verified;
      },
    }),
  );
}

/** The document, if what is on file can be relied on. */
function genuine(told: Told) {
  return told.kind === 'GENUINE' ? told.row : null;
}

function saidIn(told: Told, name: string): string | null {
  const value = (genuine(told)?.data as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : null;
}
