import { GraphQLError, GraphQLScalarType, type ValueNode } from 'graphql';
import { DateTimeResolver, JSONResolver, LocalDateResolver, NonNegativeIntResolver } from 'graphql-scalars';
import type { AppBuilder } from './builder.ts';

/** What a scalar of ours does beside the library's. */
interface Own {
  readonly check?: (value: unknown) => void;
  /** Whether a value of our own can leave as it is, since its type was checked when it was made. */
  readonly isWritten?: (value: unknown) => boolean;
}

/** A scalar of graphql-scalars under our name and description, refusing with a stable code. */
function scalar(
  name: string,
  from: GraphQLScalarType,
  description: string,
  { check = () => undefined, isWritten = () => false }: Own = {},
): GraphQLScalarType {
  const coded =
    <A extends unknown[], R>(read: (...args: A) => R) =>
    (...args: A): R => {
      try {
        const value = read(...args);
        check(value);
        return value;
      } catch (error) {
        const english = error instanceof Error ? error.message : String(error);
        // In both languages, since the library puts the place of a variable before it.
        const message = `不是有效的${description.split(' / ')[0]} / ${english}`;
        throw new GraphQLError(message, { extensions: { code: 'BAD_INPUT', scalar: name } });
      }
    };
  const config = from.toConfig();
  return new GraphQLScalarType({
    ...config,
    name,
    description,
    specifiedByURL: config.specifiedByURL ?? null,
    serialize: (value) => (isWritten(value) ? value : config.serialize(value)),
    parseValue: coded(config.parseValue),
    parseLiteral: coded((node: ValueNode, variables) => config.parseLiteral(node, variables)),
  });
}

/** A day outside two centuries is a slip of the pen, and counting days to it would take long. */
function withinReach(value: unknown): void {
  const year = Number(String(value).slice(0, 4));
  if (year < 1900 || year > 2099) throw new RangeError(`dates are from 1900 to 2099, not ${String(value)}`);
}

/** Adds the platform's scalars to a builder. */
export function addScalars(builder: AppBuilder): void {
  builder.addScalarType(
    'Date',
    scalar(
      'Date',
      LocalDateResolver,
      '日期（Asia/Shanghai），YYYY-MM-DD，1900至2099年 / a civil date in the county’s time zone, 1900 to 2099',
      { check: withinReach, isWritten: (value) => typeof value === 'string' },
    ),
  );
  builder.addScalarType(
    'DateTime',
    scalar('DateTime', DateTimeResolver, '时刻，RFC 3339 / an instant', {
      isWritten: (value) => value instanceof Date,
    }),
  );
  builder.addScalarType('JSON', scalar('JSON', JSONResolver, '任意JSON值 / any JSON value'));
  builder.addScalarType(
    'Fen',
    scalar('Fen', NonNegativeIntResolver, '人民币金额，单位为分 / an amount of money in fen (CNY 0.01)'),
  );
}
