import { GraphQLError, GraphQLScalarType, type ValueNode } from 'graphql';
import { DateTimeResolver, JSONResolver, LocalDateResolver, NonNegativeIntResolver } from 'graphql-scalars';
import type { AppBuilder } from './builder.ts';

/** A scalar of graphql-scalars under our name and description, refusing with a stable code. */
function scalar(name: string, from: GraphQLScalarType, description: string): GraphQLScalarType {
  const coded =
    <A extends unknown[], R>(read: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return read(...args);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new GraphQLError(message, { extensions: { code: 'BAD_INPUT', scalar: name } });
      }
    };
  const config = from.toConfig();
  return new GraphQLScalarType({
    ...config,
    name,
    description,
    specifiedByURL: config.specifiedByURL ?? null,
    parseValue: coded(config.parseValue),
    parseLiteral: coded((node: ValueNode, variables) => config.parseLiteral(node, variables)),
  });
}

/** Adds the platform's scalars to a builder. */
export function addScalars(builder: AppBuilder): void {
  builder.addScalarType(
    'Date',
    scalar(
      'Date',
      LocalDateResolver,
      '日期（Asia/Shanghai），YYYY-MM-DD / a civil date in the county’s time zone',
    ),
  );
  builder.addScalarType('DateTime', scalar('DateTime', DateTimeResolver, '时刻，RFC 3339 / an instant'));
  builder.addScalarType('JSON', scalar('JSON', JSONResolver, '任意JSON值 / any JSON value'));
  builder.addScalarType(
    'Fen',
    scalar('Fen', NonNegativeIntResolver, '人民币金额，单位为分 / an amount of money in fen (CNY 0.01)'),
  );
}
