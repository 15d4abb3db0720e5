import { getNamedType, isInputObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import type { Registry } from '../modules/registry.ts';

/** A name of the API as a Chinese sentence quotes it; a path within an input has points. */
const QUOTED_NAME = /“([A-Za-z][\w.-]*)”/g;

/** Where the Chinese part of a description goes on to explain what it has named. */
const AFTER_NAME = /[，；：（、。]| \/ /;

/** What a description calls its object: the Chinese up to the first mark. */
function namedBy(description: string | null | undefined): string | null {
  return description?.split(AFTER_NAME)[0] || null;
}

/** What is named by a path of an input, e.g. `applicant.name`. */
function ofInput(input: GraphQLNamedType | undefined, path: string): string | null {
  let type = input;
  let description: string | null | undefined = null;
  for (const step of path.split('.')) {
    const field = isInputObjectType(type) ? type.getFields()[step] : undefined;
    if (!field) return null;
    description = field.description;
    type = getNamedType(field.type);
  }
  return namedBy(description);
}

/**
 * A Chinese sentence in which names of the API that it quotes (a field of the input of `verb`, a type, a mutation, a module)
 * are called what their descriptions call them, since it is read to people. What is none of these stays as it is.
 */
export function spoken(
  sentence: string,
  schema: GraphQLSchema,
  registry: Registry,
  verb: string | null,
): string {
  const input = verb ? schema.getType(`${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`) : undefined;
  const called = (name: string): string | null =>
    ofInput(input, name) ??
    namedBy(schema.getType(name)?.description) ??
    namedBy(schema.getMutationType()?.getFields()[name]?.description) ??
    registry.find(name)?.title.zh ??
    null;
  return sentence.replaceAll(QUOTED_NAME, (quoted, name: string) => {
    const words = called(name);
    return words ? `“${words}”` : quoted;
  });
}
