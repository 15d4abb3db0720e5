import type { FieldMap, FieldRef, InputFieldMap } from '@pothos/core';
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import { countyTypes, type TownshipFigures } from '../county/view-schema.ts';
import type { AppBuilder } from './builder.ts';
import { listField, type List, type QueryBuilder } from './list.ts';
import { trackedField, type TrackedByCode } from './tracked.ts';
import { addVerb, type Verb } from './verb.ts';

type Types = AppBuilder['$inferSchemaTypes'];

/** What a module writes its part of the schema with; every field it adds is marked as the module's. */
export interface ModuleSchema {
  /** For the module's own types. */
  readonly builder: AppBuilder;
  /** A mutation named with a verb. */
  verb<Fields extends InputFieldMap, Shape>(name: string, verb: Verb<Fields, Shape>): void;
  /** A query field that lists rows of a table of the module. */
  list<Model extends keyof PrismaTypes, Args extends InputFieldMap>(
    name: string,
    list: List<Model, Args>,
  ): void;
  /** A query field that shows a row of the module by its number and query code. */
  tracked(name: string, tracked: TrackedByCode): void;
  /** Query fields; nullable, as the county's endpoint answers null where the module is off. */
  queries(fields: (t: QueryBuilder) => FieldMap): void;
  /** Fields on the kernel's case, nullable likewise. */
  caseFields(fields: CaseFields): void;
  /** Fields on one township's row of the county view, nullable likewise. */
  townshipFigureFields(fields: (t: ObjectFields<TownshipFigures>) => FieldMap): void;
}

declare const anyBuilder: AppBuilder;
type CaseFields = Parameters<typeof anyBuilder.prismaObjectFields<'Case'>>[1];
type ObjectFields<Shape> = PothosSchemaTypes.ObjectFieldBuilder<Types, Shape>;

/** The facade of one module over a builder. */
export function moduleSchema(builder: AppBuilder, module: string): ModuleSchema {
  const mark = (fields: FieldMap): FieldMap => {
    for (const field of Object.values(fields))
      (field as FieldRef<Types>).updateConfig((config) => ({
        ...config,
        extensions: { ...config.extensions, module },
      }));
    return fields;
  };
  const queries: ModuleSchema['queries'] = (fields) =>
    builder.queryFields((t) => mark(fields(t as QueryBuilder)) as never);
  return {
    builder,
    verb: (name, verb) => addVerb(builder, name, verb, module),
    queries,
    list: (name, list) => queries((t) => ({ [name]: listField(t, list) })),
    tracked: (name, tracked) => queries((t) => ({ [name]: trackedField(t, tracked, module) })),
    caseFields: (fields) => builder.prismaObjectFields('Case', (t) => mark(fields(t))),
    townshipFigureFields: (fields) => {
      const types = countyTypes.get(builder);
      if (!types) throw new Error('the county view must be registered before modules');
      builder.objectFields(
        types.township,
        (t) => mark(fields(t as unknown as ObjectFields<TownshipFigures>)) as never,
      );
    },
  };
}
