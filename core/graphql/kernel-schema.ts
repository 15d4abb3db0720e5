import { addApiClients } from '../auth/api-client-schema.ts';
import { addAuth } from '../auth/schema.ts';
import { addAudit } from '../audit/schema.ts';
import { addCases } from '../cases/schema.ts';
import { addCatalogue } from '../catalogue/schema.ts';
import { addClocks } from '../clocks/schema.ts';
import { addCounty } from '../county/schema.ts';
import { addCalendar } from '../clocks/calendar-schema.ts';
import { addDocuments } from '../documents/schema.ts';
import { addFiles } from '../files/schema.ts';
import { addModules } from '../modules/schema.ts';
import { addNotifications } from '../notifications/schema.ts';
import { addPeople } from '../people/schema.ts';
import { addImport } from '../import/schema.ts';
import type { AppBuilder } from './builder.ts';
import { addRefusalType } from './refusal-type.ts';
import { addRegulation } from './regulation-schema.ts';

/** Everything that is there whatever modules are on. */
export function addKernel(builder: AppBuilder): void {
  addRefusalType(builder);
  addRegulation(builder);
  addAuth(builder);
  addApiClients(builder);
  addPeople(builder);
  addCatalogue(builder);
  addClocks(builder);
  addCalendar(builder);
  addCases(builder);
  addDocuments(builder);
  addFiles(builder);
  addNotifications(builder);
  addModules(builder);
  addCounty(builder);
  addAudit(builder);
  addImport(builder);
}
