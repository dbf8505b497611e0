import { createWorld } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";

const PRICE = 100n * 10n ** 18n;
const YEAR_SECONDS = 365 * 24 * 3600;
const USE_TRAIN = 1;

/** A listing by a provider who lists for the first time, and its first two sales, on a market that sold another's before. */
export async function measureMarket() {
  const { market, payment, signers } = await createWorld();
  const [otherProvider, provider, ...buyers] = signers.slice(0, 5);
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
  await market.connect(otherProvider!).listDataset(digest("other manifest"), listing, 0);
  const listDataset = await gasOf(market.connect(provider!).listDataset(digest("manifest"), listing, 0));

  const buy = async (buyer: (typeof buyers)[number], assetId: number) => {
    await payment.mint(buyer.address, 10n * PRICE);
    await payment.connect(buyer).approve(market, 10n * PRICE);
    return gasOf(market.connect(buyer).buy(assetId, { ...listing, assetId }, PRICE, buyer.address));
  };
  await buy(buyers[0]!, 1);
  const buyFirstLicense = await buy(buyers[1]!, 2);
  const buyLaterLicense = await buy(buyers[2]!, 2);
  return { listDataset, buyFirstLicense, buyLaterLicense };
}
