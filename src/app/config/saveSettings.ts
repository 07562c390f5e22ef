// Stores the plugin's settings through Grafana's own endpoint.
import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

import pluginJson from '../../plugin.json';
import { fail, ok, type Result } from '../../kit/result';
import type { Settings } from '../../settings/settings';

interface PluginState {
  readonly enabled: boolean;
  readonly pinned: boolean;
}

function reasonOf(error: unknown): string {
  const { data, statusText, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    data?: { message?: unknown };
    statusText?: unknown;
    message?: unknown;
  };
  const reason = [data?.message, message, statusText].find((text) => typeof text === 'string' && text !== '');
  return typeof reason === 'string' ? reason : 'no reason given';
}

/** Saves; the answer says why when it could not. */
export async function saveSettings(settings: Settings, { enabled, pinned }: PluginState): Promise<Result<true>> {
  try {
    const url = `/api/plugins/${pluginJson.id}/settings`;
    const data = { enabled, pinned, jsonData: settings };
    await lastValueFrom(getBackendSrv().fetch({ url, method: 'POST', data, showErrorAlert: false }));
    return ok(true);
  } catch (error) {
    return fail(`The settings were not saved: ${reasonOf(error)}`);
  }
}
