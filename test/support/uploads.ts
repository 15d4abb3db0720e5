import type { Role } from '../../core/auth/roles.ts';
import { Served } from './http.ts';
import type { Reply, World } from './world.ts';

/** An operation with files, as the GraphQL multipart request specification has it. */
export interface UploadCall {
  readonly at: string;
  readonly query: string;
  readonly variables: object;
  readonly files: readonly { bytes: Buffer; name: string }[];
  /** Absent: nobody signed in. */
  readonly token?: string;
  /** Where each file goes; absent: the first one to `input.file`. */
  readonly map?: object;
  /** Whether it has the header that another site's page cannot send; it has. */
  readonly preflight?: boolean;
}

/** Sends files over HTTP with an operation. */
export async function sendUpload(served: Pick<Served, 'url'>, call: UploadCall): Promise<Reply> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: call.query, variables: call.variables }));
  form.set('map', JSON.stringify(call.map ?? { 0: ['variables.input.file'] }));
  for (const [i, { bytes, name }] of call.files.entries())
    form.set(String(i), new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${served.url}/t/${call.at}/graphql`, {
    method: 'POST',
    headers: {
      ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
      ...(call.preflight === false ? {} : { 'graphql-require-preflight': '1' }),
    },
    body: await lengthKnown(form),
  } as RequestInit);
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: Reply['errors'] };
  return { status: response.status, data, errors };
}

/** As a body with its length, which the server wants. */
async function lengthKnown(form: FormData): Promise<Blob> {
  const encoded = new Response(form);
  return new Blob([await encoded.arrayBuffer()], { type: encoded.headers.get('content-type') ?? '' });
}

/** The smallest thing that is a PDF. */
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

/** Adds a file to a case, as files are added most. */
export const ADD_CASE_FILE = `mutation ($input: AddCaseFileInput!) { answer: addCaseFile(input: $input) {
  __typename ... on CaseFile { id name mediaType size digest url } ... on Refusal { code } } }`;

/** Asks with a file in a place of the input, over HTTP on a server of its own. */
export async function askWithFile(
  world: World,
  query: string,
  given: { as: Role; at: string; input: object; place: string; name?: string },
): Promise<Reply> {
  const { as, at, input, place, name = 'a.pdf' } = given;
  const served = await Served.over(world);
  const reply = await sendUpload(served, {
    at,
    query,
    variables: { input: { ...input, [place]: null } },
    map: { 0: [`variables.input.${place}`] },
    token: await world.token(as, at),
    files: [{ bytes: PDF, name }],
  });
  await served.stop();
  return reply;
}

/** Hands a material of a case in, as window staff over HTTP. */
export async function handIn(
  world: World,
  code: string,
  caseId: string,
): Promise<{ id: string; url: string }> {
  const input = { caseId, material: '申请表' };
  const given = { as: 'WINDOW_STAFF', at: code, input, place: 'file', name: '申请表.pdf' } as const;
  const { data } = await askWithFile(world, ADD_CASE_FILE, given);
  if (data?.answer.__typename !== 'CaseFile') throw new Error('the file must be taken');
  return data.answer;
}

/** Names of the bytes that the store has of a township, whenever they came. */
export async function namesKept(world: World, code: string): Promise<string[]> {
  const soon = new Date(Date.now() + 60_000);
  return (await Array.fromAsync(world.platform.files.keptBefore(world.town(code).id, soon))).flat();
}
