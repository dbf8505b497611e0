import { createWorld } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";

const PRICE = 100n * 10n ** 18n;
const YEAR_SECONDS = 365 * 24 * 3600;
const USE_TRAIN = 1;

/** A listing by a provider who lists for the first time, and a purchase by a buyer who buys for the first time. */
export async function measureMarket() {
  const { market, payment, signers } = await createWorld();
  const [firstProvider, provider, firstBuyer, buyer] = signers;
  const listing = {
    kind: 0,
    assetId: 0n,
    uses: USE_TRAIN,
    durationSeconds: YEAR_SECONDS,
    quota: 0,
    isTransferable: false,
    resaleRoyaltyBps: 0,
    revenueShareBps: 1_000,
    currency: await payment.getAddress(),
    price: PRICE,
    policyDigest: digest("policy"),
    termsDigest: digest("terms"),
  };
  await market.connect(firstProvider!).listDataset(digest("first manifest"), listing, 0);
  const listDataset = await gasOf(market.connect(provider!).listDataset(digest("manifest"), listing, 0));

  const terms = { ...listing, assetId: 2n };
  for (const account of [firstBuyer!, buyer!]) {
    await payment.mint(account.address, 10n * PRICE);
    await payment.connect(account).approve(market, 10n * PRICE);
  }
  await market.connect(firstBuyer!).buy(2, terms, PRICE, firstBuyer!.address);
  const buyLicense = await gasOf(market.connect(buyer!).buy(2, terms, PRICE, buyer!.address));
  return { listDataset, buyLicense };
}
