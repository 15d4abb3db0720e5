import { createApp } from '../../core/app.ts';
import { DocumentFiles } from '../../core/documents/files.ts';
import { createHttpServer } from '../../core/server.ts';
import { appUrl, serveBench } from './child.ts';
import { openBenchPlatform } from './database.ts';

const open = await openBenchPlatform(appUrl());
const http = createHttpServer();
http.serve(createApp(open.platform), new DocumentFiles(open.platform), () => open.healthy(), open.platform);
await serveBench(http.server, async () => {
  await http.stop();
  await open.close();
});
