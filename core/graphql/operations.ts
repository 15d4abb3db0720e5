import { PothosValidationError } from '@pothos/core';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  getLocation,
  getOperationAST,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { createGraphQLError } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { LIMITS } from './builder.ts';
import { isCursor } from './cursor.ts';
import { Failure, PLAIN_MISTAKE } from './failure.ts';

/** Executes an operation in the ordinary way. */
export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** Compiled operations that are kept. */
const MOST_COMPILED = 200;

/** Sizes for which the cost of an operation is kept. */
const MOST_COSTS = 100;

/** What is known of the operations that are asked again and again: which is a matter of schema, document and name. */
export class Operations {
  readonly #known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string, Operation>>>();
  readonly #compiled = new LRUCache<Operation, CompiledQuery>({ max: MOST_COMPILED });
  readonly #compileAfter: number;

  /** A query is compiled when it is asked for the time after so many. */
  constructor(compileAfter: number) {
    this.#compileAfter = compileAfter;
  }

  /** Throws QUERY_TOO_DEEP, QUERY_TOO_COSTLY or BAD_INPUT before anything of the operation runs. */
  refuse(args: ExecutionArgs): void {
    this.#of(args).refuse(args);
  }

  /** Executes an operation: as compiled when it is a query that is asked often, else in the ordinary way. */
  async execute(args: ExecutionArgs, ordinary: Execute): Promise<ExecutionResult> {
    const operation = this.#of(args);
    const compiled = this.#compiledOf(operation, args);
    if (!compiled) return ordinary(args);
    const result = (await compiled.query(
      args.rootValue,
      args.contextValue,
      args.variableValues,
    )) as ExecutionResult;
    // Variables that do not fit: nothing has run yet, and the ordinary way says it in its words.
    if (!('data' in result)) return ordinary(args);
    return result.errors ? { ...result, errors: result.errors.map((e) => placed(e, args.document)) } : result;
  }

  #of({ schema, document, operationName }: ExecutionArgs): Operation {
    let documents = this.#known.get(schema);
    if (!documents) this.#known.set(schema, (documents = new WeakMap()));
    let operations = documents.get(document);
    if (!operations) documents.set(document, (operations = new Map()));
    const name = operationName ?? '';
    let operation = operations.get(name);
    if (!operation) operations.set(name, (operation = new Operation(schema, document, operationName)));
    return operation;
  }

  #compiledOf(
    operation: Operation,
    { schema, document, operationName }: ExecutionArgs,
  ): CompiledQuery | null {
    if (!operation.mayCompile || (operation.asked += 1) <= this.#compileAfter) return null;
    const kept = this.#compiled.get(operation);
    if (kept) return kept;
    const compiled = compileQuery(schema, document, operationName ?? undefined, {
      disablingCapturingStackErrors: true,
      useExperimentalPathBasedSkipInclude: true,
    });
    if (isCompiledQuery(compiled)) {
      this.#compiled.set(operation, compiled);
      return compiled;
    }
    operation.mayCompile = false;
    return null;
  }
}

/** An argument that is a cursor: a variable's name, or what stands in the document. */
interface CursorArgument {
  readonly name: string;
  readonly variable: string | null;
  readonly value: unknown;
}

class Operation {
  /** Mutations are few and run their fields one after another; they are left to the ordinary way. */
  mayCompile: boolean;
  asked = 0;
  readonly #document: DocumentNode;
  readonly #cursors: CursorArgument[] = [];
  readonly #sizes = new Set<string>();
  readonly #refusals = new Map<string, Failure | null>();

  constructor(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined) {
    const operation = getOperationAST(document, operationName);
    this.mayCompile = operation?.operation === 'query';
    const others = document.definitions.filter((d) => d.kind !== Kind.OPERATION_DEFINITION);
    this.#document = operation ? { ...document, definitions: [operation, ...others] } : document;
    const info = new TypeInfo(schema);
    visit(
      this.#document,
      visitWithTypeInfo(info, {
        Field: (node) => {
          const isPage = info.getFieldDef()?.args.some((arg) => arg.name === 'first') ?? false;
          if (isPage) this.#note(node);
        },
      }),
    );
  }

  #note(page: FieldNode): void {
    for (const { name, value } of page.arguments ?? []) {
      const variable = value.kind === Kind.VARIABLE ? value.name.value : null;
      if (name.value === 'after' || name.value === 'before')
        this.#cursors.push({ name: name.value, variable, value: 'value' in value ? value.value : null });
      else if (variable !== null) this.#sizes.add(variable);
    }
  }

  refuse({ schema, variableValues, contextValue }: ExecutionArgs): void {
    const variables = variableValues ?? {};
    for (const { name, variable, value } of this.#cursors) {
      const cursor = variable === null ? value : variables[variable];
      // Asked before anything runs: a nested page is read with its parent, where the database would stumble over it.
      if (typeof cursor === 'string' && !isCursor(cursor))
        throw new Failure('BAD_INPUT', undefined, { field: name });
    }
    const sizes = [...this.#sizes].map((name) => variables[name]);
    const key = sizes.length === 0 ? '' : JSON.stringify(sizes);
    let refusal = this.#refusals.get(key);
    if (refusal === undefined) {
      refusal = this.#tooMuch({ schema, variables, ctx: contextValue as object });
      if (this.#refusals.size >= MOST_COSTS) this.#refusals.clear();
      this.#refusals.set(key, refusal);
    }
    if (refusal) throw refusal;
  }

  #tooMuch(options: Parameters<typeof complexityFromQuery>[1]): Failure | null {
    const { depth, breadth, complexity } = this.#cost(options);
    if (depth > LIMITS.depth) return new Failure('QUERY_TOO_DEEP');
    const isCostly = breadth > LIMITS.breadth || complexity > LIMITS.complexity;
    return isCostly ? new Failure('QUERY_TOO_COSTLY') : null;
  }

  #cost(options: Parameters<typeof complexityFromQuery>[1]) {
    try {
      return complexityFromQuery(this.#document, options);
    } catch (error) {
      // Counting reads the arguments, and finds ids that are none.
      throw error instanceof PothosValidationError ? new Failure('BAD_INPUT', PLAIN_MISTAKE) : error;
    }
  }
}

/** An error of a compiled operation with its place in the document, as the ordinary way gives it. */
function placed(error: GraphQLError, document: DocumentNode): GraphQLError {
  const nodes: FieldNode[] = [];
  const places = new Set(error.locations?.map(({ line, column }) => `${line}:${column}`));
  visit(document, {
    Field: (node) => {
      if (!node.loc) return;
      const { line, column } = getLocation(node.loc.source, node.loc.start);
      if (places.has(`${line}:${column}`)) nodes.push(node);
    },
  });
  return createGraphQLError(error.message, {
    nodes,
    path: error.path,
    originalError: error.originalError,
    extensions: error.extensions,
  });
}
