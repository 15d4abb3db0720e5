import { REFUSAL } from './people.ts';
import type { Step } from './story.ts';

/** A mutation on its input; `answer` is the type of what it answers with, and what is read of it. */
export function verb(name: string, answer: string, input: object): Pick<Step, 'query' | 'variables'> {
  const Input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return {
    query: `mutation ($input: ${Input}!) { ${name}(input: $input) { ... on ${answer} ${REFUSAL} } }`,
    variables: { input },
  };
}
