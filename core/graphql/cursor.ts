import { TypeInfo, visit, visitWithTypeInfo, type ExecutionArgs } from 'graphql';
import { Failure } from './failure.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Cursors as this API gives them out: a place in a list, or a row's key, which begins with its township. */
const CURSOR = new RegExp(
  `^(OffsetConnection:\\d{1,9}|GPC:T:\\["S:${UUID}"(,"S:${UUID}")+(,"S:[A-Z_]+")*\\])$`,
);

/** Whether a text can be a cursor that a page gave out. */
export function isCursor(text: string): boolean {
  return CURSOR.test(Buffer.from(text, 'base64').toString('utf8'));
}

/**
 * Throws BAD_INPUT for a page asked from a cursor that no page gave out. Asked before anything runs, because a nested
 * page is read with its parent's query, where the database would stumble over it.
 */
export function refuseForgedCursors({ schema, document, variableValues }: ExecutionArgs): void {
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const field = info.getFieldDef();
        if (!node.arguments?.length || !field?.args.some((arg) => arg.name === 'first')) return;
        for (const argument of node.arguments) {
          const { name, value } = argument;
          if (name.value !== 'after' && name.value !== 'before') continue;
          const cursor =
            value.kind === 'Variable' ? variableValues?.[value.name.value] : 'value' in value && value.value;
          if (typeof cursor === 'string' && !isCursor(cursor))
            throw new Failure('BAD_INPUT', undefined, { field: name.value });
        }
      },
    }),
  );
}
