// Names as companies give them: a team's area and a part of it, a thing and what is done with it.
import type { Random } from '../../../demo/cluster';

const AREAS =
  'adtech analytics-core banking cargo catalogue claims content crm customer delivery devices edge energy events fleet-ops forecasts fulfilment ground growth health hotels invoicing jobs kiosk leads lending lessons logistics mapping markets members merchants messaging mobility news offers parking parts passengers people portfolio price printing procurement products quality radio refunds retail returns risk safety sales scoring security sensors services shipping shops signals sports staff stock stores surveys tax telemetry trade transit treasury trips vehicles vendors vouchers wallet weather-desk wholesale workshop'.split(
    ' '
  );
const PARTS = 'backend batch beta eu frontend internal jobs live platform prod shared staging test tools us'.split(' ');
const THINGS =
  'account address agent alert asset audit basket billing booking bundle cache campaign card carrier cart channel check contract coupon customer device document draft email event export feed file filter form gateway geo group image import index inventory invoice item label ledger limit link list location log mail media member menu message meter model note offer order page parcel partner payment photo plan policy price product profile promo quota quote rate report review role route rule schedule score search segment session shelf shop slot stock store stream tag tariff task template ticket token track trip user vendor view visit voucher'.split(
    ' '
  );
const DEEDS = 'api sync worker consumer web store cron proxy admin relay builder checker'.split(' ');

function pairs(firsts: readonly string[], seconds: readonly string[]): string[] {
  return firsts.flatMap((first) => seconds.map((second) => `${first}-${second}`));
}

/** The list in an order of its own. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random.unit() * (i + 1));
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

/** Names of all namespaces there can be: 1245, enough for fleets of 100,000. */
export function namespaceNames(random: Random): string[] {
  return shuffled(pairs(AREAS, PARTS), random);
}

/** Names of so many workloads of one namespace. */
export function workloadNames(count: number, random: Random): string[] {
  return shuffled(pairs(THINGS, DEEDS), random).slice(0, count);
}
