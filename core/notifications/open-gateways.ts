import type { Gateways } from './gateway.ts';
import type { MessageSettings } from './settings.ts';
import { smsWebhook } from './sms-webhook.ts';
import { smtp } from './smtp.ts';

/** The gateways that the settings name; nothing is connected yet. */
export function openGateways(settings: MessageSettings): Gateways {
  return {
    mode: settings.mode,
    SMS: settings.sms && smsWebhook(settings.sms),
    EMAIL: settings.smtp && smtp(settings.smtp),
  };
}
