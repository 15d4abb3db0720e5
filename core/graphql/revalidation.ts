import { createHash } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from './context.ts';

/** Headers on which an answer depends besides the address. */
const VARY = 'Accept, Accept-Language, Authorization, X-Township';

/**
 * Gives the answers of anonymous GET queries an ETag, and 304 to whoever has that answer already. They may be kept and must
 * be asked for anew, so that a change shows at once in every process; one with errors, or with something that was shown
 * for its query code alone, is kept by nobody.
 */
export function revalidation(): Plugin<Context> {
  const fit = new WeakSet<Request>();
  return {
    onExecute({ args }) {
      const ctx = args.contextValue as Context & { request: Request };
      if (ctx.request.method !== 'GET' || ctx.viewer.kind !== 'PUBLIC') return;
      return {
        onExecuteDone: ({ result }) => {
          const { errors } = result as ExecutionResult;
          if (errors === undefined && ctx.shown.isEmpty) fit.add(ctx.request);
        },
      };
    },
    async onResponse({ request, response, setResponse, fetchAPI }) {
      if (request.method !== 'GET') return;
      response.headers.append('vary', VARY);
      response.headers.set('cache-control', fit.has(request) ? 'public, no-cache' : 'no-store');
      if (!fit.has(request) || response.status !== 200) return;
      const text = await response.text();
      const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
      const headers = new fetchAPI.Headers([...response.headers]);
      headers.set('etag', tag);
      if (!isAmong(tag, request.headers.get('if-none-match')))
        return setResponse(new fetchAPI.Response(text, { status: 200, headers }));
      for (const ofTheBody of ['content-type', 'content-length']) headers.delete(ofTheBody);
      setResponse(new fetchAPI.Response(null, { status: 304, headers }));
    },
  };
}

/** Whether a tag is among those of If-None-Match, compared weakly as the header is. */
function isAmong(tag: string, header: string | null): boolean {
  const known = (header ?? '').split(',').map((part) => part.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}
